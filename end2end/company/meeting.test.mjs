// Talking instead of writing: after three exchanges a company asks for an appointment, the office sets it, either calls it off.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { look } from '../accessibility/look.mjs';
import { program, sendOne, uuidv7, work } from '../api.mjs';
import { alive, browser, engines, house, person, watch } from '../harness.mjs';

const LIVE = { timeout: 2_000 };

/** A working day of Naples three weeks from now or soon after; no holiday of its patron, no national one. */
function workingDay() {
  const day = new Date(Date.now() + 21 * 86_400_000);
  const rests = () =>
    [0, 6].includes(day.getUTCDay()) ||
    ['01-01', '01-06', '04-25', '05-01', '06-02', '08-15', '09-19', '10-04', '11-01', '12-08', '12-25', '12-26'].includes(
      day.toISOString().slice(5, 10),
    ) ||
    // Easter falls on no date of its own: its whole season is stepped over.
    (day.getUTCDay() === 1 && [2, 3].includes(day.getUTCMonth()));
  while (rests()) day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10);
}

/** A request about which four letters were written. */
async function muchWritten(anna, luca) {
  const { request } = await sendOne(anna, { telephone: '081 7654321' });
  await work(luca, request, 'take-charge');
  for (const text of ['E ottobre?', 'E novembre?', 'E dicembre?']) {
    const answer = await anna.post(`/api/v1/requests/${request}/reply`, { id: uuidv7(), text });
    assert.equal(answer.status, 200);
  }
  return request;
}

const ask = { mode: 'phone', part: 'morning', weekdays: ['monday'], telephone: '0817654321', text: 'Il mese che manca.' };

let opened;
before(async () => (opened = await browser()));
after(() => opened.close());

for (const engine of engines) {
  describe(`an appointment (${engine})`, () => {
    let place, anna, luca, page, desk;

    before(async () => {
      place = await house({ engine, requests: 40 });
      [anna, luca] = [await program(place, 'anna.rossi'), await program(place, 'luca.ferrara')];
      page = await person(opened, { house: place, login: 'anna.rossi' });
      desk = await person(opened, { house: place, login: 'luca.ferrara' });
    });
    after(() => place.stop());

    const said = (someone, text) => someone.getByText(text).first().waitFor(LIVE);

    test('is asked for, set, taken into a calendar and moved, each side seeing the other at once', async () => {
      const request = await muchWritten(anna, luca);
      await watch(page, `/contatti/richieste/${request}`);
      await watch(desk, `/console/richieste/${request}`);
      await page.locator('summary').getByText('Chiedi un appuntamento').click();
      await alive(page, 'form[action$="/ask-appointment"]');
      assert.equal(await page.inputValue('#ask-meeting-telephone'), '0817654321');
      await page.selectOption('#ask-meeting-mode', 'phone');
      await page.fill('#ask-meeting-telephone', '');
      await page.getByRole('button', { name: "Chiedi l'appuntamento", exact: true }).click();
      await page.locator('#ask-meeting-errors').waitFor();
      assert.equal(await page.locator('#ask-meeting-telephone-error').innerText(), 'Campo obbligatorio');
      await look(page, 'meeting-ask-errors');
      await page.fill('#ask-meeting-telephone', '081 7654321');
      await page.getByLabel('giovedì').check();
      await page.fill('#ask-meeting-text', 'Non capiamo quale mese manca.');
      await page.getByRole('button', { name: "Chiedi l'appuntamento", exact: true }).click();
      await said(page, 'Hai chiesto un appuntamento al telefono, giovedì.');
      await look(page, 'meeting-asked');

      await said(desk, "L'azienda chiede un appuntamento al telefono, giovedì.");
      await alive(desk, 'form[action$="/set-appointment"]');
      assert.equal(await desk.inputValue('#set-meeting-place'), '0817654321');
      await desk.fill('#set-meeting-day', '2020-01-07');
      await desk.fill('#set-meeting-time', '10:30');
      await desk.getByRole('button', { name: "Fissa l'appuntamento", exact: true }).click();
      await desk.locator('#set-meeting-day-error').waitFor();
      await look(desk, 'meeting-set-errors');
      await desk.fill('#set-meeting-day', workingDay());
      await desk.getByRole('button', { name: "Fissa l'appuntamento", exact: true }).click();
      await said(desk, "L'appuntamento è fissato");
      await look(desk, 'meeting-set-office');

      await said(page, 'ore 10:30');
      const [file] = await Promise.all([page.waitForEvent('download'), page.getByText('Aggiungi al calendario').click()]);
      assert.match(file.suggestedFilename(), /\.ics$/);
      await look(page, 'meeting-set-company');

      // The form that set it is still unfolded.
      await desk.fill('#set-meeting-time', '11:45');
      await desk.getByRole('button', { name: "Sposta l'appuntamento", exact: true }).click();
      await said(page, 'ore 11:45');
    });

    test('asked for is a mark in the work list and a list of its own', async () => {
      const request = await muchWritten(anna, luca);
      await anna.post(`/api/v1/requests/${request}/ask-appointment`, ask);
      await desk.goto('/console');
      await desk.getByRole('link', { name: 'Appuntamenti chiesti' }).click();
      await desk.waitForURL('**/console?state=meetings');
      const row = desk.locator('table.work tbody tr').filter({ has: desk.locator(`a[href$="${request}"]`) });
      await row.getByText('Appuntamento chiesto').waitFor();
      await look(desk, 'console-meetings');
    });

    test('is called off by either side with a sentence, and may be asked for again', async () => {
      const request = await muchWritten(anna, luca);
      await anna.post(`/api/v1/requests/${request}/ask-appointment`, ask);
      await watch(page, `/contatti/richieste/${request}`);
      await page.locator('summary').getByText('Non puoi più?').click();
      await alive(page, 'form[action$="/withdraw-appointment"]');
      await page.fill('#withdraw-meeting-text', 'Abbiamo trovato il mese.');
      await page.getByRole('button', { name: "Annulla l'appuntamento", exact: true }).click();
      await said(page, "L'appuntamento è stato annullato.");
      await page.locator('summary').getByText('Chiedi un appuntamento').waitFor();

      await anna.post(`/api/v1/requests/${request}/ask-appointment`, ask);
      await watch(desk, `/console/richieste/${request}`);
      await desk.locator('summary').getByText("Annulla l'appuntamento").click();
      await alive(desk, 'form[action$="/cancel-appointment"]');
      await desk.fill('#cancel-meeting-text', 'Basta la risposta.');
      await desk.getByRole('button', { name: "Annulla l'appuntamento", exact: true }).click();
      await said(desk, "L'appuntamento è annullato");
      const { meeting } = await anna.read(`/api/v1/requests/${request}`);
      assert.equal(meeting.state, 'cancelled');
    });

    test('the pages had no trouble', () => assert.deepEqual([...page.troubles, ...desk.troubles], []));
  });
}

test('without scripts it is asked for, refused with everything typed, and set', async () => {
  const place = await house({ requests: 20 });
  const [anna, luca] = [await program(place, 'anna.rossi'), await program(place, 'luca.ferrara')];
  const page = await person(opened, { house: place, login: 'anna.rossi', javaScript: false });
  const request = await muchWritten(anna, luca);
  await page.goto(`/contatti/richieste/${request}`);
  await page.locator('summary').getByText('Chiedi un appuntamento').click();
  await page.selectOption('#ask-meeting-part', 'afternoon');
  await page.getByLabel('mercoledì').check();
  await page.getByRole('button', { name: "Chiedi l'appuntamento", exact: true }).click();
  assert.equal(await page.locator('#ask-meeting-text-error').innerText(), 'Campo obbligatorio');
  assert.equal(await page.inputValue('#ask-meeting-part'), 'afternoon');
  assert.ok(await page.getByLabel('mercoledì').isChecked());
  // Somebody of the same company was faster: what was typed stays, with the reason.
  await page.fill('#ask-meeting-text', 'Il mese che manca.');
  await anna.post(`/api/v1/requests/${request}/ask-appointment`, ask);
  await page.getByRole('button', { name: "Chiedi l'appuntamento", exact: true }).click();
  await page.getByText("C'è già un appuntamento chiesto o fissato").waitFor();
  assert.equal(await page.inputValue('#ask-meeting-text'), 'Il mese che manca.');

  const desk = await person(opened, { house: place, login: 'luca.ferrara', javaScript: false });
  await desk.goto(`/console/richieste/${request}`);
  await desk.fill('#set-meeting-day', workingDay());
  await desk.fill('#set-meeting-time', '09:00');
  await desk.getByRole('button', { name: "Fissa l'appuntamento", exact: true }).click();
  await desk.getByText('ore 09:00').first().waitFor();
  await page.goto(`/contatti/richieste/${request}`);
  await page.getByText('al telefono: la sede chiama il numero 0817654321').waitFor();
  await place.stop();
});
