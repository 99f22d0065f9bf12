// A unit manager's morning: the unit's requests, the load, what may miss its day, somebody's absence; he watches and works nothing himself.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { numberOf, program, sendOne, work } from '../api.mjs';
import { alive, axe, browser, engines, house, person, sideways, watch, widths } from '../harness.mjs';

const DAY = 86_400_000;
const day = (later) => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome' }).format(new Date(Date.now() + later * DAY));

let opened;
before(async () => (opened = await browser()));
after(() => opened.close());

for (const engine of engines) {
  describe(`Raffaele answers for two units of Naples (${engine})`, () => {
    let place, anna, luca, page, ours;

    before(async () => {
      place = await house({ engine, requests: 60 });
      anna = await program(place, 'anna.rossi');
      luca = await program(place, 'luca.ferrara');
      const { units } = await luca.read('/api/v1/console/units');
      const theirs = units.find(({ name }) => name === 'Contribuenti e regolarità').subjects.map((subject) => subject.id ?? subject);
      const { areas, positions } = await anna.read('/api/v1/compose');
      const offered = areas.filter(({ scheme }) => scheme === positions[0].scheme).flatMap(({ subjects }) => subjects);
      const subject = offered.find(({ id, fixed_sentence: sentence }) => theirs.includes(id) && !sentence);
      ours = await sendOne(anna, { subject: subject.id, text: 'Il DURC risulta irregolare.' });
      page = await person(opened, { house: place, login: 'raffaele.sorrentino' });
    });
    after(() => place.stop());

    const looked = async (name) => {
      for (const width of widths) {
        await page.setViewportSize({ width, height: 800 });
        assert.deepEqual([await axe(page), await sideways(page)], [[], 0], `${name} at ${width} px`);
      }
    };

    test('what arrived in his units stands in their list, live', async () => {
      await watch(page, '/console?state=unit');
      const row = page.locator('table.work tbody tr', { hasText: numberOf(ours.registration) });
      await row.getByText('Contribuenti e regolarità').waitFor();
      await work(luca, ours.request, 'take-charge');
      await row.getByText('Luca Ferrara').waitFor({ timeout: 3_000 });
      await looked('the list of his units');
    });

    test('he reads a request and is offered nothing to do with it', async () => {
      await page.goto(`/console/richieste/${ours.request}`);
      await page.getByText('Il DURC risulta irregolare.').waitFor();
      for (const form of ['take-charge', 'close', 'assign', 'comment', 'reopen']) {
        assert.equal(await page.locator(`form[action$="/${form}"]`).count(), 0, form);
      }
      await looked('a request he watches');
    });

    test('the load of his office, narrowed to one unit', async () => {
      await page.goto('/console');
      await page.getByRole('link', { name: 'Cruscotto', exact: true }).click();
      await page.getByRole('heading', { level: 1, name: 'Cruscotto' }).waitFor();
      const { units } = await (await program(place, 'raffaele.sorrentino')).read('/api/v1/console/figures');
      const unit = units.find(({ name }) => name === 'Contribuenti e regolarità');
      assert.ok(unit.open > 0, 'the demonstration has work for the unit');
      await page.goto(`/console/cruscotto?unit=${unit.id}`);
      const open = page.locator('.key-numbers div', { hasText: 'Aperte adesso' }).first().locator('dd');
      assert.equal(Number(await open.textContent()), unit.open);
      await looked('the dashboard of one unit');
    });

    test('what may miss its day, and no steps of his to change', async () => {
      await page.getByRole('link', { name: 'Scadenze', exact: true }).click();
      await page.getByRole('heading', { level: 1, name: 'Scadenze e solleciti' }).waitFor();
      assert.equal(await page.locator('form.change-steps').count(), 0);
      await looked('deadlines');
    });

    test('Sara will be away: he says so for her, and who stands in', async () => {
      await page.getByRole('link', { name: 'Assenze', exact: true }).click();
      await alive(page, 'form[action$="/console/absences"]');
      await page.selectOption('#absence-person', { label: 'Sara Montella' });
      await page.fill('#absence-first_day', day(10));
      await page.fill('#absence-last_day', day(12));
      await page.selectOption('#absence-substitute', { label: 'Luca Ferrara' });
      await page.getByRole('button', { name: "Inserisci l'assenza", exact: true }).click();
      await page.getByText('Assenza inserita.').waitFor();
      await looked('absences');
      const notices = await luca.read('/api/v1/console/notices');
      assert.ok(notices.some(({ named }) => named === 'Sara Montella'), 'Luca is told');
    });

    test('no script failed on the way', () => assert.deepEqual(page.troubles, []));
  });
}
