// A program that speaks the API: signed in by cookie, as an intermediary's payroll software would be.

import { randomBytes } from 'node:crypto';

/** Signs in and gives `get`, `read` (what `get` answers, as a value), `post` and what a request needs. */
export async function program(house, login) {
  const { username, password } = house.account(login);
  const answer = await fetch(`${house.url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });
  if (!answer.ok) throw new Error(`${username} could not sign in: ${await answer.text()}`);
  const cookie = answer.headers.get('set-cookie').split(';')[0];
  const get = (path) => fetch(house.url + path, { headers: { cookie } });
  const read = async (path) => {
    const answer = await get(path);
    if (!answer.ok) throw new Error(`${username} may not read ${path}: ${answer.status}`);
    return answer.json();
  };
  const post = (path, body) =>
    fetch(house.url + path, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  return { cookie, get, read, post };
}

/** A draft that holds, for the first position and a subject of its scheme. */
export async function draft(someone) {
  const { positions, areas } = await (await someone.get('/api/v1/compose')).json();
  const [position] = positions;
  const subject = areas.find(({ scheme }) => scheme === position.scheme).subjects[0];
  return { id: uuidv7(), position: position.id, subject: subject.id, text: 'Prova di invio', email: 'prova@azienda.example' };
}

/** Sends a request and gives back its receipt. */
export async function sendOne(someone, more = {}) {
  const answer = await someone.post('/api/v1/requests', { ...(await draft(someone)), ...more });
  if (answer.status !== 201) throw new Error(`not sent: ${await answer.text()}`);
  return answer.json();
}

/** One of the office's moves (`take-charge`, `comment`, `close`), made on the request as it is now. */
export async function work(operator, request, move, form = {}) {
  const { version } = await operator.read(`/api/v1/requests/${request}`);
  const answer = await operator.post(`/api/v1/requests/${request}/${move}`, { version: String(version), ...form });
  if (!answer.ok) throw new Error(`${move} was refused: ${await answer.text()}`);
}

/** How many entries the legal register holds, its chain recomputed. */
export async function registered(house) {
  const said = await house.command('register', 'verify');
  return Number(/(\d+) entries/.exec(said)?.[1] ?? Number.NaN);
}

/** A register number as people read it. */
export const numberOf = ({ area, year, number }) => `${area}.${year}.${String(number).padStart(7, '0')}`;

/** Time first, then chance (RFC 9562). */
export function uuidv7() {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = 0x70 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
