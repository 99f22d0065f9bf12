// The work list as one wants it: columns and order chosen, kept under a name, shared, taken away; with the mouse, the keys, and without scripts.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { program, sendOne } from '../api.mjs';
import { alive, axe, browser, engines, house, person, sideways, watch, widths } from '../harness.mjs';

for (const engine of engines) {
  describe(`The work list as one wants it (${engine})`, () => {
    let opened, place, luca, sara;
    before(async () => {
      opened = await browser();
      place = await house({ engine, requests: 300 });
      const anna = await program(place, 'anna.rossi');
      for (let count = 0; count < 3; count += 1) await sendOne(anna, { text: `Domanda ${count}.` });
      luca = await person(opened, { house: place, login: 'luca.ferrara' });
      sara = await person(opened, { house: place, login: 'sara.montella', javaScript: false });
    });
    after(() => Promise.all([opened.close(), place.stop()]));

    const heads = (page) => page.locator('table.work thead th').allInnerTexts();
    const arrange = (page) => page.locator('details.arrange');
    const kept = (page, name) => page.locator('section.views li.view', { has: page.getByRole('link', { name, exact: true }) });
    const press = (page, name) => page.getByRole('button', { name, exact: true }).click();

    test('columns and order are chosen, stay in the address, and the head says what the list is sorted by', async () => {
      await watch(luca, '/console');
      await alive(luca, 'details.arrange form');
      assert.equal(await luca.locator('th[aria-sort=ascending]').innerText(), 'Entro');
      await arrange(luca).locator('summary').click();
      await arrange(luca).getByLabel('Tempo').uncheck();
      await arrange(luca).getByLabel('Arrivata').check();
      await arrange(luca).getByLabel('Canale').check();
      await luca.selectOption('#arrange-order', 'newest');
      await press(luca, 'Applica');
      await luca.waitForURL(/order=newest/);
      await luca.locator('th[aria-sort=descending]', { hasText: 'Arrivata' }).waitFor();
      assert.deepEqual(await heads(luca), ['Entro', 'Oggetto', 'Azienda', 'Stato', 'In carico a', 'Canale', 'Arrivata', 'Aggiornata']);
      const arrived = await luca.locator('td[data-label=Arrivata] time').evaluateAll((all) => all.map((one) => one.dateTime));
      assert.deepEqual(arrived, [...arrived].sort().reverse());
      await luca.reload();
      await luca.locator('th[aria-sort=descending]', { hasText: 'Arrivata' }).waitFor();
      // Another view and narrowing keep both.
      await luca.locator('nav.tabs a', { hasText: 'Da prendere in carico' }).click();
      await luca.waitForURL(/state=unassigned/);
      assert.match(luca.url(), /order=newest/);
      assert.match(luca.url(), /columns=/);
    });

    test('reading on in the chosen order goes on where the page ended', async () => {
      await watch(luca, '/console?state=closed&order=oldest');
      await alive(luca, 'details.arrange form');
      const rows = luca.locator('table.work tbody tr');
      const before = await rows.count();
      await luca.click('#read-on');
      await rows.nth(before).waitFor();
      const links = await luca.locator('table.work tbody th a').evaluateAll((all) => all.map((one) => one.href));
      assert.equal(new Set(links).size, links.length);
    });

    test('a view is kept under a name, shared, and a colleague finds it without scripts', async () => {
      await watch(luca, '/console?state=unassigned&order=newest&columns=promised,company,arrived');
      await alive(luca, 'details.save-view form');
      await luca.locator('details.save-view > summary').click();
      await luca.fill('#view-name', 'Nuove da prendere');
      await luca.locator('details.save-view').getByLabel('Condividi con la sede').check();
      await press(luca, 'Salva');
      await kept(luca, 'Nuove da prendere').waitFor();
      await luca.locator('details.save-view:not([open])').waitFor();
      assert.equal(await kept(luca, 'Nuove da prendere').getByRole('link').getAttribute('aria-current'), 'page');
      await sara.goto('/console');
      await kept(sara, 'Nuove da prendere').getByText('di Luca Ferrara').waitFor();
      assert.equal(await kept(sara, 'Nuove da prendere').locator('details').count(), 0);
      await kept(sara, 'Nuove da prendere').getByRole('link').click();
      assert.deepEqual(await heads(sara), ['Entro', 'Oggetto', 'Azienda', 'Arrivata']);
    });

    test('its author renames it; a name that is taken is told at its field', async () => {
      await luca.locator('details.save-view').evaluate((fold) => fold.setAttribute('open', ''));
      await luca.fill('#view-name', 'Nuove da prendere');
      await press(luca, 'Salva');
      await luca.locator('#view-name-error', { hasText: 'Questo nome è già in uso' }).waitFor();
      const one = kept(luca, 'Nuove da prendere');
      await one.locator('summary').click();
      await one.getByLabel('Nome della vista').fill('Appena arrivate');
      await one.getByRole('button', { name: 'Salva le modifiche' }).click();
      await kept(luca, 'Appena arrivate').waitFor();
      await sara.goto('/console');
      await kept(sara, 'Appena arrivate').waitFor();
    });

    test('the head of a column sorts by it, pressed again from its other end, with and without scripts', async () => {
      for (const [page, address] of [[luca, '/console?state=unassigned'], [sara, '/console?state=unassigned']]) {
        await page.goto(address);
        const head = () => page.locator('table.work th', { hasText: 'Aggiornata' });
        for (const [order, way] of [['changed', 'descending'], ['still', 'ascending'], ['changed', 'descending']]) {
          await head().getByRole('link').click();
          await page.waitForURL((url) => url.searchParams.get('order') === order && url.searchParams.get('state') === 'unassigned');
          await page.locator(`th[aria-sort=${way}]`, { hasText: 'Aggiornata' }).waitFor();
        }
        assert.equal(await page.locator('th', { hasText: 'Azienda' }).getByRole('link').count(), 0, 'no index sorts by names');
      }
    });

    test('without scripts: columns and order chosen, kept, renamed and deleted', async () => {
      await sara.goto('/console');
      await arrange(sara).locator('summary').click();
      await arrange(sara).getByLabel('Stato').uncheck();
      await sara.selectOption('#arrange-order', 'changed');
      await press(sara, 'Applica');
      await sara.locator('th[aria-sort=descending]', { hasText: 'Aggiornata' }).waitFor();
      assert.deepEqual(await heads(sara), ['Entro', 'Tempo', 'Oggetto', 'Azienda', 'In carico a', 'Aggiornata']);
      await sara.locator('details.save-view > summary').click();
      await sara.fill('#view-name', 'Le ultime');
      await press(sara, 'Salva');
      const one = kept(sara, 'Le ultime');
      assert.equal(await one.getByRole('link').getAttribute('aria-current'), 'page');
      await one.locator('summary').click();
      await one.getByLabel('Nome della vista').fill('Ultime cambiate');
      await one.getByRole('button', { name: 'Salva le modifiche' }).click();
      await kept(sara, 'Ultime cambiate').locator('summary').click();
      await kept(sara, 'Ultime cambiate').getByRole('button', { name: 'Sì, elimina' }).click();
      assert.equal(await kept(sara, 'Ultime cambiate').count(), 0);
    });

    test('who directs takes a shared view away, and its author keeps it', async () => {
      const carmela = await person(opened, { house: place, login: 'carmela.improta' });
      await watch(carmela, '/console');
      await alive(carmela, 'details.save-view form');
      await kept(carmela, 'Appena arrivate').locator('summary').click();
      await press(carmela, 'Sì, togli dalla sede');
      await kept(carmela, 'Appena arrivate').waitFor({ state: 'detached' });
      await sara.goto('/console');
      assert.equal(await kept(sara, 'Appena arrivate').count(), 0);
      await watch(luca, '/console');
      await kept(luca, 'Appena arrivate').waitFor();
      assert.deepEqual(carmela.troubles, []);
    });

    test('every view has a key that is written down, and a row leads to the company with one more', async () => {
      await watch(luca, '/console?order=newest');
      await alive(luca, 'details.arrange form');
      await luca.keyboard.press('?');
      const dialog = luca.getByRole('dialog', { name: 'Scorciatoie da tastiera' });
      const views = (await luca.locator('nav.tabs a').allInnerTexts()).map((name) => name.replace(/\s*\d+\+?$/, '').trim());
      const written = await dialog.locator('tbody td').allInnerTexts();
      for (const view of views) assert.ok(written.includes(view), view);
      const keys = await dialog.locator('kbd').allInnerTexts();
      assert.equal(new Set(keys).size, keys.length);
      await luca.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
      await luca.keyboard.press('c');
      await luca.waitForURL(/state=closed/);
      assert.match(luca.url(), /order=newest/);
      // The list that was there stays until the next one has come: only its rows say which it is.
      const closed = luca.locator('table.work .state', { hasText: 'Chiusa' });
      await closed.first().waitFor();
      await luca.keyboard.press('1');
      await luca.waitForURL((url) => !url.search.includes('state='));
      await closed.first().waitFor({ state: 'detached' });
      await luca.locator('table.work tbody th a').first().waitFor();
      await luca.keyboard.press('j');
      await luca.keyboard.press('f');
      await luca.waitForURL('**/console/aziende/*');
      await luca.getByRole('heading', { level: 1 }).waitFor();
    });

    test('free of what axe finds and no wider than the screen, folds open, at both widths', async () => {
      for (const width of widths) {
        const page = await person(opened, { house: place, login: 'luca.ferrara', width });
        await watch(page, '/console?columns=promised,left,number,company,state,owner,unit,channel,arrived,updated&order=changed');
        await alive(page, 'details.arrange form');
        for (const fold of await page.locator('details.arrange, details.save-view, li.view details').all()) {
          await fold.evaluate((one) => one.setAttribute('open', ''));
        }
        assert.deepEqual(await axe(page), []);
        assert.ok((await sideways(page)) <= 0, `wider than ${width}`);
        if (width === widths[0]) {
          await arrange(page).getByLabel('Canale').uncheck();
          await press(page, 'Applica');
          await page.locator('td[data-label=Canale]').first().waitFor({ state: 'detached' });
        }
        await page.close();
      }
    });

    test('no script failed on the way', () => assert.deepEqual([...luca.troubles, ...sara.troubles], []));
  });
}
