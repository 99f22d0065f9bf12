// An operator works from the list to the signed answer; of a colleague who was faster they are told, and lose nothing.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { numberOf, program, sendOne, work } from '../api.mjs';
import { alive, browser, engines, house, person, watch } from '../harness.mjs';

const AT_ONCE = { timeout: 1_000 };

let opened;
before(async () => (opened = await browser()));
after(() => opened.close());

for (const engine of engines) {
  describe(`the Naples office (${engine})`, () => {
    let place, anna, luca, sara;

    before(async () => {
      place = await house({ engine, requests: 40 });
      anna = await program(place, 'anna.rossi');
      luca = await person(opened, { house: place, login: 'luca.ferrara' });
      sara = await program(place, 'sara.montella');
    });
    after(() => place.stop());

    /** Opens a request and waits for its forms. */
    const open = async (request, form) => {
      await watch(luca, `/console/richieste/${request}`);
      await alive(luca, `form[action$="/${form}"]`);
    };
    const press = (name) => luca.getByRole('button', { name, exact: true }).click();
    const state = (word) => luca.locator('main .state').getByText(word, { exact: true }).first().waitFor();

    test('the list begins with the oldest promise and says how long is left', async () => {
      assert.equal(new URL(luca.url()).pathname, '/console');
      const rows = await luca.locator('table.work tbody tr').all();
      assert.ok(rows.length > 3, 'too few requests to have an order');
      const days = await luca.locator('td.day time').evaluateAll((times) => times.map((time) => time.dateTime));
      assert.deepEqual(days, [...days].sort());
      for (const row of rows) assert.match(await row.innerText(), /giorn[oi] lavorativ[oi]|scade oggi/);
      const states = await luca.locator('table.work tbody').innerText();
      assert.doesNotMatch(states, /Chiusa/);
    });

    test('a request sent and one closed elsewhere show in the list within a second', async () => {
      await watch(luca, '/console');
      const { request, registration } = await sendOne(anna, { text: 'Una nuova.' });
      const row = luca.locator('table.work tbody tr', { hasText: numberOf(registration) });
      await row.waitFor(AT_ONCE);
      assert.match(await row.innerText(), /Aperta[^]*Nessuno/);
      await work(sara, request, 'take-charge');
      await row.getByText('Sara Montella').waitFor(AT_ONCE);
      await work(sara, request, 'close', { outcome: 'informative', text: 'Fatto.' });
      await row.waitFor({ state: 'detached', ...AT_ONCE });
    });

    test('from the list to the signed answer, on one page', async () => {
      const { request, registration } = await sendOne(anna, { text: 'Quando arriva il rimborso?' });
      await luca.getByRole('link', { name: numberOf(registration) }).click();
      await luca.waitForURL(`**/console/richieste/${request}`);
      await alive(luca, 'form[action$="/take-charge"]');
      await luca.getByLabel('Commento per l\'azienda (facoltativo)').fill('La prendo io.');
      await press('Prendi in carico');
      await luca.getByText('La richiesta è in carico a te.').waitFor();
      await state('In carico');
      await alive(luca, 'form[action$="/comment"]');
      await luca.fill('#comment-text', 'Manca solo un controllo.');
      await press('Invia il commento');
      await luca.getByText('Commento inviato e registrato.').waitFor();
      assert.equal(await luca.inputValue('#comment-text'), '');
      assert.match(await luca.locator('form[action$="/close"]').innerText(), /Firmata da Luca Ferrara/);
      await luca.selectOption('#close-outcome', 'partly_accepted');
      await luca.fill('#close-text', 'Rimborso di 120 € in 10 giorni.');
      await press('Rispondi e chiudi la richiesta');
      await luca.getByText("Richiesta chiusa. La risposta è visibile all'azienda.").waitFor();
      await state('Chiusa');
      const turns = await luca.locator('.thread .message-text').allTextContents();
      const texts = ['Quando arriva il rimborso?', 'La prendo io.', 'Manca solo un controllo.', 'Rimborso di 120 € in 10 giorni.'];
      assert.deepEqual(turns, texts);
      assert.match(await luca.locator('.thread article').last().innerText(), /Firmata da Luca Ferrara/);
      const read = await anna.read(`/api/v1/requests/${request}`);
      assert.deepEqual([read.state, read.outcome, read.thread.at(-1).author], ['closed', 'partly_accepted', 'Luca Ferrara']);
    });

    test('nothing closes without an outcome and a reasoned text', async () => {
      const { request } = await sendOne(anna);
      await work(sara, request, 'take-charge');
      await open(request, 'close');
      await press('Rispondi e chiudi la richiesta');
      await luca.locator('#close-errors').waitFor();
      assert.equal(await luca.evaluate(() => document.activeElement.id), 'close-errors');
      assert.equal(await luca.locator('#close-outcome-error').innerText(), 'Scegli una voce');
      assert.equal(await luca.locator('#close-text-error').innerText(), 'Campo obbligatorio');
      assert.equal((await anna.read(`/api/v1/requests/${request}`)).state, 'in_charge');
    });

    test('a colleague who writes meanwhile is seen at once and the answer typed stays', async () => {
      const { request } = await sendOne(anna);
      await work(sara, request, 'take-charge');
      await open(request, 'close');
      await luca.fill('#close-text', 'Una lunga risposta ragionata.');
      await work(sara, request, 'comment', { text: 'Ho scritto prima io.' });
      const notice = luca.locator('#stale');
      await notice.waitFor(AT_ONCE);
      assert.match(await notice.innerText(), /La sede ha scritto un commento da Sara Montella/);
      assert.equal(await luca.inputValue('#close-text'), 'Una lunga risposta ragionata.');
      // In the thread, and beside what is typed.
      for (const place of [luca.locator('.workbench-thread'), notice]) {
        assert.ok(await place.getByText('Ho scritto prima io.').isVisible());
      }
    });

    test('a colleague who was faster stops the answer, which can then be sent on what is new', async () => {
      const { request } = await sendOne(anna);
      await work(sara, request, 'take-charge');
      // As behind a proxy that lets no live changes through.
      await luca.route('**/api/v1/events?*', (route) => route.abort());
      await luca.goto(`/console/richieste/${request}`);
      await alive(luca, 'form[action$="/close"]');
      await luca.selectOption('#close-outcome', 'not_accepted');
      await luca.fill('#close-text', 'Non spetta, per questi motivi.');
      await work(sara, request, 'comment', { text: 'Arrivo prima io.' });
      await press('Rispondi e chiudi la richiesta');
      await luca.locator('#stale', { hasText: 'La sede ha scritto un commento da Sara Montella' }).waitFor();
      assert.equal(await luca.inputValue('#close-text'), 'Non spetta, per questi motivi.');
      assert.equal(await luca.inputValue('#close-outcome'), 'not_accepted');
      assert.equal((await anna.read(`/api/v1/requests/${request}`)).state, 'in_charge');
      await press('Rispondi e chiudi la richiesta');
      await state('Chiusa');
      assert.equal(await luca.locator('#stale').count(), 0);
      await luca.unroute('**/api/v1/events?*');
      luca.troubles = luca.troubles.filter((line) => !line.includes('ERR_FAILED'));
    });

    test('no script failed on the way', () => assert.deepEqual(luca.troubles, []));
  });
}
