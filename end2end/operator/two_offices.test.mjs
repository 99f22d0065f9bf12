// Who works at two offices: chooses whose list is shown, and opens the files of each as that office has them; with and without scripts.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { program, sendOne } from '../api.mjs';
import { alive, axe, browser, house, person, sideways, widths } from '../harness.mjs';

let opened, place, sent;
before(async () => {
  opened = await browser();
  place = await house({ requests: 20 });
  sent = await sendOne(await program(place, 'anna.rossi'));
  await naplesTakesMarco();
});
after(() => Promise.all([opened.close(), place.stop()]));

/** Nominated by the director of Naples, granted by its IT contact: he works in Milan. */
async function naplesTakesMarco() {
  const director = await program(place, 'carmela.improta');
  const nominated = await director.post('/api/v1/enablements', { person: 'marco.colnaghi', reason: 'Aiuta Napoli.' });
  assert.equal(nominated.status, 201, await nominated.clone().text());
  const contact = await program(place, 'patrizia.imparato');
  const { lines } = await contact.read('/api/v1/enablements');
  const { id } = lines.find(({ username }) => username === 'marco.colnaghi');
  assert.equal((await contact.post(`/api/v1/enablements/${id}/grant`, {})).status, 200);
}

for (const javaScript of [true, false]) {
  describe(`Marco works in Milan and Naples (${javaScript ? 'with' : 'without'} scripts)`, () => {
    let marco, naples;
    before(async () => (marco = await person(opened, { house: place, login: 'marco.colnaghi', javaScript })));

    const offices = () => marco.getByRole('navigation', { name: 'Sedi' });
    /** The link leads to the same at the other office, whichever comes first. */
    const choose = async (name) => {
      const link = offices().getByRole('link', { name: new RegExp(name) });
      await link.click();
      await offices().locator('[aria-current=page]', { hasText: name }).waitFor();
    };
    const looked = async () => {
      if (!javaScript) return;
      for (const width of widths) {
        await marco.setViewportSize({ width, height: 900 });
        assert.deepEqual([await axe(marco), await sideways(marco)], [[], 0]);
      }
    };

    test('the list of Naples leads to the company’s file in Naples', async () => {
      await marco.goto('/console');
      await choose('Napoli');
      naples = new URL(marco.url()).searchParams.get('office');
      await marco.locator('table.work a.to-file', { hasText: sent.company.name }).first().click();
      await marco.getByRole('heading', { level: 1, name: sent.company.name }).waitFor();
      await marco.locator('p.lead', { hasText: 'Napoli' }).waitFor();
      assert.equal(new URL(marco.url()).searchParams.get('office'), naples);
    });

    test('its parts and the search inside stay in Naples', async () => {
      await marco.locator('nav.tabs').getByRole('link', { name: 'Richieste', exact: true }).click();
      await marco.getByRole('heading', { level: 2, name: 'Richieste', exact: true }).waitFor();
      await alive(marco, 'form[role=search]');
      await marco.fill('#file-text', 'Prova');
      await marco.getByRole('button', { name: 'Cerca', exact: true }).click();
      await marco.waitForURL(/text=Prova/);
      assert.equal(new URL(marco.url()).searchParams.get('office'), naples);
      await marco.locator(`table.requests a[href$="${sent.request}"]`).waitFor();
      await marco.getByRole('link', { name: 'Togli i filtri' }).click();
      await marco.waitForURL((url) => !url.searchParams.get('text'));
      assert.equal(new URL(marco.url()).searchParams.get('office'), naples);
      await marco.locator('nav.tabs').getByRole('link', { name: 'Comunicazioni', exact: true }).click();
      await marco.getByRole('list', { name: 'Storia' }).or(marco.locator('ol.history')).first().waitFor();
      await marco.locator('p.lead', { hasText: 'Napoli' }).waitFor();
    });

    test('a request leads to the file at its own office', async () => {
      await marco.goto(`/console/richieste/${sent.request}`);
      await marco.getByRole('link', { name: "Apri il fascicolo dell'azienda" }).click();
      await marco.locator('p.lead', { hasText: 'Napoli' }).waitFor();
      await marco.getByRole('heading', { level: 1, name: sent.company.name }).waitFor();
    });

    test('files are looked for at either office', async () => {
      await marco.goto('/console/fascicolo');
      await choose('Napoli');
      await alive(marco, 'form[role=search]');
      await marco.fill('#find-file', sent.company.name);
      await marco.locator('form.filters button[type=submit]').click();
      await marco.getByRole('link', { name: sent.company.name, exact: true }).waitFor();
      await looked();
      await choose('Milano');
      await marco.getByRole('link', { name: sent.company.name, exact: true }).waitFor({ state: 'detached' });
    });

    test('no script failed on the way', () => assert.deepEqual(marco.troubles, []));
  });
}
