// What a company types or attaches wrongly is told at its field and above, nothing is lost, and mended it sends.

import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { program } from '../api.mjs';
import { attach, begin, choice, fill, forward, on, send, text } from '../compose.mjs';
import { browser, house, person } from '../harness.mjs';
import { paper, pdf, program as windowsProgram } from '../papers.mjs';

const NOT_A_PDF = '«fattura.pdf» non è quello che il nome dice: il contenuto è un programma';

const good = (name, size = 900) => paper(name, pdf(size));

let opened, place, anna, choices, page;
before(async () => {
  opened = await browser();
  place = await house({ requests: 40 });
  anna = await program(place, 'anna.rossi');
  choices = await choice(anna);
  page = await person(opened, { house: place, login: 'anna.rossi' });
});
after(() => Promise.all([opened.close(), place.stop()]));
// Each begins as on a new device: no draft kept.
beforeEach(() => page.evaluate(() => localStorage.clear()));

/** Text and files are in place and the page stands at the second step. */
const write = (more = {}) => fill(page, { ...choices, text, email: 'anna@vesuvio.example', ...more }, 2);

/** The summary above says how many things to mend, and names the field; the field says the same. */
async function refused(field, words) {
  const summary = page.locator('#compose-errors');
  await summary.waitFor();
  assert.match(await summary.innerText(), /C'è 1 cosa da correggere/);
  assert.ok((await summary.innerText()).toLowerCase().includes(words.toLowerCase()), await summary.innerText());
  assert.equal(await page.evaluate(() => document.activeElement.id), 'compose-errors');
  assert.equal(await page.locator(`#${field}-error`).innerText(), words);
}

/** What was typed is all there, and now it goes. */
async function goesNow(names = []) {
  await on(page, 3);
  await on(page, 4);
  assert.equal(await page.locator('.summary-text').textContent(), text);
  assert.deepEqual(await page.locator('fieldset.step:visible .file-name').allInnerTexts(), names);
  const request = await send(page);
  const { attachments } = await anna.read(`/api/v1/requests/${request}/receipt`);
  assert.deepEqual(attachments.map(({ name }) => name), names);
}

describe('files that cannot be sent', () => {
  test('a fourth file is refused and the other three are kept', async () => {
    const names = ['uno.pdf', 'due.pdf', 'tre.pdf', 'quattro.pdf'];
    await write({ files: names.map((name) => good(name)) });
    await forward(page);
    await refused('files', 'Al massimo 3 file');
    assert.equal(await page.inputValue('#text'), text);
    await page.getByRole('button', { name: 'Togli quattro.pdf' }).click();
    await goesNow(names.slice(0, 3));
  });

  const wrong = [
    ['a file over 3 MB', good('pesante.pdf', 3_100_000), '«pesante.pdf» supera 3 MB'],
    ['an empty file', paper('vuoto.pdf', Buffer.alloc(0)), '«vuoto.pdf» è vuoto'],
    ['a program named .pdf', paper('fattura.pdf', windowsProgram), NOT_A_PDF],
    ['a kind no office takes', paper('listino.docx', Buffer.from('PK')), '«listino.docx» non è in un formato accettato'],
  ];
  for (const [what, file, words] of wrong) {
    test(`${what} is refused beside its name and the good one stays`, async () => {
      await write({ files: [good('buono.pdf'), file] });
      const line = page.locator('.uploads > li', { hasText: file.name });
      const said = (await line.locator('.field-error').innerText()).replace(/^Non caricato: /, '');
      assert.equal(said, words);
      await forward(page);
      await refused('files', said);
      await line.getByRole('button', { name: `Togli ${file.name}` }).click();
      await goesNow(['buono.pdf']);
    });
  }

  test('folders in a name are dropped and a name of 300 characters is cut, its ending kept', async () => {
    await write({ files: [good('../../etc/passwd.pdf'), good(`${'n'.repeat(300)}.pdf`)] });
    await on(page, 3);
    await on(page, 4);
    const { attachments } = await anna.read(`/api/v1/requests/${await send(page)}/receipt`);
    const [first, second] = attachments.map(({ name }) => name);
    assert.match(first, /^[^./\\][^/\\]*passwd\.pdf$|^passwd\.pdf$/);
    assert.match(second, /^n{116}\.pdf$/);
  });
});

describe('words that cannot be sent', () => {
  test('nothing chosen: both fields say so and each line of the summary leads to its field', async () => {
    await begin(page);
    await page.selectOption('#position', '');
    await forward(page);
    await page.locator('#compose-errors').waitFor();
    assert.match(await page.locator('#compose-errors').innerText(), /Ci sono 2 cose da correggere/);
    for (const field of ['position', 'subject']) {
      assert.equal(await page.locator(`#${field}-error`).innerText(), 'Scegli una voce');
      await page.locator(`#compose-errors a[href="#${field}"]`).click();
      assert.equal(await page.evaluate(() => document.activeElement.id), field);
    }
  });

  test('an empty text is refused, the files stay, and written it sends', async () => {
    await write({ text: '   ', files: [good('resta.pdf')] });
    await forward(page);
    await refused('text', 'Campo obbligatorio');
    await page.locator('#compose-errors a').click();
    assert.equal(await page.evaluate(() => document.activeElement.id), 'text');
    await page.fill('#text', text);
    await goesNow(['resta.pdf']);
  });

  test('a text over the limit is refused to the letter and kept', async () => {
    const long = 'è'.repeat(10_001);
    await write({ text: long });
    await forward(page);
    await refused('text', 'Al massimo 10000 caratteri (ora sono 10001)');
    assert.equal(await page.inputValue('#text'), long);
    await page.fill('#text', text);
    await goesNow();
  });

  test('no contact at all is refused, a wrong one is told apart, and a telephone alone is enough', async () => {
    await write();
    await on(page, 3);
    await page.fill('#email', '');
    await page.fill('#telephone', '');
    await forward(page);
    await refused('email', "Indica almeno un'e-mail o un telefono");
    await page.fill('#email', 'anna chiocciola vesuvio');
    await forward(page);
    await refused('email', "L'indirizzo non è valido; per esempio: nome@azienda.it");
    assert.equal(await page.inputValue('#email'), 'anna chiocciola vesuvio');
    await page.fill('#email', '');
    await page.fill('#telephone', '+39 081 555 01 00');
    await on(page, 4);
    const request = await send(page);
    const { contacts, thread } = await anna.read(`/api/v1/requests/${request}`);
    assert.deepEqual([contacts, thread[0].text], [{ email: '', telephone: '+390815550100' }, text]);
  });
});

test('what was typed survives the page being closed', async () => {
  await write({ files: [good('bozza.pdf')] });
  await begin(page);
  await page.getByText('Abbiamo ripreso la richiesta che stavi scrivendo.').waitFor();
  assert.equal(await page.inputValue('#position'), choices.position.id);
  assert.equal(await page.inputValue('#subject'), choices.subject.id);
  await on(page, 2);
  assert.equal(await page.inputValue('#text'), text);
  await goesNow(['bozza.pdf']);
});

test('no script failed on the way', () => assert.deepEqual(page.troubles, []));
