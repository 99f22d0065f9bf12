// Contact first: an operator writes to a company before it wrote, on from a closed request, and to many; with and without scripts.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { program, sendOne, work } from '../api.mjs';
import { alive, browser, engines, house, person } from '../harness.mjs';

for (const engine of engines) {
  describe(`Writing first (${engine})`, () => {
    let opened, place, anna;
    before(async () => {
      opened = await browser();
      place = await house({ engine, requests: 40 });
      anna = await program(place, 'anna.rossi');
    });
    after(() => Promise.all([opened.close(), place.stop()]));

    for (const javaScript of [true, false]) {
      describe(`Luca writes first (${javaScript ? 'with' : 'without'} scripts)`, () => {
        let luca, annas, position;
        before(async () => {
          luca = await person(opened, { house: place, login: 'luca.ferrara', javaScript });
          annas = await person(opened, { house: place, login: 'anna.rossi', javaScript });
          [position] = (await anna.read('/api/v1/positions')).items;
        });

        const press = (name) => luca.getByRole('button', { name, exact: true }).click();

        test('from the menu to the company, which reads who opened it and answers', async () => {
          await luca.goto('/console');
          await luca.getByRole('link', { name: 'Contatta', exact: true }).click();
          await alive(luca, 'form[role=search]');
          await luca.fill('#find-position', position.number);
          await press('Cerca');
          await luca.getByRole('link', { name: new RegExp(`matricola ${position.number}`) }).click();
          await alive(luca, 'form.contact');
          await press('Invia e protocolla');
          await luca.locator('#contact-errors').waitFor();
          await luca.selectOption('#contact-subject', { index: 1 });
          await luca.fill('#contact-text', `Manca la denuncia di ottobre (${javaScript}).`);
          await luca.selectOption('#contact-audience', 'both');
          await luca.getByLabel('Aspetto una risposta').check();
          await press('Invia e protocolla');
          await luca.waitForURL(/\/console\/richieste\//);
          await luca.getByText('La sede ha scritto all’azienda').or(luca.getByText("La sede ha scritto all'azienda")).first().waitFor();
          const id = new URL(luca.url()).pathname.split('/').at(-1);

          await annas.goto('/contatti/richieste');
          const row = annas.locator('table.requests tbody tr', { has: annas.locator(`a[href$="${id}"]`) });
          await row.getByText('La sede ti ha scritto').waitFor();
          await annas.goto(`/contatti/richieste/${id}`);
          await annas.getByText("Questa comunicazione l'ha aperta la sede").waitFor();
          await annas.getByRole('heading', { name: 'Rispondi alla sede' }).waitFor();
          await alive(annas, 'form[action$="/reply"]');
          await annas.fill('form[action$="/reply"] textarea', 'Inviata oggi.');
          await annas.locator('form[action$="/reply"] [type=submit]').click();
          await annas.getByText('Inviata oggi.').waitFor();
          await luca.reload();
          await luca.getByText('Inviata oggi.').waitFor();
        });

        test('on from a closed request: both stand in one chain', async () => {
          const { request } = await sendOne(anna, { text: 'Da chiudere.' });
          const sara = await program(place, 'sara.montella');
          await work(sara, request, 'take-charge');
          await work(sara, request, 'close', { outcome: 'informative', text: 'Ecco la risposta.' });
          await luca.goto(`/console/richieste/${request}`);
          await alive(luca, 'form[action$="/contact"]');
          await luca.locator('summary', { hasText: "Scrivi all'azienda" }).click();
          await luca.fill('#contact-on-text', 'Torniamo sulla sua richiesta.');
          await luca.selectOption('#contact-on-audience', 'company');
          await press('Invia e protocolla');
          await luca.waitForURL((url) => /\/console\/richieste\//.test(url.pathname) && !url.pathname.endsWith(request));
          await luca.locator(`.chain a[href$="${request}"]`).waitFor();
          await annas.goto(`/contatti/richieste/${request}`);
          assert.equal(await annas.locator('.chain a').count(), 1);
        });

        test('to many: tried out, made, started, stopped', async () => {
          await luca.goto('/console/campagne/nuova');
          await alive(luca, 'form.campaign-filter');
          await luca.selectOption('#filter-subject', { index: 1 });
          await press("Vedi l'anteprima");
          await luca.getByText(/Posizioni raggiunte: \d+/).waitFor();
          await alive(luca, 'form.campaign-text');
          await luca.fill('#campaign-text', 'Da gennaio cambia il modello.');
          await luca.selectOption('#campaign-audience', 'both');
          await luca.fill('#campaign-pace', '1');
          await press('Prepara la campagna');
          await luca.getByRole('button', { name: 'Avvia la campagna' }).waitFor();
          await alive(luca, 'form[action$="/start"]');
          await press('Avvia la campagna');
          await luca.getByRole('button', { name: 'Ferma la campagna' }).waitFor();
          // The first leaves at once: the page says so by itself, or when it is read again.
          const moved = luca.locator('section[aria-labelledby=progress] progress[value="1"]');
          for (let tries = 0; !javaScript && tries < 40 && (await moved.count()) === 0; tries += 1) {
            await luca.waitForTimeout(250);
            await luca.reload();
          }
          await moved.waitFor();
          await alive(luca, 'form[action$="/stop"]');
          await press('Ferma la campagna');
          await luca.getByRole('button', { name: 'Riprendi la campagna' }).waitFor();
          await luca.goto('/console/campagne');
          await luca.locator('table.campaigns tbody tr').first().getByText('Ferma', { exact: true }).waitFor();
        });

        test('no script failed on the way', () => {
          assert.deepEqual([...luca.troubles, ...annas.troubles], []);
        });
      });
    }
  });
}
