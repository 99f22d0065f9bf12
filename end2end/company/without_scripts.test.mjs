// Without scripts a company signs in, sends with files, mends what is refused, reads the answer and signs out.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { numberOf, program, work } from '../api.mjs';
import { attach, choice, fill, forward, on, send, text } from '../compose.mjs';
import { browser, fact, house, person } from '../harness.mjs';
import { envelope, paper, pdf, photo, program as windowsProgram, sha256 } from '../papers.mjs';

describe('Anna without scripts', () => {
  let opened, place, anna, page, files, choices, request;

  before(async () => {
    opened = await browser();
    place = await house({ requests: 40 });
    anna = await program(place, 'anna.rossi');
    choices = await choice(anna);
    files = [
      paper('modello “F24” è.pdf', pdf(1_200_000)),
      paper('foto.jpg', await photo()),
      paper('busta.p7m', await envelope()),
    ];
    page = await person(opened, { house: place, javaScript: false });
  });
  after(() => Promise.all([opened.close(), place.stop()]));

  test('asked for a page, she signs in first and then gets that page', async () => {
    await page.goto('/contatti/richieste?state=closed');
    assert.equal(new URL(page.url()).pathname, '/accesso');
    const { username, password } = place.account('anna.rossi');
    await page.fill('[name=username]', username);
    await page.fill('[name=password]', 'sbagliata');
    await page.getByRole('button', { name: 'Accedi' }).click();
    await page.locator('#sign-in-errors', { hasText: 'Il nome utente o la password non sono corretti.' }).waitFor();
    assert.equal(await page.inputValue('[name=username]'), username);
    assert.equal(await page.inputValue('[name=password]'), '');
    await page.fill('[name=password]', password);
    await page.getByRole('button', { name: 'Accedi' }).click();
    await page.waitForURL('**/contatti/richieste?state=closed');
    const states = await page.locator('table.requests tbody td:nth-of-type(1)').allInnerTexts();
    assert.ok(states.length > 0 && states.every((state) => state.includes('Chiusa')), states.join());
  });

  test('a wrong file and an empty text are named; the good files and the rest stay', async () => {
    await fill(page, { ...choices, text: ' ', files: [files[0], paper('fattura.pdf', windowsProgram)] }, 2);
    await forward(page);
    const summary = page.locator('#compose-errors');
    await summary.waitFor();
    assert.match(await summary.innerText(), /Ci sono 2 cose da correggere/);
    assert.equal(await page.locator('#text-error').innerText(), 'Campo obbligatorio');
    const said = '«fattura.pdf» non è quello che il nome dice: il contenuto è un programma';
    assert.equal(await page.locator('#files-error').innerText(), said);
    assert.deepEqual(await page.locator('.uploads .file-name').allInnerTexts(), [files[0].name]);
  });

  test('going back and forth keeps text and files, and a file can be left out', async () => {
    await page.fill('#text', text);
    await attach(page, [paper('di troppo.pdf', pdf(900)), files[1], files[2]]);
    await forward(page);
    await page.locator('#files-error', { hasText: 'Al massimo 3 file' }).waitFor();
    assert.equal(await page.inputValue('#text'), text);
    await page.getByRole('checkbox', { name: 'Invia di troppo.pdf' }).uncheck();
    await on(page, 3);
    await page.getByRole('button', { name: 'Indietro', exact: true }).click();
    await page.locator('#step-2').waitFor();
    assert.equal(await page.inputValue('#text'), text);
    assert.deepEqual(await page.locator('.uploads .file-name').allInnerTexts(), files.map(({ name }) => name));
    await on(page, 3);
  });

  test('contacts are asked for, the summary says it all, and sending leads to the receipt', async () => {
    await page.fill('#email', '');
    await page.fill('#telephone', '');
    await forward(page);
    await page.locator('#email-error', { hasText: "Indica almeno un'e-mail o un telefono" }).waitFor();
    await page.fill('#email', 'anna@vesuvio.example');
    await on(page, 4);
    assert.equal(await page.locator('.summary-text').textContent(), text);
    request = await send(page);
    const digests = await page.locator('ul.files .digest').allInnerTexts();
    assert.deepEqual(digests, files.map(({ buffer }) => sha256(buffer)));
    const receipt = await anna.read(`/api/v1/requests/${request}/receipt`);
    assert.equal(await fact(page, 'Numero di protocollo'), numberOf(receipt.registration));
    assert.ok(!(await page.getByRole('button', { name: 'Stampa la ricevuta' }).isVisible()), 'a button that does nothing');
  });

  test('her list has it first, and its page says who works it and the answer', async () => {
    const luca = await program(place, 'luca.ferrara');
    await page.getByRole('link', { name: 'Le mie richieste' }).first().click();
    await page.locator('table.requests tbody tr').first().getByRole('link').click();
    await page.waitForURL(`**/contatti/richieste/${request}`);
    assert.equal(await page.locator('main .state').first().innerText(), 'Aperta');
    assert.equal(await page.locator('.message-text').textContent(), text);
    await work(luca, request, 'take-charge', { text: 'La guardo.' });
    await page.reload();
    assert.equal(await page.locator('main .state').first().innerText(), 'In carico');
    await work(luca, request, 'close', { outcome: 'informative', text: 'Ecco la risposta.\nGrazie.' });
    await page.reload();
    assert.equal(await page.locator('main .state').first().innerText(), 'Chiusa');
    const answer = page.locator('article', { hasText: 'Risposta della sede' });
    assert.equal(await answer.locator('.message-text').textContent(), 'Ecco la risposta.\nGrazie.');
    assert.match(await answer.innerText(), /Firmata da Luca Ferrara/);
  });

  test('the filter works as a plain form', async () => {
    await page.goto('/contatti/richieste');
    await page.selectOption('[name=state]', 'open');
    await page.getByRole('button', { name: 'Cerca', exact: true }).click();
    await page.waitForURL(/state=open/);
    const states = await page.locator('table.requests tbody td:nth-of-type(1)').allInnerTexts();
    assert.ok(states.length > 0 && states.every((state) => state.includes('Aperta')), states.join());
  });

  test('the language is changed and the page stays', async () => {
    await page.getByRole('button', { name: 'Deutsch' }).click();
    await page.waitForURL(/\/contatti\/richieste\?/);
    assert.equal(await page.locator('html').getAttribute('lang'), 'de');
    await page.getByRole('button', { name: 'Italiano' }).click();
    assert.equal(await page.locator('html').getAttribute('lang'), 'it');
  });

  test('signed out, her pages are closed again', async () => {
    await page.getByRole('button', { name: 'Esci' }).click();
    await page.waitForURL('**/accesso');
    await page.goto(`/contatti/richieste/${request}`);
    assert.equal(new URL(page.url()).pathname, '/accesso');
  });
});
