// Luca is away and Sara stands in: entered and ended by himself; what would be his goes to her; with and without scripts.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { program, sendOne, work } from '../api.mjs';
import { alive, browser, engines, house, person, watch } from '../harness.mjs';

for (const engine of engines) {
  describe(`Away and stood in for (${engine})`, () => {
    let opened, place, anna, sara, luca, plain;
    before(async () => {
      opened = await browser();
      place = await house({ engine, requests: 40 });
      anna = await program(place, 'anna.rossi');
      sara = await person(opened, { house: place, login: 'sara.montella' });
      luca = await person(opened, { house: place, login: 'luca.ferrara' });
      plain = await person(opened, { house: place, login: 'raffaele.sorrentino', javaScript: false });
    });
    after(() => Promise.all([opened.close(), place.stop()]));

    const press = (page, name) => page.getByRole('button', { name, exact: true }).click();
    const row = (page, name) => page.locator('table.absences tbody tr', { has: page.locator('th', { hasText: name }) });

    /** Today in Rome, or some days later. */
    function day(later = 0) {
      const then = new Date(Date.now() + later * 86_400_000);
      return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome' }).format(then);
    }

    test('from the menu: days that do not hold are told, then Sara stands in', async () => {
      await luca.goto('/console');
      await luca.getByRole('link', { name: 'Assenze', exact: true }).click();
      await luca.getByRole('heading', { level: 1, name: 'Assenze' }).waitFor();
      await alive(luca, 'form[action$="/console/absences"]');
      await luca.fill('#absence-first_day', day());
      await luca.fill('#absence-last_day', day(-1));
      await press(luca, "Inserisci l'assenza");
      await luca.locator('#absence-last_day-error').waitFor();
      await luca.fill('#absence-last_day', day(4));
      await luca.selectOption('#absence-substitute', { label: 'Ciro Auriemma' });
      await press(luca, "Inserisci l'assenza");
      // Ciro is away himself, and Luca stands in for him.
      await luca.locator('#absence-substitute-error', { hasText: 'tornerebbe a chi è assente' }).waitFor();
      await luca.selectOption('#absence-substitute', { label: 'Sara Montella' });
      await press(luca, "Inserisci l'assenza");
      await luca.getByText('Assenza inserita.').waitFor();
      await row(luca, 'Luca Ferrara').getByText('Sara Montella').waitFor();
    });

    test('Sara is told above her list, and puts it away', async () => {
      await sara.goto('/console');
      const told = sara.getByRole('region', { name: 'Avvisi per te' }).getByRole('listitem').filter({ hasText: 'Sostituisci Luca Ferrara dal' });
      await alive(sara, 'form[action$="/read"]');
      await told.getByRole('button', { name: /^Ho letto: Sostituisci Luca Ferrara/ }).click();
      await told.waitFor({ state: 'detached' });
      await sara.reload();
      await sara.locator('table.work tbody tr').first().waitFor();
      assert.equal(await told.count(), 0);
    });

    test('what is given to Luca becomes Sara’s, and she finds what he has in charge', async () => {
      const { request: his } = await sendOne(anna, { text: 'Già di Luca.' });
      await work(await program(place, 'luca.ferrara'), his, 'take-charge');
      const { request } = await sendOne(anna, { text: 'Per Luca.' });
      await watch(sara, `/console/richieste/${request}`);
      await alive(sara, 'form[action$="/assign"]');
      await sara.locator('summary', { hasText: 'Assegna' }).click();
      const away = await sara.locator('#assign-to option', { hasText: 'Luca Ferrara – assente fino al' }).innerText();
      await sara.selectOption('#assign-to', { label: away });
      await press(sara, 'Assegna la richiesta');
      await sara.locator('.timeline-steps').getByText('Assegnata a Sara Montella, al posto di Luca Ferrara').waitFor();
      const { owner } = await anna.read(`/api/v1/requests/${request}`);
      assert.equal(owner, 'Sara Montella');
      await watch(sara, '/console?state=covering');
      const line = sara.locator('table.work tbody tr', { has: sara.locator(`a[href$="${his}"]`) });
      await line.getByText(/assente fino al/).waitFor();
    });

    test('without scripts the unit manager enters another’s, and ends one', async () => {
      await plain.goto('/console/assenze');
      await press(plain, "Inserisci l'assenza");
      await plain.locator('#absence-errors').waitFor();
      await plain.selectOption('#absence-person', { label: 'Sara Montella' });
      await plain.fill('#absence-first_day', day(20));
      await plain.fill('#absence-last_day', day(21));
      await press(plain, "Inserisci l'assenza");
      await row(plain, 'Sara Montella').getByText('Inserita da Raffaele Sorrentino').waitFor();
      await row(plain, 'Luca Ferrara').locator('summary').click();
      await row(plain, 'Luca Ferrara').getByRole('button', { name: "Sì, termina l'assenza" }).click();
      await row(plain, 'Sara Montella').waitFor();
      assert.equal(await row(plain, 'Luca Ferrara').count(), 0);
      await sara.goto('/console');
      await sara.getByText('Non serve più la tua sostituzione di Luca Ferrara').waitFor();
    });

    test('no script failed on the way', () => assert.deepEqual([...luca.troubles, ...sara.troubles], []));
  });
}
