// A consultant sees at a glance which clients need somebody today, and each count leads to the list it counts.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { look } from '../accessibility/look.mjs';
import { program, sendOne, work } from '../api.mjs';
import { alive, browser, house, person } from '../harness.mjs';

const inDays = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

describe('What her clients need today', () => {
  let opened, place, giulia, luca, number, position;

  before(async () => {
    opened = await browser();
    // Nothing but what is sent here: the counts are known.
    place = await house({ requests: 0 });
    giulia = await program(place, 'giulia.capuano');
    luca = await program(place, 'luca.ferrara');
    const { positions } = await giulia.read('/api/v1/compose');
    [{ number, id: position }] = positions;
    const { request } = await sendOne(giulia, { text: 'Manca un mese.' });
    await sendOne(giulia, { text: 'Una seconda.' });
    await work(luca, request, 'take-charge');
    await work(luca, request, 'ask-documents', { text: 'Serve il libro unico.', until: inDays(20) });
  });
  after(() => Promise.all([opened.close(), place.stop()]));

  const row = (page) => page.locator('table.positions tbody tr').filter({ hasText: number });

  test('each position says what goes on there, and the counts lead to its list', async () => {
    const page = await person(opened, { house: place, login: 'giulia.capuano' });
    await page.goto('/contatti/assistiti');
    await row(page).getByText(/Documenti da inviare: \d+, entro il/).waitFor();
    await row(page).getByText(/Aperte: \d+/).waitFor();
    await look(page, 'clients-needs');
    const { items } = await giulia.read('/api/v1/clients');
    const { needs } = items.find(({ id }) => id === position);
    assert.deepEqual([needs.awaiting, needs.awaiting_until], [1, inDays(20)]);
    await row(page).getByText(/Aperte: \d+/).click();
    await page.waitForURL(`**/contatti/richieste?position=${position}&state=open`);
    await page.locator('table.requests tbody tr').first().waitFor();
    assert.equal(await page.locator('table.requests tbody tr').count(), needs.open);
    await page.context().close();
  });

  for (const javaScript of [true, false]) {
    test(`only those who need somebody are left ${javaScript ? 'with' : 'without'} scripts, and a search stays within them`, async () => {
      const page = await person(opened, { house: place, login: 'giulia.capuano', javaScript });
      await page.goto('/contatti/assistiti');
      await alive(page, 'form.filters');
      await page.getByRole('link', { name: 'Chi ha bisogno di me oggi' }).click();
      await page.waitForURL('**/contatti/assistiti?needing=today');
      await row(page).waitFor();
      const { items } = await giulia.read('/api/v1/clients?needing=today');
      await page.getByText(`Posizioni mostrate: ${items.length}.`).waitFor();
      await page.getByLabel('Cerca un assistito').fill('nessuna così');
      await page.getByRole('button', { name: 'Cerca', exact: true }).click();
      await page.getByText('Nessun assistito trovato').waitFor();
      assert.equal(new URL(page.url()).searchParams.get('needing'), 'today');
      await page.context().close();
    });
  }

  test('where nobody needs anything the page says so', async () => {
    const page = await person(opened, { house: place, login: 'mathieu.vuillermoz' });
    await page.goto('/contatti/assistiti?needing=today');
    await page.getByText('Oggi nessuno ha bisogno di te').waitFor();
    await look(page, 'clients-nobody');
    await page.context().close();
  });
});
