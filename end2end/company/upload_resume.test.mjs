// A network lost in the middle of a file costs nothing: the page waits, goes on from there and sends by itself; an infected
// file among three is named, and the others go.

import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { program } from '../api.mjs';
import { antivirus, antivirusIsHere, eicar } from '../clamd.mjs';
import { choice, fill, forward, on, received, send, text } from '../compose.mjs';
import { axe, browser, house, person } from '../harness.mjs';
import { paper, pdf, photo, sha256 } from '../papers.mjs';

const SEND = 'Invia la richiesta';
const long = paper('lungo è.pdf', pdf(2_900_000));
const PIECE = 512 * 1024;

let opened;
before(async () => (opened = await browser()));
after(() => opened.close());

describe('a network that goes and comes', () => {
  let place, anna, choices, page, pieces;
  before(async () => {
    place = await house({ requests: 40 });
    anna = await program(place, 'anna.rossi');
    choices = await choice(anna);
    page = await person(opened, { house: place, login: 'anna.rossi' });
  });
  after(() => place.stop());
  beforeEach(async () => {
    await page.evaluate(() => localStorage.clear());
    await page.unrouteAll();
    pieces = [];
  });

  const write = () => fill(page, { ...choices, text, email: 'anna@vesuvio.example' }, 2);

  /** Lets `count` pieces through, then the network is gone. */
  const cutAfter = (count) =>
    page.route('**/api/v1/uploads/*', async (route) => {
      const request = route.request();
      if (request.method() === 'PATCH') pieces.push(Number(request.headers()['upload-offset']));
      if (pieces.length === count + 1 && request.method() === 'PATCH') await page.context().setOffline(true);
      await route.continue();
    });

  test('the page says that it waits, and goes on from the piece where it was', async () => {
    await write();
    await cutAfter(3);
    const announced = page.waitForRequest((request) => request.url().endsWith('/api/v1/uploads'));
    await page.setInputFiles('#files', [long]);
    const { 'repr-digest': digest, 'upload-length': length } = (await announced).headers();
    assert.equal(digest, `sha-256=:${Buffer.from(sha256(long.buffer), 'hex').toString('base64')}:`);
    assert.equal(Number(length), long.buffer.length);

    const line = page.locator('.uploads > li', { hasText: long.name });
    await line.getByText(/In attesa della rete/).waitFor();
    const shown = Number(await line.locator('progress').getAttribute('value'));
    assert.equal(shown, Math.floor((3 * PIECE * 100) / long.buffer.length));
    assert.equal(await page.inputValue('#text'), text);

    await page.context().setOffline(false);
    await line.locator('.state-good').waitFor();
    // Three pieces went, the fourth was cut, and nothing that was there went twice.
    assert.deepEqual(pieces, [0, 1, 2, 3, 3, 4, 5].map((piece) => piece * PIECE));
    await sendsWhole();
  });

  test('sent meanwhile, the request leaves by itself as soon as its file is there', async () => {
    await write();
    await cutAfter(1);
    await page.setInputFiles('#files', [long]);
    await page.getByText(/In attesa della rete/).waitFor();
    await on(page, 3);
    await on(page, 4);
    await page.getByRole('button', { name: SEND, exact: true }).click();
    await page.getByText(`Invio appena finito il caricamento di ${long.name}.`).waitFor();
    await page.context().setOffline(false);
    await same(await received(page));
  });

  test('a file taken out while it waits is given up', async () => {
    await write();
    await cutAfter(1);
    await page.setInputFiles('#files', [long]);
    await page.getByText(/In attesa della rete/).waitFor();
    await page.getByRole('button', { name: `Togli ${long.name}` }).click();
    await page.context().setOffline(false);
    await page.locator('.uploads > li').waitFor({ state: 'detached' });
    await on(page, 3);
    await on(page, 4);
    const { attachments } = await anna.read(`/api/v1/requests/${await send(page)}/receipt`);
    assert.deepEqual(attachments, []);
  });

  test('a picture and a PDF are looked at in the page, and Escape leads back', async () => {
    await write();
    await page.setInputFiles('#files', [paper('foto.jpg', await photo()), paper('carta.pdf', pdf(900))]);
    await page.locator('.uploads .state-good').nth(1).waitFor();
    const look = page.getByRole('link', { name: 'Anteprima di foto.jpg' });
    await look.click();
    const picture = page.locator('dialog[open] img');
    await picture.waitFor();
    await page.waitForFunction(() => document.querySelector('dialog[open] img')?.naturalWidth === 320);
    assert.deepEqual(await axe(page), []);
    await page.keyboard.press('Escape');
    await picture.waitFor({ state: 'detached' });
    assert.match(await page.evaluate(() => document.activeElement.getAttribute('aria-label')), /foto\.jpg/);
    await sendsWhole(['foto.jpg', 'carta.pdf']);
    await page.getByRole('link', { name: 'Segui la richiesta' }).click();
    const previews = page.locator('main .thread').getByRole('link', { name: /^Anteprima di/ });
    await previews.nth(1).waitFor();
    assert.equal(await previews.count(), 2);
  });

  async function sendsWhole(names = [long.name]) {
    await on(page, 3);
    await on(page, 4);
    const request = await send(page);
    const { attachments } = await anna.read(`/api/v1/requests/${request}/receipt`);
    assert.deepEqual(attachments.map(({ name }) => name), names);
    if (names[0] === long.name) await same(request);
  }

  /** The office has the very bytes. */
  async function same(request) {
    const { attachments } = await anna.read(`/api/v1/requests/${request}/receipt`);
    const [file] = attachments;
    assert.equal(file.sha256, sha256(long.buffer));
    const bytes = Buffer.from(await (await anna.get(`/api/v1/attachments/${file.id}`)).arrayBuffer());
    assert.ok(bytes.equals(long.buffer), 'the bytes differ');
  }
});

describe('an infected file among three', { skip: !antivirusIsHere && 'no clamd here' }, () => {
  let guard, place, anna, choices, page;
  before(async () => {
    guard = await antivirus();
    place = await house({ requests: 40, env: { CONTATTI_ANTIVIRUS: 'required', CONTATTI_CLAMD: guard.address } });
    anna = await program(place, 'anna.rossi');
    choices = await choice(anna);
    page = await person(opened, { house: place, login: 'anna.rossi' });
  });
  after(async () => {
    await place?.stop();
    await guard?.stop();
  });

  test('is named where it stands, and without it the others go', async () => {
    await fill(page, { ...choices, text, email: 'anna@vesuvio.example' }, 2);
    await page.setInputFiles('#files', [paper('prima.pdf', pdf(900)), paper('virus.txt', eicar), paper('dopo.pdf', pdf(1_900))]);
    const bad = page.locator('.uploads > li', { hasText: 'virus.txt' });
    await bad.getByText('Infetto', { exact: true }).waitFor();
    await page.locator('.uploads .state-good', { hasText: 'Pulito' }).nth(1).waitFor();
    await forward(page);
    await page.locator('#files-error', { hasText: '«virus.txt» contiene un virus' }).waitFor();
    assert.equal(await page.inputValue('#text'), text);
    await page.getByRole('button', { name: 'Togli virus.txt' }).click();
    await on(page, 3);
    await on(page, 4);
    const { attachments } = await anna.read(`/api/v1/requests/${await send(page)}/receipt`);
    assert.deepEqual(attachments.map(({ name, scan }) => [name, scan]), [['prima.pdf', 'clean'], ['dopo.pdf', 'clean']]);
  });

  test('while clamd is away the send waits and says for which file; back again, it goes', async () => {
    const { port } = new URL(`tcp://${guard.address}`);
    await guard.stop();
    await fill(page, { ...choices, text, email: 'anna@vesuvio.example' }, 2);
    await page.setInputFiles('#files', [paper('attende.pdf', pdf(2_500))]);
    await page.locator('.uploads > li', { hasText: 'In verifica' }).waitFor();
    await on(page, 3);
    await on(page, 4);
    await page.getByRole('button', { name: SEND, exact: true }).click();
    await page.getByText('Invio appena finita la verifica di attende.pdf.').waitFor();
    guard = await antivirus({ port });
    page.setDefaultTimeout(60_000);
    const { attachments } = await anna.read(`/api/v1/requests/${await received(page)}/receipt`);
    assert.equal(attachments[0].scan, 'clean');
  });
});
