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
