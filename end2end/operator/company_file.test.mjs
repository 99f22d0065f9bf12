// The file of a company and of its consultant: from a request to all the office has, searched inside; with and without scripts.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { numberOf, program, sendOne, uuidv7, work } from '../api.mjs';
import { alive, axe, browser, engines, house, person, sideways } from '../harness.mjs';
import { pdf } from '../papers.mjs';

for (const engine of engines) {
  describe(`The files of a company and of a consultant (${engine})`, () => {
    let opened, place, anna, giulia, sent, consultant, own;
    before(async () => {
      opened = await browser();
      place = await house({ engine, requests: 40 });
      anna = await program(place, 'anna.rossi');
      giulia = await program(place, 'giulia.capuano');
      const form = await forNaples(giulia);
      const attachments = [await upload(giulia, form.subject, 'delega-firmata.pdf')];
      sent = await sendOne(giulia, { ...form, attachments, text: 'Il durc risulta irregolare da ottobre.' });
      consultant = `/console/consulenti/${(await giulia.read('/api/v1/tokens/bindings')).firm.id}`;
      const luca = await program(place, 'luca.ferrara');
      await note(luca, sent.request, 'Sentito lo studio.');
      await call(luca, sent, 'Chiamata allo studio');
      own = await atBothPositions();
      for (const [index, { request }] of own.sent.entries()) await note(luca, request, `Della matricola numero ${index + 1}.`);
    });
    after(() => Promise.all([opened.close(), place.stop()]));

    /** A position whose office is Naples, and a subject of its scheme. */
    async function forNaples(someone) {
      const { positions, areas } = await someone.read('/api/v1/compose');
      const position = positions.find(({ office, scheme }) => office.name.includes('Napoli') && scheme === 'employers');
      const subjects = areas.filter(({ scheme }) => scheme === position.scheme).flatMap((area) => area.subjects);
      return { position: position.id, subject: subjects.find(({ profile }) => profile.code === '3x3').id };
    }

    /** Anna's company has two positions: a request of each. */
    async function atBothPositions() {
      const { positions, areas } = await anna.read('/api/v1/compose');
      const sent = [];
      for (const position of positions.slice(0, 2)) {
        const subject = areas.find(({ scheme }) => scheme === position.scheme).subjects[0].id;
        const receipt = await sendOne(anna, { position: position.id, subject, text: `Della matricola ${position.number}.` });
        sent.push({ ...receipt, id: position.id, number: position.number });
      }
      return { company: `/console/aziende/${positions[0].company.id}`, sent };
    }

    async function upload(someone, subject, name) {
      const answer = await fetch(`${place.url}/api/v1/attachments?name=${name}&subject=${subject}`, {
        method: 'POST',
        headers: { cookie: someone.cookie, 'content-type': 'application/octet-stream' },
        body: pdf(900),
      });
      if (!answer.ok) throw new Error(`not uploaded: ${await answer.text()}`);
      return (await answer.json()).id;
    }

    async function note(operator, request, text) {
      const answer = await operator.post(`/api/v1/requests/${request}/notes`, { text });
      if (!answer.ok) throw new Error(`not noted: ${await answer.text()}`);
    }

    /** A call written down beside a request. */
    async function call(operator, { position, registration }, subject) {
      const at = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 16);
      const said = { channel: 'phone', direction: 'out', at, correspondent: 'Studio', subject, text: 'Detto.' };
      const answer = await operator.post('/api/v1/missives', { id: uuidv7(), position, request: numberOf(registration), ...said });
      if (answer.status !== 201) throw new Error(`not written down: ${await answer.text()}`);
    }

    for (const javaScript of [true, false]) {
      describe(`Luca opens files (${javaScript ? 'with' : 'without'} scripts)`, () => {
        let luca, company;
        before(async () => {
          luca = await person(opened, { house: place, login: 'luca.ferrara', javaScript });
        });

        const tab = (name) => luca.locator('nav.tabs').getByRole('link', { name, exact: true });
        const part = async (name) => {
          await tab(name).click();
          await luca.getByRole('heading', { level: 2, name, exact: true }).waitFor();
          assert.equal(await luca.locator('nav.tabs [aria-current=page]').innerText(), name);
        };
        const looked = async () => {
          if (javaScript) assert.deepEqual(await axe(luca), []);
        };

        test('from a request to its company, with positions and counts', async () => {
          await luca.goto(`/console/richieste/${sent.request}`);
          await luca.getByRole('link', { name: "Apri il fascicolo dell'azienda" }).click();
          await luca.waitForURL(/\/console\/aziende\/[0-9a-f-]{36}$/);
          company = new URL(luca.url()).pathname;
          await luca.getByRole('heading', { level: 1, name: sent.company.name }).waitFor();
          await luca.getByRole('row', { name: new RegExp(sent.position) }).waitFor();
          assert.equal(await luca.locator('.main-nav [aria-current=page]').innerText(), 'Fascicolo');
          await looked();
        });

        test('searched inside, the words stand out, and the request found opens', async () => {
          await part('Richieste');
          await alive(luca, 'form[role=search]');
          await luca.fill('#file-text', 'Irregolare');
          await luca.getByRole('button', { name: 'Cerca', exact: true }).click();
          await luca.waitForURL(/text=Irregolare/);
          const row = luca.locator('table.requests tbody tr', { hasText: numberOf(sent.registration) });
          await row.locator('mark', { hasText: 'irregolare' }).waitFor();
          assert.equal(await luca.inputValue('#file-text'), 'Irregolare');
          await looked();
          await row.locator('th a').click();
          await luca.waitForURL(`**/console/richieste/${sent.request}`);
          await luca.goto(`${company}?parte=richieste&text=zanzibar`);
          await luca.getByText('Nessuna richiesta corrisponde alla ricerca').waitFor();
          await luca.getByRole('link', { name: 'Togli i filtri' }).click();
          await luca.locator('table.requests tbody tr').first().waitFor();
        });

        test('every part has an address, and says so when there is nothing', async () => {
          await luca.goto(company);
          for (const name of ['Appuntamenti', 'Comunicazioni', 'Documenti', 'Note', 'Deleghe', 'Riepilogo']) {
            await part(name);
            await looked();
          }
          await luca.goto(`${company}?parte=comunicazioni`);
          await luca.locator('.history > li').first().waitFor();
        });

        test('letters are searched by words in the communications', async () => {
          await luca.goto(`${company}?parte=comunicazioni`);
          await alive(luca, 'form[role=search]');
          await luca.fill('#file-letters', 'zanzibar');
          await luca.getByRole('button', { name: 'Cerca', exact: true }).click();
          await luca.getByText('Nessuna comunicazione corrisponde alla ricerca').waitFor();
          assert.equal(await luca.inputValue('#file-letters'), 'zanzibar');
          await looked();
          await luca.getByRole('link', { name: 'Togli i filtri' }).click();
          await luca.locator('.history > li').first().waitFor();
        });

        test('a position chosen in one part stays chosen in the others', async () => {
          const [first, second] = own.sent;
          await luca.goto(`${own.company}?parte=richieste`);
          await alive(luca, 'form[role=search]');
          await luca.selectOption('#file-position', second.id);
          await luca.getByRole('button', { name: 'Cerca', exact: true }).click();
          await luca.waitForURL(/position=/);
          const row = ({ registration }) => luca.locator('table.requests tbody tr', { hasText: numberOf(registration) });
          await row(first).waitFor({ state: 'detached' });
          await row(second).waitFor();
          await part('Note');
          await luca.getByText('Della matricola numero 2.').waitFor();
          assert.equal(await luca.getByText('Della matricola numero 1.').count(), 0);
          assert.equal(await luca.inputValue('#file-position'), second.id);
          await looked();
          for (const name of ['Appuntamenti', 'Documenti']) {
            await part(name);
            await luca.locator('#file-position').waitFor();
            assert.equal(await luca.inputValue('#file-position'), second.id, name);
          }
          await part('Comunicazioni');
          const entry = ({ registration }) => luca.locator('.history > li', { hasText: numberOf(registration) });
          await entry(second).waitFor();
          assert.equal(await entry(first).count(), 0);
          await looked();
          await luca.getByRole('link', { name: 'Togli i filtri' }).click();
          await entry(first).waitFor();
          // What stands at the head is narrowed as well, and leads on.
          await luca.goto(own.company);
          const line = ({ number }) => luca.locator('table.dense tbody tr', { hasText: number });
          await alive(luca, 'form.filters');
          await luca.selectOption('#file-position', second.id);
          await luca.getByRole('button', { name: 'Mostra', exact: true }).click();
          await luca.waitForURL(new RegExp(`position=${second.id}`));
          await line(first).waitFor({ state: 'detached' });
          await line(second).waitFor();
          await looked();
          await part('Deleghe');
          assert.equal(await luca.inputValue('#file-position'), second.id);
          await looked();
          await part('Riepilogo');
          await luca.getByRole('link', { name: 'Togli i filtri' }).click();
          await line(first).waitFor();
          await luca.getByRole('link', { name: first.number, exact: true }).click();
          await luca.waitForURL(new RegExp(`position=${first.id}`));
          await row(first).waitFor();
          assert.equal(await row(second).count(), 0);
        });

        test('appointments, documents and notes are searched by words', async () => {
          for (const [name, field, found, nothing] of [
            ['Note', '#file-notes', 'NUMERO 1', 'Nessuna nota corrisponde alla ricerca'],
            ['Documenti', '#file-documents', '', 'Nessun documento corrisponde alla ricerca'],
            ['Appuntamenti', '#file-meetings', '', 'Nessun appuntamento corrisponde alla ricerca'],
          ]) {
            await luca.goto(own.company);
            await part(name);
            await alive(luca, 'form[role=search]');
            await luca.fill(field, 'zanzibar');
            await luca.getByRole('button', { name: 'Cerca', exact: true }).click();
            await luca.getByText(nothing).waitFor();
            assert.equal(await luca.inputValue(field), 'zanzibar');
            await looked();
            if (!found) {
              // The words go along to the next part.
              await part('Note');
              await luca.getByText('Nessuna nota corrisponde alla ricerca').waitFor();
              assert.equal(await luca.inputValue('#file-notes'), 'zanzibar');
              continue;
            }
            await alive(luca, 'form[role=search]');
            await luca.fill(field, found);
            await luca.getByRole('button', { name: 'Cerca', exact: true }).click();
            await luca.getByText('Della matricola numero 1.').waitFor();
            assert.equal(await luca.getByText('Della matricola numero 2.').count(), 0);
          }
        });

        test("the consultant's file has what the firm sent, part by part, each line with its company", async () => {
          await luca.goto(consultant);
          for (const [name, text] of [
            ['Comunicazioni', 'Chiamata allo studio'],
            ['Documenti', 'delega-firmata.pdf'],
            ['Note', 'Sentito lo studio.'],
          ]) {
            await part(name);
            const line = luca.locator('.history > li, .notes > li', { hasText: text });
            await line.getByRole('link', { name: sent.company.name, exact: true }).waitFor();
            await looked();
          }
          await part('Appuntamenti');
          await looked();
          await part('Documenti');
          await alive(luca, 'form[role=search]');
          await luca.fill('#file-documents', 'zanzibar');
          await luca.getByRole('button', { name: 'Cerca', exact: true }).click();
          await luca.getByText('Nessun documento corrisponde alla ricerca').waitFor();
          await luca.fill('#file-documents', 'DELEGA');
          await luca.getByRole('button', { name: 'Cerca', exact: true }).click();
          await luca.getByText('delega-firmata.pdf').first().waitFor();
        });

        test('to the consultant and back to a client, ended mandates apart', async () => {
          await luca.goto(`${company}?parte=deleghe`);
          await luca.getByRole('link', { name: /Capuano/ }).first().click();
          await luca.waitForURL(/\/console\/consulenti\//);
          await luca.getByRole('heading', { level: 1, name: /Capuano/ }).waitFor();
          await luca.getByRole('link', { name: sent.company.name }).first().waitFor();
          assert.equal(await luca.getByText('Cessata', { exact: true }).count(), 0);
          await looked();
          await part('Deleghe cessate');
          await luca.getByText('Cessata', { exact: true }).first().waitFor();
          await looked();
          await part('Richieste');
          await luca.locator('table.requests tbody tr', { hasText: numberOf(sent.registration) }).waitFor();
          await looked();
        });

        test('found from the menu by a number, a name, and from what narrows the work list', async () => {
          await luca.goto('/console');
          await luca.locator('.main-nav').getByRole('link', { name: 'Fascicolo', exact: true }).click();
          await luca.getByText('Di chi vuoi aprire il fascicolo?').waitFor();
          await looked();
          await alive(luca, 'form[role=search]');
          await luca.fill('#find-file', sent.position);
          await luca.getByRole('button', { name: 'Cerca', exact: true }).click();
          await luca.getByRole('link', { name: sent.company.name }).waitFor();
          await luca.goto('/console?who=capuano');
          await luca.getByRole('link', { name: 'Cerca «capuano» nei fascicoli' }).click();
          await luca.getByRole('link', { name: /Capuano/ }).first().waitFor();
          await looked();
          await luca.goto('/console/fascicolo?search=nessunissimo');
          await luca.getByText('Nessun fascicolo trovato').waitFor();
        });

        test('on a telephone nobody reads sideways', async () => {
          await luca.setViewportSize({ width: 360, height: 740 });
          const parts = ['', '?parte=richieste', '?parte=appuntamenti', '?parte=comunicazioni', '?parte=documenti', '?parte=note'];
          for (const file of [company, own.company, consultant]) {
            for (const each of [...parts, '?parte=deleghe']) {
              await luca.goto(file + each);
              await luca.locator('#part').waitFor();
              assert.ok((await sideways(luca)) <= 0, file + each);
              if (each.endsWith('note')) await looked();
            }
          }
          await luca.goto('/console/fascicolo?search=a');
          assert.ok((await sideways(luca)) <= 0, 'found');
        });

        test('no script failed on the way', () => assert.deepEqual(luca.troubles, []));
      });
    }

    test('a note of the office is read in the file, and no other office opens it', async () => {
      const { request } = await sendOne(anna, { text: 'Con una nota.' });
      const luca = await program(place, 'luca.ferrara');
      await work(luca, request, 'take-charge');
      await luca.post(`/api/v1/requests/${request}/notes`, { text: 'Da richiamare lunedì.' });
      const { company } = await luca.read(`/api/v1/requests/${request}`);
      const page = await person(opened, { house: place, login: 'luca.ferrara' });
      await page.goto(`/console/aziende/${company.id}?parte=note`);
      await page.getByText('Da richiamare lunedì.').waitFor();
      const marco = await person(opened, { house: place, login: 'marco.colnaghi' });
      const answer = await marco.goto(`/console/aziende/${company.id}`);
      assert.equal(answer.status(), 404);
    });
  });
}
