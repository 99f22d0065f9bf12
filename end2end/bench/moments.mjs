// Figures that are not a rate: what a first page weighs, how soon a change is seen, what heavy sends and a crowd cost in memory.

import { readFile } from 'node:fs/promises';
import { program, sendOne, uuidv7, draft, work } from '../api.mjs';
import { pdf } from '../papers.mjs';
import { hear } from './heard.mjs';
import { wrk } from './wrk.mjs';

/** Kilobytes that travel before the page can be read and used: the page, its sheet, its fonts and icons; not the module. */
export async function firstPage(opened) {
  const accept = { 'accept-encoding': 'br', accept: 'text/html' };
  const bytes = async (path) => {
    const answer = await fetch(opened.url + path, { headers: accept, keepalive: false });
    const length = answer.headers.get('content-length');
    const body = Buffer.from(await answer.arrayBuffer());
    // A streamed page has no length of its own: fetch has unpacked it, so it is weighed as it came, by its own packing.
    return { text: body.toString('latin1'), size: length ? Number(length) : await packed(body) };
  };
  const page = await bytes('/accesso');
  const sheet = /href="(\/pkg\/[^"]+\.css)"/.exec(page.text)?.[1];
  const parts = [page, await bytes(sheet), await bytes('/icons.svg')];
  for (const weight of ['regular', '600', '700']) parts.push(await bytes(`/fonts/titillium-${weight}.woff2`));
  return Math.round(parts.reduce((sum, { size }) => sum + size, 0) / 100) / 10;
}

async function packed(body) {
  const { brotliCompressSync, constants } = await import('node:zlib');
  return brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }).length;
}

/** Milliseconds from an operator's word to the event that tells the company's page of it: median and 99th of `count`. */
export async function seen(opened, count = 100) {
  const [anna, luca] = [await program(opened, 'anna.rossi'), await program(opened, 'luca.ferrara')];
  const { request } = await sendOne(anna);
  await work(luca, request, 'take-charge');
  const listening = await listen(opened, anna, request);
  const times = [];
  for (let turn = 0; turn < count; turn += 1) {
    const { version } = await luca.read(`/api/v1/requests/${request}`);
    const heard = listening.version(version + 1);
    const start = performance.now();
    await luca.post(`/api/v1/requests/${request}/comment`, { version: String(version), text: `Parola ${turn}` });
    times.push((await heard) - start);
  }
  listening.stop();
  times.sort((a, b) => a - b);
  const at = (part) => Math.round(times[Math.min(times.length - 1, Math.floor(times.length * part))] * 10) / 10;
  return { p50: at(0.5), p99: at(0.99) };
}

async function listen(opened, someone, request) {
  const stop = new AbortController();
  const news = await hear(opened, someone, stop.signal);
  const waiting = new Map();
  (async () => {
    for await (const piece of news) {
      if (piece.request === request) waiting.get(piece.version)?.(performance.now());
    }
  })().catch(() => {});
  return { version: (version) => new Promise((heard) => waiting.set(version, heard)), stop: () => stop.abort() };
}

/** Megabytes the server grows by while `count` people send three files of 3 MB each at the same time. */
export async function heavySends(opened, memory, count = 50) {
  // One person may have but so many files waiting: the senders share three accounts.
  const people = await Promise.all(['anna.rossi', 'giulia.capuano', 'mathieu.vuillermoz'].map((login) => program(opened, login)));
  const forms = await Promise.all(people.map(draft));
  const before = await memory(opened);
  let highest = before;
  const watch = setInterval(async () => (highest = Math.max(highest, await memory(opened).catch(() => 0))), 50);
  const heavy = pdf(2_990_000);
  const upload = async (someone, form, name) => {
    const answer = await fetch(`${opened.url}/api/v1/attachments?name=${name}&subject=${form.subject}`, {
      method: 'POST',
      headers: { cookie: someone.cookie, 'content-type': 'application/octet-stream' },
      body: heavy,
    });
    if (!answer.ok) throw new Error(`not uploaded: ${await answer.text()}`);
    return (await answer.json()).id;
  };
  const one = async (_, place) => {
    const [someone, form] = [people[place % people.length], forms[place % people.length]];
    const attachments = [];
    for (const name of ['a.pdf', 'b.pdf', 'c.pdf']) attachments.push(await upload(someone, form, name));
    const answer = await someone.post('/api/v1/requests', { ...form, id: uuidv7(), attachments });
    if (answer.status !== 201) throw new Error(`not sent: ${await answer.text()}`);
  };
  const start = performance.now();
  const refused = (await Promise.allSettled(Array.from({ length: count }, one))).filter(({ status }) => status === 'rejected');
  clearInterval(watch);
  return { growth: highest - before, seconds: Math.round((performance.now() - start) / 100) / 10, refused: refused.length };
}

/** Resident megabytes while 200 people read lists at once. */
export async function crowd(opened, memory, cookie) {
  const reading = wrk({ url: `${opened.url}/contatti/richieste`, cookie, connections: 200, seconds: 6 });
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  const megabytes = await memory(opened);
  await reading;
  return megabytes;
}

/** Seconds until every move written so far is counted into the director's figures. */
export async function caughtUp(director) {
  const start = performance.now();
  while ((await director.read('/api/v1/console/figures')).behind) await new Promise((again) => setTimeout(again, 250));
  return Math.round((performance.now() - start) / 100) / 10;
}

/** Resident megabytes of the server. */
export async function memory(opened) {
  const status = await readFile(`/proc/${opened.pid()}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)[1]) / 1024);
}
