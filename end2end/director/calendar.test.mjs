// The director closes a day: open requests get another date by themselves, the company reads why, and nothing is told twice.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { program, sendOne, work } from '../api.mjs';
import { alive, browser, engines, house, person, watch } from '../harness.mjs';

const PAGE = '/console/calendario';

let opened;
before(async () => (opened = await browser()));
after(() => opened.close());

/** The request once `holds` is true of it; what servers do in the background takes a moment. */
async function read(someone, request, holds) {
  const end = Date.now() + 45_000;
  for (;;) {
    const found = await someone.read(`/api/v1/requests/${request}`);
    if (holds(found) || Date.now() > end) return found;
    await pause(100);
  }
}

const moves = ({ timeline }) => timeline.filter(({ kind }) => kind === 'redated');

/** The working day after the one given, as far as weekends go. */
function nextWeekday(day) {
  const date = new Date(`${day}T12:00:00Z`);
  do date.setUTCDate(date.getUTCDate() + 1);
  while ([0, 6].includes(date.getUTCDay()));
  return date.toISOString().slice(0, 10);
}

/** Fills the form that changes a day. */
async function fill(page, { kind, day, name }) {
  await page.selectOption('#change-kind', kind);
  await page.fill('#change-day', day);
  await page.fill('#change-name', name);
}

const change = (page) => page.getByRole('button', { name: 'Cambia il calendario', exact: true }).click();
const row = (page, name) => page.locator('table.calendar tbody tr', { hasText: name });

for (const engine of engines) {
  describe(`the calendar of the Naples office (${engine})`, () => {
    let place, anna, luca, carmela, annas;

    before(async () => {
      place = await house({ engine, requests: 20 });
      anna = await program(place, 'anna.rossi');
      luca = await program(place, 'luca.ferrara');
      carmela = await person(opened, { house: place, login: 'carmela.improta' });
      annas = await person(opened, { house: place, login: 'anna.rossi' });
    });
    after(() => place.stop());

    test('from the menu to a closed day: the open page of the company shows the new date and why', async () => {
      const { request, promised_on: promised } = await sendOne(anna);
      await watch(annas, `/contatti/richieste/${request}`);
      await carmela.goto('/console');
      await carmela.getByRole('link', { name: 'Calendario', exact: true }).click();
      await carmela.getByRole('heading', { level: 1, name: 'Calendario della sede' }).waitFor();
      await alive(carmela, 'form.change-day');
      await fill(carmela, { kind: 'closure', day: promised, name: 'Sciopero generale' });
      await change(carmela);
      await carmela.getByText('Calendario aggiornato.').waitFor();
      assert.match(await row(carmela, 'Chiusura: Sciopero generale').innerText(), /Solo questa sede/);
      assert.equal(await carmela.inputValue('#change-name'), '');
      await annas.getByText('La data promessa passa dal').first().waitFor();
      const moved = await read(anna, request, (found) => moves(found).length > 0);
      assert.ok(moved.promised_on >= nextWeekday(promised), `${promised} → ${moved.promised_on}`);
      assert.match(await annas.locator('.timeline-steps').innerText(), /Sciopero generale/);
      await annas.getByText('Perché', { exact: false }).first().click();
      await annas.getByText('Sciopero generale (chiusura della sede)').waitFor();
    });

    test('taken back in two presses, the date comes back; another company is not concerned', async () => {
      const mathieu = await program(place, 'mathieu.vuillermoz');
      const elsewhere = await sendOne(mathieu);
      const { request } = await sendOne(anna);
      await work(luca, request, 'take-charge');
      const before = await anna.read(`/api/v1/requests/${request}`);
      await carmela.goto(PAGE);
      await alive(carmela, 'form.change-day');
      await fill(carmela, { kind: 'closure', day: before.promised_on, name: 'Trasloco' });
      await change(carmela);
      await row(carmela, 'Trasloco').waitFor();
      await read(anna, request, (found) => moves(found).length === 1);
      await row(carmela, 'Trasloco').locator('summary').click();
      await carmela.getByRole('button', { name: 'Sì, annulla la modifica' }).click();
      await carmela.getByText('Modifica annullata.').waitFor();
      assert.equal(await row(carmela, 'Trasloco').count(), 0);
      const back = await read(anna, request, (found) => moves(found).length === 2);
      assert.equal(back.promised_on, before.promised_on);
      assert.ok(moves(back)[1].redated.because[0].taken_back);
      const other = await mathieu.read(`/api/v1/requests/${elsewhere.request}`);
      assert.deepEqual([other.promised_on, moves(other).length], [elsewhere.promised_on, 0]);
    });

    test('what is wrong with a day is said at its field and nothing typed is lost', async () => {
      await carmela.goto(PAGE);
      await alive(carmela, 'form.change-day');
      await change(carmela);
      await carmela.locator('#change-errors').waitFor();
      assert.equal(await carmela.evaluate(() => document.activeElement.id), 'change-errors');
      assert.equal(await carmela.locator('#change-kind-error').innerText(), 'Scegli una voce');
      await fill(carmela, { kind: 'closure', day: '1900-01-01', name: 'Prova' });
      await change(carmela);
      await carmela.locator('#change-day-error').getByText('La data deve essere fra').waitFor();
      assert.equal(await carmela.inputValue('#change-name'), 'Prova');
      const christmas = `${new Date().getUTCFullYear() + 1}-12-25`;
      await fill(carmela, { kind: 'closure', day: christmas, name: 'Prova' });
      await change(carmela);
      await carmela.locator('#change-day-error').getByText('Quel giorno la sede è già chiusa').waitFor();
    });

    test('a server that falls right after a change goes on where it was, and a national holiday moves all', async () => {
      const { request, promised_on: promised } = await sendOne(anna);
      await place.command('holiday', 'add', '--day', promised, '--name', 'Lutto nazionale');
      await place.crash();
      const moved = await read(anna, request, (found) => moves(found).length > 0);
      assert.equal(moves(moved).length, 1);
      assert.equal(moves(moved)[0].redated.because[0].name, 'Lutto nazionale');
      assert.ok(moved.promised_on > promised);
      await place.crash();
      await pause(1_000);
      assert.equal(moves(await anna.read(`/api/v1/requests/${request}`)).length, 1);
      await assert.rejects(place.command('holiday', 'add', '--day', '9999-12-31', '--name', 'Prova'), /must be between/);
    });

    test('no script failed on the way', () => {
      // The server was stopped twice under the eyes of open pages.
      const meant = (line) => /ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE/.test(line);
      assert.deepEqual([...carmela.troubles, ...annas.troubles].filter((line) => !meant(line)), []);
    });
  });
}

describe('the calendar without scripts', () => {
  let place, anna, carmela, luca;

  before(async () => {
    place = await house({ requests: 20 });
    anna = await program(place, 'anna.rossi');
    carmela = await person(opened, { house: place, login: 'carmela.improta', javaScript: false });
    luca = await person(opened, { house: place, login: 'luca.ferrara', javaScript: false });
  });
  after(() => place.stop());

  test('a day is closed and taken back with plain forms', async () => {
    const { request, promised_on: promised } = await sendOne(anna);
    await carmela.goto(PAGE);
    await fill(carmela, { kind: 'closure', day: promised, name: 'Allerta meteo' });
    await change(carmela);
    await row(carmela, 'Chiusura: Allerta meteo').waitFor();
    assert.equal(new URL(carmela.url()).pathname, PAGE);
    const moved = await read(anna, request, (found) => moves(found).length === 1);
    assert.ok(moved.promised_on > promised);
    await row(carmela, 'Allerta meteo').locator('summary').click();
    await carmela.getByRole('button', { name: 'Sì, annulla la modifica' }).click();
    await carmela.getByRole('heading', { level: 1, name: 'Calendario della sede' }).waitFor();
    assert.equal(await row(carmela, 'Allerta meteo').count(), 0);
    const back = await read(anna, request, (found) => moves(found).length === 2);
    assert.equal(back.promised_on, promised);
  });

  test('a refused change comes back with what was typed', async () => {
    await carmela.goto(PAGE);
    await fill(carmela, { kind: 'working_day', day: '1900-01-01', name: 'Apertura' });
    await change(carmela);
    await carmela.locator('#change-errors').waitFor();
    const kept = await Promise.all(['#change-kind', '#change-day', '#change-name'].map((id) => carmela.inputValue(id)));
    assert.deepEqual(kept, ['working_day', '1900-01-01', 'Apertura']);
  });

  test('for an operator the page does not exist, nor its entry in the menu', async () => {
    await luca.goto('/console');
    assert.equal(await luca.getByRole('link', { name: 'Calendario', exact: true }).count(), 0);
    const answer = await luca.goto(PAGE);
    assert.equal(answer.status(), 404);
  });
});
