// A private Kannel with a fake message centre that writes down what would reach a mobile.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort, listens } from './ports.mjs';

const fakesmsc = process.env.CONTATTI_TEST_KANNEL ?? '/usr/lib/kannel/test/fakesmsc';
const boxes = ['/usr/sbin/bearerbox', '/usr/sbin/smsbox'];

/** Whether there is one to start; named by `CONTATTI_TEST_KANNEL`, it must be. */
export const gatewayIsHere = process.env.CONTATTI_TEST_KANNEL !== undefined || [...boxes, fakesmsc].every((file) => existsSync(file));

const user = 'contatti';
const password = 'p w&x';

/** Starts it; gives the `env` a server needs to send by it, `messages()` and `stop()`. */
export async function gateway() {
  const folder = await mkdtemp(join(tmpdir(), 'contatti-kannel-'));
  const ports = { admin: await freePort(), boxes: await freePort(), centre: await freePort(), sendsms: await freePort() };
  const file = join(folder, 'kannel.conf');
  await writeFile(file, settings(ports));
  const servers = [];
  const run = (program, words) => {
    const child = spawn(program, words, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    const server = { child, log: '', ended: new Promise((resolve) => child.once('exit', resolve)) };
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (server.log += text));
    servers.push(server);
    return server;
  };
  const stop = async () => {
    for (const { child } of servers) child.kill('SIGKILL');
    await Promise.all(servers.map(({ ended }) => ended));
    await rm(folder, { recursive: true, force: true });
  };
  const answers = async (port) => {
    for (let tries = 0; !(await listens(port)); tries += 1) {
      if (tries > 200 || servers.some(({ child }) => child.exitCode !== null)) {
        const logs = servers.map(({ log }) => log.slice(-2000)).join('\n');
        await stop();
        throw new Error(`Kannel did not start:\n${logs}`);
      }
      await pause(50);
    }
  };
  run(boxes[0], [file]);
  await answers(ports.boxes);
  await answers(ports.centre);
  // It must send one message to be let in; the next would come in an hour.
  const centre = run(fakesmsc, ['-H', '127.0.0.1', '-r', String(ports.centre), '-m', '1', '-i', '3600', '1 2 text hello']);
  run(boxes[1], [file]);
  await answers(ports.sendsms);
  return {
    env: {
      CONTATTI_SMS_URL: `http://127.0.0.1:${ports.sendsms}/cgi-bin/sendsms`,
      CONTATTI_SMS_USER: user,
      CONTATTI_SMS_PASSWORD: password,
    },
    messages: () => messages(centre.log),
    stop,
  };
}

/** `Got message 2: <from to text words>`, as the fake message centre prints it. */
function messages(log) {
  return [...log.matchAll(/Got message \d+: <(\S+) (\S+) text (.*)>/g)].map(([, from, to, text]) => ({ from, to, text }));
}

function settings({ admin, boxes, centre, sendsms }) {
  return `group = core
admin-port = ${admin}
admin-password = admin
admin-allow-ip = 127.0.0.1
smsbox-port = ${boxes}
box-allow-ip = 127.0.0.1
log-level = 1

group = smsc
smsc = fake
port = ${centre}
connect-allow-ip = 127.0.0.1

group = smsbox
bearerbox-host = 127.0.0.1
sendsms-port = ${sendsms}
log-level = 1

group = sendsms-user
username = ${user}
password = "${password}"
max-messages = 3
concatenation = true

group = sms-service
keyword = default
max-messages = 0
text = ""
`;
}
