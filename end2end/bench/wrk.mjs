// wrk, asked for one figure at a time; its answer in numbers.

import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Runs wrk and gives requests a second, p50 and p99 in milliseconds, and answers that were errors. */
export async function wrk({ url, cookie, connections, seconds, script }) {
  const words = ['-t1', `-c${connections}`, `-d${seconds}s`, '--latency', '-H', `Cookie: ${cookie}`];
  if (!script) words.push('-H', 'Accept: text/html,application/json', '-H', 'Accept-Encoding: identity');
  if (script) words.push('-s', script);
  const { stdout } = await run('wrk', [...words, url]);
  const refused = Number(/Non-2xx or 3xx responses: (\d+)/.exec(stdout)?.[1] ?? 0);
  const broken = /Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/.exec(stdout)?.slice(1) ?? [];
  return {
    perSecond: Math.round(Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)[1])),
    p50: milliseconds(/50%\s+(\S+)/.exec(stdout)[1]),
    p99: milliseconds(/99%\s+(\S+)/.exec(stdout)[1]),
    errors: refused + broken.map(Number).reduce((sum, count) => sum + count, 0),
  };
}

/** A wrk script that sends the draft again and again, each time under a new id. */
export async function sendScript(form) {
  const path = join(await mkdtemp(join(tmpdir(), 'contatti-bench-')), 'send.lua');
  const [head, tail] = JSON.stringify({ ...form, id: '<id>' }).split('<id>');
  await writeFile(
    path,
    `math.randomseed(os.time())
local head, tail = ${JSON.stringify(head)}, ${JSON.stringify(tail)}
local base, count = math.random(0, 0xffffff), 0
wrk.headers["Content-Type"] = "application/json"
request = function()
  count = count + 1
  local id = string.format("%08x-%04x-7%03x-8%03x-%06x%06x", os.time(), count % 65536, math.random(0, 0xfff),
    math.random(0, 0xfff), base, count)
  return wrk.format("POST", nil, nil, head .. id .. tail)
end
`,
  );
  return path;
}

/** wrk says `-nan` when it counted too few answers to tell; so do we. */
function milliseconds(text) {
  const found = /([\d.]+)(us|ms|s)/.exec(text);
  if (!found) return NaN;
  const [, number, unit] = found;
  const scale = { us: 0.001, ms: 1, s: 1000 }[unit];
  return Math.round(Number(number) * scale * 100) / 100;
}
