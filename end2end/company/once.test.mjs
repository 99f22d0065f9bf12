// A request is sent exactly once, however often it is pressed: over a broken line, in two tabs, after a lost answer.

import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { program, registered } from '../api.mjs';
import { begin, choice, fill, on, received, send, text } from '../compose.mjs';
import { alive, browser, house, person } from '../harness.mjs';
import { paper, pdf } from '../papers.mjs';

const SEND = 'Invia la richiesta';
const AGAIN = 'Riprova a inviare';

let opened, place, anna, choices, page, entries;
before(async () => {
  opened = await browser();
  place = await house({ requests: 40 });
  anna = await program(place, 'anna.rossi');
  choices = await choice(anna);
  page = await person(opened, { house: place, login: 'anna.rossi' });
});
after(() => Promise.all([opened.close(), place.stop()]));
beforeEach(async () => {
  await page.evaluate(() => localStorage.clear());
  entries = await registered(place);
});

const ready = () => fill(page, { ...choices, text, email: 'anna@vesuvio.example', files: [paper('unico.pdf', pdf(900))] });
const press = (page, name) => page.getByRole('button', { name, exact: true }).click();

/** The register has one entry more, and it is this request with its one file. */
async function onlyOne(request) {
  assert.equal(await registered(place), entries + 1);
  const { thread } = await anna.read(`/api/v1/requests/${request}`);
  assert.deepEqual([thread.length, thread[0].text, thread[0].attachments.length], [1, text, 1]);
}

test('without a line the page says so and keeps everything; with it again one press sends', async () => {
  await ready();
  await page.context().setOffline(true);
  await press(page, SEND);
  await page.getByText('La connessione si è interrotta.').waitFor();
  await press(page, AGAIN);
  await page.getByRole('button', { name: AGAIN, exact: true, disabled: false }).waitFor();
  assert.equal(await page.locator('.summary-text').textContent(), text);
  assert.equal(await registered(place), entries);
  await page.context().setOffline(false);
  await onlyOne(await send(page, AGAIN));
});

test('when the answer is lost after the office registered, pressing again gives the same receipt', async () => {
  await ready();
  const cut = async (route) => {
    await route.fetch();
    await route.abort('connectionreset');
  };
  await page.route('**/api/v1/requests', cut);
  await press(page, SEND);
  await page.getByText('La connessione si è interrotta.').waitFor();
  assert.equal(await registered(place), entries + 1);
  await page.unroute('**/api/v1/requests', cut);
  await onlyOne(await send(page, AGAIN));
});

test('the same draft sent from two tabs is one request with one receipt', async () => {
  await ready();
  const second = await otherTab();
  await on(second, 2);
  await on(second, 3);
  await on(second, 4);
  assert.equal(await second.locator('.summary-text').textContent(), text);
  const requests = await Promise.all([page, second].map((tab) => send(tab)));
  assert.equal(requests[0], requests[1]);
  await onlyOne(requests[0]);
  await second.close();
});

test('a draft changed in the other tab is told that it was sent, and can still go as a new request', async () => {
  await ready();
  const second = await otherTab();
  await on(second, 2);
  await second.fill('#text', 'Un altro testo.');
  await on(second, 3);
  await on(second, 4);
  const first = await send(page);
  await press(second, SEND);
  await second.getByText('Con questo modulo è già stata inviata una richiesta').waitFor();
  const receipt = await second.getByRole('link', { name: 'Vedi la ricevuta' }).getAttribute('href');
  assert.equal(receipt, `/contatti/richieste/${first}/ricevuta`);
  await onlyOne(first);
  assert.equal(await second.locator('.summary-text').textContent(), 'Un altro testo.');
  // Its file went with the first request: the page says so, and without it the new one goes.
  await press(second, 'Invia come nuova richiesta');
  await second.locator('#compose-errors a').click();
  await second.locator('#files-error', { hasText: 'Un file non è più disponibile' }).waitFor();
  await second.getByRole('button', { name: 'Togli unico.pdf' }).click();
  await on(second, 3);
  await on(second, 4);
  const another = await send(second);
  assert.notEqual(another, first);
  assert.equal(await registered(place), entries + 2);
  await second.close();
});

test('pressing twice in one breath sends once', async () => {
  await ready();
  await page.getByRole('button', { name: SEND, exact: true }).dblclick();
  await onlyOne(await received(page));
});

/** The draft is restored there from what this device keeps. */
async function otherTab() {
  const tab = await page.context().newPage();
  await tab.goto('/contatti/nuova-richiesta');
  await alive(tab, 'form.compose');
  await tab.getByText('Abbiamo ripreso la richiesta che stavi scrivendo.').waitFor();
  return tab;
}
