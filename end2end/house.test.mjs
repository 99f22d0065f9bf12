// The harness itself: what it reads from the demo's output.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountOf, accountsIn } from './house.mjs';

const printed = 'Demo ready.\ncompany\tmario.rossi\tprova-1\tRossi S.r.l.\noperator\tanna\tprova-2\tSede di Como\n';

test('accounts are read from the tabbed lines, and nothing else is', () => {
  assert.deepEqual(accountsIn(printed), [
    { role: 'company', username: 'mario.rossi', password: 'prova-1', description: 'Rossi S.r.l.' },
    { role: 'operator', username: 'anna', password: 'prova-2', description: 'Sede di Como' },
  ]);
});

test('an account is found by role or by name', () => {
  const accounts = accountsIn(printed);
  assert.equal(accountOf('operator', accounts).username, 'anna');
  assert.equal(accountOf('mario.rossi', accounts).role, 'company');
  assert.throws(() => accountOf('director', accounts), /nobody called "director"/);
});
