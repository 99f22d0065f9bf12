// `make bench`: measures the budgets of the design on this machine and writes docs/BENCHMARKS.md. Nothing is asserted.

import { readFile, stat, writeFile } from 'node:fs/promises';
import { cpus, totalmem, release } from 'node:os';
import { join } from 'node:path';
import { draft, program } from '../api.mjs';
import { engines, house } from '../house.mjs';
import { busyOffice } from './busy.mjs';
import { grow } from './grow.mjs';
import { caughtUp, crowd, firstPage, heavySends, memory, seen } from './moments.mjs';
import { consoleRooms } from './rooms.mjs';
import { wrk, sendScript } from './wrk.mjs';

const here = import.meta.dirname ?? new URL('.', import.meta.url).pathname;
const REQUESTS = Number(process.env.CONTATTI_BENCH_REQUESTS ?? 20_000);
const SECONDS = Number(process.env.CONTATTI_BENCH_SECONDS ?? 10);
/** A data folder loaded before (`contatti demo --requests N`), for sizes that take long to load. */
const FOLDER = process.env.CONTATTI_BENCH_FOLDER;
/** Measures only the full office, over so many requests: those loaded, copied. */
const GROWN = Number(process.env.CONTATTI_BENCH_GROWN ?? 0);
const VIEWS = ['', 'mine', 'unit', 'covering', 'mentioned', 'unassigned', 'overdue', 'due_today', 'awaiting_documents', 'reopened', 'meetings', 'to_check', 'closed'];
const ENGINES = process.env.CONTATTI_BENCH_ENGINES?.split(',') ?? engines;

if (GROWN) {
  for (const engine of ENGINES) console.log(fullOffice(engine, await measureGrown(engine)));
} else {
  const sections = [];
  for (const engine of ENGINES) sections.push(await measure(engine));
  await writeFile(join(here, '../../docs/BENCHMARKS.md'), report(sections, await sizes()));
  console.log('docs/BENCHMARKS.md written');
}

/** The full office in a database as large as asked; the first round warms up what the second measures. */
async function measureGrown(engine) {
  let count;
  const before = async (place) => (count = await grow(place, GROWN, REQUESTS));
  const opened = await house({ engine, requests: REQUESTS, before, env: { CONTATTI_REQUESTS_A_MINUTE: '0' } });
  try {
    const carmela = await program(opened, 'carmela.improta');
    // What the loading left to count would share the cores with every figure.
    await caughtUp(carmela);
    await busyOffice(opened, { seconds: 5 });
    await caughtUp(carmela);
    const quiet = await quietLists(opened);
    return { count, quiet, busy: await busyOffice(opened, { seconds: 3 * SECONDS }) };
  } finally {
    await opened.stop();
  }
}

/** Each view in each order while nothing else happens, 8 connections: the p99, and that of the slowest. */
async function quietLists(opened) {
  const luca = await program(opened, 'luca.ferrara');
  const rows = [];
  for (const state of VIEWS) {
    for (const order of ['', 'oldest', 'newest', 'changed']) {
      const path = `/api/v1/console/requests?${new URLSearchParams({ state, order })}`;
      const { p50, p99, errors } = await wrk({ url: opened.url + path, cookie: luca.cookie, connections: 8, seconds: 2 });
      rows.push({ view: `${state || 'all'} ${order || 'promised'}`, p50, p99, errors });
    }
  }
  return rows.sort((a, b) => b.p99 - a.p99);
}

async function measure(engine) {
  console.log(`${engine}: loading ${REQUESTS} requests…`);
  const folder = engine === 'sqlite' ? FOLDER : undefined;
  const opened = await house({ engine, folder, requests: folder ? 0 : REQUESTS, env: { CONTATTI_REQUESTS_A_MINUTE: '0' } });
  try {
    const anna = await program(opened, 'anna.rossi');
    const luca = await program(opened, 'luca.ferrara');
    const carmela = await program(opened, 'carmela.improta');
    // What the loading left to count would share the cores with every figure.
    const counted = await caughtUp(carmela);
    console.log(`  the loaded moves were counted in ${counted} s`);
    const rest = await memory(opened);
    const { items } = await (await luca.get('/api/v1/console/requests?state=closed')).json();
    const own = (await (await anna.get('/api/v1/requests')).json()).items;
    const rows = [];
    const read = async (what, who, path, budget) => {
      const alone = await wrk({ url: opened.url + path, cookie: who.cookie, connections: 1, seconds: SECONDS });
      const eight = await wrk({ url: opened.url + path, cookie: who.cookie, connections: 8, seconds: SECONDS });
      rows.push({ what, budget, alone, eight });
      console.log(`  ${what}: ${eight.perSecond}/s, p50 alone ${alone.p50} ms`);
    };
    await read('company list, page rendered', anna, '/contatti/richieste', '≥ 1,000/s; p50 alone ≤ 5 ms');
    await read('company request with thread, page rendered', anna, `/contatti/richieste/${own[0].id}`, '≥ 1,000/s; ≤ 5 ms');
    await read('work list, page rendered', luca, '/console', '≥ 1,000/s; ≤ 5 ms');
    await read('office request, page rendered (each read is noted)', luca, `/console/richieste/${items[0].id}`, '–');
    await read('company list, API', anna, '/api/v1/requests', '–');
    const search = (query) => `/api/v1/requests?${new URLSearchParams(query)}`;
    const { areas } = await anna.read('/api/v1/requests/choices');
    const [position] = (await anna.read('/api/v1/compose')).positions;
    const nobody = '00000000-0000-0000-0000-000000000000';
    for (const [what, query] of [
      ['state', { state: 'open' }],
      ['subject', { subject: areas[0].subjects[0].id }],
      ['company', { company: 'a' }],
      ['position', { position: position.id }],
      ['office that has none', { office: nobody }],
      ['intermediary who sent none', { intermediary: nobody }],
      ['opening days', { opened_from: '2026-01-01', opened_to: '2026-06-30' }],
      ['last update', { updated_to: '2026-06-30' }],
      ['last update, one day', { updated_from: '2019-03-11', updated_to: '2019-03-11' }],
      ['opening day, subject and outcome', { opened_to: '2025-12-31', subject: areas[0].subjects[0].id, outcome: 'partly_accepted' }],
      ['outcome', { outcome: 'not_competent' }],
      ['channel nothing came by', { channel: 'pec' }],
    ]) {
      await read(`list by ${what}, API`, anna, search(query), 'p99 < 100 ms');
    }
    for (const text of ['contributi', 'rimborso dicembre', '"cordiali saluti"', 'parolacheno']) {
      await read(`search ${text}, API`, anna, search({ text }), '≥ 1,000/s; p99 < 300 ms');
    }
    await read('search contributi, page rendered', anna, '/contatti/richieste?text=contributi', '≥ 1,000/s; ≤ 5 ms');
    await read('work list, API', luca, '/api/v1/console/requests', '–');
    await consoleRooms(read, { anna, luca, carmela });
    const form = await draft(anna);
    const script = await sendScript(form);
    const send = (connections) =>
      wrk({ url: `${opened.url}/api/v1/requests`, cookie: anna.cookie, connections, seconds: SECONDS, script });
    const [alone, eight] = [await send(1), await send(8)];
    rows.push({ what: 'durable send with its movements, API', budget: '≥ 1,400/s; ≤ 5 ms', alone, eight });
    const sent = { count: Math.round((alone.perSecond + eight.perSecond) * SECONDS), counted: await caughtUp(carmela) };
    const loaded = await memory(opened);
    const moments = {
      counted,
      sent,
      page: await firstPage(opened),
      seen: await seen(opened),
      heavy: await heavySends(opened, memory),
      crowd: await crowd(opened, memory, anna.cookie),
    };
    return { engine, rows, rest, loaded, moments, start: await coldStart(opened) };
  } finally {
    await opened.stop();
  }
}

function fullOffice(engine, { count, quiet, busy }) {
  const slowest = quiet.slice(0, 5).map(({ view, p50, p99 }) => `${view} ${p50} / ${p99}`);
  const errors = quiet.reduce((sum, row) => sum + row.errors, 0);
  return `
## A full office: ${engine === 'postgres' ? 'PostgreSQL' : 'SQLite'}, ${count.toLocaleString('en')} requests

${busy.operators} operators' pages listening and polling nothing, ${busy.changes} changes a second written for ${busy.seconds} s (one in ten a new
request, the others comments), every page hearing each of them and asking anew as the browser does. Of ten pages five show all under way, two one's own, and one each
what is to be taken, what is overdue, and the unit's; the two operators have them among them.

| what | p50 / p99 | how many |
|---|---|---|
| work list, asked anew by a page | ${busy.list.p50} / ${busy.list.p99} ms | ${busy.list.count} |
| counts of the views | ${busy.counts.p50} / ${busy.counts.p99} ms | ${busy.counts.count} |
| writing a change, registered | ${busy.write.p50} / ${busy.write.p99} ms | ${busy.write.count} |
| from pressing the button to the page that hears of it | ${busy.heard.p50} / ${busy.heard.p99} ms | ${busy.heard.count} |

Refused ${busy.refused}, not told one by one ${busy.missed}, written later than planned ${busy.late}.

Each of the ${quiet.length / 4} views in each of four orders alone, 8 connections that share what they ask together (ADR 0035), ${errors} errors; the slowest, p50 / p99 in ms: ${slowest.join('; ')}.`;
}

/** Milliseconds from the start of the process to its first answer. */
async function coldStart(opened) {
  const start = performance.now();
  await opened.crash();
  return Math.round(performance.now() - start);
}

/** Kilobytes as they travel, Brotli-compressed: what every page needs, and what each part of the site needs besides. */
async function sizes() {
  const target = process.env.CARGO_TARGET_DIR ?? join(here, '../../target');
  const site = process.env.CONTATTI_SITE ?? join(target, 'site');
  const { js, wasm, css, parts } = JSON.parse(await readFile(join(site, 'pkg', 'manifest.json'), 'utf8'));
  const kilobytes = async (names) => {
    const all = await Promise.all(names.map((name) => stat(join(site, `${name}.br`))));
    return Math.round(all.reduce((sum, { size }) => sum + size, 0) / 100) / 10;
  };
  const besides = [];
  for (const [part, files] of Object.entries(parts)) besides.push(`${part} ${await kilobytes(files)}`);
  return { main: await kilobytes([js, wasm]), css: await kilobytes([css]), besides: besides.join(', ') };
}

function report(sections, { main, css, besides }) {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Rome' }).format(new Date());
  const machine = `${cpus().length} × ${cpus()[0].model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}`;
  const part = ({ engine, rows, rest, loaded, moments, start }) => `
## ${engine === 'postgres' ? 'PostgreSQL' : 'SQLite'}, ${REQUESTS.toLocaleString('en')} requests

| what | 8 connections | p50 / p99 of 8 | p50 alone | errors | budget |
|---|---|---|---|---|---|
${rows
  .map(
    ({ what, budget, alone, eight }) =>
      `| ${what} | ${eight.perSecond.toLocaleString('en')}/s | ${eight.p50} / ${eight.p99} ms | ${alone.p50} ms | ${eight.errors + alone.errors} | ${budget} |`,
  )
  .join('\n')}

| what | measured | budget |
|---|---|---|
| memory at rest / after the load / under 200 readers | ${rest} / ${loaded} / ${moments.crowd} MB | 60 / – / 250 MB |
| growth while 50 people send three files of 3 MB each (${moments.heavy.seconds} s, ${moments.heavy.refused} refused) | ${moments.heavy.growth} MB | 64 MB |
| counting the moves of the loading into the dashboard | ${moments.counted} s | – |
| counting those of ${moments.sent.count.toLocaleString('en')} sends, after the last | ${moments.sent.counted} s | 60 s |
| an operator's word seen by the company, p50 / p99 | ${moments.seen.p50} / ${moments.seen.p99} ms | p99 < 1,000 ms |
| first page before the module, as transferred | ${moments.page} kB | 150 kB |
| start to first answer, database open | ${start} ms | 1,000 ms |
`;
  return `# Benchmarks

Measured by \`make bench\` on ${day}. Machine: ${machine}. The load generator (wrk), the server
and the database share these cores. Each figure is one run of ${SECONDS} s after loading the demonstration with
${REQUESTS.toLocaleString('en')} requests. Durable means: SQLite \`synchronous=FULL\`; the measuring PostgreSQL runs with
\`fsync=${process.env.CONTATTI_BENCH_FSYNC ?? 'as its server says'}\`.

Transferred, Brotli: WebAssembly and JavaScript of every page ${main} kB; of each part besides, in kB: ${besides} (budget 300 with a
company's part). CSS ${css} kB.
${sections.map(part).join('')}`;
}
