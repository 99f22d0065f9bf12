// The new request as a person fills it in, step by step; the same presses with and without scripts.

import { alive } from './harness.mjs';

const PAGE = '/contatti/nuova-richiesta';

/** Accents, quotes of three kinds, marks that HTML knows, emoji, letters from right to left, an empty line. */
export const text = `Perché il DURC è «irregolare»? L'F24 del 16/10 dice "pagato" & <regolare>.

Così già scritto: 100% a posto 🙏🏽 – שלום, السلام عليكم. Città più università: 10 €.`;

/** A position and a subject of its scheme that takes three files of 3 MB, as the service offers them. */
export async function choice(someone, wanted = () => true) {
  const { positions, areas } = await (await someone.get('/api/v1/compose')).json();
  const takesThree = (subject) => subject.profile.code === '3x3' && !subject.fixed_sentence;
  for (const position of positions.filter(wanted)) {
    const area = areas.find((area) => area.scheme === position.scheme && area.subjects.some(takesThree));
    if (area) return { position, subject: area.subjects.find(takesThree) };
  }
  throw new Error('no position offers a subject that takes three files of 3 MB');
}

/** Opens the form; what an earlier test left in this browser is put aside. */
export async function begin(page) {
  await page.goto(PAGE);
  await alive(page, 'form.compose');
}

/** Fills the steps in up to `until`, where the page stays. */
export async function fill(page, { position, subject, text, files = [], email, telephone }, until = 4) {
  await begin(page);
  await page.selectOption('#position', position.id);
  await page.selectOption('#subject', subject.id);
  if (until > 1) await on(page, 2);
  if (until > 1) await page.fill('#text', text);
  if (until > 1 && files.length > 0) await attach(page, files);
  if (until > 2) await on(page, 3);
  if (until > 2 && email !== undefined) await page.fill('#email', email);
  if (until > 2 && telephone !== undefined) await page.fill('#telephone', telephone);
  if (until > 3) await on(page, 4);
}

/** Presses "Avanti" and waits for the step. */
export async function on(page, step) {
  await forward(page);
  await page.locator(`#step-${step}`).waitFor();
}

export async function forward(page) {
  await page.getByRole('button', { name: 'Avanti', exact: true }).click();
}

/** Chooses files; with scripts each is sent at once, so waits until none is on its way. */
export async function attach(page, files) {
  const lines = page.locator('.uploads > li');
  const before = await lines.count();
  await page.setInputFiles('#files', files);
  if (page.javaScript === false) return;
  await lines.nth(before + files.length - 1).waitFor();
  const settled = (count) => document.querySelectorAll('.uploads .state-good, .uploads .field-error').length === count;
  await page.waitForFunction(settled, before + files.length);
}

/** Sends, waits for the receipt and gives back the request's id. */
export async function send(page, button = 'Invia la richiesta') {
  await page.getByRole('button', { name: button, exact: true }).click();
  return received(page);
}

/** Waits for the receipt and gives back the request's id. */
export async function received(page) {
  await page.waitForURL(/\/contatti\/richieste\/[0-9a-f-]{36}\/ricevuta$/);
  await page.getByText('Richiesta inviata', { exact: true }).waitFor();
  return new URL(page.url()).pathname.split('/')[3];
}
