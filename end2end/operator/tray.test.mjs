// What comes by other ways than the drawer: handed over by a real mail server, sorted in the tray, read in one history.

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { numberOf, program, sendOne, work } from '../api.mjs';
import { alive, browser, engines, house, person, sideways } from '../harness.mjs';
import { mail, mailServer } from '../smtp.mjs';

const TRAY = '/console/raccoglitore';
const OFFICE = 'napoli@istituto.example';
/** The intake looks every two seconds. */
const TAKEN = { timeout: 10_000 };

let opened;
before(async () => (opened = await browser()));
after(() => opened.close());

/** Asks until it holds. */
async function until(what, holds) {
  for (const end = Date.now() + TAKEN.timeout; Date.now() < end; await pause(200)) {
    const found = await holds();
    if (found) return found;
  }
  throw new Error(`in vain: ${what}`);
}

const ways = engines.flatMap((engine) => [true, false].map((javaScript) => ({ engine, javaScript })));

for (const { engine, javaScript } of ways) {
  describe(`the tray (${engine}, ${javaScript ? 'with' : 'without'} scripts)`, () => {
    let outside, notices, place, arriving, anna, luca, page, company, position;

    before(async () => {
      outside = await mkdtemp(join(tmpdir(), 'contatti-post-'));
      notices = await mailServer(join(outside, 'sent'));
      const intake = join(outside, 'intake');
      arriving = await mailServer(join(intake, 'mail'));
      const env = { CONTATTI_SMTP_URL: `smtp://127.0.0.1:${notices.port}`, CONTATTI_INTAKE: intake };
      place = await house({ engine, env, requests: 40 });
      anna = await program(place, 'anna.rossi');
      luca = await program(place, 'luca.ferrara');
      page = await person(opened, { house: place, login: 'luca.ferrara', javaScript });
      const { items } = await anna.read('/api/v1/positions');
      [position, company] = [items[0].number, items[0].company.id];
    });
    after(async () => {
      await Promise.all([place.stop(), arriving.stop(), notices.stop()]);
      await rm(outside, { recursive: true, force: true });
    });

    const arrives = (from, subject, text = 'Buongiorno.') =>
      mail(arriving.port, { from, to: OFFICE, message: `From: ${from}\nTo: ${OFFICE}\nSubject: ${subject}\n\n${text}\n` });
    const press = (name) => page.getByRole('button', { name, exact: true }).click();
    /** Opens what waits under this subject. */
    const open = async (subject) => {
      const line = await until(subject, async () => {
        const { items } = await luca.read('/api/v1/missives');
        return items.find((line) => line.subject === subject);
      });
      await page.goto(TRAY);
      await page.locator('table.tray').getByRole('link', { name: subject }).click();
      await page.waitForURL(`**${TRAY}/${line.id}`);
      return line.id;
    };

    test('a notice leaves by SMTP, and the answer to it comes back into the thread', async () => {
      const { request, registration } = await sendOne(anna, { email: 'anna@azienda.example' });
      const number = numberOf(registration);
      await work(luca, request, 'take-charge');
      const letter = await until('the notice', async () => {
        const all = await notices.letters();
        return all.find((letter) => letter.includes(number) && /carico/i.test(letter));
      });
      assert.match(letter, /To: anna@azienda\.example/);
      await arrives('Anna <anna@azienda.example>', `Re: ${number}`, 'Rispondo dalla posta.');
      await until('the turn', async () => (await luca.read(`/api/v1/requests/${request}`)).thread.length > 1);
      await page.goto(`/console/richieste/${request}`);
      await page.getByText('Rispondo dalla posta.').waitFor();
      await page.getByText('via E-mail').waitFor();
    });

    test('a stranger’s letter is filed where the operator says, and its sender is known from then on', async () => {
      const { request, registration } = await sendOne(anna);
      const number = numberOf(registration);
      await arrives('ignoto@altrove.example', `Documenti ${number}`, 'Allego quanto chiesto.');
      await open(`Documenti ${number}`);
      await page.getByText('Sembra riguardare').waitFor();
      await alive(page, 'form[action$="/file"]');
      assert.equal(await page.inputValue('#file-request'), number);
      await page.fill('#file-position', '123');
      await press('Archivia');
      await page.locator('#file-position-error').waitFor();
      assert.equal(await page.inputValue('#file-request'), number);
      await page.fill('#file-position', position);
      await page.check('#file-remember');
      await press('Archivia');
      await page.locator('.facts').getByText(number).waitFor();
      const { thread } = await anna.read(`/api/v1/requests/${request}`);
      assert.equal(thread.at(-1).text, 'Allego quanto chiesto.');
      await arrives('ignoto@altrove.example', `Ancora ${number}`, 'Un altro.');
      await until('known by now', async () => (await anna.read(`/api/v1/requests/${request}`)).thread.length === 3);
    });

    test('a request is opened from a letter, under the number it arrived with', async () => {
      await arrives('ditta@altrove.example', `Rimborso matricola ${position}`, 'Chiediamo il rimborso.');
      const id = await open(`Rimborso matricola ${position}`);
      await page.getByText('Apri una richiesta', { exact: true }).click();
      await alive(page, 'form[action$="/open-request"]');
      assert.equal(await page.inputValue('#open-position'), position);
      const chosen = await page.locator('#open-subject option').nth(1).getAttribute('value');
      await page.selectOption('#open-subject', chosen);
      await press('Apri la richiesta');
      await until('opened', async () => (await luca.read(`/api/v1/missives/${id}`)).request);
      const { request, registration } = await luca.read(`/api/v1/missives/${id}`);
      const whole = await luca.read(`/api/v1/requests/${request.id}`);
      assert.equal(numberOf(whole.registration), numberOf(registration));
      await page.goto(`/console/richieste/${request.id}`);
      await page.getByText('Chiediamo il rimborso.').waitFor();
    });

    test('advertising is set aside with a reason, and comes back when it was a mistake', async () => {
      await arrives('carta@altrove.example', 'Offerta di carta');
      await open('Offerta di carta');
      await page.getByText('Metti da parte', { exact: true }).first().click();
      await alive(page, 'form[action$="/set-aside"]');
      await page.locator('form[action$="/set-aside"] [type=submit]').click();
      await page.locator('#aside-reason-error').waitFor();
      await page.fill('#aside-reason', 'Pubblicità.');
      await page.locator('form[action$="/set-aside"] [type=submit]').click();
      await page.locator('.facts').getByText('Pubblicità.').waitFor();
      await alive(page, 'form[action$="/take-back"]');
      await press('Rimetti nel raccoglitore');
      await page.locator('form[action$="/file"]').waitFor();
    });

    test('a call is written down; what does not hold comes back with everything typed', async () => {
      await page.goto(`${TRAY}/nuova`);
      await alive(page, 'form.record');
      await page.fill('#record-text', 'Ho chiamato per il LUL.');
      await press('Annota');
      await page.locator('#record-errors').waitFor();
      assert.equal(await page.inputValue('#record-text'), 'Ho chiamato per il LUL.');
      await page.fill('#record-position', position);
      await page.selectOption('#record-channel', 'phone');
      await page.selectOption('#record-direction', 'out');
      await page.fill('#record-at', new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 16));
      await page.fill('#record-correspondent', 'Anna Rossi');
      await page.fill('#record-subject', 'Chiamata per il LUL');
      await press('Annota');
      await page.waitForURL(/raccoglitore\/[0-9a-f-]{36}$/);
      await page.getByText('Ho chiamato per il LUL.').waitFor();
    });

    test('the company reads all of it in one line of time, and the office what it has', async () => {
      const own = await person(opened, { house: place, login: 'anna.rossi', javaScript });
      await own.goto('/contatti');
      await own.getByRole('link', { name: /^Storia di/ }).first().click();
      await own.waitForURL(`**/contatti/aziende/${company}`);
      const entries = own.locator('.history > li');
      await entries.first().waitFor();
      const kinds = (await own.locator('.history-kind').allInnerTexts()).join('\n');
      for (const kind of ['Richiesta · Dal sito', 'Telefono · Inviata dalla sede']) assert.ok(kinds.includes(kind), kinds);
      await own.getByRole('link', { name: 'Chiamata per il LUL' }).click();
      await own.getByText('Ho chiamato per il LUL.').waitFor();
      assert.equal(await own.locator('main form').count(), 0);
      await page.goto(`/console/aziende/${company}?parte=comunicazioni`);
      await page.getByRole('link', { name: 'Chiamata per il LUL' }).waitFor();
      await own.context().close();
    });

    test('a fax handed over by the fax server waits with its pages', async () => {
      const fax = join(outside, 'fax000042.tif');
      await writeFile(fax, Buffer.concat([Buffer.from('II*\0\x08\0\0\0', 'latin1'), Buffer.alloc(200)]));
      await place.command('faxrcvd', fax, 'ttyS0', '000000042', '', '+390815559999', 'VESUVIO', '0810005100');
      const line = await until('the fax', async () => {
        const { items } = await luca.read('/api/v1/missives');
        return items.find((line) => line.channel === 'fax' && line.correspondent === 'VESUVIO');
      });
      await page.goto(`${TRAY}/${line.id}`);
      await page.getByRole('link', { name: /fax000042/ }).waitFor();
    });

    test('one broken message stops nobody else’s', async () => {
      // Past the mail server, which breaks its own head on it.
      const boxes = `To: ${OFFICE}\nSubject: scatole\n${'Content-Type: message/rfc822\n\n'.repeat(20_000)}`;
      await writeFile(join(outside, 'intake', 'mail', 'new', 'scatole'), boxes);
      await arrives('dopo@altrove.example', 'Dopo la bomba');
      await open('Dopo la bomba');
      await open('scatole');
    });

    test('on a telephone nobody reads sideways', async () => {
      await page.setViewportSize({ width: 360, height: 740 });
      for (const path of [TRAY, `${TRAY}/nuova`, `/console/aziende/${company}?parte=comunicazioni`]) {
        await page.goto(path);
        assert.ok((await sideways(page)) <= 0, path);
      }
      if (javaScript) assert.deepEqual(page.troubles, []);
    });
  });
}
