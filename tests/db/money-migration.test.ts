import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { migrate } from '#db/migrate.ts';
import { migrations } from '#db/migrations/index.ts';

let connection: Database.Database;
beforeEach(() => {
  connection = new Database(':memory:');
});
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

it('moves what older payments brought in other ways out of the cash, by an entry and not by a change', () => {
  migrate(connection, { list: migrations.filter(({ version }) => version < 270) });
  connection.exec(`
    INSERT INTO studio (id, name, currency, zone, locale, week_starts_on, tenant_uid, created_at) VALUES (1, 'S', 'EUR', 'Europe/Berlin', 'en-GB', 1, 't', 0);
    INSERT INTO clients (id, first_name, last_name, created_at) VALUES (7, 'Zoë', 'Müller', 0);
    INSERT INTO ledger_accounts (id, kind, client_id) VALUES (3, 'client', 7), (4, 'cash', NULL);
    INSERT INTO payments (id, client_id, method, amount_minor, currency, purpose, received_at)
      VALUES (1, 7, 'cash', 500, 'EUR', 'balance', 0), (2, 7, 'other', 300, 'EUR', 'balance', 0), (3, 7, 'other', 20, 'EUR', 'balance', 0);
    INSERT INTO ledger_transactions (id, kind, subject_kind, subject_id, at, day) VALUES
      (1, 'payment', 'payment', 1, 5, '2026-01-02'), (2, 'payment', 'payment', 2, 6, '2026-01-02'),
      (3, 'payment', 'payment', 3, 7, '2026-01-03'), (4, 'payment_voided', 'payment', 3, 8, '2026-01-03');
    INSERT INTO ledger_postings (transaction_id, account_id, amount_minor) VALUES
      (1, 4, 500), (1, 3, -500), (2, 4, 300), (2, 3, -300), (3, 4, 20), (3, 3, -20), (4, 4, -20), (4, 3, 20);
  `);
  const before = connection.prepare('SELECT * FROM ledger_postings ORDER BY id').raw().all();

  migrate(connection);

  const all = (sql: string): unknown[] => connection.prepare(sql).raw().all();
  expect(all('SELECT * FROM ledger_postings WHERE transaction_id < 5 ORDER BY id')).toEqual(before);
  expect(all('SELECT kind, at, day FROM ledger_transactions WHERE id > 4')).toEqual([
    ['other_money_moved', 8, '2026-01-03'],
  ]);
  expect(
    all('SELECT a.kind, b.amount_minor FROM ledger_balances b JOIN ledger_accounts a ON a.id = b.account_id'),
  ).toEqual([
    ['client', -800],
    ['cash', 500],
    ['other_money', 300],
  ]);
  expect(all(`SELECT * FROM ledger_day_totals WHERE kind = 'other_money'`)).toEqual([
    ['2026-01-03', 'other_money', 300, 0],
  ]);
  expect(connection.pragma('foreign_key_check')).toEqual([]);
});

it('moves nothing where nobody paid in another way', () => {
  migrate(connection);
  expect(connection.prepare('SELECT COUNT(*) FROM ledger_transactions').pluck().get()).toBe(0);
});
