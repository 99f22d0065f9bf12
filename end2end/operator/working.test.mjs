// Working a request: the archives and their check, the right subject, links and merging, an answer too much like another; with and without scripts.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { numberOf, program, sendOne, work } from '../api.mjs';
import { alive, browser, engines, house, person, watch } from '../harness.mjs';

for (const engine of engines) {
  describe(`A day of working requests (${engine})`, () => {
    let opened, place, anna, desk;
    before(async () => {
      opened = await browser();
      place = await house({ engine, requests: 40 });
      anna = await program(place, 'anna.rossi');
      desk = await program(place, 'luca.ferrara');
    });
    after(() => Promise.all([opened.close(), place.stop()]));

    /** The next Tuesday to Thursday that is no holiday in this country's winter, at least three days from now. */
    function workingDay() {
      const day = new Date(Date.now() + 3 * 86_400_000);
      const rests = () => {
        const [month, date] = [day.getMonth() + 1, day.getDate()];
        const holidays = ['1-1', '1-6', '4-25', '5-1', '6-2', '8-15', '9-19', '11-1', '12-8', '12-25', '12-26'];
        return day.getDay() < 2 || day.getDay() > 4 || holidays.includes(`${month}-${date}`);
      };
      while (rests()) day.setDate(day.getDate() + 1);
      return day.toISOString().slice(0, 10);
    }

    for (const javaScript of [true, false]) {
      describe(`Luca works a request (${javaScript ? 'with' : 'without'} scripts)`, () => {
        let luca, annas;
        before(async () => {
          luca = await person(opened, { house: place, login: 'luca.ferrara', javaScript });
          annas = await person(opened, { house: place, login: 'anna.rossi', javaScript });
        });

        const press = (name) => luca.getByRole('button', { name, exact: true }).click();
        const unfold = (name) => luca.locator('summary', { hasText: name }).first().click();
        const open = async (request, form) => {
          await (javaScript ? watch(luca, `/console/richieste/${request}`) : luca.goto(`/console/richieste/${request}`));
          await alive(luca, `form[action$="/${form}"]`);
        };
        const taken = async (text) => {
          const sent = await sendOne(anna, { text });
          await work(desk, sent.request, 'take-charge');
          return sent;
        };

        test('answers with what was done in the archives, and says later what was missing', async () => {
          const { request } = await taken('La denuncia di settembre è sbagliata.');
          await open(request, 'close');
          await luca.selectOption('#close-outcome', 'accepted');
          await luca.fill('#close-text', 'Accolta.');
          await luca.selectOption('#close-archives', 'done');
          await press('Rispondi e chiudi la richiesta');
          await luca.locator('#close-errors').waitFor();
          assert.equal(await luca.inputValue('#close-archives'), 'done');
          await luca.fill('#close-archives-text', 'Rettifica acquisita.');
          await luca.fill('#close-check-on', workingDay());
          await press('Rispondi e chiudi la richiesta');
          await luca.locator('.message-archive', { hasText: 'Rettifica acquisita.' }).waitFor();
          await annas.goto(`/contatti/richieste/${request}`);
          await annas.locator('.message-archive', { hasText: /fatto: Rettifica acquisita\. Verifica entro/ }).waitFor();

          await open(request, 'archive-check');
          await unfold('Verifica negli archivi');
          await luca.selectOption('#archive-held', 'no');
          await press('Registra la verifica');
          await luca.locator('#archive-check-errors').waitFor();
          await luca.fill('#archive-text', 'Manca ancora ottobre.');
          await press('Registra la verifica');
          await luca.locator('.timeline-steps').getByText('Negli archivi mancava qualcosa').waitFor();
          await annas.reload();
          await annas.getByText('Manca ancora ottobre.').waitFor();
          assert.equal((await anna.read(`/api/v1/requests/${request}`)).internal_state, 'reopened');
        });

        test('puts the subject right; the receipt keeps the one it came with', async () => {
          const { request, subject } = await taken('Di che cosa si tratta?');
          await open(request, 'subject');
          await unfold("Correggi l'oggetto");
          const other = luca.locator('#subject-subject option:not([value=""])').first();
          const [value, title] = [await other.getAttribute('value'), await other.textContent()];
          await luca.selectOption('#subject-subject', value);
          await press("Correggi l'oggetto");
          await luca.locator('#subject-errors').waitFor();
          assert.equal(await luca.inputValue('#subject-subject'), value);
          await luca.fill('#subject-text', 'Riguarda un altro oggetto.');
          await press("Correggi l'oggetto");
          await luca.locator('.timeline-steps').getByText(`Oggetto corretto: ${subject} → ${title}`).waitFor();
          await annas.goto(`/contatti/richieste/${request}`);
          await annas.getByRole('heading', { level: 1, name: title }).waitFor();
          await annas.getByText('Riguarda un altro oggetto.').waitFor();
          assert.equal((await anna.read(`/api/v1/requests/${request}/receipt`)).subject, subject);
        });

        test('links two requests, and lets one go on in the other', async () => {
          const [one, other] = [await taken('La prima.'), await taken('La seconda.')];
          await open(one.request, 'link');
          await unfold('Collega');
          await luca.fill('#link-number', '42');
          await press('Collega');
          await luca.locator('#link-errors').waitFor();
          await luca.fill('#link-number', numberOf(other.registration));
          await press('Collega');
          await luca.locator('.chain', { hasText: numberOf(other.registration) }).waitFor();
          await annas.goto(`/contatti/richieste/${other.request}`);
          await annas.locator('.chain', { hasText: numberOf(one.registration) }).waitFor();

          await open(one.request, 'merge');
          await unfold("Prosegui in un'altra richiesta");
          await luca.fill('#merge-number', numberOf(other.registration));
          await luca.fill('#merge-text', 'Le due domande riguardano lo stesso mese.');
          await press("Chiudi e prosegui nell'altra");
          await luca.getByText(`La richiesta prosegue con la n. ${numberOf(other.registration)}`).waitFor();
          await luca.locator('.chain', { hasText: 'questa prosegue lì' }).waitFor();
          await annas.goto(`/contatti/richieste/${one.request}`);
          await annas.getByText('La prima.').waitFor();
          const read = await anna.read(`/api/v1/requests/${one.request}`);
          assert.deepEqual([read.state, read.outcome], ['closed', 'informative']);
        });

        test('is asked once more before the same words go to another case', async () => {
          const said = `Il rimborso per ${javaScript ? 'novembre' : 'dicembre'} è stato disposto oggi dalla sede: l'accredito arriva entro dieci giorni sul conto indicato nella domanda.`;
          const [first, second] = [await taken('Il primo.'), await taken('Il secondo.')];
          await work(desk, first.request, 'close', { outcome: 'accepted', text: said, similar_ok: 'yes' });
          await open(second.request, 'close');
          await luca.selectOption('#close-outcome', 'accepted');
          await luca.fill('#close-text', said);
          assert.equal(await luca.locator('[name=similar_ok]').count(), 0);
          await press('Rispondi e chiudi la richiesta');
          await luca.locator('#close-text-error', { hasText: /quasi uguale alla risposta/ }).waitFor();
          assert.equal(await luca.inputValue('#close-text'), said);
          await luca.getByLabel('Ho verificato: la risposta vale per questo caso').check();
          await press('Rispondi e chiudi la richiesta');
          await luca.locator('.message-office', { hasText: said }).waitFor();
        });

        if (javaScript) {
          test('sees who else is there, and whether they write', async () => {
            const { request } = await taken('Chi la guarda?');
            const sara = await person(opened, { house: place, login: 'sara.montella' });
            await watch(sara, `/console/richieste/${request}`);
            await open(request, 'close');
            await luca.locator('.presence', { hasText: 'Sara Montella sta leggendo' }).waitFor();
            await sara.fill('#close-text', 'Comincio io.');
            await luca.locator('.presence', { hasText: 'Sara Montella sta scrivendo' }).waitFor({ timeout: 25_000 });
            assert.deepEqual(sara.troubles, []);
          });

          test('sees what a colleague wrote beside what he types', async () => {
            const { request } = await taken('Fra due operatori.');
            const sara = await program(place, 'sara.montella');
            await open(request, 'close');
            await luca.fill('#close-text', 'La mia versione.');
            await work(sara, request, 'comment', { text: 'La versione di Sara.' });
            await luca.locator('.version-theirs', { hasText: 'La versione di Sara.' }).waitFor();
            await luca.locator('.version-mine', { hasText: 'La mia versione.' }).waitFor();
            assert.equal(await luca.inputValue('#close-text'), 'La mia versione.');
          });

          test('and beside what he types in any other form', async () => {
            const { request } = await taken('Fra due operatori, altrove.');
            const sara = await program(place, 'sara.montella');
            await open(request, 'ask-documents');
            await unfold('Chiedi documenti');
            await luca.fill('#documents-text', 'Servono i versamenti.');
            await work(sara, request, 'comment', { text: 'I versamenti li ho io.' });
            await luca.locator('.version-theirs', { hasText: 'I versamenti li ho io.' }).waitFor();
            await luca.locator('.version-mine', { hasText: 'Servono i versamenti.' }).waitFor();
            assert.equal(await luca.inputValue('#documents-text'), 'Servono i versamenti.');
          });
        }

        test('no script failed on the way', () => {
          assert.deepEqual([...luca.troubles, ...annas.troubles], []);
        });
      });
    }

    test('what is to be checked has a list of its own', async () => {
      const luca = await person(opened, { house: place, login: 'luca.ferrara' });
      await watch(luca, '/console?state=to_check');
      await luca.getByRole('link', { name: /^Da verificare/ }).waitFor();
      const { items } = await desk.read('/api/v1/console/requests?state=to_check');
      assert.equal(await luca.locator('table.work tbody tr').count(), items.length);
    });
  });
}
