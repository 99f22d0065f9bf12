// The work list by views, narrowed and counted; and a working day with the keyboard alone.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { numberOf, program, sendOne, work } from '../api.mjs';
import { alive, browser, engines, house, person, watch } from '../harness.mjs';

let opened;
before(async () => (opened = await browser()));
after(() => opened.close());

for (const engine of engines) {
  describe(`the lists of the Naples office (${engine})`, () => {
    let place, anna, luca;

    before(async () => {
      place = await house({ engine, requests: 40 });
      anna = await program(place, 'anna.rossi');
      luca = await person(opened, { house: place, login: 'luca.ferrara' });
    });
    after(() => place.stop());

    const tab = (name) => luca.locator('nav.tabs a', { hasText: name });
    const row = (registration) => luca.locator('table.work tbody tr', { hasText: numberOf(registration) });
    const counted = async (name) => Number(/(\d+)\+?$/.exec(await tab(name).innerText())[1]);
    const counts = async (name, count) => {
      for (let turn = 0; turn < 50 && (await counted(name)) !== count; turn += 1) await pause(100);
      assert.equal(await counted(name), count, name);
    };
    const typing = () => luca.evaluate(() => document.activeElement.id);

    test('each view has an address and says how much there is; the counts follow what happens', async () => {
      await watch(luca, '/console');
      const mine = await counted('In carico a me');
      const { request, registration } = await sendOne(anna, { text: 'Una nuova.' });
      await tab('Da prendere in carico').click();
      await luca.waitForURL('**/console?state=unassigned');
      await row(registration).waitFor();
      await work(await program(place, 'luca.ferrara'), request, 'take-charge');
      await row(registration).waitFor({ state: 'detached' });
      await tab('In carico a me').click();
      await row(registration).waitFor();
      await counts('In carico a me', mine + 1);
      assert.equal(await tab('In carico a me').getAttribute('aria-current'), 'page');
    });

    test('what came between the making of the page and its first listening is shown too', async () => {
      let letGo;
      const letTheScriptGo = new Promise((go) => (letGo = go));
      await luca.route('**/*.wasm', async (route) => {
        await letTheScriptGo;
        await route.continue();
      });
      const heard = luca.waitForResponse((response) => new URL(response.url()).pathname === '/api/v1/events');
      await luca.goto('/console?order=newest', { waitUntil: 'commit' });
      await luca.locator('table.work tbody tr').first().waitFor();
      const { registration } = await sendOne(anna, { text: 'Prima che la pagina ascolti.' });
      assert.equal(await row(registration).count(), 0);
      letGo();
      await heard;
      await row(registration).waitFor({ timeout: 3_000 });
      await luca.unrouteAll({ behavior: 'wait' });
    });

    test('while much happens the page asks now and then on one line, and the last of it is shown', async () => {
      const asked = { list: 0, counts: 0, events: 0 };
      const count = (request) => {
        const { pathname } = new URL(request.url());
        if (pathname === '/api/v1/console/requests') asked.list += 1;
        if (pathname === '/api/v1/console/counts') asked.counts += 1;
        if (pathname === '/api/v1/events') asked.events += 1;
      };
      luca.on('request', count);
      await watch(luca, '/console?order=newest');
      const start = performance.now();
      let last;
      for (let turn = 0; turn < 30; turn += 1) last = await sendOne(anna, { text: `Una di molte, ${turn}.` });
      await row(last.registration).waitFor();
      const pauses = (performance.now() - start) / 600;
      luca.off('request', count);
      assert.equal(asked.events, 1);
      assert.ok(asked.list <= pauses + 2 && asked.counts <= pauses + 2, `${JSON.stringify(asked)} in ${pauses} pauses`);
    });

    test('narrowed by company and subject, in the address, and widened again', async () => {
      await watch(luca, '/console');
      await alive(luca, 'form[role=search]');
      const [name] = (await luca.locator('table.work tbody tr td').nth(2).innerText()).split('\n');
      await luca.fill('#narrow-who', name);
      await luca.getByRole('button', { name: 'Filtra', exact: true }).click();
      await luca.waitForURL(/who=/);
      // What was there stays until the answer has come.
      await luca.locator('table.work tbody tr').filter({ hasNotText: name }).first().waitFor({ state: 'detached' });
      for (const text of await luca.locator('table.work tbody tr').allInnerTexts()) assert.ok(text.includes(name), text);
      await luca.fill('#narrow-who', 'nessuna azienda così');
      await luca.keyboard.press('Enter');
      await luca.getByText('Nessuna richiesta corrisponde ai filtri').waitFor();
      await luca.getByRole('link', { name: 'Togli i filtri' }).click();
      await luca.locator('table.work tbody tr').first().waitFor();
      assert.equal(await luca.inputValue('#narrow-who'), '');
    });

    test('the subject chosen is still shown, and kept, when one comes back from a request', async () => {
      await watch(luca, '/console');
      await alive(luca, 'form[role=search]');
      const subject = await luca.locator('#narrow-subject option').nth(1).getAttribute('value');
      const [line] = (await (await program(place, 'luca.ferrara')).read('/api/v1/console/requests')).items;
      const option = luca.locator('#narrow-subject option', { hasText: line.subject }).first();
      const value = (await option.getAttribute('value')) ?? subject;
      await luca.selectOption('#narrow-subject', value);
      await luca.getByRole('button', { name: 'Filtra', exact: true }).click();
      await luca.waitForURL(/subject=/);
      await luca.locator('table.work th a').first().click();
      await luca.waitForURL('**/console/richieste/*');
      await luca.goBack();
      await luca.waitForURL(/subject=/);
      await luca.locator('#narrow-subject').waitFor();
      assert.equal(await luca.inputValue('#narrow-subject'), value);
    });

    test('the keys are shown, lead where they say, do nothing in a field and can be switched off', async () => {
      await watch(luca, '/console');
      await alive(luca, 'form[role=search]');
      await luca.keyboard.press('?');
      const dialog = luca.getByRole('dialog', { name: 'Scorciatoie da tastiera' });
      await dialog.waitFor();
      assert.ok((await dialog.locator('tbody tr').count()) >= 10);
      await luca.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
      await luca.keyboard.press('j');
      await luca.keyboard.press('j');
      await luca.keyboard.press('k');
      const first = await luca.locator('table.work th a').first().getAttribute('href');
      assert.equal(await luca.evaluate(() => document.activeElement.getAttribute('href')), first);
      await luca.keyboard.press('/');
      assert.equal(await typing(), 'narrow-who');
      await luca.keyboard.type('jk?3');
      assert.equal(await luca.inputValue('#narrow-who'), 'jk?3');
      // Over subject and unit to the button: in a field a key is a letter.
      for (let field = 0; field < 3; field += 1) await luca.keyboard.press('Tab');
      await luca.keyboard.press('2');
      await luca.waitForURL('**/console?state=mine');
      await luca.keyboard.press('?');
      await dialog.getByLabel('Usa le scorciatoie in questo browser').uncheck();
      await dialog.getByRole('button', { name: 'Chiudi' }).click();
      await luca.keyboard.press('1');
      assert.match(luca.url(), /state=mine/);
      await luca.reload();
      await alive(luca, 'form[role=search]');
      await luca.keyboard.press('1');
      assert.match(luca.url(), /state=mine/);
      await luca.getByRole('button', { name: /^Scorciatoie/ }).click();
      await dialog.getByLabel('Usa le scorciatoie in questo browser').check();
      await luca.keyboard.press('Escape');
    });

    test('twenty requests from the list to the signed answer without the mouse', async () => {
      const sent = [];
      for (let place = 0; place < 20; place += 1) sent.push((await sendOne(anna, { text: `Domanda ${place}.` })).request);
      for (const request of sent) {
        await watch(luca, '/console?state=unassigned&who=');
        await alive(luca, 'form[role=search]');
        const link = luca.locator(`table.work a[href="/console/richieste/${request}"]`);
        if ((await link.count()) === 0) {
          await luca.keyboard.press('m');
          await link.waitFor();
        }
        const wanted = `/console/richieste/${request}`;
        for (let step = 0; step < 80; step += 1) {
          await luca.keyboard.press('j');
          if ((await luca.evaluate(() => document.activeElement.getAttribute('href'))) === wanted) break;
        }
        await luca.keyboard.press('Enter');
        await luca.waitForURL(`**${wanted}`);
        await alive(luca, 'form[action$="/take-charge"]');
        await luca.keyboard.press('t');
        assert.equal(await typing(), 'take-charge-text');
        await luca.keyboard.press('Tab');
        await luca.keyboard.press('Enter');
        await luca.getByText('La richiesta è in carico a te.').waitFor();
        await alive(luca, 'form[action$="/close"]');
        await luca.evaluate(() => document.activeElement.blur());
        await luca.keyboard.press('r');
        await luca.keyboard.press('I');
        await luca.keyboard.press('Tab');
        await luca.keyboard.type('Ecco la risposta.');
        // Over what is said of the archives, which may stay as it is, to the button.
        const onButton = () => document.activeElement.matches('form[action$="/close"] button[type=submit]');
        for (let field = 0; field < 12 && !(await luca.evaluate(onButton)); field += 1) await luca.keyboard.press('Tab');
        await luca.keyboard.press('Enter');
        await luca.getByText("Richiesta chiusa. La risposta è visibile all'azienda.").waitFor();
      }
      for (const request of sent) assert.equal((await anna.read(`/api/v1/requests/${request}`)).state, 'closed');
    });

    test('no script failed on the way', () => assert.deepEqual(luca.troubles, []));
  });
}
