// A real mail server (aiosmtpd) that takes letters by SMTP and delivers each into a Maildir, and a client that sends them.

import { execFile, spawn } from 'node:child_process';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort, listens } from './ports.mjs';

const python = process.env.CONTATTI_PYTHON ?? join(dirname(process.env.CONTATTI_SCHEMATHESIS ?? '/usr/bin/x'), 'python3');

/** Starts one that delivers into `maildir`; gives its `port`, `letters()` and `stop()`. */
export async function mailServer(maildir) {
  await mkdir(dirname(maildir), { recursive: true });
  const port = await freePort();
  const words = ['-m', 'aiosmtpd', '-n', '-l', `127.0.0.1:${port}`, '-c', 'aiosmtpd.handlers.Mailbox', maildir];
  const server = spawn(python, words, { stdio: ['ignore', 'ignore', 'pipe'] });
  let log = '';
  server.stderr.setEncoding('utf8').on('data', (text) => (log += text));
  const ended = new Promise((resolve) => server.once('exit', resolve));
  for (let tries = 0; !(await listens(port)); tries += 1) {
    if (tries > 200 || server.exitCode !== null) throw new Error(`the mail server did not start:\n${log}`);
    await pause(50);
  }
  return {
    port,
    letters: () => letters(join(maildir, 'new')),
    stop: () => {
      server.kill();
      return ended;
    },
  };
}

/** Sends one letter by SMTP, as a mail program does. */
export function mail(port, { from, to, message }) {
  const script =
    'import smtplib,sys\nwith smtplib.SMTP("127.0.0.1",int(sys.argv[1])) as s: s.sendmail(sys.argv[2],[sys.argv[3]],sys.stdin.buffer.read())';
  return new Promise((resolve, reject) => {
    const client = execFile(python, ['-c', script, String(port), from, to], (error) => (error ? reject(error) : resolve()));
    client.stdin.end(message.replaceAll('\n', '\r\n'));
  });
}

async function letters(folder) {
  const names = await readdir(folder).catch(() => []);
  return Promise.all(names.sort().map((name) => readFile(join(folder, name), 'utf8')));
}
