// A company sends a request with three real files and gets a receipt, and everything it sent comes back as it was.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { numberOf, program } from '../api.mjs';
import { choice, fill, send, text } from '../compose.mjs';
import { alive, browser, engines, fact, house, person } from '../harness.mjs';
import { envelope, paper, pdf, photo, sha256, unzipped } from '../papers.mjs';

let opened;
before(async () => (opened = await browser()));
after(() => opened.close());

for (const engine of engines) {
  describe(`Anna writes to her office (${engine})`, () => {
    let place, anna, page, files, choices, request, receipt;

    before(async () => {
      place = await house({ engine, requests: 40 });
      anna = await program(place, 'anna.rossi');
      choices = await choice(anna);
      files = [
        paper('Ricevuta F24 – ottobre (è pagata).pdf', pdf(1_250_000)),
        paper('foto della quietanza.jpg', await photo()),
        paper('dichiarazione.pdf.p7m', await envelope()),
      ];
      page = await person(opened, { house: place, login: 'anna.rossi' });
    });
    after(() => place.stop());

    test('signed in, she sees who she is and the positions she may write for', async () => {
      assert.equal(new URL(page.url()).pathname, '/contatti');
      assert.match(await page.locator('.acting-for').innerText(), /Anna Rossi\s+Per conto di\s+Vesuvio Dolciaria/);
      const { positions } = await anna.read('/api/v1/compose');
      const shown = await page.locator('.cards > li dd.number').allInnerTexts();
      assert.deepEqual(shown, positions.map(({ number }) => number));
      assert.equal(positions.length, 2);
    });

    test('four steps lead to a receipt', async () => {
      const { position, subject } = choices;
      await page.getByRole('link', { name: `Scrivi per la matricola ${position.number}` }).click();
      await page.locator('#step-1').waitFor();
      assert.equal(await page.inputValue('#position'), position.id);
      await fill(page, { position, subject, text, files, email: 'anna@vesuvio.example', telephone: '+39 081 5550100' });
      const summary = await page.locator('fieldset.step:visible').innerText();
      for (const said of [position.number, subject.title, ...files.map(({ name }) => name), 'anna@vesuvio.example']) {
        assert.ok(summary.includes(said), `the summary does not say ${said}`);
      }
      assert.equal(await page.locator('.summary-text').textContent(), text);
      request = await send(page);
      receipt = await anna.read(`/api/v1/requests/${request}/receipt`);
    });

    test('the receipt says number, office, sender and the promised day', async () => {
      assert.equal(await fact(page, 'Numero di protocollo'), numberOf(receipt.registration));
      assert.match(numberOf(receipt.registration), /\.\d{4}\.\d{7}$/);
      assert.equal(await fact(page, 'Sede competente'), choices.position.office.name);
      assert.equal(await fact(page, 'Inviata da'), 'Anna Rossi');
      assert.equal(await fact(page, 'Matricola'), choices.position.number);
      const promised = page.locator('dd time').last();
      const day = await promised.getAttribute('datetime');
      assert.equal(day, receipt.promised_on);
      assert.equal(await promised.innerText(), `entro ${inWords(day)}`);
      const days = (Date.parse(day) - Date.parse(receipt.registration.at.slice(0, 10))) / 86_400_000;
      const { working_days: working } = choices.subject;
      assert.ok(days >= working && days <= working * 2 + 7, `${working} working days became ${days} days`);
    });

    test('the receipt proves each file and the text by their digests', async () => {
      const lines = await page.locator('section[aria-labelledby=digests] ul.files > li').all();
      assert.equal(lines.length, files.length);
      for (const [index, { name, buffer }] of files.entries()) {
        assert.equal(await lines[index].locator('.file-name').innerText(), name);
        assert.equal(await lines[index].locator('.digest').innerText(), sha256(buffer));
        assert.equal(await lines[index].locator('.number').innerText(), inBytes(buffer.length));
      }
      assert.equal(await page.locator('p > .digest').innerText(), sha256(text));
    });

    test('her list shows it as open, above the others', async () => {
      await page.getByRole('link', { name: 'Le mie richieste' }).first().click();
      const first = page.locator('table.requests tbody tr').first();
      await first.getByText(numberOf(receipt.registration)).waitFor();
      assert.match(await first.innerText(), /Aperta/);
      await first.getByRole('link').click();
      await page.getByText('Che cosa fare adesso').waitFor();
      assert.equal(new URL(page.url()).pathname, `/contatti/richieste/${request}`);
    });

    test('the request gives the text and every file back as they were sent', async () => {
      assert.equal(await page.locator('.message-text').textContent(), text);
      for (const { name, buffer } of files) {
        const bytes = await downloaded(page.getByRole('link', { name: `Scarica ${name}` }));
        assert.equal(sha256(bytes), sha256(buffer), `${name} is not what was sent`);
      }
      const zipped = unzipped(await downloaded(page.getByRole('link', { name: 'Scarica tutto (.zip)' })));
      const expected = files.map(({ name, buffer }) => [name, sha256(buffer)]);
      assert.deepEqual([...zipped].map(([name, bytes]) => [name, sha256(bytes)]), expected);
    });

    test('the photograph can still be looked at', async () => {
      const address = await page.getByRole('link', { name: 'Scarica foto' }).getAttribute('href');
      const size = await page.evaluate(async (address) => {
        const picture = await createImageBitmap(await (await fetch(address)).blob());
        return [picture.width, picture.height];
      }, address);
      assert.deepEqual(size, [320, 440]);
    });

    test('a sent request leaves no draft behind', async () => {
      await page.goto('/contatti/nuova-richiesta');
      await alive(page, 'form.compose');
      assert.equal(await page.inputValue('#text'), '');
      assert.deepEqual(page.troubles, []);
    });
  });
}

async function downloaded(link) {
  const [download] = await Promise.all([link.page().waitForEvent('download'), link.click()]);
  return readFile(await download.path());
}

/** As Italian says a day; the first of the month is an ordinal. */
function inWords(day) {
  const style = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' };
  return new Intl.DateTimeFormat('it-IT', style).format(new Date(day)).replace(/ 1 /, ' 1º ');
}

/** Rounded up to a tenth, so that a file over a limit never looks equal to it. */
function inBytes(count) {
  const [unit, name] = count < 1_000_000 ? [1_000, 'kB'] : [1_000_000, 'MB'];
  return `${String(Math.ceil((count * 10) / unit) / 10).replace('.', ',')} ${name}`;
}
