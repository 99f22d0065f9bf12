// A private antivirus that knows one signature, EICAR's, so that nothing is downloaded.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort, listens } from './ports.mjs';

const program = process.env.CONTATTI_TEST_CLAMD ?? '/usr/sbin/clamd';

/** Whether there is one to start; named by `CONTATTI_TEST_CLAMD`, it must be. */
export const antivirusIsHere = process.env.CONTATTI_TEST_CLAMD !== undefined || existsSync(program);

/** The industry's test signature, in two halves so that no antivirus minds this source. */
export const eicar = Buffer.from(
  ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(''),
  'latin1',
);

/** Starts it, on a free port or the one wanted; gives its `address` and `stop()`. */
export async function antivirus({ port: wanted } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'contatti-clamd-'));
  const database = join(folder, 'database');
  await mkdir(database);
  await writeFile(join(database, 'eicar.hdb'), '44d88612fea8a8f36de82e1278abb02f:68:Eicar-Test-Signature\n');
  const port = wanted ?? (await freePort());
  const settings = `Foreground yes\nDatabaseDirectory ${database}\nTCPAddr 127.0.0.1\nTCPSocket ${port}\n`;
  await writeFile(join(folder, 'clamd.conf'), settings);
  const server = spawn(program, ['--config-file', join(folder, 'clamd.conf')], { stdio: 'ignore' });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const stop = async () => {
    server.kill();
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  for (let tries = 0; !(await listens(port)); tries += 1) {
    if (tries > 300 || server.exitCode !== null) {
      await stop();
      throw new Error('clamd did not start');
    }
    await pause(100);
  }
  return { address: `127.0.0.1:${port}`, stop };
}
