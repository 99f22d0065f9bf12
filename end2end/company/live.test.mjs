// A company looks at its request while the office works it: the page says so at once, without being loaded anew.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { program, sendOne, work } from '../api.mjs';
import { browser, engines, fact, house, person, watch } from '../harness.mjs';

/** A change is visible to the other side within a second. */
const AT_ONCE = { timeout: 1_000 };

let opened;
before(async () => (opened = await browser()));
after(() => opened.close());

for (const engine of engines) {
  describe(`Anna watches her request (${engine})`, () => {
    let place, luca, page, request;
    const travels = [];

    before(async () => {
      place = await house({ engine, requests: 40 });
      const anna = await program(place, 'anna.rossi');
      luca = await program(place, 'luca.ferrara');
      request = (await sendOne(anna, { text: 'A che punto è il rimborso?' })).request;
      page = await person(opened, { house: place, login: 'anna.rossi' });
      await watch(page, `/contatti/richieste/${request}`);
      page.on('framenavigated', (frame) => travels.push(frame.url()));
    });
    after(() => place.stop());

    test('first it is open, and no one has it', async () => {
      assert.equal(await page.locator('main .state').first().innerText(), 'Aperta');
      assert.match(await fact(page, 'Chi la sta seguendo'), /in attesa che un operatore la prenda in carico/);
    });

    test('taken in charge, she reads by whom and the comment within a second', async () => {
      await work(luca, request, 'take-charge', { text: 'La leggo oggi stesso: «grazie».' });
      await page.locator('main .state').getByText('In carico', { exact: true }).waitFor(AT_ONCE);
      const comment = page.locator('article', { hasText: 'Commento della sede' });
      assert.equal(await comment.locator('.message-text').textContent(), 'La leggo oggi stesso: «grazie».');
      assert.match(await comment.innerText(), /Luca Ferrara/);
      assert.match(await fact(page, 'Chi la sta seguendo'), /^Luca Ferrara/);
      assert.match(await page.locator('.timeline-steps').innerText(), /Presa in carico\s+da Luca Ferrara/);
    });

    test('closed, she reads the outcome and the signed answer within a second', async () => {
      const answer = 'Il rimborso è disposto.\nArriva entro venerdì.';
      await work(luca, request, 'close', { outcome: 'accepted', text: answer });
      await page.locator('main .state').getByText('Chiusa', { exact: true }).waitFor(AT_ONCE);
      assert.ok(await page.locator('main .state').getByText('Accolta', { exact: true }).isVisible());
      const turn = page.locator('article', { hasText: 'Risposta della sede' });
      assert.equal(await turn.locator('.message-text').textContent(), answer);
      assert.match(await turn.innerText(), /Firmata da Luca Ferrara/);
      assert.match(await turn.innerText(), /Protocollo \S+\.\d{7}/);
    });

    test('a voice that reads the page was told what happened', async () => {
      const told = page.locator('main [role=status][aria-live=polite]').first();
      assert.equal(await told.textContent(), 'La richiesta è stata aggiornata: Chiusa con risposta.');
    });

    test('the page was never loaded anew and nothing went wrong in it', () => {
      assert.deepEqual(travels, []);
      assert.deepEqual(page.troubles, []);
    });
  });
}
