// Code comes with the pages that need it: a company never loads the office's, and where code is missing the page works without.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { browser, house, person } from '../harness.mjs';

let opened, place;
before(async () => {
  opened = await browser();
  place = await house({ requests: 40 });
});
after(() => Promise.all([opened.close(), place.stop()]));

/** The parts the browser has fetched since the page was loaded, by name. */
const fetched = async (page) => {
  const names = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  return [...new Set(names.map((name) => /\/split_(\w+)\.wasm$/.exec(name)?.[1]).filter(Boolean))].sort();
};
const hinted = (page) => page.locator('link[rel=preload]').evaluateAll((all) => all.map(({ href }) => href));
/** Until the page's own script has taken it over, its forms are plain. */
const awake = (page, part) =>
  page.waitForFunction((name) => performance.getEntriesByType('resource').some((one) => one.name.endsWith(`split_${name}.wasm`) && one.responseEnd > 0), part);

test('a company loads its own pages’ code, each where it opens it, and nothing of the office’s', async () => {
  const anna = await person(opened, { house: place, login: 'anna.rossi' });
  await anna.goto('/contatti');
  await awake(anna, 'company');
  assert.deepEqual(await fetched(anna), ['company']);
  assert.ok((await hinted(anna)).every((name) => !/split_(?!company)/.test(name)));
  await anna.evaluate(() => (window.stayed = true));
  await anna.locator('main a[href^="/contatti/nuova-richiesta"]').first().click();
  await anna.waitForURL(/nuova-richiesta/);
  await awake(anna, 'compose');
  assert.deepEqual(await fetched(anna), ['company', 'compose']);
  assert.equal(await anna.evaluate(() => window.stayed), true, 'the page was not loaded anew');
  assert.deepEqual(anna.troubles, []);
});

test('what is asked for with a page is what it runs, in each language', async () => {
  const luca = await person(opened, { house: place, login: 'luca.ferrara' });
  for (const [path, part] of [['/console', 'work'], ['/console/fascicolo', 'office'], ['/accessi', 'account']]) {
    await luca.goto(path);
    await awake(luca, part);
    assert.deepEqual(await fetched(luca), [part], path);
  }
  await luca.locator('.language-switch button[value=en]').click();
  await luca.locator('html[lang=en]').waitFor();
  await awake(luca, 'account');
  assert.deepEqual(await fetched(luca), ['account', 'english']);
  assert.deepEqual(luca.troubles, []);
});

test('where a part does not arrive the first page stays a plain one, and another is loaded anew', async () => {
  const anna = await person(opened, { house: place, login: 'anna.rossi' });
  await anna.goto('/contatti');
  await awake(anna, 'company');
  await anna.route(/split_compose/, (route) => route.abort());
  await anna.evaluate(() => (window.stayed = true));
  await anna.locator('main a[href^="/contatti/nuova-richiesta"]').first().click();
  await anna.waitForFunction(() => window.stayed === undefined && document.readyState === 'complete');
  assert.match(anna.url(), /nuova-richiesta/);
  await anna.locator('main form button[type=submit]').first().waitFor();
});
