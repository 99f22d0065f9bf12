// A full office: operators who poll nothing, their pages asking anew when they hear of a change, and changes arriving all the time.

import { program, sendOne, work, uuidv7, draft } from '../api.mjs';
import { hear } from './heard.mjs';
import { lines } from './light.mjs';

/** As the pages do it (app/src/kit/live.rs, app/src/console/work_list.rs): milliseconds between two questions. */
const GATHERED = 600;
const COUNTED = 900;
/** How long, by chance, a page waits before it asks. */
const SPREAD = 300;
/** Every tenth change is a new request, the others are comments on as many requests under way. */
const NEW = 10;
const AT_WORK = 40;
const NAPLES = ['luca.ferrara', 'sara.montella'];
/** What ten pages show: half of them the view the console opens with. */
const SHOWN = ['', 'mine', '', 'unassigned', '', 'mine', '', 'overdue', '', 'unit'];

/**
 * Figures of `seconds` in which `operators` pages listen and `perSecond` changes are written: how long the list, the counts
 * and the writing take, and how long after the pressing of a button a page hears of it.
 */
export async function busyOffice(opened, { operators = 50, perSecond = 50, seconds = 30, shown = SHOWN } = {}) {
  const anna = await program(opened, 'anna.rossi');
  const luca = await program(opened, 'luca.ferrara');
  const form = await draft(anna);
  const worked = [];
  for (let count = 0; count < AT_WORK; count += 1) {
    const { request } = await sendOne(anna);
    await work(luca, request, 'take-charge');
    worked.push({ request, version: 2, free: true });
  }
  // Two who write for fifty.
  const [sender, worker] = [lines(opened, anna, operators), lines(opened, luca, operators)];
  const figures = { list: [], counts: [], write: [], heard: [], missed: 0, refused: 0, late: 0 };
  const written = new Map();
  const pages = [];
  for (let count = 0; count < operators; count += 1) {
    const seen = { login: NAPLES[Math.floor(count / shown.length) % NAPLES.length], view: shown[count % shown.length] };
    pages.push(await page(opened, seen, written, figures));
  }
  const writing = [];
  const start = performance.now();
  for (let turn = 0; turn < perSecond * seconds; turn += 1) {
    const due = start + (turn * 1_000) / perSecond;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((go) => setTimeout(go, wait));
    if (wait < -1_000) figures.late += 1;
    writing.push(turn % NEW === 0 ? send(sender, form, written, figures) : comment(worker, worked, written, figures));
  }
  await Promise.all(writing);
  const took = (performance.now() - start) / 1_000;
  await new Promise((last) => setTimeout(last, 1_500));
  pages.forEach((one) => one.stop());
  [sender, worker].forEach((one) => one.close());
  return {
    operators,
    seconds: Math.round(took),
    changes: Math.round((written.size / took) * 10) / 10,
    list: percentiles(figures.list),
    counts: percentiles(figures.counts),
    write: percentiles(figures.write),
    heard: percentiles(figures.heard),
    missed: figures.missed,
    refused: figures.refused,
    late: figures.late,
  };
}

async function send(sender, form, written, figures) {
  const id = uuidv7();
  written.set(`${id} 1`, performance.now());
  await timed(figures, () => sender.post('/api/v1/requests', { ...form, id }), 201);
}

async function comment(worker, worked, written, figures) {
  const one = worked.find(({ free }) => free);
  if (!one) return void (figures.late += 1);
  one.free = false;
  worked.push(worked.splice(worked.indexOf(one), 1)[0]);
  const body = { version: String(one.version), text: 'Stiamo guardando i versamenti di questo mese.' };
  one.version += 1;
  written.set(`${one.request} ${one.version}`, performance.now());
  await timed(figures, () => worker.post(`/api/v1/requests/${one.request}/comment`, body), 200);
  one.free = true;
}

async function timed(figures, write, expected) {
  const start = performance.now();
  const status = await write();
  figures.write.push(performance.now() - start);
  if (status !== expected) figures.refused += 1;
}

/** One operator's page: hears, and asks for its list and its numbers as the browser would. */
async function page(opened, { login, view }, written, figures) {
  const operator = await program(opened, login);
  const stop = new AbortController();
  const news = await hear(opened, operator, stop.signal);
  const own = lines(opened, operator);
  const list = gathered(GATHERED, stop.signal, () => read(own, `/api/v1/console/requests?state=${view}`, figures.list, figures));
  const counts = gathered(COUNTED, stop.signal, () => read(own, '/api/v1/console/counts', figures.counts, figures));
  (async () => {
    for await (const { missed, request, version } of news) {
      if (missed) figures.missed += 1;
      const at = written.get(`${request} ${version}`);
      if (at) figures.heard.push(performance.now() - at);
      list();
      counts();
    }
  })().catch(() => {});
  const close = () => {
    stop.abort();
    own.close();
  };
  return { stop: close };
}

async function read(own, path, times, figures) {
  const start = performance.now();
  const status = await own.get(path);
  times.push(performance.now() - start);
  if (status !== 200) figures.refused += 1;
}

function gathered(pause, signal, ask) {
  let [behind, asking] = [false, false];
  return async () => {
    behind = true;
    if (asking) return;
    asking = true;
    while (behind && !signal.aborted) {
      await new Promise((ask) => setTimeout(ask, Math.random() * SPREAD));
      behind = false;
      await ask().catch(() => {});
      await new Promise((again) => setTimeout(again, pause));
    }
    asking = false;
  };
}

function percentiles(times) {
  times.sort((a, b) => a - b);
  const at = (part) => Math.round(times[Math.min(times.length - 1, Math.floor(times.length * part))] * 10) / 10;
  return { p50: at(0.5), p99: at(0.99), count: times.length };
}
