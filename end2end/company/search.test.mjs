// Anna searches her requests by words and filters, keeps a search under a name and takes the list away as a file.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { program, sendOne, work } from '../api.mjs';
import { alive, browser, engines, house, person, sideways } from '../harness.mjs';

let opened;
before(async () => (opened = await browser()));
after(() => opened.close());

const LIST = '/contatti/richieste';
const ways = engines.flatMap((engine) => [true, false].map((javaScript) => ({ engine, javaScript })));

for (const { engine, javaScript } of ways) {
  describe(`Anna searches (${engine}, ${javaScript ? 'with' : 'without'} scripts)`, () => {
    let place, page, found, other;

    before(async () => {
      place = await house({ engine, requests: 40 });
      const anna = await program(place, 'anna.rossi');
      const luca = await program(place, 'luca.ferrara');
      found = (await sendOne(anna, { text: 'Chiedo lo <b>sgravio</b> della monetina: è regolarità pura.' })).request;
      other = (await sendOne(anna, { text: 'Una monetina senza pari.' })).request;
      await work(luca, found, 'take-charge');
      await work(luca, found, 'close', { outcome: 'accepted', text: 'Lo zibellino è concesso.' });
      page = await person(opened, { house: place, javaScript, login: 'anna.rossi' });
    });
    after(() => place.stop());

    const rows = () => page.locator('table.requests tbody tr');
    const search = async (words) => {
      await page.fill('[name=text]', words);
      await page.getByRole('button', { name: 'Cerca', exact: true }).click();
    };
    const links = () => rows().locator('th a').evaluateAll((all) => all.map((a) => a.getAttribute('href')));

    test('words are found in any form, with the place where they stand marked', async () => {
      await page.goto(LIST);
      await alive(page, 'form.filters');
      await search('monetine regolarita');
      await page.waitForURL(/text=monetine/);
      await page.locator('.found mark').first().waitFor();
      assert.deepEqual(await links(), [`${LIST}/${found}`]);
      assert.deepEqual(await page.locator('.found mark').allInnerTexts(), ['monetina', 'regolarità']);
      assert.match(await page.locator('.found').innerText(), /Nella richiesta: .*<b>sgravio<\/b>/);
      assert.equal(await page.locator('.found b').count(), 0);
    });

    test('the answer is searched too, and a phrase wants its order', async () => {
      await page.goto(`${LIST}?text=zibellini`);
      assert.match(await page.locator('.found').innerText(), /^Nella risposta: /);
      await page.goto(`${LIST}?text=${encodeURIComponent('"pura regolarità"')}`);
      await page.getByText('Nessuna richiesta corrisponde ai filtri scelti.').waitFor();
    });

    test('each filter in use has a link that takes it away', async () => {
      await page.goto(`${LIST}?text=monetina&state=open`);
      assert.deepEqual(await links(), [`${LIST}/${other}`]);
      await page.getByRole('link', { name: 'Togli il filtro Stato: Aperta' }).click();
      await page.waitForURL((url) => !url.search.includes('state'));
      await rows().nth(1).waitFor();
      assert.deepEqual(await links(), [`${LIST}/${other}`, `${LIST}/${found}`]);
    });

    test('the other filters unfold, and stay open while one of them is used', async () => {
      await page.goto(LIST);
      await alive(page, 'form.filters');
      await page.getByText('Altri filtri').click();
      await page.selectOption('select[name=outcome]', 'accepted');
      await page.fill('[name=opened_from]', '2026-01-01');
      await page.getByRole('button', { name: 'Cerca', exact: true }).click();
      await page.waitForURL(/outcome=accepted/);
      assert.ok((await links()).includes(`${LIST}/${found}`));
      await page.reload();
      assert.equal(await page.inputValue('[name=opened_from]'), '2026-01-01');
      assert.ok(await page.locator('select[name=outcome]').isVisible());
    });

    test('what cannot be read is said at its field and keeps what was typed', async () => {
      await page.goto(`${LIST}?opened_from=2026-02-02&opened_to=2026-02-01&text=monetina`);
      await page.locator('#filter-opened-to-error').waitFor();
      assert.equal(await page.inputValue('[name=text]'), 'monetina');
      assert.equal(await rows().count(), 0);
    });

    test('hostile words find nothing and break nothing', async () => {
      for (const words of ['"', '*', 'NEAR(', "'; --", '🙏']) {
        await page.goto(`${LIST}?text=${encodeURIComponent(words)}`);
        await page.getByText('Nessuna richiesta', { exact: true }).waitFor();
        assert.equal(await page.inputValue('[name=text]'), words);
      }
    });

    test('a search is kept under a name, and deleted only when she confirms', async () => {
      await page.goto(`${LIST}?text=monetina&state=open`);
      await alive(page, 'form.filters');
      await page.getByText('Salva questa ricerca').click();
      await alive(page, '.save-view form');
      await page.fill('#view-name', 'Monetine aperte');
      await page.getByRole('button', { name: 'Salva', exact: true }).click();
      const link = page.getByRole('link', { name: 'Monetine aperte', exact: true });
      await link.waitFor();
      await page.goto(LIST);
      await link.click();
      await page.waitForURL(/state=open/);
      // What was there stays until the new list has come.
      await rows().nth(1).waitFor({ state: 'detached' });
      assert.deepEqual(await links(), [`${LIST}/${other}`]);
      await page.locator('.view summary').click();
      await alive(page, '.view form');
      await page.getByRole('button', { name: 'Sì, elimina' }).click();
      await link.waitFor({ state: 'detached' });
    });

    test('a name used twice is refused and stays in its field', async () => {
      for (const _ of [1, 2]) {
        await page.goto(`${LIST}?text=monetina`);
        await page.getByText('Salva questa ricerca').click();
        await alive(page, '.save-view form');
        await page.fill('#view-name', 'Due volte');
        await page.getByRole('button', { name: 'Salva', exact: true }).click();
        await page.getByRole('link', { name: 'Due volte', exact: true }).waitFor();
      }
      await page.locator('#view-name-error', { hasText: 'Questo nome è già in uso' }).waitFor();
      assert.equal(await page.inputValue('#view-name'), 'Due volte');
    });

    test('the filtered list is saved as a file', async () => {
      await page.goto(`${LIST}?text=monetina`);
      await alive(page, '.exports a', 'click');
      for (const [name, begins] of [['CSV', '\ufeffProtocollo;'], ['Excel (.xlsx)', 'PK']]) {
        const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()]);
        assert.match(file.suggestedFilename(), /^richieste-\d{4}-\d\d-\d\d\.(csv|xlsx)$/);
        const text = await readFile(await file.path(), 'utf8');
        assert.ok(text.startsWith(begins), text.slice(0, 40));
        if (name === 'CSV') assert.equal(text.trim().split('\r\n').length, 3);
        if (javaScript) await page.getByText(/Esportazione completata: /).waitFor();
      }
    });

    test('on a telephone nobody reads sideways', async () => {
      await page.setViewportSize({ width: 360, height: 740 });
      await page.goto(`${LIST}?text=monetina&state=open`);
      assert.ok((await sideways(page)) <= 0);
      if (javaScript) assert.deepEqual(page.troubles, []);
    });
  });
}
