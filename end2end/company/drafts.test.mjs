// A request begun is never lost: saved by itself, taken up on another device, never overwritten from another tab.

import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { look } from '../accessibility/look.mjs';
import { program, sendOne } from '../api.mjs';
import { begin, choice, fill, on, send } from '../compose.mjs';
import { browser, engines, house, person } from '../harness.mjs';
import { paper, pdf } from '../papers.mjs';

const FORM = '/contatti/nuova-richiesta';
const changed = (page) => page.locator('#draft-changed');
const saved = (page) => page.locator('.save-state', { hasText: /Bozza salvata alle \d\d:\d\d/ }).waitFor();
const press = (page, name) => page.getByRole('button', { name, exact: true }).click();

let opened;
before(async () => (opened = await browser()));
after(() => opened.close());

for (const engine of engines) {
  describe(`Anna writes a little at a time (${engine})`, () => {
    let place, anna, choices, devices;
    before(async () => {
      place = await house({ engine, requests: 40 });
      anna = await program(place, 'anna.rossi');
      choices = await choice(anna);
    });
    after(() => place.stop());
    beforeEach(async () => {
      devices = [];
      for (const { id } of await drafts()) await anna.post(`/api/v1/drafts/${id}/discard`, {});
    });
    afterEach(() => Promise.all(devices.map((page) => page.context().close())));

    const drafts = () => anna.read('/api/v1/drafts');

    /** A browser of its own, as another device would be. */
    async function device(more = {}) {
      const page = await person(opened, { house: place, login: 'anna.rossi', ...more });
      devices.push(page);
      return page;
    }

    async function begun(text, more = {}) {
      const page = await device();
      await fill(page, { ...choices, text, ...more }, 2);
      await saved(page);
      return page;
    }

    async function resumed() {
      const page = await device();
      await begin(page);
      await page.getByText('Abbiamo ripreso la richiesta che stavi scrivendo.').waitFor();
      await on(page, 2);
      return page;
    }

    test('what is begun on one device is finished on another', async () => {
      const desk = await begun('Perché il DURC è «irregolare»? 🙏', { files: [paper('prova.pdf', pdf(900))] });
      const telephone = await device({ width: 360 });
      await telephone.goto('/contatti');
      const listed = telephone.locator('section[aria-labelledby=drafts] li');
      await listed.getByText('Perché il DURC è «irregolare»? 🙏').waitFor();
      assert.ok((await listed.innerText()).includes(choices.position.number));
      await look(telephone, 'home-drafts');
      await listed.getByRole('link', { name: /^Riprendi la bozza/ }).click();
      await telephone.locator('#step-1').waitFor();
      assert.equal(await telephone.inputValue('#position'), choices.position.id);
      assert.equal(await telephone.inputValue('#subject'), choices.subject.id);
      await on(telephone, 2);
      assert.equal(await telephone.inputValue('#text'), 'Perché il DURC è «irregolare»? 🙏');
      assert.deepEqual(await telephone.locator('.uploads .file-name').allInnerTexts(), ['prova.pdf']);
      await on(telephone, 3);
      await on(telephone, 4);
      await send(telephone);
      assert.deepEqual(await drafts(), []);
      // The first device learns that it is sent: nothing is taken up there again.
      await begin(desk);
      assert.equal(await desk.inputValue('#text'), '');
      assert.deepEqual([...desk.troubles, ...telephone.troubles], []);
    });

    test('changed in two places, both versions are shown and both can be kept', async () => {
      const first = await begun('La prima stesura.');
      const second = await resumed();
      await second.fill('#text', 'Scritta sul secondo.');
      await second.waitForResponse((answer) => answer.url().includes('/api/v1/drafts/') && answer.ok());
      await first.fill('#text', 'Scritta sul primo.');
      await changed(first).waitFor();
      assert.equal(await first.evaluate(() => document.activeElement.id), 'text', 'the keyboard is taken away');
      await look(first, 'draft-changed');
      const versions = await changed(first).locator('.message-text').allTextContents();
      assert.deepEqual(versions, ['Scritta sul primo.', 'Scritta sul secondo.']);
      // Nothing is sent before the choice is made.
      await on(first, 3);
      await on(first, 4);
      await press(first, 'Invia la richiesta');
      await first.waitForFunction(() => document.activeElement.id === 'draft-changed');
      await press(first, 'Tienile tutte e due');
      await changed(first).waitFor({ state: 'detached' });
      await saved(first);
      const kept = (await drafts()).map(({ beginning }) => beginning);
      assert.deepEqual(kept.sort(), ['Scritta sul primo.', 'Scritta sul secondo.']);
    });

    for (const [button, left] of [['Continua con questa', 'Scritta sul primo.'], ['Riprendi quella salvata', 'Scritta sul secondo.']]) {
      test(`changed in two places, one presses «${button}»`, async () => {
        const first = await begun('La prima stesura.');
        const second = await resumed();
        await second.fill('#text', 'Scritta sul secondo.');
        await second.waitForResponse((answer) => answer.url().includes('/api/v1/drafts/') && answer.ok());
        await first.fill('#text', 'Scritta sul primo.');
        await changed(first).waitFor();
        await press(first, button);
        await changed(first).waitFor({ state: 'detached' });
        assert.equal(await first.inputValue('#text'), left);
        await saved(first);
        const [draft, ...others] = await drafts();
        assert.deepEqual([draft.beginning, others], [left, []]);
      });
    }

    test('without a line it stays on the device, and follows when the line is back', async () => {
      const page = await begun('Con la linea.');
      await page.context().setOffline(true);
      await page.fill('#text', 'Senza linea.');
      await page.locator('.save-state', { hasText: 'Salvata solo su questo dispositivo' }).waitFor();
      await page.context().setOffline(false);
      await saved(page);
      assert.equal((await drafts())[0].beginning, 'Senza linea.');
    });

    test('signing out forgets what this device kept, not what the service keeps', async () => {
      const page = await begun('Resta sul servizio.');
      await press(page, 'Esci');
      await page.waitForURL('**/accesso');
      assert.equal(await page.evaluate(() => localStorage.length), 0);
      assert.equal((await drafts())[0].beginning, 'Resta sul servizio.');
    });

    test('starting afresh leaves the draft among the others', async () => {
      await begun('La prima.');
      const page = await device();
      await begin(page);
      await page.getByRole('link', { name: 'Ricomincia da capo' }).click();
      await page.waitForURL(`**${FORM}?bozza=nuova`);
      assert.equal(await page.inputValue('#text'), '');
      assert.equal((await drafts()).length, 1);
    });

    test('without scripts a button saves, the home leads back, and another discards', async () => {
      const page = await device({ javaScript: false });
      await fill(page, { ...choices, text: 'Senza script.' }, 2);
      await press(page, 'Salva la bozza');
      await saved(page);
      assert.equal(await page.inputValue('#text'), 'Senza script.');
      await page.goto('/contatti');
      await page.getByRole('link', { name: /^Riprendi la bozza/ }).click();
      await on(page, 2);
      assert.equal(await page.inputValue('#text'), 'Senza script.');
      await page.goto('/contatti');
      await page.getByRole('button', { name: /^Elimina la bozza/ }).click();
      await page.waitForURL('**/contatti');
      assert.equal(await page.locator('section[aria-labelledby=drafts]').count(), 0);
      assert.deepEqual(await drafts(), []);
    });
  });
}

describe('Anna is helped while she writes', () => {
  let place, anna, page, employers, subjects;
  before(async () => {
    place = await house({ requests: 40 });
    anna = await program(place, 'anna.rossi');
    const { positions, areas } = await anna.read('/api/v1/compose');
    employers = positions.find(({ scheme }) => scheme === 'employers');
    subjects = areas.filter(({ scheme }) => scheme === 'employers').flatMap(({ subjects }) => subjects);
    page = await person(opened, { house: place, login: 'anna.rossi' });
  });
  after(() => place.stop());

  const called = (beginning) => subjects.find(({ title }) => title.startsWith(beginning));

  test('a few words find the subject and say why', async () => {
    await begin(page);
    await page.selectOption('#position', employers.id);
    await page.fill('#describe', 'il DURC risulta irregolare');
    const offer = page.locator('.suggestions li').first();
    assert.match(await offer.innerText(), /Esito irregolare da rivedere.*perché nel testo c'è .*«DURC»/s);
    await look(page, 'suggestions');
    await offer.getByRole('button').click();
    assert.equal(await page.inputValue('#subject'), called('Esito irregolare').id);
  });

  test('a text that speaks for another subject says so, and a press changes it', async () => {
    await page.selectOption('#subject', called('Informazioni su').id);
    await on(page, 2);
    await page.fill('#text', 'Dobbiamo regolarizzare un flusso Uniemens dopo una sentenza.');
    const note = page.locator('.better-subject');
    assert.match(await note.innerText(), /Forse l'oggetto giusto è «Uniemens – Regolarizzazione/);
    await note.getByRole('button', { name: 'Cambia oggetto' }).click();
    assert.equal(await page.inputValue('#subject'), called('Uniemens – Regolarizzazione').id);
    await note.waitFor({ state: 'detached' });
  });

  test('the documents are a checklist, an answer is at hand, and what is left open is named before sending', async () => {
    const documents = page.locator('.documents li');
    assert.equal(await documents.count(), 4);
    await page.getByRole('checkbox', { name: 'Ho allegato: Sentenza con la data di deposito' }).check();
    await page.getByRole('checkbox', { name: 'Non serve: Copia della conciliazione' }).check();
    await page.getByText('Quali documenti servono per una regolarizzazione Uniemens').click();
    await page.getByText('Fonte: Messaggio INPS 4973/2016').first().waitFor();
    await look(page, 'step-2-help');
    await sendOne(anna, { position: employers.id, subject: called('Uniemens – Regolarizzazione').id });
    await on(page, 3);
    await on(page, 4);
    const open = await page.locator('.cautions li').allInnerTexts();
    assert.deepEqual(open.map((line) => line.split(' se ')[0]), ['LUL o contratto di lavoro', 'Verbale con la data di notifica']);
    await page.locator('.similar li').first().waitFor();
    assert.match(await page.locator('.similar li').first().innerText(), /Aperta/);
    await look(page, 'step-4-cautions');
    await send(page);
    assert.deepEqual(page.troubles, []);
  });
});
