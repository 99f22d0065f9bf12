// Every page of the office, in every state, is free of what axe finds, at the width of a telephone and of a desk.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { numberOf, program, sendOne, work } from '../api.mjs';
import { text } from '../compose.mjs';
import { alive, browser, house, person, watch } from '../harness.mjs';
import { look } from './look.mjs';

let opened, place, anna, sara, luca;
before(async () => {
  opened = await browser();
  place = await house({ requests: 40 });
  anna = await program(place, 'anna.rossi');
  sara = await program(place, 'sara.montella');
  luca = await person(opened, { house: place, login: 'luca.ferrara' });
});
after(() => Promise.all([opened.close(), place.stop()]));

const press = (name) => luca.getByRole('button', { name, exact: true }).click();

test('the work list, all and by state', async () => {
  for (const name of ['all', 'open', 'in_charge', 'closed']) {
    await watch(luca, name === 'all' ? '/console' : `/console?state=${name}`);
    assert.ok((await luca.locator('table.work tbody tr').count()) > 0, name);
    await look(luca, `console-${name}`);
  }
});

test('a request to take in charge, in charge, refused for what is missing, changed by a colleague, closed', async () => {
  const { request } = await sendOne(anna, { text });
  await watch(luca, `/console/richieste/${request}`);
  await alive(luca, 'form[action$="/take-charge"]');
  await look(luca, 'work-open');
  await press('Prendi in carico');
  await luca.getByText('La richiesta è in carico a te.').waitFor();
  await look(luca, 'work-in-charge');
  await press('Invia il commento');
  await luca.locator('#comment-errors').waitFor();
  await press('Rispondi e chiudi la richiesta');
  await luca.locator('#close-errors').waitFor();
  await look(luca, 'work-errors');
  await luca.fill('#close-text', 'Una risposta.');
  await work(sara, request, 'comment', { text: 'Ho scritto prima io.' });
  await luca.locator('#stale').waitFor();
  await look(luca, 'work-stale');
  await luca.selectOption('#close-outcome', 'not_accepted');
  await press('Rispondi e chiudi la richiesta');
  await luca.getByText("Richiesta chiusa. La risposta è visibile all'azienda.").waitFor();
  await look(luca, 'work-closed');
  await luca.locator('summary', { hasText: 'Riapri la richiesta' }).click();
  await press('Riapri e prendi in carico');
  await luca.locator('#reopen-errors').waitFor();
  await look(luca, 'work-reopen');
});

test('the views, narrowed to nothing; the keys', async () => {
  for (const view of ['mine', 'unit', 'covering', 'unassigned', 'overdue', 'reopened']) {
    await watch(luca, `/console?state=${view}`);
    await look(luca, `console-${view}`);
  }
  await watch(luca, '/console?who=nessuna+azienda');
  await luca.getByText('Nessuna richiesta corrisponde ai filtri').waitFor();
  await look(luca, 'console-narrowed');
  await alive(luca, 'form[role=search]');
  await luca.keyboard.press('Tab');
  await luca.evaluate(() => document.activeElement.blur());
  await luca.keyboard.press('?');
  await luca.getByRole('dialog').waitFor();
  await look(luca, 'console-keys');
  await luca.keyboard.press('Escape');
});

test('other hands and notes, refused for what is missing', async () => {
  const { request } = await sendOne(anna, { text });
  await work(sara, request, 'take-charge');
  await watch(luca, `/console/richieste/${request}`);
  await alive(luca, 'form[action$="/notes"]');
  for (const summary of await luca.locator('.workbench-forms summary').all()) await summary.click();
  for (const name of ['Assegna la richiesta', 'Passa la richiesta', 'Salva la nota']) await press(name);
  await luca.locator('#notes-errors').waitFor();
  await luca.locator('#hand-over-errors').waitFor();
  await look(luca, 'work-hands');
  await luca.fill('#notes-text', 'Sentita l’azienda: manda il LUL.');
  await luca.locator('.readers summary').click();
  await luca.locator('#notes-mentions').getByLabel('Sara Montella').check();
  await press('Salva la nota');
  await luca.locator('.notes li').first().waitFor();
  await look(luca, 'work-notes');
});

test('the text modules: none, refused, some, put into an answer', async () => {
  await luca.goto('/console/testi');
  await alive(luca, 'form[action$="/console/texts"]');
  await look(luca, 'texts-none');
  await press('Salva il modulo');
  await luca.locator('#text-errors').waitFor();
  await look(luca, 'texts-errors');
  await luca.fill('#text-title', 'Saluti');
  await luca.fill('#text-text', 'Gentile {azienda},\nla sua richiesta {protocollo} è accolta.');
  await press('Salva il modulo');
  await luca.getByText('Modulo salvato.').waitFor();
  await look(luca, 'texts');
  const { request } = await sendOne(anna, { text });
  await work(await program(place, 'luca.ferrara'), request, 'take-charge');
  await watch(luca, `/console/richieste/${request}`);
  await alive(luca, 'form[action$="/close"]');
  await luca.selectOption('#close-module', { label: 'Saluti' });
  await luca.locator('.text-sample').first().waitFor();
  await look(luca, 'work-text');
});

test('the units as their director and their people read them, refused for what is missing; a passing refused', async () => {
  const carmela = await person(opened, { house: place, login: 'carmela.improta' });
  await carmela.goto('/console/unita');
  await alive(carmela, 'form[action$="/console/units"]');
  await look(carmela, 'units');
  for (const summary of await carmela.locator('main summary').all()) await summary.click();
  await carmela.getByRole('button', { name: "Salva l'unità", exact: true }).click();
  await carmela.locator('#unit-errors').waitFor();
  await look(carmela, 'units-errors');
  await luca.goto('/console/unita');
  await luca.locator('table.load').first().waitFor();
  await look(luca, 'units-read');
  const { request } = await sendOne(anna, { text });
  await watch(luca, `/console/richieste/${request}`);
  await alive(luca, 'form[action$="/unit"]');
  await luca.locator('summary', { hasText: "Passa a un'altra unità" }).click();
  await press("Passa all'unità");
  await luca.locator('#pass-errors').waitFor();
  await look(luca, 'work-pass');
});

test('the absences: some, refused for what is missing', async () => {
  const carmela = await person(opened, { house: place, login: 'carmela.improta' });
  await carmela.goto('/console/assenze');
  await alive(carmela, 'form[action$="/console/absences"]');
  await carmela.locator('table.absences tbody tr').first().waitFor();
  await look(carmela, 'absences');
  await carmela.getByRole('button', { name: "Inserisci l'assenza", exact: true }).click();
  await carmela.locator('#absence-errors').waitFor();
  await carmela.locator('details.confirm summary').first().click();
  await look(carmela, 'absences-errors');
});

test('contacting first: found, refused, and campaigns tried out, made, listed', async () => {
  const [position] = (await anna.read('/api/v1/positions')).items;
  await luca.goto(`/console/contatta?cerca=${position.number}`);
  await luca.getByRole('heading', { name: 'Posizioni trovate' }).waitFor();
  await look(luca, 'contact-find');
  await luca.goto(`/console/contatta?posizione=${position.id}`);
  await alive(luca, 'form.contact');
  await press('Invia e protocolla');
  await luca.locator('#contact-errors').waitFor();
  await look(luca, 'contact-errors');
  await luca.goto('/console/campagne/nuova');
  await alive(luca, 'form.campaign-filter');
  await luca.selectOption('#filter-subject', { index: 1 });
  await press("Vedi l'anteprima");
  await luca.getByText(/Posizioni raggiunte/).waitFor();
  await alive(luca, 'form.campaign-text');
  await press('Prepara la campagna');
  await luca.locator('#campaign-errors').waitFor();
  await look(luca, 'campaign-new');
  await luca.goto('/console/campagne');
  await look(luca, 'campaigns');
  await luca.locator('table.campaigns a').first().click();
  await luca.locator('table.targets').waitFor();
  await look(luca, 'campaign-one');
});

test('the archives, the subject and links, refused for what is missing, done, missing', async () => {
  const [one, other] = [await sendOne(anna, { text }), await sendOne(anna, { text })];
  for (const { request } of [one, other]) await work(sara, request, 'take-charge');
  await watch(luca, `/console/richieste/${one.request}`);
  await alive(luca, 'form[action$="/subject"]');
  for (const summary of await luca.locator('.workbench summary').all()) await summary.click();
  await luca.selectOption('#close-archives', 'planned');
  for (const name of ['Rispondi e chiudi la richiesta', "Correggi l'oggetto", "Chiudi e prosegui nell'altra", 'Collega']) await press(name);
  for (const form of ['close', 'subject', 'merge', 'link']) await luca.locator(`#${form}-errors`).waitFor();
  await look(luca, 'work-working');
  await luca.fill('#link-number', numberOf(other.registration));
  await press('Collega');
  await luca.locator('.chain').first().waitFor();
  await look(luca, 'work-linked');
  const day = new Date(Date.now() + 3 * 86_400_000);
  while (day.getDay() < 2 || day.getDay() > 4) day.setDate(day.getDate() + 1);
  const check = { archives: 'done', archives_text: 'Rettifica acquisita.', check_on: day.toISOString().slice(0, 10) };
  await work(sara, one.request, 'close', { outcome: 'accepted', text: 'Accolta.', ...check });
  await watch(luca, `/console/richieste/${one.request}`);
  await alive(luca, 'form[action$="/archive-check"]');
  await luca.locator('summary', { hasText: 'Verifica negli archivi' }).click();
  await press('Registra la verifica');
  await luca.locator('#archive-check-errors').waitFor();
  await look(luca, 'work-check');
  await watch(luca, '/console?state=to_check');
  await look(luca, 'console-to-check');
  const own = await person(opened, { house: place, login: 'anna.rossi' });
  await own.goto(`/contatti/richieste/${one.request}`);
  await own.locator('.message-archive').waitFor();
  await look(own, 'request-archives');
});

test('an answer much like another, and both versions of a stale one', async () => {
  const said = 'La sospensione dipende dal codice mancante: va chiesto con il modulo telematico prima della prossima denuncia mensile.';
  const [one, other] = [await sendOne(anna, { text }), await sendOne(anna, { text })];
  for (const { request } of [one, other]) await work(sara, request, 'take-charge');
  await work(sara, one.request, 'close', { outcome: 'accepted', text: said });
  await watch(luca, `/console/richieste/${other.request}`);
  await alive(luca, 'form[action$="/close"]');
  await luca.selectOption('#close-outcome', 'accepted');
  await luca.fill('#close-text', said);
  await press('Rispondi e chiudi la richiesta');
  await luca.locator('[name=similar_ok]').waitFor();
  await look(luca, 'work-similar');
  await work(sara, other.request, 'comment', { text: 'Ho scritto prima io.' });
  await luca.locator('.versions').waitFor();
  await look(luca, 'work-versions');
});

test('an office with nothing to do', async () => {
  const { login, state } = await idle();
  const page = await person(opened, { house: place, login });
  await page.goto(`/console?state=${state}`);
  await page.getByText('Nessuna richiesta in questo stato.').waitFor();
  await look(page, 'console-empty');
});

test('what the director sees', async () => {
  const carmela = await person(opened, { house: place, login: 'carmela.improta' });
  assert.equal(new URL(carmela.url()).pathname, '/console');
  const { request } = await sendOne(anna, { text });
  await watch(carmela, `/console/richieste/${request}`);
  assert.equal(await carmela.locator('main form').count(), 0);
  await look(carmela, 'work-director');
});

test('the calendar: as it is, refused for what is missing, with a closed day to take back', async () => {
  const carmela = await person(opened, { house: place, login: 'carmela.improta' });
  await carmela.goto('/console/calendario');
  await alive(carmela, 'form.change-day');
  await look(carmela, 'calendar');
  const change = () => carmela.getByRole('button', { name: 'Cambia il calendario', exact: true }).click();
  await change();
  await carmela.locator('#change-errors').waitFor();
  await look(carmela, 'calendar-errors');
  const { request, promised_on: promised } = await sendOne(anna, { text });
  await carmela.selectOption('#change-kind', 'closure');
  await carmela.fill('#change-day', promised);
  await carmela.fill('#change-name', 'Allerta meteo: la Protezione civile chiede di chiudere gli uffici');
  await change();
  await carmela.getByText('Calendario aggiornato.').waitFor();
  await carmela.locator('details.confirm summary').first().click();
  await look(carmela, 'calendar-closed');
  await watch(carmela, `/console/richieste/${request}`);
  await carmela.locator('.timeline-steps').getByText('La data promessa passa dal').waitFor();
  await look(carmela, 'work-redated');
});

test('the enablements: as the director and as the IT contact see them, refused for what is missing', async () => {
  const carmela = await person(opened, { house: place, login: 'carmela.improta' });
  await carmela.goto('/console/abilitazioni');
  await alive(carmela, 'form[action$="/enablements"]');
  await look(carmela, 'enablement-director');
  await carmela.getByRole('button', { name: 'Nomina', exact: true }).click();
  await carmela.locator('#nominate-errors').waitFor();
  await look(carmela, 'enablement-errors');
  const patrizia = await person(opened, { house: place, login: 'patrizia.imparato' });
  await patrizia.locator('table.enablement tbody tr', { hasText: 'Nunzia Marotta' }).waitFor();
  await alive(patrizia, 'form[action$="/refuse"]');
  for (const summary of await patrizia.locator('details.confirm summary').all()) await summary.click();
  await patrizia.getByRole('button', { name: 'Sì, rifiuta la nomina' }).click();
  await patrizia.locator('details.confirm .field-error').waitFor();
  await look(patrizia, 'enablement-it-contact');
});

test('deadlines: what may miss its day, the late ones, the night, the steps, refused for what does not go up', async () => {
  const carmela = await person(opened, { house: place, login: 'carmela.improta' });
  await sendOne(anna, { text });
  await carmela.goto('/console/scadenze');
  await alive(carmela, 'form.change-steps');
  await look(carmela, 'deadlines');
  await carmela.fill('#steps-owner', '9');
  await carmela.getByRole('button', { name: 'Salva i passi', exact: true }).click();
  await carmela.locator('#steps-errors').waitFor();
  await look(carmela, 'deadlines-errors');
});

test('the tray, a missive in each state, what is written down, the history', async () => {
  await luca.goto('/console/raccoglitore');
  await luca.locator('table.tray tbody tr').first().waitFor();
  await look(luca, 'tray');
  await luca.locator('table.tray').getByRole('link', { name: /Istanza di rateazione/ }).click();
  await alive(luca, 'form[action$="/file"]');
  for (const summary of await luca.locator('.workbench-forms summary').all()) await summary.click();
  await look(luca, 'missive-waiting');
  await luca.fill('#file-position', '');
  await press('Archivia');
  await luca.locator('#file-errors').waitFor();
  await look(luca, 'missive-errors');
  await luca.fill('#aside-reason', 'Inviata per errore, come da telefonata.');
  await luca.locator('form[action$="/set-aside"] [type=submit]').click();
  await luca.getByText('Messa da parte.', { exact: true }).waitFor();
  await look(luca, 'missive-aside');
  await luca.goto('/console/raccoglitore?state=filed');
  await look(luca, 'tray-filed');
  await luca.goto('/console/raccoglitore/nuova');
  await alive(luca, 'form.record');
  await press('Annota');
  await luca.locator('#record-errors').waitFor();
  await look(luca, 'record-errors');
  const { items } = await anna.read('/api/v1/positions');
  await luca.goto(`/console/aziende/${items[0].company.id}?parte=comunicazioni`);
  await luca.locator('.history > li').first().waitFor();
  await look(luca, 'history-office');
  const own = await person(opened, { house: place, login: 'anna.rossi' });
  await own.goto(`/contatti/aziende/${items[0].company.id}`);
  await own.locator('.history > li').first().waitFor();
  await look(own, 'history-company');
  await own.getByRole('link', { name: 'Richiamata sul libro unico' }).click();
  await own.getByText('il libro unico di settembre').waitFor();
  await look(own, 'letter');
});

test('the file of a company and of a consultant, part by part; whose file to open', async () => {
  const { items } = await anna.read('/api/v1/positions');
  const file = `/console/aziende/${items[0].company.id}`;
  for (const part of ['', 'richieste', 'appuntamenti', 'comunicazioni', 'documenti', 'note', 'deleghe']) {
    await luca.goto(part ? `${file}?parte=${part}` : file);
    await luca.locator('#part').waitFor();
    await look(luca, `file-${part || 'riepilogo'}`);
  }
  await luca.goto(`${file}?parte=richieste&text=zanzibar`);
  await luca.getByText('Nessuna richiesta corrisponde alla ricerca').waitFor();
  await look(luca, 'file-nothing');
  await luca.goto('/console/fascicolo');
  await look(luca, 'files');
  await luca.goto('/console/fascicolo?search=capuano');
  await luca.getByRole('link', { name: /Capuano/ }).click();
  for (const part of ['Assistiti', 'Richieste', 'Appuntamenti', 'Comunicazioni', 'Documenti', 'Note', 'Deleghe cessate']) {
    await luca.locator('nav.tabs').getByRole('link', { name: part, exact: true }).click();
    await luca.getByRole('heading', { level: 2, name: part, exact: true }).waitFor();
    await look(luca, `consultant-${part}`.toLowerCase().replaceAll(' ', '-'));
  }
});

test('an empty tray', async () => {
  const marco = await person(opened, { house: place, login: 'marco.colnaghi' });
  await marco.goto('/console/raccoglitore');
  await marco.getByText('Il raccoglitore è vuoto').waitFor();
  await look(marco, 'tray-empty');
});

/** An operator, and a state in which their office has nothing. */
async function idle() {
  for (const login of ['emanuele.frasca', 'marco.colnaghi', 'luca.ferrara']) {
    const operator = await program(place, login);
    for (const state of ['open', 'in_charge', 'closed']) {
      const { items } = await operator.read(`/api/v1/console/requests?state=${state}`);
      if (items.length === 0) return { login, state };
    }
  }
  throw new Error('every office of the demo has requests in every state');
}

test('the dashboard: as it is, with people away, refused for what is no number', async () => {
  const carmela = await person(opened, { house: place, login: 'carmela.improta' });
  await carmela.goto('/console/cruscotto');
  await carmela.getByRole('heading', { name: 'Settimana per settimana' }).waitFor();
  await look(carmela, 'figures');
  await carmela.goto('/console/cruscotto?away=3');
  await carmela.getByText('Persone assenti: 3').waitFor();
  await look(carmela, 'figures-away');
  await carmela.goto('/console/cruscotto?away=1000');
  await carmela.locator('#away-error').waitFor();
  await look(carmela, 'figures-errors');
});
