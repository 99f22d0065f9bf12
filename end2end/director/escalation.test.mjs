// Deadlines and escalation: what will miss its day before it does, whom the late ones reached, and the steps a director chooses.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { look } from '../accessibility/look.mjs';
import { program, sendOne } from '../api.mjs';
import { alive, browser, engines, house, person } from '../harness.mjs';

const PAGE = '/console/scadenze';
const DIRECTORS = ['carmela.improta', 'elena.brambati', 'valeria.ciancarelli', 'loredana.fabbri', 'paola.giacosa', 'rosalia.cangemi', 'nicola.laforgia', 'marina.zanon'];

for (const engine of engines) {
  describe(`Deadlines (${engine})`, () => {
    let opened, place, anna, carmela, raffaele;
    before(async () => {
      opened = await browser();
      place = await house({ engine, requests: 300 });
      anna = await program(place, 'anna.rossi');
      carmela = await person(opened, { house: place, login: 'carmela.improta' });
      raffaele = await person(opened, { house: place, login: 'raffaele.sorrentino', javaScript: false });
    });
    after(() => Promise.all([opened.close(), place.stop()]));

    /** A request promised within five working days. */
    async function sendSoon() {
      const { positions, areas } = await anna.read('/api/v1/compose');
      const own = areas.filter(({ scheme }) => scheme === positions[0].scheme).flatMap(({ subjects }) => subjects);
      const soon = own.find((subject) => subject.working_days <= 5 && subject.fixed_sentence === '');
      assert.ok(soon, 'the demo has a subject that is answered within five working days');
      return sendOne(anna, { subject: soon.id });
    }

    /** Somebody of the demo who is not among the accounts it prints: all have the same password. */
    const account = (username) => ({ username, password: place.accounts[0].password });

    /** A director whose office has late requests that climbed. */
    async function late() {
      for (const username of DIRECTORS) {
        const director = await program({ url: place.url, account }, username);
        const { late } = await director.read('/api/v1/escalation/ahead');
        const climbed = late.find(({ rung }) => rung);
        if (climbed) return { username, climbed };
      }
      throw new Error('no office of the demo is late');
    }

    test('from the menu to what may miss its day, by day, with why', async () => {
      const { request } = await sendSoon();
      await carmela.goto('/console');
      await carmela.getByRole('link', { name: 'Scadenze', exact: true }).click();
      await carmela.getByRole('heading', { level: 1, name: 'Scadenze e solleciti' }).waitFor();
      const row = carmela.locator('table.coming tbody tr', { has: carmela.locator(`a[href$="${request}"]`) });
      await row.waitFor();
      assert.match(await row.innerText(), /Nessuno l'ha in carico/);
      assert.match(await row.innerText(), /La sede non ha ancora scritto/);
      await row.getByRole('link').click();
      await carmela.waitForURL(`**/console/richieste/${request}`);
    });

    test('a late request says to the office and to the company whom it reached', async () => {
      const { username, climbed } = await late();
      const director = await person(opened, { house: place, login: account(username) });
      await director.goto(PAGE);
      const row = director.locator('table.late tbody tr', { has: director.locator(`a[href$="${climbed.id}"]`) });
      await row.waitFor();
      const words = { owner: 'Chi ha in carico', unit_manager: 'Responsabile', director: 'Direzione della sede', region: 'Direzione regionale' };
      assert.ok((await row.innerText()).includes(words[climbed.rung]), await row.innerText());
      await director.goto(`/console/richieste/${climbed.id}`);
      await director.locator('.timeline-steps').getByText('La sede è in ritardo').first().waitFor();
    });

    test('steps that do not go up are told at their field, and those that do are kept', async () => {
      await carmela.goto(PAGE);
      await alive(carmela, 'form.change-steps');
      await carmela.fill('#steps-unit_manager', '5');
      await carmela.getByRole('button', { name: 'Salva i passi', exact: true }).click();
      await carmela.locator('#steps-director-error').waitFor();
      assert.equal(await carmela.evaluate(() => document.activeElement.id), 'steps-errors');
      await carmela.fill('#steps-unit_manager', '3');
      await carmela.fill('#steps-region_email', 'campania@istituto.example');
      await carmela.getByRole('button', { name: 'Salva i passi', exact: true }).click();
      await carmela.getByText('Passi salvati').waitFor();
      await carmela.getByText("Responsabile dell'unità: giorno lavorativo 3 dopo la data promessa").waitFor();
      await carmela.getByText('Questi passi sono della sede.').waitFor();
    });

    test('without scripts a unit manager reads all of it and is offered nothing to change', async () => {
      await raffaele.goto(PAGE);
      await raffaele.getByRole('heading', { level: 2, name: 'Il controllo della notte' }).waitFor();
      await raffaele.getByText("Responsabile dell'unità: giorno lavorativo 3 dopo la data promessa").waitFor();
      assert.equal(await raffaele.locator('form.change-steps').count(), 0);
    });

    test('without scripts a director changes the steps, and what was refused comes back as typed', async () => {
      const plain = await person(opened, { house: place, login: 'carmela.improta', javaScript: false });
      await plain.goto(PAGE);
      await plain.fill('#steps-region', '40');
      await plain.getByRole('button', { name: 'Salva i passi', exact: true }).click();
      await plain.locator('#steps-region-error').waitFor();
      assert.equal(await plain.inputValue('#steps-region'), '40');
      await plain.fill('#steps-region', '12');
      await plain.getByRole('button', { name: 'Salva i passi', exact: true }).click();
      await plain.getByText('Direzione regionale: giorno lavorativo 12 dopo la data promessa').waitFor();
    });

    test('two at the steps: the slower sees both, and saves over them knowingly', async () => {
      const save = (page) => page.getByRole('button', { name: 'Salva i passi', exact: true }).click();
      await carmela.goto(PAGE);
      await alive(carmela, 'form.change-steps');
      const plain = await person(opened, { house: place, login: 'carmela.improta', javaScript: false });
      await plain.goto(PAGE);
      await plain.fill('#steps-region', '13');
      await save(plain);
      await plain.getByText('Direzione regionale: giorno lavorativo 13 dopo la data promessa').waitFor();
      await carmela.fill('#steps-region', '14');
      await save(carmela);
      const both = carmela.locator('#steps-overtaken');
      await both.waitFor();
      assert.deepEqual(await both.locator('.message-text').allInnerTexts(), ['13', '14']);
      assert.equal(await carmela.inputValue('#steps-region'), '14');
      await look(carmela, 'deadlines-overtaken');
      await carmela.getByRole('button', { name: "Salva il mio al posto di quello che c'è adesso" }).click();
      await carmela.getByText('Direzione regionale: giorno lavorativo 14 dopo la data promessa').waitFor();
    });

    test('for an operator the page does not exist, nor its entry in the menu', async () => {
      const luca = await person(opened, { house: place, login: 'luca.ferrara', javaScript: false });
      await luca.goto('/console');
      assert.equal(await luca.getByRole('link', { name: 'Scadenze', exact: true }).count(), 0);
      const answer = await luca.goto(PAGE);
      assert.equal(answer.status(), 404);
    });

    test('no script failed on the way', () => assert.deepEqual(carmela.troubles, []));
  });
}
