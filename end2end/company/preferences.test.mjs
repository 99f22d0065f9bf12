// How one is told: Anna asks for SMS, an operator writes first, and her mobile says a number and where to read; with and without scripts.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { look } from '../accessibility/look.mjs';
import { numberOf, program, uuidv7 } from '../api.mjs';
import { alive, browser, house, person } from '../harness.mjs';
import { gateway, gatewayIsHere } from '../kannel.mjs';

const FORM = 'form[action="/api/v1/preferences"]';
const LETTER = 'Manca la denuncia di ottobre: può inviarla entro venerdì?';

let opened;
before(async () => {
  opened = await browser();
});
after(() => opened.close());

/** Whether an SMS leaves now: from seven in the morning to nine in the evening, by Rome's clock. */
function isDay() {
  const hour = Number(new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Rome', hour: '2-digit', hourCycle: 'h23' }).format());
  return hour >= 7 && hour < 21;
}

/** Luca writes first to the company of Anna's first position; gives what was opened. */
async function writeFirst(place) {
  const [anna, luca] = [await program(place, 'anna.rossi'), await program(place, 'luca.ferrara')];
  const [position] = (await anna.read('/api/v1/positions')).items;
  const { areas } = await luca.read(`/api/v1/console/positions/${position.id}`);
  const subject = areas[0].subjects[0].id;
  const letter = { id: uuidv7(), position: position.id, subject, text: LETTER, audience: 'company', answer: 'yes' };
  const answer = await luca.post('/api/v1/console/contacts', letter);
  assert.equal(answer.status, 201, await answer.clone().text());
  return answer.json();
}

describe('where SMS are sent', { skip: !gatewayIsHere && 'no Kannel on this machine' }, () => {
  let place, kannel;
  before(async () => {
    kannel = await gateway();
    place = await house({ requests: 40, env: kannel.env });
  });
  after(async () => {
    await place?.stop();
    await kannel?.stop();
  });

  /** The first message to this number, once the message centre has it. */
  async function messageTo(number) {
    for (let tries = 0; tries < 300; tries += 1) {
      const found = kannel.messages().find(({ to }) => to === number);
      if (found) return found;
      await pause(100);
    }
    throw new Error(`no message to ${number}: ${JSON.stringify(kannel.messages())}`);
  }

  test('Anna gives her mobile, and reads on it that the office wrote first', async () => {
    const anna = await person(opened, { house: place, login: 'anna.rossi' });
    await anna.goto('/contatti');
    await anna.locator('.main-nav').getByRole('link', { name: 'Avvisi', exact: true }).click();
    await anna.getByRole('heading', { name: 'Come ti avvisiamo' }).waitFor();
    await alive(anna, FORM);
    await look(anna, 'preferences');
    await anna.getByLabel('SMS al numero di cellulare').check();
    await anna.getByRole('button', { name: 'Salva le preferenze' }).click();
    await anna.locator('#preferences-errors').waitFor();
    await look(anna, 'preferences-refused');
    await anna.fill('#preferences-mobile', '333 12.34-567');
    await anna.getByRole('button', { name: 'Salva le preferenze' }).click();
    await anna.getByText('Le preferenze sono salvate').waitFor();
    assert.equal(await anna.inputValue('#preferences-mobile'), '+393331234567');
    await look(anna, 'preferences-saved');
    await anna.reload();
    assert.equal(await anna.inputValue('#preferences-mobile'), '+393331234567');

    const { id, registration } = await writeFirst(place);
    // In the night no mobile rings; what it would have said waits for the morning.
    if (isDay()) {
      const { from, text } = await messageTo('+393331234567');
      assert.equal(from, 'Contatti');
      assert.ok(text.includes(numberOf(registration)) && text.length <= 160, text);
      for (const secret of ['denuncia', 'Vesuvio', 'Anna', 'Luca']) assert.ok(!text.includes(secret), text);
      const address = new URL(/http\S+/.exec(text)[0]);
      assert.ok(address.pathname.endsWith(id), text);
      await anna.goto(address.pathname);
      await anna.getByText(LETTER).first().waitFor();
    }
    assert.deepEqual(anna.troubles, []);
    assert.ok(!place.log().includes('3331234567'), 'the number stands in the log');
    await anna.context().close();
  });

  test('Luca sees how many would be told by which channel', async () => {
    const luca = await person(opened, { house: place, login: 'luca.ferrara' });
    const [position] = (await (await program(place, 'anna.rossi')).read('/api/v1/positions')).items;
    await luca.goto(`/console/contatta?posizione=${position.id}`);
    await luca.locator('#contact-audience-hint', { hasText: 'SMS a 1)' }).waitFor();
    await luca.context().close();
  });

  for (const javaScript of [true, false]) {
    test(`a choice made on another device meanwhile is shown before it is replaced${javaScript ? '' : ', without scripts'}`, async () => {
      const elsewhere = await program(place, 'mathieu.vuillermoz');
      const { version } = await elsewhere.read('/api/v1/preferences');
      const mathieu = await person(opened, { house: place, login: 'mathieu.vuillermoz', javaScript });
      await mathieu.goto('/preferenze');
      if (javaScript) await alive(mathieu, FORM);
      const choice = { by_email: 'yes', by_sms: 'yes', mobile: '+49 151 23456789', version: String(version) };
      const answer = await elsewhere.post('/api/v1/preferences', choice);
      assert.equal(answer.status, 200, await answer.clone().text());
      await mathieu.getByLabel('SMS al numero di cellulare').check();
      await mathieu.fill('#preferences-mobile', '+39 333 7654321');
      await mathieu.getByRole('button', { name: 'Salva le preferenze' }).click();
      const overtaken = mathieu.locator('#preferences-overtaken');
      await overtaken.getByText('+4915123456789').waitFor();
      await overtaken.getByText('questo account, in un').waitFor();
      assert.equal(await mathieu.inputValue('#preferences-mobile'), '+39 333 7654321');
      if (javaScript) await look(mathieu, 'preferences-overtaken');
      await mathieu.getByRole('button', { name: 'Salva il mio al posto' }).click();
      await mathieu.getByText('Le preferenze sono salvate').waitFor();
      assert.equal((await elsewhere.read('/api/v1/preferences')).mobile, '+393337654321');
      await mathieu.context().close();
    });
  }

  test('without scripts: e-mail off, SMS on, and back; one of them stays', async () => {
    const sara = await person(opened, { house: place, login: 'sara.montella', javaScript: false });
    const save = async () => {
      const answered = sara.waitForResponse((response) => response.request().method() === 'POST');
      await sara.getByRole('button', { name: 'Salva le preferenze' }).click();
      await answered;
      await sara.waitForLoadState();
    };
    await sara.goto('/preferenze');
    await sara.getByLabel(/^E-mail a /).uncheck();
    await save();
    await sara.locator('#preferences-errors').getByText('lascia acceso almeno un modo').waitFor();
    await sara.getByLabel('SMS al numero di cellulare').check();
    await sara.fill('#preferences-mobile', '081 1234567');
    await save();
    await sara.locator('#preferences-errors').getByText('serve il numero di un cellulare').waitFor();
    assert.equal(await sara.inputValue('#preferences-mobile'), '081 1234567');
    await sara.fill('#preferences-mobile', '+49 151 23456789');
    await save();
    await sara.getByText('Le preferenze sono salvate').waitFor();
    assert.equal(await sara.inputValue('#preferences-mobile'), '+4915123456789');
    assert.equal(await sara.getByLabel(/^E-mail a /).isChecked(), false);
    await sara.getByLabel(/^E-mail a /).check();
    await sara.getByLabel('SMS al numero di cellulare').uncheck();
    await save();
    await sara.goto('/preferenze');
    assert.equal(await sara.inputValue('#preferences-mobile'), '', 'the number is forgotten');
    await sara.context().close();
  });
});

describe('where no SMS are sent', () => {
  let place;
  before(async () => {
    place = await house({ requests: 40 });
  });
  after(() => place.stop());

  test('the page says so, and asks for no number', async () => {
    const carmela = await person(opened, { house: place, login: 'carmela.improta' });
    await carmela.goto('/preferenze');
    await carmela.getByText('Al momento il servizio non invia SMS').waitFor();
    await alive(carmela, FORM);
    assert.equal(await carmela.locator('#preferences-mobile').count(), 0);
    await look(carmela, 'preferences-without-sms');
    await carmela.context().close();
  });
});
