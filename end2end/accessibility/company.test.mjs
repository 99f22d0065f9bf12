// Every page of a company, in every state, is free of what axe finds, at the width of a telephone and of a desk.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { program, sendOne, work } from '../api.mjs';
import { attach, begin, choice, fill, forward, on, send, text } from '../compose.mjs';
import { alive, browser, house, person, signIn, watch } from '../harness.mjs';
import { paper, pdf, program as windowsProgram } from '../papers.mjs';
import { look } from './look.mjs';

let opened, place, anna;
before(async () => {
  opened = await browser();
  place = await house({ requests: 60 });
  anna = await program(place, 'anna.rossi');
});
after(() => Promise.all([opened.close(), place.stop()]));

describe('before signing in', () => {
  let page;
  before(async () => (page = await person(opened, { house: place })));

  test('sign-in, empty, refused, and made to wait', async () => {
    await page.goto('/accesso');
    await alive(page, 'form.sign-in');
    await look(page, 'sign-in');
    await page.getByRole('button', { name: 'Accedi' }).click();
    await page.locator('#sign-in-errors', { hasText: 'Ci sono 2 cose da correggere' }).waitFor();
    await look(page, 'sign-in-empty');
    await page.fill('[name=username]', 'bruno.nessuno');
    await page.fill('[name=password]', 'sbagliata');
    const said = [...Array(5).fill(/non sono corretti/), /Troppi tentativi/];
    for (const words of said) {
      const answer = page.waitForResponse('**/api/v1/session');
      await page.getByRole('button', { name: 'Accedi' }).click();
      await answer;
      await page.locator('#sign-in-errors').getByText(words).waitFor();
    }
    await look(page, 'sign-in-refused');
  });

  for (const [name, address] of [['help', '/aiuto'], ['accessibility', '/accessibilita'], ['privacy', '/privacy']]) {
    test(`the page of ${name}`, async () => {
      assert.equal((await page.goto(address)).status(), 200);
      await look(page, name);
    });
  }

  test('an address that does not exist', async () => {
    assert.equal((await page.goto('/nulla')).status(), 404);
    await look(page, 'not-found');
  });
});

describe('signed in', () => {
  let page;
  before(async () => (page = await person(opened, { house: place, login: 'anna.rossi' })));

  test('home', async () => {
    await watch(page, '/contatti');
    await look(page, 'home');
  });

  test('the list, filtered, and with nothing in it', async () => {
    await watch(page, '/contatti/richieste');
    await look(page, 'list');
    await watch(page, '/contatti/richieste?state=closed');
    await look(page, 'list-closed');
    await page.goto(`/contatti/richieste?${await nothing(anna)}`);
    await page.getByText('Nessuna richiesta corrisponde ai filtri scelti.').waitFor();
    await look(page, 'list-empty');
  });

  test('the home of a consultant with many positions', async () => {
    const giulia = await person(opened, { house: place, login: 'giulia.capuano' });
    await watch(giulia, '/contatti');
    await giulia.getByLabel('Cerca un assistito').waitFor();
    await look(giulia, 'home-consultant');
    await giulia.goto('/contatti/assistiti');
    await giulia.locator('table.positions').waitFor();
    await look(giulia, 'clients');
    await giulia.goto('/contatti/assistiti?search=nessuno');
    await giulia.getByText('Nessun assistito trovato').waitFor();
    await look(giulia, 'clients-none');
    await giulia.context().close();
  });

  test('in another language the page is as sound', async () => {
    const other = await person(opened, { house: place, login: 'anna.rossi' });
    await watch(other, '/contatti');
    await other.getByRole('button', { name: 'Deutsch' }).click();
    await other.locator('html[lang=de]').waitFor();
    await look(other, 'home-german');
    await other.context().close();
  });

  test('the four steps, each with what can be wrong in it, and the receipt', async () => {
    await begin(page);
    await look(page, 'step-1');
    await page.selectOption('#position', '');
    await forward(page);
    await page.locator('#compose-errors').waitFor();
    await look(page, 'step-1-errors');
    const choices = await choice(anna);
    await fill(page, { ...choices, text: '', files: [paper('buono.pdf', pdf(1_200_000))] }, 2);
    await look(page, 'step-2');
    await attach(page, [paper('fattura.pdf', windowsProgram), paper('vuoto.pdf', Buffer.alloc(0))]);
    await forward(page);
    await page.locator('#compose-errors').waitFor();
    await look(page, 'step-2-errors');
    for (const name of ['fattura.pdf', 'vuoto.pdf']) await page.getByRole('button', { name: `Togli ${name}` }).click();
    await page.fill('#text', `${text}\n${'parolalunghissima'.repeat(20)}`);
    await on(page, 3);
    await look(page, 'step-3');
    await page.fill('#email', 'sbagliata');
    await page.fill('#telephone', 'chiama');
    await forward(page);
    await page.locator('#compose-errors').waitFor();
    await look(page, 'step-3-errors');
    await page.fill('#email', 'un.indirizzo.molto.lungo.davvero@azienda-dal-nome-lungo.example');
    await page.fill('#telephone', '');
    await on(page, 4);
    await look(page, 'step-4');
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Invia la richiesta', exact: true }).click();
    await page.getByText('La connessione si è interrotta.').waitFor();
    page.troubles = page.troubles.filter((line) => !line.includes('ERR_INTERNET_DISCONNECTED'));
    await look(page, 'step-4-lost');
    await page.context().setOffline(false);
    page.troubles = [];
    await send(page, 'Riprova a inviare');
    await look(page, 'receipt');
  });

  test('a draft found again', async () => {
    await fill(page, { ...(await choice(anna)), text }, 2);
    await begin(page);
    await page.getByText('Abbiamo ripreso la richiesta').waitFor();
    await look(page, 'draft-restored');
  });

  test('a request open, in charge and closed', async () => {
    const luca = await program(place, 'luca.ferrara');
    const { request } = await sendOne(anna, { text });
    await watch(page, `/contatti/richieste/${request}`);
    await look(page, 'request-open');
    await work(luca, request, 'take-charge', { text: 'La leggo oggi.' });
    await page.locator('main .state').getByText('In carico', { exact: true }).waitFor();
    await look(page, 'request-in-charge');
    const until = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
    await work(luca, request, 'ask-documents', { text: 'Serve il libro unico.', until });
    await page.getByText('La sede aspetta i documenti fino a').waitFor();
    await page.getByText('Perché questa data').click();
    await look(page, 'request-waiting');
    await work(luca, request, 'close', { outcome: 'partly_accepted', text, similar_ok: 'yes' });
    await page.locator('main .state').getByText('Chiusa', { exact: true }).waitFor();
    await look(page, 'request-closed');
  });

  test('the devices, before and after one is ended', async () => {
    const other = await person(opened, { house: place, login: 'anna.rossi' });
    await page.goto('/accessi');
    const end = page.getByRole('button', { name: /^Chiudi accesso: / });
    await alive(page, 'form[action$="/end"]');
    await look(page, 'devices');
    const before = await end.count();
    // The last opened is the other browser's: it is out at its next step.
    await end.first().click();
    await end.nth(before - 1).waitFor({ state: 'detached' });
    await look(page, 'devices-ended');
    await other.context().close();
  });

  test('access of programs: nothing yet, refused, made, revoked', async () => {
    await page.goto('/accessi/token');
    await alive(page, 'form.make-token');
    await look(page, 'programs-empty');
    const make = page.getByRole('button', { name: 'Crea il token' });
    await make.click();
    await page.locator('#make-token-errors', { hasText: 'Ci sono 2 cose da correggere' }).waitFor();
    await look(page, 'programs-refused');
    await page.fill('#token-name', 'Paghe');
    await page.selectOption('#token-bound-to', { index: 1 });
    await make.click();
    await page.locator('#made-token').waitFor();
    assert.match(await page.inputValue('#secret'), /^ctt_[0-9a-f]{64}$/);
    await look(page, 'programs-made');
    await page.locator('table.tokens summary').click();
    await page.getByRole('button', { name: 'Sì, revoca' }).click();
    await page.locator('table.tokens').getByText('Revocato').waitFor();
    await look(page, 'programs-revoked');
  });

  test('signed out on a shared computer, nothing typed stays in it', async () => {
    assert.ok((await page.evaluate(() => Object.keys(localStorage).join())).includes('draft'));
    await alive(page, 'header form[action="/api/v1/session/end"]');
    await page.getByRole('button', { name: 'Esci' }).click();
    await page.waitForURL('**/accesso');
    assert.equal(await page.evaluate(() => localStorage.length), 0);
    await signIn(page, place.account('anna.rossi'));
    assert.deepEqual(page.troubles, []);
  });
});

/** A position and a state in which there is no request yet. */
async function nothing(someone) {
  const { positions } = await someone.read('/api/v1/compose');
  for (const { id } of positions) {
    for (const state of ['in_charge', 'open', 'closed']) {
      const { items } = await someone.read(`/api/v1/requests?state=${state}&position=${id}`);
      if (items.length === 0) return `state=${state}&position=${id}`;
    }
  }
  throw new Error('the demo has requests of every state for every position');
}
