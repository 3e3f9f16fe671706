import { openOrThrow } from '#tests/support/database.ts';
import { seedStudio } from '#tests/support/seed-studio.ts';
import { openRaw } from './cancel-studio.ts';

/** The two years that the books cover; the second is the one reported. */
export const REPORT_YEAR = { from: '2026-01-01', to: '2027-01-01' } as const;
const FIRST_DAY = '2025-01-01';
const DAYS = 730;
const SESSIONS = 30_000;
const BOOKINGS_A_SESSION = 6;
const CLIENTS = 2_000;

/**
 * A studio with 90,000 bookings in each of two years, all saved: 40 % paid (half by card), 40 % on packages, 20 % on account; of
 * twenty, one missed and one cancelled, the paid ones of these refunded. Set-based: it is only the stage.
 */
export function writeBooks(path: string): void {
  fill(path, [...TIMETABLE, ...MONEY]);
}

/** A ledger of so many postings, over ten years and all kinds of accounts. */
export function writeLedger(path: string, postings: number): void {
  fill(path, [
    `INSERT INTO ledger_accounts (id, kind) VALUES ${ACCOUNTS.map((kind, index) => `(${index + 1}, '${kind}')`).join(', ')}`,
    `${series(postings / 2)} INSERT INTO ledger_transactions (id, kind, subject_kind, subject_id, at, day)
     SELECT i + 1, 'payment', 'payment', i + 1, 0, date('2017-01-01', (i * 3650 / ${postings / 2}) || ' days') FROM n`,
    `INSERT INTO ledger_postings (transaction_id, account_id, amount_minor)
     SELECT t.id, (t.id + side.value * 5) % ${ACCOUNTS.length} + 1, CASE side.value WHEN 0 THEN 1 ELSE -1 END * (t.id % 9000 + 1)
     FROM ledger_transactions t, json_each('[0, 1]') side ORDER BY t.id`,
  ]);
}

function fill(path: string, statements: readonly string[]): void {
  const db = openOrThrow({ path });
  seedStudio(db);
  db.close();
  const raw = openRaw(path);
  raw.pragma('synchronous = OFF');
  raw.pragma('foreign_keys = OFF');
  raw.pragma('cache_size = -262144');
  const { sql: trigger } = raw
    .prepare(`SELECT sql FROM sqlite_schema WHERE name = 'ledger_postings_keep'`)
    .get() as { sql: string };
  raw.exec('BEGIN');
  // What the trigger keeps row by row is summed once at the end, as the migration did.
  raw.exec('DROP TRIGGER ledger_postings_keep');
  for (const sql of statements) raw.exec(sql);
  raw.exec(
    `INSERT INTO ledger_balances SELECT account_id, SUM(amount_minor) FROM ledger_postings GROUP BY account_id`,
  );
  raw.exec(`INSERT INTO ledger_day_totals
    SELECT t.day, a.kind, SUM(MAX(p.amount_minor, 0)), SUM(MAX(-p.amount_minor, 0)) FROM ledger_postings p
    JOIN ledger_transactions t ON t.id = p.transaction_id JOIN ledger_accounts a ON a.id = p.account_id GROUP BY t.day, a.kind`);
  raw.exec(trigger);
  raw.exec('COMMIT');
  raw.exec('ANALYZE');
  raw.pragma('wal_checkpoint(TRUNCATE)');
  raw.close();
}

const series = (count: number): string =>
  `WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${count})`;

const ACCOUNTS = [
  'revenue',
  'cash',
  'bank',
  'card_processor',
  'deferred',
  'refunds_due',
  'wages',
  'wages_owed',
  'tax',
  'forfeited',
];
const account = (kind: string): string => `(SELECT id FROM ledger_accounts WHERE kind = '${kind}')`;
const clientAccount = '(SELECT id FROM ledger_accounts WHERE client_id = b.client_id)';
/** Ids that grow with the days: four for each booking. */
const transaction = (step: number): string => `b.id * 4 + ${step}`;
const OF_BOOKINGS = 'FROM bookings b JOIN sessions s ON s.id = b.session_id';
const isPaid = 'b.id % 5 < 2';

const TIMETABLE: readonly string[] = [
  `${series(20)} INSERT INTO practitioners (name) SELECT 'Practitioner ' || (i + 2) FROM n`,
  `${series(10)} INSERT INTO services (name, color, price_type, cost_minor, duration_minutes, capacity)
   SELECT 'Service ' || (i + 3), i, 'fixed', 1500, 60, 12 FROM n`,
  `${series(CLIENTS)} INSERT INTO clients (id, first_name, last_name, created_at) SELECT i + 1, 'Client', 'Number ' || i, 0 FROM n`,
  `${series(SESSIONS)} INSERT INTO sessions (id, service_id, location_id, practitioner_id, local_date, local_time, zone, duration_minutes,
     starts_at, ends_at, capacity, state, status_label, created_at)
   SELECT i + 1, i % 12 + 1, 1, i % 21 + 1, date('${FIRST_DAY}', (i * ${DAYS} / ${SESSIONS}) || ' days'), '09:00', 'UTC', 60,
     i * 1000, i * 1000 + 1, 12, 'completed', 'Completed', 0 FROM n`,
  `${series(SESSIONS * BOOKINGS_A_SESSION)} INSERT INTO bookings (id, session_id, client_id, price_minor, state, outcome, canceled_by, canceled_at, created_at)
   SELECT i + 1, i / ${BOOKINGS_A_SESSION} + 1, (i * 7919) % ${CLIENTS} + 1, 1500, CASE i % 20 WHEN 0 THEN 'canceled' ELSE 'booked' END,
     CASE i % 20 WHEN 0 THEN NULL WHEN 1 THEN 'missed' ELSE 'attended' END, CASE i % 20 WHEN 0 THEN 'client' END, CASE i % 20 WHEN 0 THEN 0 END, 0 FROM n`,
];

const MONEY: readonly string[] = [
  `INSERT INTO ledger_accounts (kind) VALUES ${ACCOUNTS.map((kind) => `('${kind}')`).join(', ')}`,
  `INSERT INTO ledger_accounts (kind, client_id) SELECT 'client', id FROM clients`,
  `INSERT INTO credit_lots (id, client_id, package_id, name, bought, price_minor, bought_at)
   SELECT id, id, 1, 'Ten classes', 1000, 0, 0 FROM clients`,
  `INSERT INTO payments (id, client_id, method, amount_minor, currency, purpose, provider, provider_ref, received_at)
   SELECT b.id, b.client_id, CASE b.id % 5 WHEN 0 THEN 'card' ELSE 'cash' END, 1500, 'EUR', 'booking', 'simulator', 'pi' || b.id, 0
   FROM bookings b WHERE ${isPaid}`,
  `INSERT INTO completions (id, session_id, booking_id, type_id, status, label, modifier_type, client_modifier, practitioner_modifier,
     charge_minor, saved_at, lot_id)
   SELECT b.id, b.session_id, b.id, (SELECT MIN(id) FROM completion_types), 'completed', 'Completed', 'percentage', 100, 100, 1500, 0,
     CASE WHEN b.id % 5 IN (2, 3) THEN b.client_id END
   FROM bookings b WHERE b.state = 'booked'`,
  `INSERT INTO wage_lines (id, completion_id, session_id, practitioner_id, service_id, rate_source, wage_type, rate_minor, basis, units,
     modifier_type, modifier, amount_minor, earned_on, created_at)
   SELECT s.id, (SELECT MIN(id) FROM completions), s.id, s.practitioner_id, s.service_id, 'service', 'fixed', 3000, 'session', 1, 'percentage', 100,
     3000, s.local_date, 0 FROM sessions s`,
  `INSERT INTO refunds (id, uid, client_id, payment_id, method, amount_minor, currency, state, idempotency_key, request_body, request_sha256, created_at)
   SELECT b.id, 'r' || b.id, b.client_id, b.id, CASE b.id % 5 WHEN 0 THEN 'card' ELSE 'cash' END, 1500, 'EUR',
     CASE b.id % 3 WHEN 0 THEN 'succeeded' ELSE 'planned' END, 'k' || b.id, '', '', 0
   FROM bookings b WHERE ${isPaid} AND b.state = 'canceled'`,
  `INSERT INTO ledger_transactions (id, kind, subject_kind, subject_id, at, day)
   SELECT ${transaction(0)}, 'payment', 'payment', b.id, 0, s.local_date ${OF_BOOKINGS} WHERE ${isPaid}
   UNION ALL SELECT ${transaction(1)}, CASE WHEN b.id % 5 IN (2, 3) THEN 'credit_used' ELSE 'charge' END, 'completion', b.id, 0, s.local_date
     ${OF_BOOKINGS} WHERE b.state = 'booked'
   UNION ALL SELECT ${transaction(2)}, 'wage', 'wage_line', s.id, 0, s.local_date ${OF_BOOKINGS} WHERE b.id % ${BOOKINGS_A_SESSION} = 1
   UNION ALL SELECT ${transaction(3)}, 'refund_planned', 'refund', b.id, 0, s.local_date ${OF_BOOKINGS} WHERE ${isPaid} AND b.state = 'canceled'
   ORDER BY 1`,
  `INSERT INTO ledger_postings (transaction_id, account_id, amount_minor)
   SELECT m.id, CASE side.value WHEN 0 THEN debit ELSE credit END, CASE side.value WHEN 0 THEN minor ELSE -minor END FROM (
     SELECT ${transaction(0)} AS id, CASE b.id % 5 WHEN 0 THEN ${account('card_processor')} ELSE ${account('cash')} END AS debit, ${clientAccount} AS credit,
       1500 AS minor ${OF_BOOKINGS} WHERE ${isPaid}
     UNION ALL SELECT ${transaction(1)}, CASE WHEN b.id % 5 IN (2, 3) THEN ${account('deferred')} ELSE ${clientAccount} END, ${account('revenue')}, 1500
       ${OF_BOOKINGS} WHERE b.state = 'booked'
     UNION ALL SELECT ${transaction(2)}, ${account('wages')}, ${account('wages_owed')}, 3000 ${OF_BOOKINGS} WHERE b.id % ${BOOKINGS_A_SESSION} = 1
     UNION ALL SELECT ${transaction(3)}, ${clientAccount}, ${account('refunds_due')}, 1500 ${OF_BOOKINGS} WHERE ${isPaid} AND b.state = 'canceled') m,
     json_each('[0, 1]') side
   ORDER BY m.id, side.value`,
];
