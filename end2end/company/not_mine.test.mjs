// What is not one's own does not exist: other companies' requests, receipts, files and positions answer "not found".

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { program, registered, sendOne } from '../api.mjs';
import { choice, fill, text } from '../compose.mjs';
import { browser, house, person } from '../harness.mjs';

let opened, place, anna, mathieu, foreign;
before(async () => {
  opened = await browser();
  place = await house({ requests: 40 });
  anna = await program(place, 'anna.rossi');
  mathieu = await program(place, 'mathieu.vuillermoz');
  foreign = (await sendOne(mathieu)).request;
});
after(() => Promise.all([opened.close(), place.stop()]));

for (const javaScript of [true, false]) {
  const how = javaScript ? 'with scripts' : 'without scripts';

  test(`another company's request and receipt are not found (${how})`, async () => {
    const page = await person(opened, { house: place, login: 'anna.rossi', javaScript });
    const own = `/contatti/richieste/${foreign}`;
    for (const address of [own, `${own}/ricevuta`, `/console/richieste/${foreign}`]) {
      const answer = await page.goto(address);
      assert.equal(answer.status(), 404, address);
      assert.equal(await page.locator('h1').innerText(), 'Pagina non trovata');
      assert.ok(!(await page.content()).includes('Vuillermoz'), 'a name of theirs is in the page');
    }
    await page.getByRole('link', { name: "Torna all'inizio" }).click();
    await page.getByRole('heading', { level: 1, name: 'Contatti' }).waitFor();
    assert.deepEqual(page.troubles, []);
    await page.context().close();
  });
}

test('a position of another company cannot be written for, even when forced into the form', async () => {
  const page = await person(opened, { house: place, login: 'anna.rossi', javaScript: false });
  const { position, subject } = await choice(anna);
  const theirs = (await choice(mathieu)).position.id;
  await fill(page, { position, subject, text, email: 'anna@vesuvio.example' });
  await page.locator('#position option:checked').evaluate((option, id) => (option.value = id), theirs);
  const entries = await registered(place);
  const button = page.getByRole('button', { name: 'Invia la richiesta' });
  const [answer] = await Promise.all([page.waitForNavigation(), button.click()]);
  assert.equal(answer.status(), 404);
  await page.getByText('Quello che cerchi non esiste, o non è tra le cose che puoi vedere.').first().waitFor();
  assert.equal(await page.locator('#text').inputValue(), text);
  assert.equal(await registered(place), entries);
  await page.context().close();
});

test('an address that never was answers like one that may not be seen', async () => {
  const page = await person(opened, { house: place, login: 'anna.rossi' });
  for (const address of ['/contatti/richieste/non-un-numero', '/contatti/nulla', '/nulla']) {
    assert.equal((await page.goto(address)).status(), 404, address);
    assert.equal(await page.locator('h1').innerText(), 'Pagina non trovata');
  }
  assert.deepEqual(page.troubles, []);
  await page.context().close();
});
