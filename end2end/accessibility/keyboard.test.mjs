// Signing in and sending a request need no mouse: the keyboard reaches everything and is led to what is wrong.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { program } from '../api.mjs';
import { choice, received } from '../compose.mjs';
import { alive, browser, house, person } from '../harness.mjs';
import { paper, pdf } from '../papers.mjs';
import { focused } from './look.mjs';

describe('Anna puts the mouse away', () => {
  let opened, place, anna, page, keys;
  before(async () => {
    opened = await browser();
    place = await house({ requests: 40 });
    anna = await program(place, 'anna.rossi');
    page = await person(opened, { house: place });
    keys = page.keyboard;
  });
  after(() => Promise.all([opened.close(), place.stop()]));

  /** Presses Tab until what has the keyboard fits the selector, and shows that it is seen to have it. */
  async function reach(selector, key = 'Tab') {
    for (let pressed = 0; pressed < 40; pressed += 1) {
      await keys.press(key);
      if (await page.evaluate((selector) => document.activeElement.matches(selector), selector)) return seen();
    }
    throw new Error(`${selector} cannot be reached with ${key}`);
  }

  async function seen() {
    const ring = await page.evaluate(() => {
      const style = getComputedStyle(document.activeElement);
      return style.outlineStyle !== 'none' || style.boxShadow !== 'none';
    });
    const what = await page.evaluate(() => document.activeElement.outerHTML.slice(0, 120));
    assert.ok(ring, `nothing shows where the keyboard is: ${what}`);
  }

  test('the first key leads past the header', async () => {
    await page.goto('/accesso');
    await alive(page, 'form.sign-in');
    await keys.press('Tab');
    const skip = page.getByRole('link', { name: 'Vai al contenuto' });
    assert.ok(await skip.evaluate((link) => link === document.activeElement));
    assert.ok((await skip.boundingBox()).height > 10, 'the skip link stays hidden');
    await keys.press('Enter');
    assert.equal(await focused(page), 'main');
    await keys.press('Tab');
    assert.equal(await focused(page), 'username');
  });

  test('a refused sign-in puts the keyboard on what to mend', async () => {
    const { username, password } = place.account('anna.rossi');
    await keys.type(username);
    await keys.press('Enter');
    await page.waitForFunction(() => document.activeElement.id === 'sign-in-errors');
    await reach('#sign-in-errors a');
    await keys.press('Enter');
    assert.equal(await focused(page), 'password');
    await keys.type(password);
    await keys.press('Enter');
    await page.waitForURL('**/contatti');
    // From here on a link leads on without a new document, and says so by leading the keyboard to the heading.
    await alive(page, 'header form[action="/api/v1/session/end"]');
  });

  test('from home to the form, and an empty step says what is missing', async () => {
    await reach('main a[href="/contatti/nuova-richiesta"]');
    await keys.press('Enter');
    await page.waitForURL('**/contatti/nuova-richiesta');
    await page.waitForFunction(() => document.activeElement.id === 'page-title');
    await alive(page, 'form.compose');
    await reach('.form-actions button');
    await keys.press('Enter');
    await page.waitForFunction(() => document.activeElement.id === 'compose-errors');
    await reach('#compose-errors a[href="#position"]');
    await keys.press('Enter');
    assert.equal(await focused(page), 'position');
  });

  /** Enter on the field; a busy browser may drop a press that comes while the page still changes beside it. */
  async function openChooser() {
    for (let press = 1; ; press += 1) {
      const chooser = page.waitForEvent('filechooser', { timeout: 4_000 }).catch((error) => error);
      await page.locator('#files').press('Enter');
      const found = await chooser;
      if (!(found instanceof Error)) return found;
      if (press === 3) throw found;
    }
  }

  test('every step is filled in and sent by key', async () => {
    const { position, subject } = await choice(anna);
    await keys.type(position.number);
    await reach('#subject');
    await keys.type(subject.title);
    assert.deepEqual([await page.inputValue('#position'), await page.inputValue('#subject')], [position.id, subject.id]);
    await reach('.form-actions button');
    await keys.press('Enter');
    await page.waitForFunction(() => document.activeElement.id === 'step-2');
    await reach('#text');
    await keys.type('Scritto da tastiera: perché?');
    await reach('#files');
    const chooser = await openChooser();
    await chooser.setFiles([paper('tasto.pdf', pdf(900)), paper('di troppo.pdf', pdf(900))]);
    await page.locator('.uploads .state-good').nth(1).waitFor();
    await reach('button[aria-label="Togli di troppo.pdf"]');
    await keys.press('Enter');
    await page.locator('.uploads > li').nth(1).waitFor({ state: 'detached' });
    assert.notEqual(await page.evaluate(() => document.activeElement.tagName), 'BODY', 'the keyboard is lost with the file');
    await reach('.form-actions button');
    await keys.press('Enter');
    await page.waitForFunction(() => document.activeElement.id === 'step-3');
    await reach('#email');
    await keys.press('Control+A');
    await keys.type('anna@vesuvio.example');
    // Enter in a field does what the first button does.
    await keys.press('Enter');
    await page.waitForFunction(() => document.activeElement.id === 'step-4');
    await reach('.form-actions button');
    await keys.press('Enter');
    const request = await received(page);
    await page.waitForFunction(() => document.activeElement.id === 'page-title');
    const { thread, contacts } = await anna.read(`/api/v1/requests/${request}`);
    assert.deepEqual([thread[0].text, contacts.email], ['Scritto da tastiera: perché?', 'anna@vesuvio.example']);
    assert.deepEqual(thread[0].attachments.map(({ name }) => name), ['tasto.pdf']);
    assert.deepEqual(page.troubles, []);
  });
});
