// Text modules: written for the office, filled in by the request they are put into; without scripts they are kept and changed all the same.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { look } from '../accessibility/look.mjs';
import { program, sendOne, work } from '../api.mjs';
import { alive, browser, engines, house, person, watch } from '../harness.mjs';

for (const engine of engines) {
  describe(`Text modules (${engine})`, () => {
    let opened, place, anna, luca, sara;
    before(async () => {
      opened = await browser();
      place = await house({ engine, requests: 40 });
      anna = await program(place, 'anna.rossi');
      luca = await person(opened, { house: place, login: 'luca.ferrara' });
      sara = await person(opened, { house: place, login: 'sara.montella', javaScript: false });
    });
    after(() => Promise.all([opened.close(), place.stop()]));

    const press = (page, name) => page.getByRole('button', { name, exact: true }).click();
    const OVER = "Salva il mio al posto di quello che c'è adesso";

    /** Opens a module in the form, as the list leads to it. */
    async function edit(page, title) {
      await page.goto('/console/testi');
      await page.goto(await page.getByRole('link', { name: `Modifica «${title}»` }).getAttribute('href'));
      await alive(page, 'form.work-form');
    }

    /** Changes, or takes away, the only module there is, as a colleague who is faster. */
    async function faster(text) {
      const colleague = await program(place, 'luca.ferrara');
      const [{ id, title, version }] = await colleague.read('/api/v1/console/texts');
      const path = `/api/v1/console/texts/${id}`;
      const form = { version: String(version), title, text };
      const answer = await colleague.post(text ? path : `${path}/retire`, form);
      assert.equal(answer.status, 200, await answer.clone().text());
    }

    test('from the menu to a module; a slip in a blank is told before it reaches anybody', async () => {
      await luca.goto('/console');
      await luca.getByRole('link', { name: 'Testi', exact: true }).click();
      await luca.getByRole('heading', { level: 1, name: 'Moduli di testo' }).waitFor();
      await alive(luca, 'form[action$="/console/texts"]');
      await luca.fill('#text-title', 'Rimborso disposto');
      await luca.fill('#text-text', 'Gentile {azzienda}, il rimborso è disposto.');
      await press(luca, 'Salva il modulo');
      await luca.locator('#text-text-error', { hasText: '«azzienda»' }).waitFor();
      await luca.fill('#text-text', 'Gentile {azienda}, il rimborso per la matricola {matricola} è disposto.\n{operatore}');
      await luca.getByText('Gentile Panificio Esposito S.r.l., il rimborso').waitFor();
      await press(luca, 'Salva il modulo');
      await luca.getByText('Modulo salvato.').waitFor();
      await luca.getByText('Versione 1, Luca Ferrara').waitFor();
      assert.equal(await luca.inputValue('#text-title'), '');
    });

    test('put into an answer it says what this request says, and can be gone on with', async () => {
      const { request } = await sendOne(anna, { text: 'Quando arriva?' });
      await work(await program(place, 'luca.ferrara'), request, 'take-charge');
      await watch(luca, `/console/richieste/${request}`);
      await alive(luca, 'form[action$="/close"]');
      await luca.fill('#close-text', 'Buongiorno.');
      await luca.selectOption('#close-module', { label: 'Rimborso disposto' });
      await luca.locator('form[action$="/close"]').getByRole('button', { name: 'Inserisci il testo' }).click();
      const { company, position } = await anna.read(`/api/v1/requests/${request}`);
      const filled = `Gentile ${company.name}, il rimborso per la matricola ${position} è disposto.\nLuca Ferrara`;
      assert.equal(await luca.inputValue('#close-text'), `Buongiorno.\n\n${filled}`);
      await luca.selectOption('#close-outcome', 'accepted');
      await press(luca, 'Rispondi e chiudi la richiesta');
      await luca.getByText("Richiesta chiusa. La risposta è visibile all'azienda.").waitFor();
      const { thread } = await anna.read(`/api/v1/requests/${request}`);
      assert.equal(thread.at(-1).text, `Buongiorno.\n\n${filled}`);
    });

    test('put into a letter written first it says whom it is written to', async () => {
      const [{ id, number, company }] = (await anna.read('/api/v1/positions')).items;
      await luca.goto(`/console/contatta?posizione=${id}`);
      await alive(luca, 'form.contact');
      await luca.selectOption('#contact-module', { label: 'Rimborso disposto' });
      await luca.locator('form.contact').getByRole('button', { name: 'Inserisci il testo' }).click();
      const filled = `Gentile ${company.name}, il rimborso per la matricola ${number} è disposto.\nLuca Ferrara`;
      assert.equal(await luca.inputValue('#contact-text'), filled);
    });

    test('without scripts: changed, how it read before stays, a name taken is told, and removed', async () => {
      await sara.goto('/console/testi');
      await sara.getByRole('link', { name: 'Modifica «Rimborso disposto»' }).click();
      assert.equal(await sara.inputValue('#text-title'), 'Rimborso disposto');
      await sara.fill('#text-text', 'Gentile {azienda}, il rimborso arriva entro il {data}.');
      await press(sara, 'Salva il modulo');
      await sara.getByText('Versione 2, Sara Montella').waitFor();
      await sara.locator('summary', { hasText: 'Versioni precedenti' }).click();
      await sara.getByText('Versione 1, Luca Ferrara').waitFor();
      await sara.goto('/console/testi');
      await sara.fill('#text-title', 'Rimborso disposto');
      await sara.fill('#text-text', 'Un altro.');
      await press(sara, 'Salva il modulo');
      await sara.locator('#text-title-error', { hasText: 'Questo nome è già in uso' }).waitFor();
      assert.equal(await sara.inputValue('#text-text'), 'Un altro.');
      await sara.locator('summary', { hasText: 'Elimina' }).click();
      await press(sara, 'Sì, elimina il modulo');
      await sara.getByText('Ancora nessun modulo').waitFor();
    });

    test('two at one module: the slower sees both versions, nothing typed is lost, and saves knowingly', async () => {
      await luca.goto('/console/testi');
      await alive(luca, 'form[action$="/console/texts"]');
      await luca.fill('#text-title', 'Saluti');
      await luca.fill('#text-text', 'Gentile {azienda},');
      await press(luca, 'Salva il modulo');
      await luca.getByText('Versione 1, Luca Ferrara').waitFor();
      await edit(luca, 'Saluti');
      await edit(sara, 'Saluti');
      await sara.fill('#text-text', 'Spettabile {azienda},');
      await press(sara, 'Salva il modulo');
      await sara.getByText('Versione 2, Sara Montella').waitFor();
      await luca.fill('#text-text', 'Cara {azienda},');
      await press(luca, 'Salva il modulo');
      const both = luca.locator('#text-overtaken');
      await both.getByText("L'ultima modifica è di Sara Montella").waitFor();
      assert.deepEqual(await both.locator('.message-text').allInnerTexts(), ['Spettabile {azienda},', 'Cara {azienda},']);
      assert.equal(await luca.inputValue('#text-text'), 'Cara {azienda},');
      assert.equal(await luca.evaluate(() => document.activeElement.id), 'text-errors');
      await look(luca, 'texts-overtaken');
      await press(luca, OVER);
      await luca.getByText('Modulo salvato.').waitFor();
      await luca.getByText('Versione 3, Luca Ferrara').waitFor();
      await luca.locator('summary', { hasText: 'Versioni precedenti' }).click();
      await luca.getByText('Spettabile {azienda},').waitFor();
    });

    test('without scripts too: both versions, the colleague’s taken, then one’s own sent over it', async () => {
      await edit(sara, 'Saluti');
      await faster('Egregia {azienda},');
      await sara.fill('#text-text', 'Buongiorno,');
      await press(sara, 'Salva il modulo');
      const both = sara.locator('#text-overtaken');
      await both.waitFor();
      assert.deepEqual(await both.locator('.message-text').allInnerTexts(), ['Egregia {azienda},', 'Buongiorno,']);
      assert.equal(await sara.inputValue('#text-text'), 'Buongiorno,');
      await sara.getByRole('link', { name: "Lascia il mio e prendi quello che c'è adesso" }).click();
      await both.waitFor({ state: 'detached' });
      assert.equal(await sara.inputValue('#text-text'), 'Egregia {azienda},');
      await faster('Stimata {azienda},');
      await sara.fill('#text-text', 'Buongiorno,');
      await press(sara, 'Salva il modulo');
      await press(sara, OVER);
      await sara.getByText('Versione 6, Sara Montella').waitFor();
    });

    test('without scripts: what a colleague took away meanwhile is still in the fields, and is saved as new', async () => {
      await edit(sara, 'Saluti');
      await faster('');
      await sara.fill('#text-text', 'Buonasera,');
      await press(sara, 'Salva il modulo');
      await sara.locator('#text-overtaken', { hasText: 'Nel frattempo è stato eliminato' }).waitFor();
      assert.equal(await sara.inputValue('#text-text'), 'Buonasera,');
      await press(sara, 'Salva il modulo');
      await sara.getByText('Versione 1, Sara Montella').waitFor();
      await sara.getByText('Buonasera,').first().waitFor();
    });

    test('what a colleague changed first is read before it is taken away', async () => {
      await luca.goto('/console/testi');
      await alive(luca, 'form[action$="/retire"]');
      await faster('Ciao {azienda},');
      await luca.locator('summary', { hasText: 'Elimina' }).click();
      await press(luca, 'Sì, elimina il modulo');
      await luca.getByText('Ciao {azienda},').waitFor();
      await luca.locator('form[action$="/retire"] .field-error').waitFor();
      await press(luca, 'Sì, elimina il modulo');
      await luca.getByText('Ancora nessun modulo').waitFor();
    });

    test('who directs reads and is offered nothing to write', async () => {
      const carmela = await person(opened, { house: place, login: 'carmela.improta' });
      await carmela.goto('/console/testi');
      await carmela.getByRole('heading', { level: 1, name: 'Moduli di testo' }).waitFor();
      assert.equal(await carmela.locator('#text-text').count(), 0);
    });

    test('no script failed on the way', () => assert.deepEqual([...luca.troubles, ...sara.troubles], []));
  });
}
