import Database from 'better-sqlite3';
import { afterEach, expect, it } from 'vitest';
import { migrate } from '#db/migrate.ts';
import { migrations } from '#db/migrations/index.ts';

const connection = new Database(':memory:');
afterEach(() => connection.close());

it('keeps every session, booking, message and account of an older database, and finds its clients by three letters', () => {
  migrate(connection, { list: migrations.filter(({ version }) => version < 30) });
  connection.exec(`
    INSERT INTO locations (id, name, zone) VALUES (1, 'Hall', 'Europe/Berlin');
    INSERT INTO services (id, name, price_type, cost_minor, duration_minutes, capacity) VALUES (1, 'Yoga', 'fixed', 1500, 60, 9);
    INSERT INTO staff (id, name, role, pin_hash, created_at) VALUES (1, 'Ina', 'owner', 'x', 0);
    INSERT INTO jobs (id, kind, request_uid, state, payload, requested_by, created_at)
      VALUES (1, 'bulk_cancellation', 'a', 'done', '{}', 1, 0);
    INSERT INTO clients (id, first_name, last_name, created_at) VALUES (7, 'Zoë', 'Müller', 0);
    INSERT INTO sessions (id, service_id, location_id, local_date, local_time, zone, duration_minutes, starts_at, ends_at,
        capacity, state, cancel_job_id, cancel_reason, version, created_at)
      VALUES (5, 1, 1, '2026-03-02', '10:00', 'Europe/Berlin', 60, 100, 200, 9, 'canceled', 1, 'storm', 3, 0);
    INSERT INTO bookings (id, session_id, client_id, price_minor, created_at) VALUES (9, 5, 7, 1500, 0);
    INSERT INTO messages (uid, kind, channel, job_id, client_id, to_name, to_address, subject, body, state, created_at)
      VALUES ('m', 'session_canceled', 'email', 1, 7, 'Zoë', 'zoe@example.org', 's', 'b', 'queued', 0);
    INSERT INTO ledger_accounts (id, kind, client_id) VALUES (3, 'client', 7);
    INSERT INTO ledger_transactions (id, kind, subject_kind, subject_id, at) VALUES (1, 'payment', 'payment', 1, 0);
    INSERT INTO ledger_postings (transaction_id, account_id, amount_minor) VALUES (1, 3, 500);
  `);
  const before = snapshot();

  migrate(connection);

  expect(snapshot()).toEqual(before);
  expect(connection.pragma('foreign_key_check')).toEqual([]);
  expect(connection.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(
    connection.prepare(`SELECT rowid FROM clients_search WHERE clients_search MATCH 'mul*'`).pluck().all(),
  ).toEqual([7]);
});

function snapshot(): unknown[] {
  return [
    `SELECT id, state, cancel_job_id, cancel_reason, version, starts_at FROM sessions`,
    `SELECT id, session_id, client_id, state FROM bookings`,
    `SELECT id, uid, kind, job_id, client_id, state FROM messages`,
    `SELECT a.id, a.kind, a.client_id, p.amount_minor FROM ledger_accounts a JOIN ledger_postings p ON p.account_id = a.id`,
  ].map((sql) => connection.prepare(sql).all());
}
