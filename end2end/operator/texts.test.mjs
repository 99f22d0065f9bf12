// Text modules: written for the office, filled in by the request they are put into; without scripts they are kept and changed all the same.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { program, sendOne, work } from '../api.mjs';
import { alive, browser, house, person, watch } from '../harness.mjs';

let opened, place, anna, luca, sara;
before(async () => {
  opened = await browser();
  place = await house({ requests: 40 });
  anna = await program(place, 'anna.rossi');
  luca = await person(opened, { house: place, login: 'luca.ferrara' });
  sara = await person(opened, { house: place, login: 'sara.montella', javaScript: false });
});
after(() => Promise.all([opened.close(), place.stop()]));

const press = (page, name) => page.getByRole('button', { name, exact: true }).click();

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

test('who directs reads and is offered nothing to write', async () => {
  const carmela = await person(opened, { house: place, login: 'carmela.improta' });
  await carmela.goto('/console/testi');
  await carmela.getByRole('heading', { level: 1, name: 'Moduli di testo' }).waitFor();
  assert.equal(await carmela.locator('#text-text').count(), 0);
});

test('no script failed on the way', () => assert.deepEqual([...luca.troubles, ...sara.troubles], []));
