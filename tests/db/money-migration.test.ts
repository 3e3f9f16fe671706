import Database from 'better-sqlite3';
import { afterEach, expect, it } from 'vitest';
import { migrate } from '#db/migrate.ts';
import { migrations } from '#db/migrations/index.ts';

const connection = new Database(':memory:');
afterEach(() => connection.close());

it('gives every movement of an older database its day at the studio, and keeps the balances of all of them', () => {
  migrate(connection, { list: migrations.filter(({ version }) => version < 140) });
  const lateEvening = Date.UTC(2026, 0, 1, 23, 30);
  connection.exec(`
    INSERT INTO studio (id, name, currency, zone, locale, week_starts_on, tenant_uid, created_at) VALUES (1, 'S', 'EUR', 'Europe/Berlin', 'en-GB', 1, 't', 0);
    INSERT INTO clients (id, first_name, last_name, created_at) VALUES (7, 'Zoë', 'Müller', 0);
    INSERT INTO ledger_accounts (id, kind, client_id) VALUES (3, 'client', 7), (4, 'cash', NULL);
    INSERT INTO ledger_transactions (id, kind, subject_kind, subject_id, at)
      VALUES (1, 'payment', 'payment', 1, ${lateEvening}), (2, 'payment', 'payment', 2, ${lateEvening - 3_600_000});
    INSERT INTO ledger_postings (transaction_id, account_id, amount_minor) VALUES (1, 4, 500), (1, 3, -500), (2, 4, 20), (2, 3, -20);
  `);

  migrate(connection);

  const all = (sql: string): unknown[] => connection.prepare(sql).raw().all();
  expect(all('SELECT id, day FROM ledger_transactions ORDER BY id')).toEqual([
    [1, '2026-01-02'],
    [2, '2026-01-01'],
  ]);
  expect(all('SELECT account_id, amount_minor FROM ledger_balances ORDER BY 1')).toEqual([
    [3, -520],
    [4, 520],
  ]);
  expect(all('SELECT day, kind, debit_minor, credit_minor FROM ledger_day_totals ORDER BY 1, 2')).toEqual([
    ['2026-01-01', 'cash', 20, 0],
    ['2026-01-01', 'client', 0, 20],
    ['2026-01-02', 'cash', 500, 0],
    ['2026-01-02', 'client', 0, 500],
  ]);
  expect(connection.pragma('foreign_key_check')).toEqual([]);
  expect(() => connection.exec('UPDATE ledger_transactions SET day = day')).toThrow('append-only');
});
