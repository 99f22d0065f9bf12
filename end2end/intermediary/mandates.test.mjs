// A labour consultant sees and writes only for companies under a mandate, and it is written who acted for whom.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { program, sendOne } from '../api.mjs';
import { choice, fill, send, text } from '../compose.mjs';
import { alive, browser, fact, house, person } from '../harness.mjs';

const FIRM = /Studio Esposito Capuano/;
const COMPANIES = [
  'Officine Partenope',
  'Caffè Perché No',
  'Carni Monte Bufalo',
  'Sannio',
  'Cartiera Valle dei Mulini',
  'Bufala Felice',
  'Vesuvio Dolciaria',
  'Sartoria Ciro Esposito',
];

describe('Giulia, labour consultant', () => {
  let opened, place, giulia, anna, page;

  before(async () => {
    opened = await browser();
    place = await house({ requests: 60 });
    giulia = await program(place, 'giulia.capuano');
    anna = await program(place, 'anna.rossi');
    page = await person(opened, { house: place, login: 'giulia.capuano' });
  });
  after(() => Promise.all([opened.close(), place.stop()]));

  test('her clients are every position under mandate, and nothing else', async () => {
    assert.match(await page.locator('.acting-for').innerText(), FIRM);
    await page.getByRole('link', { name: 'I miei assistiti' }).click();
    await page.waitForURL('**/contatti/assistiti');
    const listed = page.locator('table.positions tbody tr');
    await listed.first().waitFor();
    const shown = await listed.locator('[data-label=Matricola]').allInnerTexts();
    const { positions } = await giulia.read('/api/v1/compose');
    assert.deepEqual(shown.sort(), positions.map(({ number }) => number).sort());
    for (const said of await listed.allInnerTexts()) {
      assert.ok(COMPANIES.some((company) => said.includes(company)), `not under mandate: ${said}`);
    }
  });

  test('a search finds a client by name, number or tax code, and its address can be kept', async () => {
    await page.goto('/contatti/assistiti');
    await alive(page, 'form.filters');
    const listed = page.locator('table.positions tbody tr');
    const search = async (words) => {
      await page.getByLabel('Cerca un assistito').fill(words);
      await page.getByRole('button', { name: 'Cerca', exact: true }).click();
      await page.waitForURL(`**/contatti/assistiti?search=${encodeURIComponent(words)}`);
    };
    await search('VESUVIO');
    await page.getByText('Posizioni mostrate: 1.').waitFor();
    assert.match(await listed.innerText(), /Vesuvio Dolciaria[^]*Committenti della Gestione separata/);
    const number = await listed.locator('[data-label=Matricola]').innerText();
    await search('nessuna così');
    await page.getByText('Nessun assistito trovato').waitFor();
    await search(number);
    await page.getByText('Posizioni mostrate: 1.').waitFor();
    await page.reload();
    await page.getByText('Posizioni mostrate: 1.').waitFor();
  });

  test('the form offers every company under mandate, and for two of them one scheme alone', async () => {
    await page.goto('/contatti/nuova-richiesta');
    const options = await page.locator('#position option:not([value=""])').allInnerTexts();
    const offered = options.map((option) => option.trim());
    for (const company of COMPANIES) assert.ok(offered.some((name) => name.includes(company)), `${company} is missing`);
    assert.ok(!offered.some((name) => name.includes('Barcaioli del Molo')), 'a mandate that ended still opens');
    const { positions } = await giulia.read('/api/v1/compose');
    assert.deepEqual(offered.sort(), positions.map(({ number, company }) => `${number} · ${company.name}`).sort());
    const own = await anna.read('/api/v1/compose');
    const [kept, shared] = ['employers', 'separate_management'].map((wanted) =>
      own.positions.find(({ scheme }) => scheme === wanted),
    );
    assert.ok(offered.some((name) => name.startsWith(shared.number)), 'the scheme under mandate is missing');
    assert.ok(!offered.some((name) => name.startsWith(kept.number)), 'a scheme without mandate is offered');
  });

  test('her list holds no request outside her mandates, and their pages are not found', async () => {
    const kept = await choice(anna, ({ scheme }) => scheme === 'employers');
    const form = { position: kept.position.id, subject: kept.subject.id };
    const { request } = await sendOne(anna, form);
    const companies = new Set();
    for (let next = ''; next !== undefined; ) {
      const lines = await giulia.read(`/api/v1/requests?cursor=${next}`.replace(/\?cursor=$/, ''));
      for (const line of lines.items) companies.add(line.company);
      assert.ok(!lines.items.some(({ id }) => id === request));
      next = lines.next ?? undefined;
    }
    assert.ok(companies.size > 1, 'too few companies to tell anything');
    const stranger = [...companies].filter((name) => !COMPANIES.some((company) => name.includes(company)));
    assert.deepEqual(stranger, []);
    assert.equal((await page.goto(`/contatti/richieste/${request}`)).status(), 404);
  });

  test('what she sends says that she wrote it, for whom and through which firm', async () => {
    const choices = await choice(giulia, ({ company }) => company.name.includes('Officine Partenope'));
    const { company } = choices.position;
    await fill(page, { ...choices, text, email: 'giulia@studio.example' });
    assert.ok((await page.locator('fieldset.step:visible').innerText()).includes(company.name));
    const request = await send(page);
    assert.equal(await fact(page, 'Azienda'), company.name);
    assert.equal(await fact(page, 'Codice fiscale'), company.tax_code);
    assert.match(await fact(page, 'Inviata da'), /^Giulia Capuano/);
    assert.match(await page.locator('main').innerText(), FIRM, 'the receipt does not name the firm');
    await page.getByRole('link', { name: 'Segui la richiesta' }).click();
    await page.waitForURL(`**/contatti/richieste/${request}`);
    await page.locator('#facts').waitFor();
    assert.equal(await fact(page, 'Azienda'), company.name);
    assert.equal(await fact(page, 'Inviata da'), 'Giulia Capuano');
    assert.match(await fact(page, 'Intermediario'), FIRM);
  });

  test('the office reads the same, and the company sees what was sent in its name', async () => {
    const choices = await choice(giulia, ({ company }) => company.name.includes('Vesuvio'));
    const form = { position: choices.position.id, subject: choices.subject.id, text: 'Per conto di Vesuvio.' };
    const { request } = await sendOne(giulia, form);
    const luca = await person(opened, { house: place, login: 'luca.ferrara' });
    await luca.goto(`/console/richieste/${request}`);
    assert.equal(await fact(luca, 'Scrive'), 'Giulia Capuano');
    assert.match(await fact(luca, 'Intermediario delegato'), FIRM);
    const owner = await person(opened, { house: place, login: 'anna.rossi' });
    await owner.goto(`/contatti/richieste/${request}`);
    assert.equal(await fact(owner, 'Inviata da'), 'Giulia Capuano');
    assert.deepEqual([...page.troubles, ...luca.troubles, ...owner.troubles], []);
  });
});
