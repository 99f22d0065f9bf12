// An example client: uploads files, sends a request once however the line behaves, follows it, and keeps its receipt.
//
//   CONTATTI_URL=https://contatti.example CONTATTI_TOKEN=ctt_… \
//     node example.mjs --text "Perché il DURC è irregolare?" --email paghe@studio.example --receipt ricevuta.json F24.pdf
//
// --position NUMBER and --subject ID choose what it is about (else the first on offer), --until open|in_charge|closed
// says for which state to wait, --every SECONDS how often to ask. It prints a line of JSON at each step.

import { createHash, randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';

const { values: said, positionals: files } = parseArgs({
  allowPositionals: true,
  options: {
    position: { type: 'string', default: '' },
    subject: { type: 'string' },
    text: { type: 'string' },
    email: { type: 'string' },
    receipt: { type: 'string', default: 'receipt.json' },
    until: { type: 'string', default: 'open' },
    every: { type: 'string', default: '60' },
  },
});
const server = process.env.CONTATTI_URL ?? 'http://127.0.0.1:3000';
const token = process.env.CONTATTI_TOKEN;
if (!token) throw new Error('CONTATTI_TOKEN holds no token: make one on the page /accessi/token');

const TRIES = 8;
const STATES = ['open', 'in_charge', 'closed'];

const { position, subject } = await choose();
const attachments = [];
for (const file of files) attachments.push(await upload(file, subject));
const receipt = await send({
  // Keep this id where a crash cannot reach it: whoever sends the same body again gets the same receipt.
  id: uuidv7(),
  position: position.id,
  subject: subject.id,
  text: [said.text, subject.fixed_sentence].filter(Boolean).join('\n'),
  email: said.email,
  attachments,
});
await follow(receipt.request);
await keepReceipt(receipt.request);

/** The position asked for, and a subject of its scheme. */
async function choose() {
  const found = await call('GET', `/positions?search=${encodeURIComponent(said.position)}`);
  const [position] = found.items;
  if (!position) throw new Error(`this token acts for no position like "${said.position}"`);
  const { areas } = await call('GET', `/compose?position=${position.id}`);
  const offered = areas.filter(({ scheme }) => scheme === position.scheme).flatMap(({ subjects }) => subjects);
  const subject = offered.find(({ id }) => !said.subject || id === said.subject);
  if (!subject) throw new Error('this subject is not on offer for the position');
  tell('chosen', { company: position.company.name, position: position.number, subject: subject.title });
  return { position, subject };
}

/** Sends one file and checks that the server holds the same bytes. */
async function upload(file, subject) {
  const bytes = await readFile(file);
  const path = `/attachments?name=${encodeURIComponent(basename(file))}&subject=${subject.id}`;
  const stored = await call('POST', path, { body: bytes, type: 'application/octet-stream' });
  const own = createHash('sha256').update(bytes).digest('hex');
  if (stored.sha256 !== own) throw new Error(`${file} arrived damaged`);
  tell('uploaded', { file: stored.name, sha256: stored.sha256 });
  await scanned(stored);
  return stored.id;
}

/** Where files are scanned, a request takes them once the antivirus has spoken. */
async function scanned({ id, scan }) {
  for (let looks = 0; scan === 'waiting' && looks < 60; looks += 1) {
    await pause(1000);
    ({ scan } = await call('GET', `/attachments/${id}/about`));
  }
}

async function send(form) {
  const receipt = await call('POST', '/requests', { body: JSON.stringify(form), type: 'application/json' });
  tell('sent', { request: receipt.request, registration: receipt.registration, promised_on: receipt.promised_on });
  return receipt;
}

/** Asks now and then until the request has come as far as `--until` says. */
async function follow(request) {
  for (let version = 0; ; await pause(Number(said.every) * 1000)) {
    const now = await call('GET', `/requests/${request}`);
    if (now.version !== version) {
      version = now.version;
      tell('state', { state: now.state, version, owner: now.owner, last: now.thread.at(-1).text });
    }
    if (STATES.indexOf(now.state) >= STATES.indexOf(said.until)) return;
  }
}

async function keepReceipt(request) {
  const receipt = await call('GET', `/requests/${request}/receipt`);
  await writeFile(said.receipt, JSON.stringify(receipt, undefined, 2));
  tell('receipt', { file: said.receipt });
}

/** One call: repeated when the line breaks, the server is busy or it says to wait; a refusal is an error with its code. */
async function call(method, path, { body, type } = {}) {
  const headers = { authorization: `Bearer ${token}`, accept: 'application/json', ...(type && { 'content-type': type }) };
  for (let attempt = 1; ; attempt += 1) {
    const answer = await fetch(`${server}/api/v1${path}`, { method, headers, body }).catch((error) => ({ error }));
    if (answer.ok) return answer.json();
    const wait = Number(answer.headers?.get('retry-after') ?? 2 ** attempt / 4);
    const passing = answer.error || [408, 429, 503].includes(answer.status);
    if (!passing || attempt === TRIES) throw await refusal(method, path, answer);
    tell('again', { path, attempt, wait });
    await pause(wait * 1000);
  }
}

async function refusal(method, path, answer) {
  if (answer.error) return answer.error;
  const problem = await answer.json().catch(() => ({ code: 'unknown', title: answer.statusText }));
  const fields = (problem.fields ?? []).map(({ field, issue }) => `${field}: ${issue}`).join(', ');
  return new Error(`${method} ${path}: ${problem.code} (${answer.status}) ${problem.title} ${fields} [${problem.reference}]`);
}

function tell(step, facts) {
  console.log(JSON.stringify({ step, ...facts }));
}

/** Time first, then chance (RFC 9562). */
function uuidv7() {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = 0x70 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
