import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { migrations } from '#db/migrations/index.ts';
import { openOrThrow } from '#tests/support/database.ts';
import { seedStudio } from '#tests/support/seed-studio.ts';
import { hash } from 'node:crypto';

export const SESSIONS_A_WEEK = 250;
const WEEKS = 4000;
const BOOKINGS_A_SESSION = 5;
const CLIENTS = 20_000;
const FIRST_DAY = '1990-01-01';

/** Monday of week `index`, 0 to 3999, as 'YYYY-MM-DD'. */
export const mondayOf = (index: number): string =>
  new Date(Date.parse(`${FIRST_DAY}T00:00:00Z`) + index * 7 * 86_400_000).toISOString().slice(0, 10);
export const LAST_WEEK = WEEKS - 5;

/**
 * A database with 1,000,000 sessions (250 in each week), 5,000,000 bookings and their fundings: 40 % card, 40 % package, 20 %
 * account. Built once, in about a minute, and kept among the system's temporary files for the next run; another schema or
 * another version of this file makes a new one. Not for changing: open it to read.
 */
export function millionSessions(say: (line: string) => void): string {
  const stamp = hash('sha256', migrations.map(({ sql }) => sql).join('\n') + VERSION).slice(0, 12);
  const folder = path.join(os.tmpdir(), 'callboard-bench-cache');
  const file = path.join(folder, `million-${stamp}.db`);
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true });
  const startedAt = performance.now();
  say('building 1,000,000 sessions (once)');
  const building = `${file}.part`;
  // Half-built ones and those of an older schema are of no use to anybody.
  for (const old of readdirSync(folder))
    if (old.startsWith('million-')) rmSync(path.join(folder, old), { force: true });
  const db = openOrThrow({ path: building });
  seedStudio(db);
  db.close();
  fill(building);
  renameSync(building, file);
  say(`built in ${Math.round((performance.now() - startedAt) / 1000)} s`);
  return file;
}

const VERSION = '1';

function fill(file: string): void {
  const raw = new Database(file);
  raw.pragma('synchronous = OFF');
  raw.pragma('foreign_keys = OFF');
  raw.pragma('cache_size = -262144');
  // Sorted once at the end instead of kept in order on the way: ten times as fast.
  const indexes = raw
    .prepare(
      `SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL
       AND tbl_name IN ('sessions', 'bookings', 'fundings', 'payments')`,
    )
    .all() as { readonly name: string; readonly sql: string }[];
  raw.exec('BEGIN');
  for (const { name } of indexes) raw.exec(`DROP INDEX ${name}`);
  for (const sql of FILL) raw.exec(sql);
  raw.exec('COMMIT');
  for (const { sql } of indexes) raw.exec(sql);
  raw.pragma('wal_checkpoint(TRUNCATE)');
  raw.close();
}

const series = (count: number): string =>
  `WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${count})`;

const SESSIONS = WEEKS * SESSIONS_A_WEEK;

const FILL: readonly string[] = [
  `UPDATE locations SET zone = 'UTC'`,
  `${series(20)} INSERT INTO practitioners (name) SELECT 'Practitioner ' || (i + 2) FROM n`,
  `${series(10)} INSERT INTO services (name, color, price_type, cost_minor, duration_minutes, capacity)
   SELECT 'Service ' || (i + 3), i, 'fixed', 1500, 60, 12 FROM n`,
  `${series(CLIENTS)} INSERT INTO clients (id, first_name, last_name, email, created_at)
   SELECT i + 1, 'Client', 'Number ' || i, 'client' || i || '@example.com', 0 FROM n`,
  `INSERT INTO credit_lots (id, client_id, package_id, name, bought, price_minor, expires_on, bought_at)
   SELECT id, id, 1, 'Ten classes', 1000, 0, '2070-01-01', 0 FROM clients`,
  `${series(SESSIONS)} INSERT INTO sessions (id, service_id, location_id, room_id, practitioner_id, local_date, local_time, zone,
     duration_minutes, starts_at, ends_at, capacity, created_at)
   SELECT i + 1, i % 12 + 1, 1, i % 2 + 1, i % 21 + 1, date(at / 1000, 'unixepoch'), strftime('%H:%M', at / 1000, 'unixepoch'),
     'UTC', 60, at, at + 3600000, 12, 0
   FROM (SELECT i, unixepoch('${FIRST_DAY}') * 1000 + (i / ${SESSIONS_A_WEEK}) * 604800000
     + (i % ${SESSIONS_A_WEEK} * 7 / ${SESSIONS_A_WEEK}) * 86400000 + 25200000 + (i % 27) * 1800000 AS at FROM n)`,
  `${series(SESSIONS * BOOKINGS_A_SESSION)} INSERT INTO bookings (id, session_id, client_id, price_minor, created_at)
   SELECT i + 1, i / ${BOOKINGS_A_SESSION} + 1, (i * 7919) % ${CLIENTS} + 1, 1500, 0 FROM n`,
  `INSERT INTO payments (id, client_id, method, amount_minor, currency, purpose, provider, provider_ref, received_at)
   SELECT id, client_id, 'card', 1500, 'EUR', 'booking', 'simulator', 'pi_sim' || id, 0 FROM bookings WHERE id % 5 < 2`,
  `INSERT INTO fundings (id, booking_id, kind, amount_minor, lot_id, payment_id)
   SELECT id, id, CASE WHEN id % 5 < 2 THEN 'payment' WHEN id % 5 < 4 THEN 'package' ELSE 'account' END, 1500,
     CASE WHEN id % 5 IN (2, 3) THEN client_id END, CASE WHEN id % 5 < 2 THEN id END FROM bookings`,
];
