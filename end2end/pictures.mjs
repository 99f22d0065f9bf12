// `npm run pictures`: takes the README's pictures from the demonstration data, into docs/pictures/.

import { mkdir } from 'node:fs/promises';
import { program } from './api.mjs';
import { browser, house, person, watch } from './harness.mjs';

const folder = new URL('../docs/pictures/', import.meta.url).pathname;

await mkdir(folder, { recursive: true });
const [opened, place] = await Promise.all([browser(), house()]);
try {
  await picture('anna.rossi', 'request', await telling());
  await picture('luca.ferrara', 'console', '/console');
} finally {
  await Promise.all([opened.close(), place.stop()]);
}

async function picture(login, name, address) {
  const page = await person(opened, { house: place, login });
  await page.setViewportSize({ width: 1280, height: 960 });
  await watch(page, address);
  await page.screenshot({ path: `${folder}${name}.png` });
  console.log(`docs/pictures/${name}.png`);
}

/** Of Anna's requests that nobody is late with, the one with the most to see. */
async function telling() {
  const anna = await program(place, 'anna.rossi');
  const { items } = await anna.read('/api/v1/requests');
  const all = await Promise.all(items.map(({ id }) => anna.read(`/api/v1/requests/${id}`)));
  const read = all.filter(({ state, days_left: left }) => state === 'closed' || left >= 0);
  const much = ({ thread }) => thread.length + thread[0].attachments.length;
  const [best] = read.sort((a, b) => much(b) - much(a));
  return `/contatti/richieste/${best.id}`;
}
