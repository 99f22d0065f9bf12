// The director makes a unit; what is about its subject arrives there, its people find it, and hand it over with a reason.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { look } from '../accessibility/look.mjs';
import { draft, program, sendOne } from '../api.mjs';
import { alive, browser, engines, house, person, watch } from '../harness.mjs';

for (const engine of engines) {
  describe(`Units (${engine})`, () => {
    let opened, place, anna, carmela, luca, plain, subject;
    before(async () => {
      opened = await browser();
      place = await house({ engine, requests: 40 });
      anna = await program(place, 'anna.rossi');
      carmela = await person(opened, { house: place, login: 'carmela.improta' });
      luca = await person(opened, { house: place, login: 'luca.ferrara' });
      plain = await person(opened, { house: place, login: 'carmela.improta', javaScript: false });
      ({ subject } = await draft(anna));
    });
    after(() => Promise.all([opened.close(), place.stop()]));

    const press = (page, name) => page.getByRole('button', { name, exact: true }).click();
    const unit = (page, name) => page.locator('article', { has: page.getByRole('heading', { level: 2, name, exact: true }) });

    test('from the menu to a unit: its people, the subject that arrives there', async () => {
      await carmela.goto('/console');
      await carmela.getByRole('link', { name: 'Unità', exact: true }).click();
      await carmela.getByRole('heading', { level: 1, name: 'Unità della sede' }).waitFor();
      await unit(carmela, 'Anagrafica e versamenti').getByText('Assente fino al').waitFor();
      await alive(carmela, 'form[action$="/console/units"]');
      await press(carmela, "Salva l'unità");
      await carmela.locator('#unit-errors').waitFor();
      await carmela.fill('#unit-name', 'Informazioni');
      await carmela.locator('#unit-members').getByLabel('Luca Ferrara').check();
      await carmela.locator('#unit-managers').getByLabel('Raffaele Sorrentino').check();
      await carmela.locator('summary', { hasText: 'Scegli gli oggetti' }).click();
      await carmela.locator(`#unit-subjects input[value="${subject}"]`).check();
      await press(carmela, "Salva l'unità");
      await carmela.getByText('Unità salvata.').waitFor();
      const rows = unit(carmela, 'Informazioni').locator('tbody tr');
      assert.deepEqual(await rows.locator('th').allInnerTexts(), ['Luca Ferrara', 'Raffaele Sorrentino · responsabile']);
    });

    test('a request about it is in Luca’s unit, and goes to another with the reason the company reads', async () => {
      const { request } = await sendOne(anna, { text: 'Per la nuova unità.' });
      await watch(luca, '/console?state=unit');
      const row = luca.locator('table.work tbody tr', { has: luca.locator(`a[href$="${request}"]`) });
      await row.getByText('Informazioni', { exact: true }).waitFor();
      await luca.locator('nav.tabs a[aria-current=page]', { hasText: 'La mia unità' }).waitFor();
      await watch(luca, `/console/richieste/${request}`);
      await alive(luca, 'form[action$="/unit"]');
      await luca.locator('summary', { hasText: "Passa a un'altra unità" }).click();
      await press(luca, "Passa all'unità");
      await luca.locator('#pass-errors').waitFor();
      await luca.selectOption('#pass-unit', { label: 'Anagrafica e versamenti' });
      await luca.fill('#pass-text', 'La matricola è da aggiornare.');
      await press(luca, "Passa all'unità");
      await luca.getByText("La richiesta è passata all'altra unità.").waitFor();
      const { unit: now, thread, timeline } = await anna.read(`/api/v1/requests/${request}`);
      assert.equal(now, 'Anagrafica e versamenti');
      assert.equal(thread.at(-1).text, 'La matricola è da aggiornare.');
      assert.equal(timeline.at(-1).kind, 'passed');
      const annas = await person(opened, { house: place, login: 'anna.rossi' });
      await annas.goto(`/contatti/richieste/${request}`);
      await annas.getByText("Passata all'unità Anagrafica e versamenti").waitFor();
    });

    test('the list narrows to one unit, and the narrowing stays in the address', async () => {
      await watch(luca, '/console');
      await alive(luca, 'form[role=search]');
      await luca.selectOption('#narrow-unit', { label: 'Anagrafica e versamenti' });
      await press(luca, 'Filtra');
      await luca.waitForURL(/unit=/);
      const units = luca.locator('table.work tbody tr').getByText('Anagrafica e versamenti', { exact: true });
      await units.first().waitFor();
      assert.equal(await units.count(), await luca.locator('table.work tbody tr').count());
    });

    test('without scripts: what a member knows, a unit changed, dissolved', async () => {
      await plain.goto('/console/unita');
      const own = unit(plain, 'Informazioni');
      await own.locator('summary', { hasText: 'Chi conosce che cosa' }).click();
      await own.locator(`fieldset input[value="${subject}"]`).check();
      await press(plain, 'Salva gli oggetti di Luca Ferrara');
      await plain.getByRole('link', { name: 'Modifica «Informazioni»' }).click();
      assert.ok(await plain.locator('#unit-members').getByLabel('Luca Ferrara').isChecked());
      assert.ok(await own.locator(`fieldset input[value="${subject}"]`).isChecked());
      await plain.fill('#unit-most-each', 'molte');
      await press(plain, "Salva l'unità");
      await plain.locator('#unit-most-each-error').waitFor();
      assert.equal(await plain.inputValue('#unit-most-each'), 'molte');
      await plain.fill('#unit-most-each', '20');
      await plain.getByLabel('Distribuisci da sola le richieste che arrivano').check();
      await press(plain, "Salva l'unità");
      await unit(plain, 'Informazioni').getByText('fino a 20 a testa').waitFor();
      await unit(plain, 'Informazioni').locator('summary', { hasText: "Sciogli l'unità" }).click();
      await unit(plain, 'Informazioni').getByRole('button', { name: "Sì, sciogli l'unità" }).click();
      await unit(plain, 'Anagrafica e versamenti').waitFor();
      assert.equal(await unit(plain, 'Informazioni').count(), 0);
    });

    test('two at one unit: the slower sees both, takes what is there, or saves over it; with and without scripts', async () => {
      const NAME = 'Anagrafica e versamenti';
      await plain.goto('/console/unita');
      const address = await plain.getByRole('link', { name: `Modifica «${NAME}»` }).getAttribute('href');
      const edit = async (page) => {
        await page.goto('/console/unita');
        await page.goto(address);
        await alive(page, 'form:has(#unit-name)');
      };
      await edit(carmela);
      await edit(plain);
      await plain.fill('#unit-most-each', '15');
      await press(plain, "Salva l'unità");
      await plain.waitForURL('**/console/unita');
      await carmela.fill('#unit-name', 'Anagrafica e flussi');
      await press(carmela, "Salva l'unità");
      const both = carmela.locator('#unit-overtaken');
      await both.getByText("L'ultima modifica è di Carmela Improta").waitFor();
      assert.match(await both.locator('.version-theirs').innerText(), /Anagrafica e versamenti[^]*15/);
      assert.match(await both.locator('.version-mine').innerText(), /Anagrafica e flussi[^]*\(niente\)/);
      assert.equal(await carmela.inputValue('#unit-name'), 'Anagrafica e flussi');
      await look(carmela, 'units-overtaken');
      await carmela.getByRole('link', { name: "Lascia il mio e prendi quello che c'è adesso" }).click();
      await both.waitFor({ state: 'detached' });
      await alive(carmela, 'form:has(#unit-name)');
      assert.equal(await carmela.inputValue('#unit-name'), NAME);
      assert.equal(await carmela.inputValue('#unit-most-each'), '15');
      await edit(plain);
      await carmela.fill('#unit-most-each', '16');
      await press(carmela, "Salva l'unità");
      await carmela.getByText('Unità salvata.').waitFor();
      await plain.fill('#unit-name', 'Anagrafica e flussi');
      await press(plain, "Salva l'unità");
      assert.match(await plain.locator('#unit-overtaken .version-theirs').innerText(), /16/);
      assert.equal(await plain.inputValue('#unit-name'), 'Anagrafica e flussi');
      await press(plain, "Salva il mio al posto di quello che c'è adesso");
      await unit(plain, 'Anagrafica e flussi').waitFor();
    });

    test('who works there reads and is offered nothing to write', async () => {
      await luca.goto('/console/unita');
      await unit(luca, 'Contribuenti e regolarità').waitFor();
      assert.equal(await luca.locator('main form').count(), 0);
    });

    test('no script failed on the way', () => assert.deepEqual([...carmela.troubles, ...luca.troubles], []));
  });
}
