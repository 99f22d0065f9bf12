// After the first letter: documents asked for and sent, an answer that does not answer, a reminder, a chain of requests.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { program, sendOne, work } from '../api.mjs';
import { alive, browser, engines, house, person, watch } from '../harness.mjs';
import { paper, pdf } from '../papers.mjs';

const LIVE = { timeout: 2_000 };
const inDays = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

let opened;
before(async () => (opened = await browser()));
after(() => opened.close());

for (const engine of engines) {
  describe(`a thread goes on (${engine})`, () => {
    let place, anna, luca, sara, page;

    before(async () => {
      place = await house({ engine, requests: 40 });
      anna = await program(place, 'anna.rossi');
      luca = await program(place, 'luca.ferrara');
      sara = await program(place, 'sara.montella');
      page = await person(opened, { house: place, login: 'anna.rossi' });
    });
    after(() => place.stop());

    const open = async (request, form = 'reply') => {
      await watch(page, `/contatti/richieste/${request}`);
      await alive(page, `form[action$="/${form}"]`);
    };
    const press = (name) => page.getByRole('button', { name, exact: true }).click();
    const turn = (title) => page.locator('.thread .message-title').getByText(title, { exact: true });

    test('what the office asks for is seen at once, and sent with a file', async () => {
      const { request } = await sendOne(anna, { text: 'Manca un mese.' });
      await open(request);
      await work(luca, request, 'take-charge');
      await work(luca, request, 'ask-documents', { text: 'Serve il libro unico.', until: inDays(20) });
      await turn('Richiesta di documenti').waitFor(LIVE);
      await page.getByText('La sede aspetta i documenti fino a').waitFor(LIVE);
      await page.fill('#reply-text', 'Ecco il libro unico.');
      await page.setInputFiles('#reply-files', paper('libro-unico.pdf', pdf(2_000)));
      await press('Invia il messaggio');
      await turn("Messaggio dell'azienda").waitFor();
      await page.locator('.thread article').last().getByText('libro-unico.pdf').waitFor();
      const read = await luca.read(`/api/v1/requests/${request}`);
      assert.equal(read.internal_state, 'in_charge');
      assert.equal(read.promise.pauses.length, 1);
    });

    test('an answer that does not answer goes to a second officer, and the first is told so', async () => {
      const { request } = await sendOne(anna, { text: 'Quale mese?' });
      await work(luca, request, 'take-charge');
      await work(luca, request, 'close', { outcome: 'informative', text: 'Vedi la circolare.' });
      await watch(page, `/contatti/richieste/${request}`);
      await alive(page, 'form[action$="/verdict"] button[value=no]', 'click');
      await press('No, non ha risolto');
      await page.locator('#verdict-text-error').waitFor();
      await page.fill('#verdict-text', 'Non dice quale mese.');
      await press('No, non ha risolto');
      await page.getByText('La richiesta è riaperta').first().waitFor();
      await turn('Perché la risposta non basta').waitFor();
      const clerk = await person(opened, { house: place, login: 'luca.ferrara' });
      await clerk.goto(`/console/richieste/${request}`);
      await alive(clerk, 'form[action$="/take-charge"]');
      await clerk.getByRole('button', { name: 'Prendi in carico', exact: true }).click();
      await clerk.getByText('deve prenderla un collega').first().waitFor();
      await work(sara, request, 'take-charge');
      await page.getByText('Sara Montella').first().waitFor(LIVE);
      await clerk.context().close();
    });

    test('a yes is kept, and asked for only once', async () => {
      const { request } = await sendOne(anna);
      await work(luca, request, 'take-charge');
      await work(luca, request, 'close', { outcome: 'accepted', text: 'Fatto.' });
      await watch(page, `/contatti/richieste/${request}`);
      await alive(page, 'form[action$="/verdict"] button[value=yes]', 'click');
      await press('Sì, ha risolto');
      await page.getByText('Grazie: la sede sa che la risposta ha risolto.').waitFor();
      await page.reload();
      await page.getByText('Hai confermato che la risposta ha risolto.').waitFor();
      assert.equal(await page.locator('form[action$="/verdict"]').count(), 0);
    });

    test('the promised date says where counting starts and what it rested for', async () => {
      const { request } = await sendOne(anna);
      await watch(page, `/contatti/richieste/${request}`);
      await page.getByText('Perché questa data').click();
      await page.getByText('Il conteggio parte dal giorno dopo').waitFor();
      await page.getByText('La sede non ha ancora scritto.').waitFor();
    });

    test('a new request chained to another keeps its office and names the other', async () => {
      const first = await sendOne(anna);
      const next = await sendOne(anna, { after: first.request });
      await watch(page, `/contatti/richieste/${next.request}`);
      const links = page.locator('.chain a');
      assert.equal(await links.count(), 1);
      await links.first().click();
      await page.waitForURL(`**/contatti/richieste/${first.request}`);
    });

    test('the pages had no trouble', () => assert.deepEqual(page.troubles, []));
  });
}

test('without scripts a company sends a file again and says that the answer did not answer', async () => {
  const place = await house({ requests: 20 });
  const [anna, luca] = [await program(place, 'anna.rossi'), await program(place, 'luca.ferrara')];
  const page = await person(opened, { house: place, login: 'anna.rossi', javaScript: false });
  const { request } = await sendOne(anna);
  await page.goto(`/contatti/richieste/${request}`);
  await page.setInputFiles('#reply-files', paper('allegato.pdf', pdf(900)));
  await page.getByRole('button', { name: 'Invia il messaggio', exact: true }).click();
  assert.equal(await page.locator('#reply-text-error').innerText(), 'Campo obbligatorio');
  await page.fill('#reply-text', 'Dimenticavo questo.');
  await page.getByRole('button', { name: 'Invia il messaggio', exact: true }).click();
  await page.locator('.thread article').nth(1).getByText('allegato.pdf').waitFor();
  await work(luca, request, 'take-charge');
  await work(luca, request, 'close', { outcome: 'informative', text: 'Vedi sopra.' });
  await page.reload();
  await page.fill('#verdict-text', 'Sopra non c’è.');
  await page.getByRole('button', { name: 'No, non ha risolto', exact: true }).click();
  await page.locator('.thread .message-title').getByText('Perché la risposta non basta').waitFor();
  assert.equal((await anna.read(`/api/v1/requests/${request}`)).internal_state, 'reopened');
  await place.stop();
});
