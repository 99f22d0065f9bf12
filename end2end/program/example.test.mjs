// The example client of docs/API.md at work on a real server: a payroll program sends with a file, follows, keeps the receipt.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { program, work } from '../api.mjs';
import { engines, house } from '../house.mjs';
import { pdf, sha256 } from '../papers.mjs';
import { firstMandate, tokenFor } from './token.mjs';

const here = import.meta.dirname ?? new URL('.', import.meta.url).pathname;
const client = join(here, '../../docs/api/example.mjs');

for (const engine of engines) {
  describe(`The example client (${engine})`, () => {
    let place, giulia, folder;

    before(async () => {
      place = await house({ engine, requests: 0 });
      giulia = await program(place, 'giulia.capuano');
      folder = await mkdtemp(join(tmpdir(), 'contatti-example-'));
    });
    after(async () => {
      await place.stop();
      await rm(folder, { recursive: true, force: true });
    });

    test('uploads, sends, follows until the answer and keeps the receipt', { timeout: 60_000 }, async () => {
      const { token, secret } = await tokenFor(giulia, firstMandate);
      const file = join(folder, 'modello “F24” è.pdf');
      await writeFile(file, pdf(20_000));
      const kept = join(folder, 'ricevuta.json');
      const words = ['--text', 'Perché il DURC è irregolare?', '--email', 'paghe@studio.example'];
      const run = example(place, secret, [...words, '--until', 'closed', '--every', '0.2', '--receipt', kept, file]);
      const { request } = await run.step('sent');
      await answer(place, giulia, request);
      await run.ended;
      assert.deepEqual(run.steps.filter(({ step }) => step === 'state').map(({ state }) => state).at(-1), 'closed');
      const receipt = JSON.parse(await readFile(kept, 'utf8'));
      assert.equal(receipt.request, request);
      assert.equal(receipt.attachments[0].sha256, sha256(await readFile(file)));
      const choices = await giulia.read('/api/v1/tokens/bindings');
      assert.equal(`mandate:${token.bound_to.id}`, firstMandate(choices));
      assert.equal(receipt.company.name, choices.mandates.find(({ id }) => id === token.bound_to.id).company.name);
    });

    test('says the code of a refusal', async () => {
      const { secret } = await tokenFor(giulia, firstMandate, 'read');
      const run = example(place, secret, ['--text', 'x', '--email', 'paghe@studio.example']);
      await assert.rejects(run.ended, /scope_missing \(403\)/);
      const lost = example(place, `ctt_${'0'.repeat(64)}`, ['--text', 'x']);
      await assert.rejects(lost.ended, /not_signed_in \(401\)/);
    });
  });
}

test('The example client waits when it is told to, and comes through', { timeout: 60_000 }, async () => {
  const kept = join(tmpdir(), `contatti-busy-${process.pid}.json`);
  const busy = await house({ requests: 0, env: { CONTATTI_REQUESTS_A_MINUTE: '4' } });
  try {
    const { secret } = await tokenFor(await program(busy, 'giulia.capuano'), firstMandate);
    const text = ['--text', 'Prova', '--email', 'paghe@studio.example', '--receipt', kept];
    const run = example(busy, secret, text);
    await run.ended;
    assert.ok(run.steps.some(({ step, wait }) => step === 'again' && wait > 0));
  } finally {
    await busy.stop();
    await rm(kept, { force: true });
  }
});

/** Runs the client: `steps` grows as it speaks, `step(name)` waits for one, `ended` fails with what it complained of. */
function example(place, secret, words) {
  const env = { PATH: process.env.PATH, CONTATTI_URL: place.url, CONTATTI_TOKEN: secret };
  const child = spawn(process.execPath, [client, ...words], { env });
  const steps = [];
  const waiting = [];
  let [spoken, complained] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text) => {
    spoken += text;
    const lines = spoken.split('\n');
    spoken = lines.pop();
    for (const line of lines) {
      steps.push(JSON.parse(line));
      for (const look of waiting) look();
    }
  });
  child.stderr.setEncoding('utf8').on('data', (text) => (complained += text));
  const ended = new Promise((resolve, reject) => {
    child.once('close', (code) => (code === 0 ? resolve(steps) : reject(new Error(complained))));
  });
  ended.catch(() => {});
  const step = (name) =>
    new Promise((resolve, reject) => {
      const look = () => steps.filter((one) => one.step === name).forEach(resolve);
      waiting.push(look);
      look();
      ended.catch(reject);
    });
  return { steps, step, ended };
}

/** Whoever operates the office that has the request takes it in charge and closes it. */
async function answer(place, sender, request) {
  const { office } = await sender.read(`/api/v1/requests/${request}`);
  for (const { username } of place.accounts.filter(({ role }) => role === 'operator')) {
    const operator = await program(place, username);
    if ((await operator.read('/api/v1/me')).office.id !== office.id) continue;
    await work(operator, request, 'take-charge');
    await work(operator, request, 'close', { outcome: 'informative', text: 'Risposta di prova, con motivazione.' });
    return;
  }
  throw new Error(`nobody of ${office.name} is among the demo's accounts`);
}
