// The page of programs' access as plain HTML: a token is made, shown once, used and revoked without a script.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { program } from '../api.mjs';
import { house } from '../house.mjs';

const PAGE = '/accessi/token';

describe('Access of programs, without scripts', () => {
  let place, giulia, secret;

  before(async () => {
    place = await house({ requests: 0 });
    giulia = await program(place, 'giulia.capuano');
  });
  after(() => place.stop());

  /** Sends a form of the page as a browser does. */
  const submit = (path, fields) =>
    fetch(place.url + path, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        cookie: giulia.cookie,
        accept: 'text/html,application/xhtml+xml',
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
      },
      body: new URLSearchParams(fields),
    });
  const page = async () => (await giulia.get(PAGE)).text();
  const valueOf = (html, name) => new RegExp(`name="${name}"[^>]*?value="([^"]*)"`).exec(html)?.[1];

  test('a form that does not hold comes back with what was typed and what to mend', async () => {
    const html = await page();
    const fields = { page: PAGE, form: 'make-token', id: valueOf(html, 'id'), name: '', bound_to: '', scopes: 'read', days: '180' };
    const answer = await submit('/api/v1/tokens', fields);
    const again = await answer.text();
    assert.equal(answer.status, 422);
    assert.match(again, /Ci sono 2 cose da correggere/);
    assert.match(again, /<option value="180" selected/);
    assert.equal(valueOf(again, 'id'), fields.id);
  });

  test('the secret is on the answer, is kept by no cache, and is never shown again', async () => {
    const html = await page();
    const [bound] = /mandate:[0-9a-f-]{36}/.exec(html);
    const fields = { page: PAGE, form: 'make-token', id: valueOf(html, 'id'), name: 'Paghe & C.', bound_to: bound, scopes: 'read', days: '30' };
    const answer = await submit('/api/v1/tokens', fields);
    const made = await answer.text();
    assert.equal(answer.status, 201);
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    secret = /value="(ctt_[0-9a-f]{64})"/.exec(made)?.[1];
    assert.ok(secret, made);
    assert.match(made, /Il token di Paghe &amp; C\. è pronto/);
    assert.doesNotMatch(await page(), /ctt_/);
    const again = await submit('/api/v1/tokens', fields);
    assert.equal(again.status, 409);
    assert.equal((await fetch(`${place.url}/api/v1/me`, { headers: { authorization: `Bearer ${secret}` } })).status, 200);
  });

  test('a token opens no page', async () => {
    const answer = await fetch(place.url + PAGE, { redirect: 'manual', headers: { authorization: `Bearer ${secret}` } });
    assert.match(answer.headers.get('location'), /^\/accesso/);
  });

  test('it is revoked in two presses, and its row says so', async () => {
    const html = await page();
    const path = /action="(\/api\/v1\/tokens\/[0-9a-f-]{36}\/revoke)"/.exec(html)[1];
    assert.match(html, /<details[^>]*><summary[^>]*>Revoca</);
    const answer = await submit(path, { page: PAGE });
    assert.deepEqual([answer.status, answer.headers.get('location')], [303, PAGE]);
    assert.equal((await fetch(`${place.url}/api/v1/me`, { headers: { authorization: `Bearer ${secret}` } })).status, 401);
    const after = await page();
    assert.match(after, /Revocato/);
    assert.doesNotMatch(after, /\/revoke"/);
  });

  test('the company sees the programs that may act for it, an operator has nothing to give', async () => {
    const anna = await program(place, 'anna.rossi');
    const offered = await giulia.read('/api/v1/tokens/bindings');
    const form = { id: '0190a000-0000-7000-8000-0000000000aa', name: 'Paghe 2000', bound_to: `firm:${offered.firm.id}`, scopes: 'send', days: '9' };
    assert.equal((await giulia.post('/api/v1/tokens', form)).status, 201);
    assert.match(await (await anna.get(PAGE)).text(), /Paghe 2000/);
    const luca = await program(place, 'luca.ferrara');
    assert.match(await (await luca.get(PAGE)).text(), /non agisce per nessuna azienda/);
  });
});
