// The director reads what the office received, answered and still has, a moment after it happened, and what will be missed.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { program, sendOne, work } from '../api.mjs';
import { browser, engines, house, person } from '../harness.mjs';

const PAGE = '/console/cruscotto';

let opened;
before(async () => (opened = await browser()));
after(() => opened.close());

/** The figures once every move is counted. */
async function counted(director, query = '') {
  const end = Date.now() + 45_000;
  for (;;) {
    const found = await director.read(`/api/v1/console/figures${query}`);
    if (!found.behind || Date.now() > end) return found;
    await pause(200);
  }
}

/** A key number of the page. */
const number = async (page, name) => {
  const said = await page.locator('.key-numbers div', { hasText: name }).first().locator('dd').textContent();
  return Number(said);
};

for (const engine of engines) {
  describe(`the dashboard of the Naples office (${engine})`, () => {
    let place, anna, luca, carmela, page;

    before(async () => {
      place = await house({ engine, requests: 60 });
      anna = await program(place, 'anna.rossi');
      luca = await program(place, 'luca.ferrara');
      carmela = await program(place, 'carmela.improta');
      page = await person(opened, { house: place, login: 'carmela.improta' });
    });
    after(() => place.stop());

    test('a request sent and closed shows in the numbers of the page', async () => {
      const before = await counted(carmela);
      assert.ok(before.open > 0, 'the demonstration is counted too');
      const { request } = await sendOne(anna);
      await sendOne(anna);
      await work(luca, request, 'take-charge');
      await work(luca, request, 'close', { outcome: 'accepted', text: 'Fatto.' });
      await pause(3_500);
      const now = await counted(carmela);
      assert.deepEqual(
        [now.received, now.closed, now.open].map((value, place) => value - [before.received, before.closed, before.open][place]),
        [2, 1, 1],
      );
      await page.goto(PAGE);
      assert.equal(await number(page, 'Ricevute'), now.received);
      assert.equal(await number(page, 'Aperte adesso'), now.open);
    });

    test('one quality at a time, week by week and month by month, stays in the address', async () => {
      await page.goto(`${PAGE}?away=1`);
      const section = page.locator('section[aria-labelledby="over-time"]');
      await section.getByText('Prima risposta entro la data promessa, in tutto il periodo').waitFor();
      await page.selectOption('#over-time-quality', 'resolution_days');
      await page.selectOption('#over-time-step', 'month');
      await section.getByRole('button', { name: "Mostra l'andamento", exact: true }).click();
      await page.waitForURL(/quality=resolution_days/);
      const { stretches, resolution } = await counted(carmela, '?step=month');
      assert.equal(new URL(page.url()).searchParams.get('away'), '1', 'what was asked elsewhere stays asked');
      assert.ok(resolution.count > 0);
      await section.locator('summary').click();
      const rows = section.locator('details tbody tr');
      assert.equal(await rows.count(), stretches.length);
      const shown = await rows.locator('td:first-of-type').allTextContents();
      assert.deepEqual(shown.map(Number), stretches.map(({ qualities }) => qualities.resolution.count));
      const drawn = stretches.some(({ qualities }) => qualities.resolution.ninth_decile > 0);
      const columns = await section.locator('svg.columns rect').count();
      assert.equal(columns, drawn ? 2 * stretches.length : 0, 'half and nine in ten of each month');
      const linked = rows.locator('td a').first();
      const said = await linked.textContent();
      await linked.click();
      await page.getByRole('heading', { level: 1, name: /^Richieste chiuse fra / }).waitFor();
      await page.getByText(`Totale: ${said}, come nel cruscotto.`).waitFor();
    });

    test('how many were waiting this morning, drawn and told', async () => {
      const { backlogs } = await counted(carmela);
      assert.ok(backlogs.length > 0, 'a morning is noted as soon as the house stands');
      await page.goto(PAGE);
      const section = page.locator('section[aria-labelledby=ages]');
      await section.locator('svg.columns').waitFor();
      await section.locator('summary').click();
      const open = await section.locator('details tbody tr td:first-of-type').allTextContents();
      const noted = backlogs.map(({ ages }) => ages.reduce((sum, { amount }) => sum + amount, 0));
      assert.deepEqual(open.map(Number), noted);
    });

    test('one channel over time, from a month to its requests', async () => {
      await page.goto(`${PAGE}?step=month`);
      await page.selectOption('#over-time-quality', 'web');
      await page.getByRole('button', { name: "Mostra l'andamento", exact: true }).click();
      await page.waitForURL(/quality=web/);
      const section = page.locator('section[aria-labelledby="over-time"]');
      await section.locator('summary').click();
      await section.locator('details tbody tr').last().locator('td a').first().click();
      await page.getByRole('heading', { level: 1, name: /^Richieste ricevute fra / }).waitFor();
      await page.getByText(/Canale: /).waitFor();
    });

    test('what stands over time is downloaded, a line for each week', async () => {
      const { stretches, units } = await counted(carmela);
      await page.goto(PAGE);
      const address = await page.getByRole('link', { name: "Scarica l'andamento (CSV)" }).getAttribute('href');
      const text = await (await page.request.get(address)).text();
      const lines = text.trim().split('\r\n');
      assert.ok(lines[0].includes('Prima risposta: Entro la data promessa (%)'), lines[0]);
      assert.ok(lines.length > stretches.length, `${lines.length} for ${units.length} units`);
      const received = lines.filter((line) => line.startsWith('Tutte le unità;')).map((line) => Number(line.split(';')[3]));
      assert.deepEqual(received, stretches.map(({ qualities }) => qualities.received));
    });

    test('from a number of the page to the requests behind it', async () => {
      await page.goto(PAGE);
      await page.locator('.key-numbers a').first().click();
      await page.locator('table.work tbody tr').first().waitFor();
    });

    test('more people away, more promises missed', async () => {
      await page.goto(PAGE);
      await page.fill('#away', '3');
      await page.getByRole('button', { name: 'Ricalcola', exact: true }).click();
      await page.waitForURL(/away=3/);
      // Ciro is away these days, as he said.
      await page.getByText('Assenze già inserite, al massimo nello stesso giorno: 1.').waitFor();
      const { people, will_miss: missed } = await carmela.read('/api/v1/console/figures/forecast?away=2');
      assert.ok(people > 2);
      await page.fill('#away', '2');
      await page.getByRole('button', { name: 'Ricalcola', exact: true }).click();
      await page.getByText(`Altre persone assenti: 2. Date promesse che saranno mancate: ${missed}.`).waitFor();
      const [all, none] = await Promise.all(
        ['', '?away=3'].map((query) => carmela.read(`/api/v1/console/figures/forecast${query}`)),
      );
      assert.ok(none.will_miss > 0 && none.will_miss >= all.will_miss);
    });

    test('an operator finds no dashboard', async () => {
      const lucas = await person(opened, { house: place, login: 'luca.ferrara' });
      const answer = await lucas.goto(PAGE);
      assert.equal(answer.status(), 404);
      assert.equal(await lucas.locator('nav a', { hasText: 'Cruscotto' }).count(), 0);
    });
  });
}
