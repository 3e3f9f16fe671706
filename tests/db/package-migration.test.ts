import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, expect, it } from 'vitest';
import { findViolations } from '#db/invariants/find-violations.ts';
import { migrate } from '#db/migrate.ts';
import { migrations } from '#db/migrations/index.ts';
import { openOrThrow } from '#tests/support/database.ts';

const folder = mkdtempSync(join(tmpdir(), 'callboard-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Two lots of an older studio: one used and, without the books, expired; one whose use has no line. */
const OLDER = `
  INSERT INTO studio (id, name, currency, zone, locale, week_starts_on, tenant_uid, created_at) VALUES (1, 'S', 'EUR', 'Europe/Berlin', 'en-GB', 1, 't', 0);
  INSERT INTO clients (id, first_name, last_name, created_at) VALUES (1, 'Ann', 'Example', 0);
  INSERT INTO staff (id, name, role, pin_hash, created_at) VALUES (1, 'Olga', 'owner', 'x', 0);
  INSERT INTO locations (id, name, zone) VALUES (1, 'Main', 'Europe/Berlin');
  INSERT INTO services (id, name, price_type, cost_minor, duration_minutes, capacity) VALUES (1, 'Yoga', 'fixed', 1500, 60, 12);
  INSERT INTO packages (id, name, credits, price_minor) VALUES (1, 'Three', 3, 1000);
  INSERT INTO payments (id, client_id, method, amount_minor, currency, purpose, received_at) VALUES (1, 1, 'cash', 1000, 'EUR', 'package', 0);
  INSERT INTO credit_lots (id, client_id, package_id, name, bought, used, expired, price_minor, payment_id, expires_on, bought_at)
    VALUES (1, 1, 1, 'Three', 3, 1, 2, 1000, 1, '2026-01-31', 5), (2, 1, 1, 'Three', 3, 1, 0, 0, NULL, NULL, 6);
  INSERT INTO sessions (id, service_id, location_id, local_date, local_time, zone, duration_minutes, starts_at, ends_at, capacity, state, created_at)
    VALUES (1, 1, 1, '2026-01-05', '10:00', 'Europe/Berlin', 60, 100, 200, 12, 'completed', 0);
  INSERT INTO bookings (id, session_id, client_id, price_minor, outcome, created_at) VALUES (1, 1, 1, 1500, 'attended', 0);
  INSERT INTO fundings (booking_id, kind, amount_minor, lot_id) VALUES (1, 'package', 0, 1);
  INSERT INTO credit_events (lot_id, booking_id, kind, credits, at) VALUES (1, 1, 'used', -1, 7), (1, NULL, 'expired', -2, 8);
  INSERT INTO completion_types (id, status, label, modifier_type, client_modifier, practitioner_modifier, created_at)
    VALUES (90, 'completed', 'Done', 'percentage', 100, 100, 0);
  INSERT INTO completions (id, session_id, booking_id, type_id, status, label, modifier_type, client_modifier, practitioner_modifier, charge_minor, saved_at)
    VALUES (1, 1, 1, 90, 'completed', 'Done', 'percentage', 100, 100, 334, 9);
  INSERT INTO ledger_accounts (id, kind, client_id) VALUES (1, 'client', 1), (2, 'cash', NULL), (3, 'deferred', NULL), (4, 'revenue', NULL);
  INSERT INTO ledger_transactions (id, kind, subject_kind, subject_id, at)
    VALUES (1, 'payment', 'payment', 1, 5), (2, 'package_sale', 'lot', 1, 5), (3, 'credit_used', 'completion', 1, 9);
  INSERT INTO ledger_postings (transaction_id, account_id, amount_minor)
    VALUES (1, 2, 1000), (1, 1, -1000), (2, 1, 1000), (2, 3, -1000), (3, 3, 334), (3, 4, -334);
`;

it('begins the history of every lot with its sale, and makes due again what expired without the books', () => {
  const path = join(folder, 'callboard.db');
  const older = new Database(path);
  migrate(older, { list: migrations.filter(({ version }) => version < 140) });
  older.exec(OLDER);
  older.close();

  const db = openOrThrow({ path });
  expect(findViolations(db.read)).toEqual([]);
  expect(
    db.read.all('SELECT id, bought, used, expired, expired_minor, fee_credits FROM credit_lots ORDER BY id'),
  ).toEqual([
    { id: 1, bought: 3, used: 1, expired: 0, expired_minor: 0, fee_credits: 3 },
    { id: 2, bought: 3, used: 1, expired: 0, expired_minor: 0, fee_credits: 3 },
  ]);
  expect(db.read.all('SELECT lot_id AS lot, kind, credits FROM credit_events ORDER BY lot_id, id')).toEqual([
    { lot: 1, kind: 'used', credits: -1 },
    { lot: 1, kind: 'expired', credits: -2 },
    { lot: 1, kind: 'sold', credits: 3 },
    { lot: 1, kind: 'extended', credits: 2 },
    { lot: 2, kind: 'sold', credits: 3 },
    { lot: 2, kind: 'used', credits: -1 },
  ]);
  expect(db.read.all('SELECT lot_id FROM completions')).toEqual([{ lot_id: 1 }]);
  expect(db.read.all('SELECT lot_id, payment_id, amount_minor FROM lot_payments')).toEqual([
    { lot_id: 1, payment_id: 1, amount_minor: 1000 },
  ]);
  db.close();
});
