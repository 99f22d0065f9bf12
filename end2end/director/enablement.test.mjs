// Enablement: the director nominates, the IT contact grants, the new operator works; revoked, nothing of the area is left.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { program, sendOne } from '../api.mjs';
import { alive, browser, engines, house, person } from '../harness.mjs';

const PAGE = '/console/abilitazioni';
const password = 'Una-password-di-prova-2026';

let opened;
before(async () => (opened = await browser()));
after(() => opened.close());

/** An account of the institute that may do nothing yet, made by whoever runs the server. */
async function hire(place, username, name) {
  const words = ['user', 'add', username, '--name', name, '--email', `${username}@istituto.example`];
  await place.command(...words, '--password', password);
  return { username, password };
}

const press = (page, name) => page.getByRole('button', { name, exact: true }).click();
const row = (page, name) => page.locator('table.enablement tbody tr', { hasText: name });

for (const javaScript of [true, false]) {
  describe(`enablement ${javaScript ? 'with' : 'without'} scripts`, () => {
    let place, carmela, patrizia, ida;

    before(async () => {
      place = await house({ engine: javaScript ? engines.at(-1) : engines[0], requests: 20 });
      const login = await hire(place, 'ida.nuova', 'Ida Nuova');
      carmela = await person(opened, { house: place, login: 'carmela.improta', javaScript });
      patrizia = await person(opened, { house: place, login: 'patrizia.imparato', javaScript });
      ida = await person(opened, { house: place, login, javaScript });
    });
    after(() => place.stop());

    test('who has no group finds nothing of the area', async () => {
      assert.equal((await ida.goto('/console')).status(), 404);
      assert.equal((await ida.goto(PAGE)).status(), 404);
      assert.equal(await ida.getByRole('link', { name: 'Lista di lavoro', exact: true }).count(), 0);
    });

    test('what is wrong with a nomination is said at its field and nothing typed is lost', async () => {
      await carmela.goto('/console');
      await carmela.getByRole('link', { name: 'Abilitazioni', exact: true }).click();
      await carmela.getByRole('heading', { level: 1, name: 'Abilitazioni' }).waitFor();
      await alive(carmela, 'form[action$="/enablements"]');
      await carmela.fill('#nominate-person', 'anna.rossi');
      await carmela.fill('#nominate-reason', 'Subentra da marzo.');
      await press(carmela, 'Nomina');
      await carmela.locator('#nominate-person-error', { hasText: "Nessun account dell'istituto" }).waitFor();
      assert.equal(await carmela.inputValue('#nominate-reason'), 'Subentra da marzo.');
    });

    test('nominated by the director, granted by the IT contact, at work at the next page', async () => {
      await carmela.fill('#nominate-person', 'ida.nuova');
      await press(carmela, 'Nomina');
      await row(carmela, 'Ida Nuova').waitFor();
      assert.equal(await row(carmela, 'Ida Nuova').getByRole('button', { name: 'Abilita Ida Nuova' }).count(), 0);

      assert.equal(new URL(patrizia.url()).pathname, PAGE, 'the day of the IT contact begins here');
      await patrizia.goto(PAGE);
      await alive(patrizia, 'form[action$="/grant"]');
      assert.equal(await patrizia.locator('#nominate-person').count(), 0);
      assert.match(await row(patrizia, 'Gaetano Ruotolo').innerText(), /Scade presto: da rivedere/);
      await row(patrizia, 'Ida Nuova').getByRole('button', { name: 'Abilita Ida Nuova' }).click();
      await row(patrizia, 'Ida Nuova').locator('summary', { hasText: 'Revoca' }).waitFor();
      await patrizia.getByText('Patrizia Imparato ha abilitato Ida Nuova').waitFor();
      assert.equal((await ida.goto('/console')).status(), 200);
      await ida.getByRole('link', { name: 'Lista di lavoro', exact: true }).waitFor();
    });

    test('revoked with a reason, the next page shows nothing of the area and the work is the office’s again', async () => {
      const anna = await program(place, 'anna.rossi');
      const { request } = await sendOne(anna);
      await ida.goto(`/console/richieste/${request}`);
      await alive(ida, 'form[action$="/take-charge"]');
      await press(ida, 'Prendi in carico');
      await ida.locator('form[action$="/close"]').waitFor();

      await patrizia.goto(PAGE);
      await alive(patrizia, 'form[action$="/revoke"]');
      await row(patrizia, 'Ida Nuova').locator('summary').click();
      await row(patrizia, 'Ida Nuova').getByRole('button', { name: "Sì, revoca l'abilitazione" }).click();
      await row(patrizia, 'Ida Nuova').locator('.field-error').waitFor();
      await row(patrizia, 'Ida Nuova').locator('[name=reason]').fill('Trasferita ad altra sede.');
      await row(patrizia, 'Ida Nuova').getByRole('button', { name: "Sì, revoca l'abilitazione" }).click();
      await patrizia.getByText("Patrizia Imparato ha revocato l'abilitazione di Ida Nuova").waitFor();
      await patrizia.getByText('Trasferita ad altra sede.').waitFor();

      for (const address of ['/console', `/console/richieste/${request}`, '/console/raccoglitore', '/console/testi', PAGE]) {
        assert.equal((await ida.goto(address)).status(), 404, address);
      }
      const { state, owner } = await anna.read(`/api/v1/requests/${request}`);
      assert.deepEqual([state, owner ?? null], ['open', null]);
    });

    test('the IT contact sees who, and no request', async () => {
      for (const address of ['/console', '/console/raccoglitore', '/console/testi', '/console/calendario']) {
        assert.equal((await patrizia.goto(address)).status(), 404, address);
      }
      assert.equal(await patrizia.getByRole('link', { name: 'Lista di lavoro', exact: true }).count(), 0);
    });

    test('no script failed on the way', () => {
      assert.deepEqual([...carmela.troubles, ...patrizia.troubles, ...ida.troubles], []);
    });
  });
}
