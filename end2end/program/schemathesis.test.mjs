// Schemathesis reads the OpenAPI document and tries every operation with data nobody would think of: nothing may answer 5xx.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { program } from '../api.mjs';
import { house } from '../house.mjs';
import { tokenFor, wholeFirm } from './token.mjs';

const here = import.meta.dirname ?? new URL('.', import.meta.url).pathname;
const target = process.env.CARGO_TARGET_DIR ?? join(here, '../../target');
const schemathesis = process.env.CONTATTI_SCHEMATHESIS ?? join(target, 'workshop', 'python', 'bin', 'schemathesis');
const skip = existsSync(schemathesis) ? false : 'schemathesis is not installed: run `cargo xtask setup --tests`';

/** Seconds each caller is given. */
const SECONDS = 20;
/** A stream has no end to wait for. */
const ENDLESS = ['--exclude-path', '/api/v1/events'];
/** It cannot write the media type that tus gives the pieces of a file; the API tests try those. */
const UNWRITABLE = ['--exclude-path', '/api/v1/uploads/{id}'];
/** Would end the very session that is trying. */
const OWN_END = ['--exclude-path', '/api/v1/session/end', '--exclude-path', '/api/v1/sessions/{id}/end'];

describe('Whatever comes in', { skip }, () => {
  let place;

  before(async () => {
    // One caller tries thousands of calls in a moment.
    place = await house({ requests: 60, env: { CONTATTI_REQUESTS_A_MINUTE: '0' } });
  });
  after(() => place.stop());

  test('a program never meets a 5xx nor an answer the contract does not know', { timeout: 120_000 }, async () => {
    const { secret } = await tokenFor(await program(place, 'giulia.capuano'), wholeFirm);
    const checks = 'not_a_server_error,status_code_conformance,response_schema_conformance';
    await tryAll(`Authorization: Bearer ${secret}`, checks);
  });

  for (const username of ['anna.rossi', 'luca.ferrara']) {
    test(`${username} never meets a 5xx`, { timeout: 120_000 }, async () => {
      const { cookie } = await program(place, username);
      await tryAll(`Cookie: ${cookie}`, 'not_a_server_error', OWN_END);
    });
  }

  test('the server is still there, and complained of nothing', async () => {
    assert.equal((await fetch(`${place.url}/readyz`)).status, 204);
    assert.doesNotMatch(place.log(), /panicked/);
  });

  async function tryAll(header, checks, more = []) {
    const filters = [...ENDLESS, ...UNWRITABLE, ...more];
    const words = ['run', `${place.url}/api/v1/openapi.json`, '--header', header, '--checks', checks, ...filters];
    const bounds = ['--max-time', String(SECONDS), '--request-timeout', '15', '--continue-on-failure', '--seed', '1'];
    try {
      await promisify(execFile)(schemathesis, [...words, ...bounds, '--warnings', 'off', '--no-color'], {
        maxBuffer: 16 << 20,
        env: { PATH: process.env.PATH, HOME: process.env.HOME, LANG: 'C.UTF-8' },
      });
    } catch (error) {
      assert.fail(error.stdout || error.message);
    }
  }
});
