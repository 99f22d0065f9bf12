// The work list by views, narrowed and counted; and a working day with the keyboard alone.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { numberOf, program, sendOne, work } from '../api.mjs';
import { alive, browser, engines, house, person, watch } from '../harness.mjs';

let opened;
before(async () => (opened = await browser()));
after(() => opened.close());

/** What a person without a mouse does on a page. */
function keyboard(page) {
  const key = (name) => page.keyboard.press(name);
  const until = async (there, most, press) => {
    for (let turn = 0; turn < most; turn += 1) {
      if (await page.evaluate(there.is, there.what)) return;
      await key(press);
    }
    throw new Error(`not reached in ${most} times ${press}: ${there.what}`);
  };
  const at = (what) => ({ what, is: (what) => document.activeElement.matches(what) });
  /** Presses again what a page just drawn did not hear yet, as anybody would. */
  const presses = async (name, done) => {
    for (let turn = 0; turn < 10; turn += 1) {
      await key(name);
      for (let look = 0; look < 20; look += 1) {
        if (await done()) return;
        await pause(50);
      }
    }
    throw new Error(`${name} did nothing`);
  };
  const shows = (address) => () => page.url().endsWith(address);
  return {
    key,
    presses,
    shows,
    leadsTo: (name, what) => presses(name, () => page.evaluate((what) => document.activeElement.matches(what), what)),
    type: (text) => page.keyboard.type(text),
    tabTo: (what) => until(at(what), 150, 'Tab'),
    /** From the list to one request, over the next page of the list if it is not on the first. */
    opens: async (request) => {
      const link = page.locator(`table.work a[href="/console/richieste/${request}"]`);
      for (let more = 0; more < 40 && (await link.count()) === 0; more += 1) {
        await key('m');
        await pause(250);
      }
      const address = `/console/richieste/${request}`;
      for (let turn = 0; turn < 3 && !shows(address)(); turn += 1) {
        await until(at(`table.work a[href="${address}"]`), 150, 'j');
        await key('Enter');
        await page.waitForURL(`**${address}`, { timeout: 3_000 }).catch(() => {});
      }
      await page.waitForURL(`**${address}`);
    },
  };
}

const takes = async ({ hands, key, leadsTo }) => {
  await leadsTo('t', '#take-charge-text');
  await key('Tab');
  await key('Enter');
  await hands.getByText('La richiesta è in carico a te.').waitFor();
  await alive(hands, 'form[action$="/close"]');
};

const answers = async ({ hands, key, type, tabTo, leadsTo }) => {
  await leadsTo('r', '#close-outcome');
  await key('I');
  await key('Tab');
  await type('Ecco la risposta.');
  await tabTo('form[action$="/close"] button[type=submit]');
  await key('Enter');
  await hands.getByText("Richiesta chiusa. La risposta è visibile all'azienda.").waitFor();
};

/** What a day brings, one after the other and again. */
const DAY = [
  async (day) => {
    await takes(day);
    await answers(day);
  },
  async (day) => {
    await takes(day);
    await day.leadsTo('c', '#comment-text');
    await day.type('Verifico e rispondo oggi.');
    await day.tabTo('form[action$="/comment"] button[type=submit]');
    await day.key('Enter');
    await day.hands.getByText('Commento inviato e registrato.').waitFor();
    await day.leadsTo('n', '#notes-text');
    await day.type('Controllato il cassetto.');
    await day.tabTo('form[action$="/notes"] button[type=submit]');
    await day.key('Enter');
    await day.hands.locator('.notes').getByText('Controllato il cassetto.').waitFor();
    await answers(day);
  },
  async (day) => {
    await takes(day);
    await day.leadsTo('d', '#documents-text');
    await day.type('Serve il LUL di ottobre.');
    await day.key('Tab');
    await day.type(daysLater(20));
    await day.tabTo('form[action$="/ask-documents"] button[type=submit]');
    await day.key('Enter');
    await day.hands.getByText('La richiesta di documenti è stata inviata.').waitFor();
  },
  async (day) => {
    await day.hands.locator('#assign-to option').nth(1).waitFor({ state: 'attached' });
    await day.leadsTo('a', '#assign-to');
    await day.type('Sara');
    await day.tabTo('form[action$="/assign"] button[type=submit]');
    await day.key('Enter');
    await day.hands.locator('.timeline-steps').getByText('Assegnata a Sara Montella').waitFor();
  },
  async (day) => {
    await takes(day);
    await day.tabTo('details:has(form[action$="/give-back"]) > summary');
    await day.key('Enter');
    await day.tabTo('form[action$="/give-back"] button[type=submit]');
    await day.key('Enter');
    await day.hands.getByText('La richiesta è di nuovo da prendere in carico.').waitFor();
  },
];

/** A day to come as an Italian types it into the field of a date. */
function daysLater(count) {
  return new Intl.DateTimeFormat('it-IT', { day: '2-digit', month: '2-digit', year: 'numeric' })
    .format(new Date(Date.now() + count * 86_400_000))
    .replaceAll('/', '');
}

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

    test('a list that changes under its reader moves nothing that is read, and the keyboard stays where it was', async () => {
      const sara = await program(place, 'sara.montella');
      const sent = [];
      for (let turn = 0; turn < 4; turn += 1) sent.push(await sendOne(anna, { text: `Da leggere, ${turn}.` }));
      await watch(luca, '/console?order=newest');
      await alive(luca, 'form[role=search]');
      await row(sent[3].registration).waitFor();
      for (let turn = 0; turn < 3; turn += 1) await luca.keyboard.press('j');
      const held = () => luca.evaluate(() => document.activeElement.getAttribute('href'));
      const address = await held();
      const read = sent.find(({ request }) => address === `/console/richieste/${request}`);
      assert.ok(read, `${address} is none of those sent last`);
      const now = async () => Math.round((await row(read.registration).boundingBox()).y);
      // A page follows the keyboard smoothly: it is asked where it stands once it stands.
      const top = async () => {
        for (let last = NaN, here = await now(); ; [last, here] = [here, await now()]) {
          if (last === here) return here;
          await pause(150);
        }
      };
      const before = await top();
      const stands = async (what) => {
        // The frame that puts things back comes while it is waited for what stands.
        const here = await top();
        assert.equal(await held(), address, what);
        assert.ok(Math.abs(here - before) <= 1, `${what}: ${here}, before ${before}`);
      };
      const { registration } = await sendOne(anna, { text: 'Arriva sopra.' });
      await row(registration).waitFor();
      await stands('one more above');
      await work(sara, read.request, 'take-charge');
      await row(read.registration).getByText('Sara Montella').waitFor();
      await stands('the row itself changed');
      await luca.keyboard.press('j');
      assert.notEqual(await held(), address, 'the keyboard goes on from there');
      await luca.keyboard.press('k');
      assert.equal(await held(), address);
      // Of what is taken away the next stands in the place.
      await watch(luca, '/console?state=unassigned&order=newest');
      await alive(luca, 'form[role=search]');
      await row(registration).waitFor();
      await luca.keyboard.press('j');
      await luca.keyboard.press('j');
      const here = await held();
      const next = await luca.locator('table.work tbody th a').nth(2).getAttribute('href');
      await work(sara, here.split('/').at(-1), 'take-charge');
      await luca.locator(`table.work a[href="${here}"]`).waitFor({ state: 'detached' });
      await luca.waitForFunction((next) => document.activeElement.getAttribute('href') === next, next);
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
      await luca.locator('table.work tbody th a').first().click();
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
      const first = await luca.locator('table.work tbody th a').first().getAttribute('href');
      // Where a dialog just closed, or a list was just drawn, still holds the keyboard, the keys are pressed once more from nowhere.
      let here = null;
      for (let tries = 0; here === null && tries < 4; tries += 1) {
        for (const key of ['j', 'j', 'k']) await luca.keyboard.press(key);
        here = await luca.evaluate(() => document.activeElement.getAttribute('href'));
      }
      assert.equal(here, first);
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

    test('a working day of twenty requests, from the sign-in on, without the mouse', async () => {
      const sent = [];
      for (let place = 0; place < 20; place += 1) sent.push(await sendOne(anna, { text: `Domanda ${place}.` }));
      const hands = await person(opened, { house: place });
      const { key, type, tabTo, opens, presses, shows, leadsTo } = keyboard(hands);
      await hands.goto('/console');
      await alive(hands, 'form.sign-in');
      await tabTo('[name=username]');
      await type('luca.ferrara');
      await key('Tab');
      await type(place.account('luca.ferrara').password);
      await key('Enter');
      await hands.waitForURL('**/console');
      for (const [turn, { request }] of sent.entries()) {
        await alive(hands, 'form[role=search]');
        const answered = hands.waitForResponse(/\/api\/v1\/console\/requests\?.*state=unassigned/);
        await presses('6', shows('/console?state=unassigned'));
        await answered;
        await pause(100);
        await opens(request);
        await alive(hands, 'form[action$="/take-charge"]');
        await DAY[turn % DAY.length]({ hands, key, type, tabTo, leadsTo });
        await presses('u', shows('/console'));
      }
      const ends = await Promise.all(sent.map(({ request }) => anna.read(`/api/v1/requests/${request}`)));
      const expected = ['closed Luca Ferrara', 'closed Luca Ferrara', 'awaiting_documents Luca Ferrara', 'in_charge Sara Montella', 'routed nobody'];
      assert.deepEqual(
        ends.map(({ internal_state: state, owner }) => `${state} ${owner ?? 'nobody'}`),
        sent.map((_, turn) => expected[turn % expected.length]),
      );
      assert.deepEqual(hands.troubles, []);
    });

    test('no script failed on the way', () => assert.deepEqual(luca.troubles, []));
  });
}
