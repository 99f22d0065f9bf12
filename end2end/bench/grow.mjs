// Makes a loaded demonstration as large as a country's: its requests again and again, at other moments, without their letters.

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** How many copies of a request at work there are for a hundred of one that is closed. */
const AT_WORK = 20;

const COPIED = `version, state, company_id, position_id, subject_id, office_id, sender_id, intermediary_id, owner_id, email,
  telephone, working_days, rule_source, outcome, register_area, register_year, register_number, attachment_count, draft_hash,
  channel, first_response_at, reminders, reminded_at, solved, second_officer, unit_id`;
const COLUMNS = `id, opened_at, updated_at, closed_at, promised_on, distributed_at, ${COPIED}`;

/** What is closed goes back a day and some minutes a copy; what is at work is promised for a day to come. */
const dialects = {
  sqlite: {
    id: 'randomblob(16)',
    earlier: (moment) =>
      `${moment} - CASE WHEN state = 'closed' THEN copy * 86400000000 + (abs(random()) % 3600) * 1000000 ELSE copy * 97000000 END`,
    promised: `CASE WHEN state = 'closed' THEN date(promised_on, '-' || copy || ' days')
                    ELSE date('now', '+' || (1 + abs(random()) % 45) || ' days') END`,
  },
  postgres: {
    id: 'gen_random_uuid()',
    earlier: (moment) =>
      `${moment} - CASE WHEN state = 'closed' THEN copy * INTERVAL '1 day' + random() * INTERVAL '1 hour' ELSE copy * INTERVAL '97 seconds' END`,
    promised: `CASE WHEN state = 'closed' THEN promised_on - copy ELSE current_date + 1 + floor(random() * 45)::int END`,
  },
};

const copies = (engine, count) => {
  const { id, earlier, promised } = dialects[engine];
  return `INSERT INTO requests (${COLUMNS})
    WITH RECURSIVE copies (copy) AS (SELECT 1 UNION ALL SELECT copy + 1 FROM copies WHERE copy < ${count})
    SELECT ${id}, ${['opened_at', 'updated_at', 'closed_at'].map(earlier).join(', ')}, ${promised}, opened_at, ${COPIED}
    FROM copies CROSS JOIN (SELECT * FROM requests) loaded
    WHERE state = 'closed' OR (state IN ('routed', 'in_charge') AND copy <= ${Math.ceil((count * AT_WORK) / 100)});`;
};

/** What is copied has no letters to be found by: nothing is to be read into the search. */
const READ = `UPDATE request_documents_progress SET rules = COALESCE((SELECT MAX(rules) FROM request_documents), 0), below = NULL;`;

/** Before the house opens; `count` is about how many requests there are in the end. */
export async function grow({ engine, data, database }, count, loaded) {
  const times = Math.max(1, Math.round(count / loaded));
  return engine === 'postgres' ? inPostgres(database, times) : inSqlite(join(data, 'contatti.sqlite'), times);
}

/** Indexes are built when all is there, keys are not looked up: what is copied had them. */
async function inPostgres(database, times) {
  const psql = (...words) => run('psql', ['--no-psqlrc', '-v', 'ON_ERROR_STOP=1', '-qAtd', database, ...words], { maxBuffer: 1 << 24 });
  const { stdout } = await psql('-c', `SELECT indexdef || ';' FROM pg_indexes WHERE tablename = 'requests' AND indexname <> 'requests_pkey'`);
  const names = await psql('-c', `SELECT string_agg(indexname, ', ') FROM pg_indexes WHERE tablename = 'requests' AND indexname <> 'requests_pkey'`);
  await psql('-c', `DROP INDEX ${names.stdout.trim()}`);
  await psql('-c', 'SET session_replication_role = replica', '-c', copies('postgres', times));
  await psql('-c', `SET maintenance_work_mem = '1GB'; ${stdout}`);
  await psql('-c', READ);
  await psql('-c', 'VACUUM ANALYZE requests');
  return Number((await psql('-c', 'SELECT COUNT(*) FROM requests')).stdout);
}

async function inSqlite(file, times) {
  const fast = 'PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000;';
  const counted = `${copies('sqlite', times)} ${READ} ANALYZE; PRAGMA wal_checkpoint(TRUNCATE); SELECT COUNT(*) FROM requests;`;
  const { stdout } = await run('sqlite3', ['-batch', file, fast + counted]);
  return Number(stdout.trim().split('\n').at(-1));
}
