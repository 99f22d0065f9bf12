// From a number of the dashboard to the requests behind it, to one of them and back; with and without scripts.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { program, sendOne, work } from '../api.mjs';
import { axe, browser, engines, house, person, sideways, widths } from '../harness.mjs';

const PAGE = '/console/cruscotto';

for (const engine of engines) {
  describe(`The requests behind a number (${engine})`, () => {
    let opened, place, anna, luca, carmela, reopened;
    before(async () => {
      opened = await browser();
      place = await house({ engine, requests: 60 });
      anna = await program(place, 'anna.rossi');
      luca = await program(place, 'luca.ferrara');
      carmela = await program(place, 'carmela.improta');
      ({ request: reopened } = await sendOne(anna));
      await work(luca, reopened, 'take-charge');
      await work(luca, reopened, 'close', { outcome: 'accepted', text: 'Fatto.' });
      const judged = await anna.post(`/api/v1/requests/${reopened}/verdict`, { solved: 'no', text: 'Manca il mese di ottobre.' });
      assert.ok(judged.ok, await judged.text());
      await counted();
    });
    after(() => Promise.all([opened.close(), place.stop()]));

    /** The figures once every move is counted. */
    async function counted() {
      const end = Date.now() + 45_000;
      for (;;) {
        const found = await carmela.read('/api/v1/console/figures');
        if ((!found.behind && found.reopened > 0) || Date.now() > end) return found;
        await pause(200);
      }
    }

    for (const javaScript of [true, false]) {
      describe(`the requests behind a number (${javaScript ? 'with' : 'without'} scripts)`, () => {
        let page;
        before(async () => {
          page = await person(opened, { house: place, login: 'carmela.improta', javaScript });
        });

        const rows = () => page.locator('table.behind tbody tr');

        test('from reopened to the list, to the request, and back', async () => {
          const { reopened: amount } = await carmela.read('/api/v1/console/figures');
          await page.goto(PAGE);
          const row = page.locator('section[aria-labelledby=quality] tr', { has: page.getByRole('rowheader', { name: 'Riaperte' }) });
          await row.locator('td a').click();
          await page.getByRole('heading', { level: 1, name: /^Richieste riaperte fra / }).waitFor();
          await page.getByText(`Totale: ${amount}, come nel cruscotto.`).waitFor();
          const line = rows().filter({ has: page.locator(`a[href$="${reopened}"]`) });
          await line.locator('th a').click();
          await page.waitForURL(new RegExp(`/console/richieste/${reopened}$`));
          await page.goBack();
          await line.first().waitFor();
          await page.locator('.breadcrumb').getByRole('link', { name: 'Cruscotto', exact: true }).click();
          await page.getByRole('heading', { level: 1, name: 'Cruscotto' }).waitFor();
        });

        test('a long list is read on to its end, and has as many lines as the number says', async () => {
          await page.goto(PAGE);
          const link = page.locator('.key-numbers a').first();
          const amount = Number(await link.textContent());
          await link.click();
          await page.getByRole('heading', { level: 1, name: /^Richieste ricevute fra / }).waitFor();
          let seen = await rows().count();
          while (await page.locator('.pager a').count()) {
            const [had, here] = [await rows().count(), page.url()];
            await page.locator('.pager a').click();
            if (javaScript) await rows().nth(had).waitFor();
            else await page.waitForURL((url) => url.href !== here);
            seen = javaScript ? await rows().count() : seen + (await rows().count());
          }
          assert.equal(seen, amount);
        });

        test('another quality over time, and from one of its weeks to the requests', async () => {
          await page.goto(PAGE);
          await page.selectOption('#over-time-quality', 'not_solved');
          await page.getByRole('button', { name: "Mostra l'andamento", exact: true }).click();
          await page.waitForURL(/quality=not_solved/);
          const section = page.locator('section[aria-labelledby="over-time"]');
          await section.getByText(/^«Non risponde alla mia domanda», in tutto il periodo: /).waitFor();
          await section.locator('summary').click();
          // What was not answered just now is of this week.
          await section.locator('details tbody tr').last().locator('td a').first().click();
          await page.getByRole('heading', { level: 1, name: /«Non risponde alla mia domanda» fra / }).waitFor();
          await rows().filter({ has: page.locator(`a[href$="${reopened}"]`) }).first().waitFor();
        });

        test('from a day foretold to what is promised for it', async () => {
          const { days } = await carmela.read('/api/v1/console/figures/forecast');
          const busy = days.find(({ due }) => due > 0);
          assert.ok(busy, 'the demonstration promises something for the coming days');
          await page.goto(PAGE);
          const section = page.locator('section[aria-labelledby=forecast]');
          await section.locator('summary').first().click();
          await section.locator('details').first().locator('tbody td a').first().click();
          await page.getByRole('heading', { level: 1, name: /^Richieste aperte promesse per / }).waitFor();
          await page.getByText(`Totale: ${busy.due}, come nel cruscotto.`).waitFor();
          await page.getByText(`le date promesse per quel giorno che saranno mancate sono ${busy.will_miss}:`).waitFor();
          await rows().first().waitFor();
        });

        test('from a channel and from an age, in plain words', async () => {
          await page.goto(PAGE);
          await page.locator('section[aria-labelledby=channels] tbody td a').first().click();
          await page.getByText(/Canale: /).waitFor();
          await page.goto(PAGE);
          await page.locator('section[aria-labelledby=ages] tbody td a').first().click();
          await page.getByRole('heading', { level: 1, name: 'Richieste aperte adesso' }).waitFor();
          await page.getByText(/Aperte da giorni: /).waitFor();
        });
      });
    }

    test('nothing axe finds, and nobody reads sideways, on a telephone and at a desk', async () => {
      const page = await person(opened, { house: place, login: 'carmela.improta' });
      for (const query of ['', '?quality=handed_over', '?quality=first_answer_days&step=month', '?quality=interlocutory', '/richieste?measure=closed', '/richieste?measure=open', '/richieste?measure=due&promised=2026-12-01', '/richieste?measure=given_back&from=2020-01-01&to=2020-01-02']) {
        await page.goto(`${PAGE}${query}`);
        await page.locator('h1').waitFor();
        for (const summary of await page.locator('main details > summary').all()) await summary.click();
        for (const width of widths) {
          await page.setViewportSize({ width, height: 800 });
          assert.deepEqual(await axe(page), [], `${query} at ${width}`);
          assert.ok((await sideways(page)) <= 0, `${query} at ${width}`);
        }
      }
    });

    test('an operator finds no such list', async () => {
      const lucas = await person(opened, { house: place, login: 'luca.ferrara' });
      const answer = await lucas.goto(`${PAGE}/richieste?measure=received`);
      assert.equal(answer.status(), 404);
    });
  });
}
