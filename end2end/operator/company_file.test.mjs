// The file of a company and of its consultant: from a request to all the office has, searched inside; with and without scripts.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { numberOf, program, sendOne, work } from '../api.mjs';
import { alive, axe, browser, house, person, sideways } from '../harness.mjs';

let opened, place, anna, giulia, sent;
before(async () => {
  opened = await browser();
  place = await house({ requests: 40 });
  anna = await program(place, 'anna.rossi');
  giulia = await program(place, 'giulia.capuano');
  sent = await sendOne(giulia, { ...(await forNaples(giulia)), text: 'Il durc risulta irregolare da ottobre.' });
});
after(() => Promise.all([opened.close(), place.stop()]));

/** A position whose office is Naples, and a subject of its scheme. */
async function forNaples(someone) {
  const { positions, areas } = await someone.read('/api/v1/compose');
  const position = positions.find(({ office }) => office.name.includes('Napoli'));
  const area = areas.find(({ scheme }) => scheme === position.scheme);
  return { position: position.id, subject: area.subjects[0].id };
}

for (const javaScript of [true, false]) {
  describe(`Luca opens files (${javaScript ? 'with' : 'without'} scripts)`, () => {
    let luca, company;
    before(async () => {
      luca = await person(opened, { house: place, login: 'luca.ferrara', javaScript });
    });

    const tab = (name) => luca.locator('nav.tabs').getByRole('link', { name, exact: true });
    const part = async (name) => {
      await tab(name).click();
      await luca.getByRole('heading', { level: 2, name, exact: true }).waitFor();
      assert.equal(await luca.locator('nav.tabs [aria-current=page]').innerText(), name);
    };
    const looked = async () => {
      if (javaScript) assert.deepEqual(await axe(luca), []);
    };

    test('from a request to its company, with positions and counts', async () => {
      await luca.goto(`/console/richieste/${sent.request}`);
      await luca.getByRole('link', { name: "Apri il fascicolo dell'azienda" }).click();
      await luca.waitForURL(/\/console\/aziende\/[0-9a-f-]{36}$/);
      company = new URL(luca.url()).pathname;
      await luca.getByRole('heading', { level: 1, name: sent.company.name }).waitFor();
      await luca.getByRole('row', { name: new RegExp(sent.position) }).waitFor();
      assert.equal(await luca.locator('.main-nav [aria-current=page]').innerText(), 'Fascicolo');
      await looked();
    });

    test('searched inside, the words stand out, and the request found opens', async () => {
      await part('Richieste');
      await alive(luca, 'form[role=search]');
      await luca.fill('#file-text', 'Irregolare');
      await luca.getByRole('button', { name: 'Cerca', exact: true }).click();
      await luca.waitForURL(/text=Irregolare/);
      const row = luca.locator('table.requests tbody tr', { hasText: numberOf(sent.registration) });
      await row.locator('mark', { hasText: 'irregolare' }).waitFor();
      assert.equal(await luca.inputValue('#file-text'), 'Irregolare');
      await looked();
      await row.locator('th a').click();
      await luca.waitForURL(`**/console/richieste/${sent.request}`);
      await luca.goto(`${company}?parte=richieste&text=zanzibar`);
      await luca.getByText('Nessuna richiesta corrisponde alla ricerca').waitFor();
      await luca.getByRole('link', { name: 'Togli i filtri' }).click();
      await luca.locator('table.requests tbody tr').first().waitFor();
    });

    test('every part has an address, and says so when there is nothing', async () => {
      await luca.goto(company);
      for (const name of ['Appuntamenti', 'Comunicazioni', 'Documenti', 'Note', 'Deleghe', 'Riepilogo']) {
        await part(name);
        await looked();
      }
      await luca.goto(`${company}?parte=comunicazioni`);
      await luca.locator('.history > li').first().waitFor();
    });

    test('letters are searched by words in the communications', async () => {
      await luca.goto(`${company}?parte=comunicazioni`);
      await alive(luca, 'form[role=search]');
      await luca.fill('#file-letters', 'zanzibar');
      await luca.getByRole('button', { name: 'Cerca', exact: true }).click();
      await luca.getByText('Nessuna comunicazione corrisponde alla ricerca').waitFor();
      assert.equal(await luca.inputValue('#file-letters'), 'zanzibar');
      await looked();
      await luca.getByRole('link', { name: 'Togli i filtri' }).click();
      await luca.locator('.history > li').first().waitFor();
    });

    test('to the consultant and back to a client, ended mandates apart', async () => {
      await luca.goto(`${company}?parte=deleghe`);
      await luca.getByRole('link', { name: /Capuano/ }).first().click();
      await luca.waitForURL(/\/console\/consulenti\//);
      await luca.getByRole('heading', { level: 1, name: /Capuano/ }).waitFor();
      await luca.getByRole('link', { name: sent.company.name }).first().waitFor();
      assert.equal(await luca.getByText('Cessata', { exact: true }).count(), 0);
      await looked();
      await part('Deleghe cessate');
      await luca.getByText('Cessata', { exact: true }).first().waitFor();
      await looked();
      await part('Richieste');
      await luca.locator('table.requests tbody tr', { hasText: numberOf(sent.registration) }).waitFor();
      await looked();
    });

    test('found from the menu by a number, a name, and from what narrows the work list', async () => {
      await luca.goto('/console');
      await luca.locator('.main-nav').getByRole('link', { name: 'Fascicolo', exact: true }).click();
      await luca.getByText('Di chi vuoi aprire il fascicolo?').waitFor();
      await looked();
      await alive(luca, 'form[role=search]');
      await luca.fill('#find-file', sent.position);
      await luca.getByRole('button', { name: 'Cerca', exact: true }).click();
      await luca.getByRole('link', { name: sent.company.name }).waitFor();
      await luca.goto('/console?who=capuano');
      await luca.getByRole('link', { name: 'Cerca «capuano» nei fascicoli' }).click();
      await luca.getByRole('link', { name: /Capuano/ }).first().waitFor();
      await looked();
      await luca.goto('/console/fascicolo?search=nessunissimo');
      await luca.getByText('Nessun fascicolo trovato').waitFor();
    });

    test('on a telephone nobody reads sideways', async () => {
      await luca.setViewportSize({ width: 360, height: 740 });
      for (const each of ['', '?parte=richieste', '?parte=documenti', '?parte=deleghe']) {
        await luca.goto(company + each);
        assert.ok((await sideways(luca)) <= 0, each);
      }
      await luca.goto('/console/fascicolo?search=a');
      assert.ok((await sideways(luca)) <= 0, 'found');
    });

    test('no script failed on the way', () => assert.deepEqual(luca.troubles, []));
  });
}

test('a note of the office is read in the file, and no other office opens it', async () => {
  const { request } = await sendOne(anna, { text: 'Con una nota.' });
  const luca = await program(place, 'luca.ferrara');
  await work(luca, request, 'take-charge');
  await luca.post(`/api/v1/requests/${request}/notes`, { text: 'Da richiamare lunedì.' });
  const { company } = await luca.read(`/api/v1/requests/${request}`);
  const page = await person(opened, { house: place, login: 'luca.ferrara' });
  await page.goto(`/console/aziende/${company.id}?parte=note`);
  await page.getByText('Da richiamare lunedì.').waitFor();
  const marco = await person(opened, { house: place, login: 'marco.colnaghi' });
  const answer = await marco.goto(`/console/aziende/${company.id}`);
  assert.equal(answer.status(), 404);
});
