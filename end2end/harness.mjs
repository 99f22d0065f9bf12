// What every browser test starts from: a house (a server with its demo), a browser, a person signed in.

import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

export { engines, house } from './house.mjs';

const here = import.meta.dirname ?? new URL('.', import.meta.url).pathname;
const results = join(here, 'results');

/** The two widths every page is looked at in: a telephone and a desk. */
export const widths = [360, 1280];

/** One browser per test file; close it in `after`. */
export function browser() {
  return chromium.launch({
    executablePath: process.env.CONTATTI_CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/**
 * A page of someone's own, with their own cookies.
 *
 * `login` is a role of the demo ("operator"), a user name, or an account from `house.accounts`; without it nobody is
 * signed in. Errors of the page's own scripts, its warnings and requests refused by its security policy are kept in
 * `page.troubles`.
 */
export async function person(browser, { house, javaScript = true, width = 1280, login } = {}) {
  const context = await browser.newContext({
    baseURL: house.url,
    javaScriptEnabled: javaScript,
    viewport: { width, height: width < 600 ? 740 : 800 },
    locale: 'it-IT',
    timezoneId: 'Europe/Rome',
  });
  await context.addInitScript(rememberListeners);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.javaScript = javaScript;
  page.troubles = [];
  page.on('pageerror', (error) => page.troubles.push(String(error)));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !isRefusal(message, page) && !isLate(message)) page.troubles.push(message.text());
  });
  if (login) await signIn(page, house.account(login));
  return page;
}

/** Code asked for with the page and run seconds later, because this machine is busy; whether it is the right code has a test of its own. */
const isLate = (message) => /\.wasm was preloaded using link preload but not used/.test(message.text());

/** The browser notes down every answer from 400 on; one of the API or of the page itself is meant, a missing file is not. */
function isRefusal(message, page) {
  const { url } = message.location();
  const meant = url.includes('/api/v1/') || url === page.url();
  return meant && /^Failed to load resource: the server responded with a status of 4\d\d/.test(message.text());
}

function rememberListeners() {
  const listen = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (kind, ...rest) {
    if (this instanceof Element) (this.listensTo ??= new Set()).add(kind);
    return listen.call(this, kind, ...rest);
  };
}

/** Waits until the page's script has taken this element over; without JavaScript there is nothing to wait for. */
export async function alive(page, selector, kind = 'submit') {
  if (page.javaScript === false) return;
  const listens = ([selector, kind]) => document.querySelector(selector)?.listensTo?.has(kind);
  await page.waitForFunction(listens, [selector, kind]);
}

/** Opens a page that follows changes, and waits until it hears of them. */
export async function watch(page, address) {
  const listening = page.waitForResponse((response) => new URL(response.url()).pathname === '/api/v1/events');
  await page.goto(address);
  await listening;
}

/** What a page says under a name: the text beside `name` in a list of facts. */
export function fact(page, name) {
  const term = page.locator('dt').filter({ hasText: new RegExp(`^\\s*${name}\\s*$`) });
  return term.locator('xpath=following-sibling::dd[1]').innerText();
}

/** Through the door everybody uses. */
export async function signIn(page, { username, password }) {
  await page.goto('/accesso');
  await alive(page, 'form.sign-in');
  await page.fill('[name=username]', username);
  await page.fill('[name=password]', password);
  await Promise.all([
    page.waitForURL((url) => !url.pathname.startsWith('/accesso')),
    page.locator('form:has([name=password]) [type=submit]').click(),
  ]);
}

/** What axe-core finds against WCAG 2.2 A and AA, one readable line per finding; empty when there is nothing. */
export async function axe(page) {
  if (page.javaScript === false) throw new Error('axe-core is a script: look at the page as a person with JavaScript');
  axeSource ??= await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  // Evaluated through the debugger: the page's content security policy stays on and untouched.
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    }),
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help} — ${node.target.join(' ')} ${node.html.slice(0, 160)}`),
  );
}
let axeSource;

/** The whole page as a telephone and a desk show it, in `end2end/results/`. */
export async function screenshot(page, name) {
  await mkdir(results, { recursive: true });
  const before = page.viewportSize();
  for (const width of widths) {
    await page.setViewportSize({ width, height: before.height });
    await page.screenshot({ path: join(results, `${name}-${width}.png`), fullPage: true });
  }
  await page.setViewportSize(before);
}

/** How many pixels the page is wider than the screen: nobody reads sideways. */
export function sideways(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
