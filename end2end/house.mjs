// A house: the real binary on a free port, with its own data folder or database, and the demo inside.

import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from './ports.mjs';

const here = import.meta.dirname ?? new URL('.', import.meta.url).pathname;
const target = process.env.CARGO_TARGET_DIR ?? join(here, '..', 'target');
const binary = process.env.CONTATTI_BIN ?? join(target, 'release', 'contatti');
const site = process.env.CONTATTI_SITE ?? join(target, 'site');
const postgres = process.env.CONTATTI_TEST_POSTGRES;

/** The engines a test runs on: SQLite always, PostgreSQL where one was started for the tests. */
export const engines = postgres ? ['sqlite', 'postgres'] : ['sqlite'];

/**
 * Opens a house. `env` adds settings of its own, `requests` says how many the demo holds; `folder` is a data folder of
 * before, which stays; `before` works on the loaded data while no server is there yet.
 *
 * Returns `url`, `accounts`, `account(roleOrName)`, `log()`, `stop()`, which answers the server's exit code, `crash()`,
 * which ends the server as a power cut would and starts it again on the same data, and `command(...words)`, which runs
 * another word of the binary on that data.
 */
export async function house({ engine = 'sqlite', env = {}, requests = 300, folder, before } = {}) {
  const data = folder ?? (await mkdtemp(join(tmpdir(), 'contatti-end2end-')));
  const database = engine === 'postgres' ? await freshDatabase() : undefined;
  const url = `http://127.0.0.1:${await freePort()}`;
  const settings = {
    PATH: process.env.PATH,
    HOME: data,
    TMPDIR: tmpdir(),
    CONTATTI_LISTEN: new URL(url).host,
    CONTATTI_DATA: data,
    CONTATTI_SITE: site,
    ...(database && { DATABASE_URL: database.url }),
    ...env,
  };
  const tidyUp = async () => {
    if (!folder) await rm(data, { recursive: true, force: true });
    await database?.drop();
  };
  try {
    const { stdout } = await run(binary, ['demo', '--requests', String(requests)], { cwd: data, env: settings });
    await before?.({ engine, data, database: database?.url });
    let server = serve(data, settings);
    await ready(url, server);
    const accounts = accountsIn(stdout);
    return {
      url,
      engine,
      accounts,
      account: (who) => accountOf(who, accounts),
      log: () => server.log,
      stop: () => server.stop().finally(tidyUp),
      crash: async () => {
        await server.crash();
        server = serve(data, settings);
        await ready(url, server);
      },
      command: async (...words) => (await run(binary, words, { cwd: data, env: settings })).stdout,
      pid: () => server.pid,
    };
  } catch (error) {
    await tidyUp();
    throw error;
  }
}

/** `contatti demo` prints one account a line: role, user name, password and description, between tabs. */
export function accountsIn(text) {
  return text
    .split('\n')
    .map((line) => line.split('\t').map((part) => part.trim()))
    .filter((parts) => parts.length >= 4)
    .map(([role, username, password, description]) => ({ role, username, password, description }));
}

export function accountOf(who, accounts) {
  if (typeof who === 'object') return who;
  const found = accounts.find(({ username }) => username === who) ?? accounts.find(({ role }) => role === who);
  if (found) return found;
  const known = accounts.map(({ role, username }) => `${role} (${username})`).join(', ');
  throw new Error(`the demo has nobody called "${who}"; it has ${known || 'no accounts at all'}`);
}

function serve(cwd, env) {
  const child = spawn(binary, ['serve'], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const server = { log: '', ended, stop, crash, pid: child.pid };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => (server.log += text));
  }
  // A test run that is interrupted leaves no server behind.
  const last = () => child.kill('SIGKILL');
  process.once('exit', last);
  child.once('close', () => {
    server.gone = true;
    process.off('exit', last);
  });
  async function stop() {
    child.kill('SIGTERM');
    const patience = AbortSignal.timeout(10_000);
    patience.addEventListener('abort', last);
    const code = await server.ended;
    patience.removeEventListener('abort', last);
    return code;
  }
  function crash() {
    last();
    return server.ended;
  }
  return server;
}

async function ready(url, server) {
  const end = Date.now() + 30_000;
  while (Date.now() < end && !server.gone) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    await pause(50);
  }
  await server.stop();
  throw new Error(`the server did not get ready:\n${server.log}`);
}

async function freshDatabase() {
  const name = `end2end_${randomBytes(6).toString('hex')}`;
  const sql = (statement) => run('psql', ['--quiet', '--no-psqlrc', '--dbname', postgres, '--command', statement]);
  await sql(`CREATE DATABASE ${name}`);
  const url = new URL(postgres);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => sql(`DROP DATABASE ${name} WITH (FORCE)`) };
}

const execute = promisify(execFile);

async function run(program, words, options) {
  try {
    return await execute(program, words, { maxBuffer: 16 << 20, ...options });
  } catch (error) {
    throw new Error(`${program} ${words[0]} failed: ${error.stderr || error.message}`);
  }
}
