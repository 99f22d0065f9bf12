// Power cuts at random moments of five hundred sends: what was accepted is there once, and the register has no gap.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { draft, program, uuidv7 } from '../api.mjs';
import { engines, house } from '../house.mjs';

const SENDS = 500;
const SENDERS = 8;
/** Milliseconds a server lives at most. New lines to PostgreSQL prepare each statement first: killed before that, it would never send. */
const LIFE = { sqlite: 350, postgres: 1_500 };
/** Nobody sends like this; what is tried here is not the limit of calls. */
const UNLIMITED = { CONTATTI_REQUESTS_A_MINUTE: '0' };

for (const engine of engines) {
  test(`no accepted request is lost or doubled when the server is killed (${engine})`, { timeout: 600_000 }, async () => {
    const opened = await house({ engine, requests: 0, env: UNLIMITED });
    try {
      const { accepted, crashes } = await sendThroughCrashes(opened);
      assert.ok(crashes >= 5, `only ${crashes} crashes`);
      assert.equal(accepted.size, SENDS);
      await verify(opened, accepted);
    } finally {
      await opened.stop();
    }
  });
}

async function sendThroughCrashes(opened) {
  const anna = await program(opened, 'anna.rossi');
  const form = await draft(anna);
  const waiting = Array.from({ length: SENDS }, () => uuidv7());
  const accepted = new Map();
  const state = { crashes: 0, over: false };
  const crashing = crashAtRandom(opened, state);
  const sender = async () => {
    for (let id = waiting.pop(); id; id = waiting.pop()) accepted.set(id, await sendUntilAnswered(anna, { ...form, id }));
  };
  await Promise.all(Array.from({ length: SENDERS }, sender));
  state.over = true;
  await crashing;
  return { accepted, crashes: state.crashes };
}

async function crashAtRandom(opened, state) {
  while (!state.over) {
    await pause(40 + Math.random() * (LIFE[opened.engine] - 40));
    if (state.over) return;
    await opened.crash();
    state.crashes += 1;
  }
}

/** What a careful client does: the same id again until somebody answers. */
async function sendUntilAnswered(anna, form) {
  for (;;) {
    try {
      const answer = await anna.post('/api/v1/requests', form);
      const receipt = await answer.json();
      if (answer.status === 200 || answer.status === 201) return receipt;
      assert.equal(answer.status, 503, JSON.stringify(receipt));
    } catch (error) {
      if (error.code === 'ERR_ASSERTION') throw error;
    }
    await pause(20);
  }
}

async function verify(opened, accepted) {
  const anna = await program(opened, 'anna.rossi');
  for (const [id, receipt] of accepted) {
    const again = await (await anna.get(`/api/v1/requests/${id}/receipt`)).json();
    assert.deepEqual(again.registration, receipt.registration);
  }
  const numbers = [...accepted.values()].map(({ registration }) => registration.number).sort((a, b) => a - b);
  assert.deepEqual(numbers, Array.from({ length: SENDS }, (_, index) => index + 1));
  assert.match(await opened.command('register', 'verify'), new RegExp(`${SENDS} entries`));
}
