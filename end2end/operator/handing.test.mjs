// A request in other hands: a colleague's, the office's again, another office's; notes stay inside; with and without scripts.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { numberOf, program, sendOne, work } from '../api.mjs';
import { alive, browser, engines, house, person, watch } from '../harness.mjs';

let opened;
before(async () => (opened = await browser()));
after(() => opened.close());

for (const javaScript of [true, false]) {
  describe(`Luca gives away (${javaScript ? 'with' : 'without'} scripts)`, () => {
    let place, anna, luca, sara, annas;
    before(async () => {
      place = await house({ engine: javaScript ? engines.at(-1) : engines[0], requests: 40 });
      anna = await program(place, 'anna.rossi');
      luca = await person(opened, { house: place, login: 'luca.ferrara', javaScript });
      sara = await person(opened, { house: place, login: 'sara.montella', javaScript });
      annas = await person(opened, { house: place, login: 'anna.rossi', javaScript });
    });
    after(() => place.stop());

    const press = (name) => luca.getByRole('button', { name, exact: true }).click();
    const open = async (request, form) => {
      await (javaScript ? watch(luca, `/console/richieste/${request}`) : luca.goto(`/console/richieste/${request}`));
      await alive(luca, `form[action$="/${form}"]`);
    };
    const unfold = (name) => luca.locator('summary', { hasText: name }).click();
    const states = async (words) => {
      await annas.reload();
      await annas.getByText(words).first().waitFor();
    };

    test('to Sara, who finds it among hers; the company reads her name', async () => {
      const { request, registration } = await sendOne(anna, { text: 'Per Sara.' });
      await open(request, 'assign');
      await unfold('Assegna');
      await press('Assegna la richiesta');
      await luca.locator('#assign-errors').waitFor();
      await luca.selectOption('#assign-to', { label: 'Sara Montella' });
      await press('Assegna la richiesta');
      await luca.locator('.timeline-steps').getByText('Assegnata a Sara Montella').waitFor();
      await sara.goto('/console?state=mine');
      await sara.locator('table.work tbody tr', { hasText: numberOf(registration) }).waitFor();
      await annas.goto(`/contatti/richieste/${request}`);
      await states('Assegnata a Sara Montella');
    });

    test('back to the office, with its promise', async () => {
      const { request, promised_on: promised } = await sendOne(anna, { text: 'Indietro.' });
      await work(await program(place, 'luca.ferrara'), request, 'take-charge');
      await open(request, 'give-back');
      await unfold('Restituisci alla sede');
      await luca.fill('#give-back-text', 'La segue un collega.');
      await press('Restituisci alla sede');
      await luca.locator('.timeline-steps').getByText('Di nuovo da prendere in carico').waitFor();
      const read = await anna.read(`/api/v1/requests/${request}`);
      assert.deepEqual([read.state, read.owner ?? null, read.promised_on], ['open', null, promised]);
      assert.equal(read.thread.at(-1).text, 'La segue un collega.');
    });

    test('ended too soon, opened again with a reason: his, with a new promise, and the company reads why', async () => {
      const { request } = await sendOne(anna, { text: 'Chiusa troppo presto.' });
      const colleague = await program(place, 'sara.montella');
      await work(colleague, request, 'take-charge');
      await work(colleague, request, 'close', { outcome: 'informative', text: 'Ecco.' });
      await open(request, 'reopen');
      await unfold('Riapri la richiesta');
      await press('Riapri e prendi in carico');
      await luca.locator('#reopen-errors').waitFor();
      await luca.fill('#reopen-text', "Manca il conguaglio: lo stiamo calcolando.");
      await press('Riapri e prendi in carico');
      await luca.locator('.timeline-steps').getByText('La sede ha riaperto la richiesta').waitFor();
      await annas.goto(`/contatti/richieste/${request}`);
      await states('Manca il conguaglio: lo stiamo calcolando.');
      await annas.locator('.timeline-steps').getByText('La sede ha riaperto la richiesta').waitFor();
      const read = await anna.read(`/api/v1/requests/${request}`);
      assert.deepEqual([read.state, read.owner, read.outcome ?? null], ['in_charge', 'Luca Ferrara', null]);
    });

    test('a note for a colleague waits in her list until she reads it, and no company sees it', async () => {
      const { request, registration } = await sendOne(anna, { text: 'Con una nota.' });
      await open(request, 'notes');
      await luca.locator('.readers summary').click();
      const named = (name) => luca.locator('#notes-mentions').getByLabel(name);
      for (const name of ['Sara Montella', 'Ciro Auriemma']) await named(name).check();
      await press('Salva la nota');
      await luca.locator('#notes-errors').waitFor();
      assert.ok(await named('Sara Montella').isChecked(), 'who was named is lost with the refusal');
      await luca.fill('#notes-text', 'La conosci tu?');
      await press('Salva la nota');
      await luca.locator('.notes').getByText('La conosci tu?').waitFor();
      assert.match(await luca.locator('.notes').innerText(), /per Ciro Auriemma \(non ancora letta\), Sara Montella \(non ancora letta\)/);
      await sara.goto('/console?state=mentioned');
      await sara.locator('table.work tbody tr', { hasText: numberOf(registration) }).locator('th a').click();
      await sara.locator('.notes').getByText('La conosci tu?').waitFor();
      await luca.reload();
      await luca.locator('.notes').getByText('Sara Montella (letta)').waitFor();
      await annas.goto(`/contatti/richieste/${request}`);
      await annas.getByText('Con una nota.').waitFor();
      assert.equal(await annas.getByText('La conosci tu?').count(), 0);
    });

    test('over to Milan: refused without a reason, then gone from Naples, with its number', async () => {
      const { request, registration, promised_on: promised } = await sendOne(anna, { text: 'Per Milano.' });
      await open(request, 'hand-over');
      await unfold("Passa a un'altra sede");
      const milan = luca.locator('#hand-over-office option', { hasText: 'Milano' });
      await luca.selectOption('#hand-over-office', await milan.getAttribute('value'));
      await press('Passa la richiesta');
      await luca.locator('#hand-over-errors').waitFor();
      assert.equal(await luca.inputValue('#hand-over-office'), await milan.getAttribute('value'));
      await luca.fill('#hand-over-text', 'La posizione è seguita a Milano.');
      await press('Passa la richiesta');
      await luca.waitForURL('**/console');
      assert.equal(await luca.locator('table.work tbody tr', { hasText: numberOf(registration) }).count(), 0);
      const read = await anna.read(`/api/v1/requests/${request}`);
      assert.match(read.office.name, /Milano/);
      // Milan rests on its own patron's day.
      assert.ok(read.promised_on >= promised, `${promised} → ${read.promised_on}`);
      await annas.goto(`/contatti/richieste/${request}`);
      await states('La posizione è seguita a Milano.');
      await annas.locator('.timeline-steps').getByText(/Passata a .*Milano/).waitFor();
    });

    if (javaScript) {
      test('who is writing when a colleague hands it over is told, and can still copy it', async () => {
        const { request } = await sendOne(anna, { text: 'Fra due.' });
        const carla = await program(place, 'sara.montella');
        await work(await program(place, 'luca.ferrara'), request, 'take-charge');
        await open(request, 'close');
        await luca.fill('#close-text', 'Una risposta a metà.');
        const { offices } = await carla.read(`/api/v1/requests/${request}/hands`);
        const [other] = offices;
        await carla.post(`/api/v1/requests/${request}/hand-over`, { version: '2', office: other.id, text: 'Là.' });
        await luca.locator('#gone').waitFor();
        assert.equal(await luca.inputValue('#close-text'), 'Una risposta a metà.');
      });
    }

    test('no script failed on the way', () => {
      assert.deepEqual([...luca.troubles, ...sara.troubles, ...annas.troubles], []);
    });
  });
}
