// Anna takes her proofs home: the receipt on paper, the segnatura, and a bundle that holds without the server, until it is changed.

import assert from 'node:assert/strict';
import { copyFile, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { numberOf, program, sendOne, work } from '../api.mjs';
import { alive, browser, engines, house, person } from '../harness.mjs';

let opened;
before(async () => (opened = await browser()));
after(() => opened.close());

const ways = engines.flatMap((engine) => [true, false].map((javaScript) => ({ engine, javaScript })));

for (const { engine, javaScript } of ways) {
  describe(`Anna takes her proofs home (${engine}, ${javaScript ? 'with' : 'without'} scripts)`, () => {
    let place, page, number;
    const bundle = join(tmpdir(), `contatti-bundle-${process.pid}.zip`);

    before(async () => {
      place = await house({ engine, requests: 40 });
      const anna = await program(place, 'anna.rossi');
      const luca = await program(place, 'luca.ferrara');
      const { request, registration } = await sendOne(anna, { text: 'Da provare.' });
      number = numberOf(registration);
      await work(luca, request, 'take-charge');
      await work(luca, request, 'close', { outcome: 'accepted', text: 'Fatto.' });
      page = await person(opened, { house: place, login: 'anna.rossi', javaScript });
      await page.goto(`/contatti/richieste/${request}`);
      await alive(page, 'form[action$="/reply"]');
    });
    after(() => Promise.all([place.stop(), rm(bundle, { force: true })]));

    const taken = async (name) => {
      const link = page.getByRole('link', { name, exact: true });
      const [file] = await Promise.all([page.waitForEvent('download'), link.click()]);
      return { name: file.suggestedFilename(), path: await file.path() };
    };

    test('the receipt is a PDF that says it is accessible', async () => {
      const { path } = await taken('Scarica la ricevuta (PDF)');
      const text = await readFile(path, 'latin1');
      assert.ok(text.startsWith('%PDF-'));
      assert.match(text, /pdfuaid:part/);
    });

    test('the segnatura names the number', async () => {
      const { path } = await taken('Segnatura (XML)');
      const xml = await readFile(path, 'utf8');
      assert.ok(xml.includes(number.split('.').at(-1)), xml.slice(0, 400));
    });

    test('the bundle holds without the server, and no longer once a byte of it is another', async () => {
      const { path } = await taken('Scarica il fascicolo di prova (.zip)');
      await copyFile(path, bundle);
      const said = await place.command('register', 'verify', '--bundle', bundle);
      assert.ok(said.includes(number) && said.includes('holds'), said);
      const bytes = await readFile(bundle);
      const at = bytes.indexOf('PK\x01\x02', 0, 'latin1');
      bytes[Math.floor(at / 2)] ^= 1;
      await writeFile(bundle, bytes);
      await assert.rejects(place.command('register', 'verify', '--bundle', bundle), /broken/);
    });
  });
}
