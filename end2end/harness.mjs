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
 * signed in. Errors of the page's own scripts and requests refused by its security policy are kept in `page.troubles`.
 */
export async function person(browser, { house, javaScript = true, width = 1280, login } = {}) {
  const context = await browser.newContext({
    baseURL: house.url,
    javaScriptEnabled: javaScript,
    viewport: { width, height: width < 600 ? 740 : 800 },
    locale: 'it-IT',
    timezoneId: 'Europe/Rome',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.javaScript = javaScript;
  page.troubles = [];
  page.on('pageerror', (error) => page.troubles.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') page.troubles.push(message.text());
  });
  if (login) await signIn(page, house.account(login));
  return page;
}

/** Through the door everybody uses. */
export async function signIn(page, { username, password }) {
  await page.goto('/accesso');
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
