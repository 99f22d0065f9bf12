// Without scripts an operator takes charge, comments and closes; an answer that was too late comes back whole.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { program, sendOne, work } from '../api.mjs';
import { browser, house, person } from '../harness.mjs';

let opened, place, anna, sara, luca;
before(async () => {
  opened = await browser();
  place = await house({ requests: 40 });
  anna = await program(place, 'anna.rossi');
  sara = await program(place, 'sara.montella');
  luca = await person(opened, { house: place, login: 'luca.ferrara', javaScript: false });
});
after(() => Promise.all([opened.close(), place.stop()]));

const press = (name) => luca.getByRole('button', { name, exact: true }).click();
const state = () => luca.locator('main .state').first().innerText();

test('from the list: take charge with a comment, comment, close with an answer', async () => {
  const { request } = await sendOne(anna, { text: 'Senza script.' });
  await luca.goto('/console?state=open');
  await luca.locator(`table.work a[href="/console/richieste/${request}"]`).click();
  await luca.fill('#take-charge-text', 'Presa.\nDue righe.');
  await press('Prendi in carico');
  await luca.locator('#comment-text').waitFor();
  assert.equal(new URL(luca.url()).pathname, `/console/richieste/${request}`);
  assert.equal(await state(), 'In carico');
  await luca.fill('#comment-text', 'Un controllo ancora.');
  await press('Invia il commento');
  await luca.getByText('Un controllo ancora.').waitFor();
  await luca.selectOption('#close-outcome', 'accepted');
  await luca.fill('#close-text', 'Accolta: «sì».');
  await press('Rispondi e chiudi la richiesta');
  await luca.getByText('La richiesta è chiusa: non servono altre azioni.').waitFor();
  assert.equal(await state(), 'Chiusa');
  const { thread } = await anna.read(`/api/v1/requests/${request}`);
  const texts = ['Senza script.', 'Presa.\nDue righe.', 'Un controllo ancora.', 'Accolta: «sì».'];
  assert.deepEqual(thread.map(({ text }) => text), texts);
});

test('an answer without outcome and text is refused at its fields', async () => {
  const { request } = await sendOne(anna);
  await work(sara, request, 'take-charge');
  await luca.goto(`/console/richieste/${request}`);
  await luca.fill('#close-text', 'Manca l’esito.');
  await press('Rispondi e chiudi la richiesta');
  await luca.locator('#close-errors').waitFor();
  assert.equal(await luca.locator('#close-outcome-error').innerText(), 'Scegli una voce');
  assert.equal(await luca.locator('#close-text-error').count(), 0);
  assert.equal(await luca.inputValue('#close-text'), 'Manca l’esito.');
  assert.equal(await luca.locator('#comment-errors').count(), 0);
  assert.equal(await luca.inputValue('#comment-text'), '');
});

test('an answer written on an older version comes back with its text and what happened, and goes the second time', async () => {
  const { request } = await sendOne(anna);
  await work(sara, request, 'take-charge');
  await luca.goto(`/console/richieste/${request}`);
  await luca.selectOption('#close-outcome', 'not_competent');
  await luca.fill('#close-text', 'Una lunga risposta ragionata.');
  await work(sara, request, 'comment', { text: 'Prima io.' });
  await press('Rispondi e chiudi la richiesta');
  const notice = luca.locator('#stale');
  await notice.waitFor();
  assert.match(await notice.innerText(), /La sede ha scritto un commento da Sara Montella/);
  assert.doesNotMatch(await notice.innerText(), /Presa in carico/);
  assert.equal(await luca.inputValue('#close-text'), 'Una lunga risposta ragionata.');
  assert.equal(await luca.inputValue('#close-outcome'), 'not_competent');
  await press('Rispondi e chiudi la richiesta');
  await luca.getByText('La richiesta è chiusa: non servono altre azioni.').waitFor();
  const read = await anna.read(`/api/v1/requests/${request}`);
  assert.deepEqual([read.state, read.thread.at(-1).text], ['closed', 'Una lunga risposta ragionata.']);
});

test('what was written to a request handed over meanwhile can still be copied', async () => {
  const { request } = await sendOne(anna);
  await work(sara, request, 'take-charge');
  await luca.goto(`/console/richieste/${request}`);
  await luca.fill('#comment-text', 'Una riga che non va persa.');
  const { offices } = await sara.read(`/api/v1/requests/${request}/hands`);
  const milan = offices.find(({ name }) => name.includes('Milano'));
  const { version } = await sara.read(`/api/v1/requests/${request}`);
  const body = { version: String(version), office: milan.id, text: 'La segue Milano.' };
  assert.equal((await sara.post(`/api/v1/requests/${request}/hand-over`, body)).status, 204);
  await press('Invia il commento');
  await luca.getByRole('heading', { name: 'Pagina non trovata' }).waitFor();
  assert.equal(await luca.inputValue('#unsent'), 'Una riga che non va persa.');
});
