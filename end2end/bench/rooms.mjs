// The rooms of the office's console, each with the page people open and the answers behind it.

const SLOWEST = 'p99 < 300 ms';

/** Measures them all; `read` takes what is measured, by whom, where and against which budget. */
export async function consoleRooms(read, { anna, luca, carmela }) {
  for (const [what, state] of [["my unit's list", 'unit'], ['covering list', 'covering']]) {
    await read(`${what}, page rendered`, luca, `/console?state=${state}`, SLOWEST);
    await read(`${what}, API`, luca, `/api/v1/console/requests?state=${state}`, 'p99 < 100 ms');
  }
  await read('counts of the views, API', luca, '/api/v1/console/counts', 'p99 < 100 ms');
  await dashboard(read, carmela);
  await companyFile(read, anna, luca);
  await campaigns(read, luca);
}

async function dashboard(read, carmela) {
  await read('dashboard, page rendered', carmela, '/console/cruscotto', SLOWEST);
  await read('dashboard of twelve weeks, API', carmela, '/api/v1/console/figures', SLOWEST);
  await read('dashboard of two years, API', carmela, `/api/v1/console/figures?from=${daysAgo(730)}`, SLOWEST);
  await read('forecast, API', carmela, '/api/v1/console/figures/forecast', SLOWEST);
  await read('deadlines, page rendered', carmela, '/console/scadenze', SLOWEST);
  await read('what will miss, API', carmela, '/api/v1/escalation/ahead', SLOWEST);
  await read('what the night found, API', carmela, '/api/v1/escalation/night', SLOWEST);
}

/** The largest file there is: that of the company which writes most. */
async function companyFile(read, anna, luca) {
  const [{ id }] = (await anna.read('/api/v1/requests')).items;
  const { company } = await anna.read(`/api/v1/requests/${id}`);
  const file = `/api/v1/console/companies/${company.id}`;
  await read('company file, page rendered (each opening is noted)', luca, `/console/aziende/${company.id}`, SLOWEST);
  await read('company file, card, API', luca, file, SLOWEST);
  for (const part of ['requests', 'documents', 'meetings', 'notes']) {
    await read(`company file, ${part}, API`, luca, `${file}/${part}`, SLOWEST);
  }
  await read('company file, search contributi, API', luca, `${file}/requests?text=contributi`, SLOWEST);
}

async function campaigns(read, luca) {
  const { areas } = await luca.read('/api/v1/console/campaigns/choices');
  const [subject] = areas.find(({ subjects }) => subjects.length > 0).subjects;
  const preview = (query) => `/api/v1/console/campaigns/preview?${new URLSearchParams({ subject: subject.id, ...query })}`;
  await read('campaign preview, every position, API', luca, preview({}), SLOWEST);
  const past = { about: subject.id, months: '12', state: 'closed' };
  await read('campaign preview, by past requests, API', luca, preview(past), SLOWEST);
}

/** A day in Rome, as 2026-11-23. */
function daysAgo(days) {
  const day = new Date(Date.now() - days * 86_400_000);
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Rome' }).format(day);
}
