import { closeSync, copyFileSync, fsyncSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';
import { PRAGMAS } from '#db/open.ts';
import { DEMO_PIN_HASH } from '#main/demo/demo-pin.ts';
import type { SessionId, StaffId } from '#domain/values/ids.ts';
import { openOrThrow } from '#tests/support/database.ts';
import { SEED_NOW, seedStudio } from '#tests/support/seed-studio.ts';

export interface CancelStudio {
  readonly owner: StaffId;
  readonly sessionIds: readonly SessionId[];
}

export interface CancelStudioShape {
  readonly sessions: number;
  readonly bookingsASession: number;
  /** Of the bookings of each session: first so many by card, then so many by package; the rest on account. */
  readonly byCard: number;
  readonly byPackage: number;
  readonly provider?: 'simulator' | 'stripe';
  /** Makes the reference of card payment n; the fake provider has its own. */
  readonly cardRef?: (n: number) => string;
  /** Monday of the first of the four weeks; 2 March 2026 unless told. */
  readonly monday?: string;
  /** Everybody gets in with the demo studio's PIN. */
  readonly demo?: boolean;
}

export const CLIENTS = 500;
export const PRICE_MINOR = 1500;

/** Writes a database file with sessions to cancel, spread over four weeks of hours in UTC. Set-based: it is only the stage. */
export function writeCancelStudio(path: string, shape: CancelStudioShape): CancelStudio {
  const db = openOrThrow({ path });
  const { owner } = seedStudio(db, shape.demo ? { pinHash: DEMO_PIN_HASH } : {});
  db.close();
  const raw = openRaw(path);
  raw.function('card_ref', (n: number) => shape.cardRef?.(n) ?? `pi_sim${String(n).padStart(8, '0')}`);
  const monday = shape.monday ?? '2026-03-02';
  raw.exec('BEGIN');
  const run = (sql: string, params: object = {}) =>
    raw.prepare(sql).run(wholeNumbers({ ...shape, now: SEED_NOW, ...params }));
  const numbers = 'WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < @count)';
  run(
    `${numbers} INSERT INTO clients (id, first_name, last_name, email, created_at)
     SELECT i + 1, 'Client', 'Number ' || (i + 1), 'client' || (i + 1) || '@example.com', @now FROM n`,
    { count: CLIENTS },
  );
  run(`INSERT INTO ledger_accounts (kind, client_id) SELECT 'client', id FROM clients`);
  run(
    `INSERT INTO credit_lots (id, client_id, package_id, name, bought, used, price_minor, expires_on, bought_at)
     SELECT id, id, 1, 'Ten classes', 1000, 0, 0, '2027-01-01', @now FROM clients`,
  );
  run(`UPDATE studio SET zone = 'UTC', is_demo = @isDemo`, { isDemo: shape.demo ? 1 : 0 });
  run(`UPDATE locations SET zone = 'UTC'`);
  run(
    `${numbers} INSERT INTO sessions (id, service_id, location_id, room_id, practitioner_id, title, local_date, local_time, zone,
       duration_minutes, starts_at, ends_at, capacity, created_at)
     SELECT i + 1, 1 + i % 2, 1, 1, 1, 'Session ' || (i + 1) || '.', date(@monday, (i % 28) || ' days'), printf('%02d:00', 6 + (i / 28) % 14), 'UTC', 60,
       @first + (i % 28) * 86400000 + ((i / 28) % 14) * 3600000, @first + (i % 28) * 86400000 + ((i / 28) % 14) * 3600000 + 3600000,
       20, @now FROM n`,
    { count: shape.sessions, monday, first: Date.parse(`${monday}T06:00:00Z`) },
  );
  run(
    `${numbers} INSERT INTO bookings (id, session_id, client_id, price_minor, created_at)
     SELECT i + 1, i / @bookingsASession + 1, (i * 7) % ${CLIENTS} + 1, ${PRICE_MINOR}, @now FROM n`,
    { count: shape.sessions * shape.bookingsASession },
  );
  run(
    `INSERT INTO payments (id, client_id, method, amount_minor, currency, purpose, provider, provider_ref, received_at)
     SELECT id, client_id, 'card', ${PRICE_MINOR}, 'EUR', 'booking', @provider, card_ref(id), @now FROM bookings
     WHERE (id - 1) % @bookingsASession < @byCard`,
    { provider: shape.provider ?? 'simulator' },
  );
  run(
    `INSERT INTO fundings (booking_id, kind, amount_minor, lot_id, payment_id)
     SELECT id, CASE WHEN slot < @byCard THEN 'payment' WHEN slot < @byCard + @byPackage THEN 'package' ELSE 'account' END,
       ${PRICE_MINOR}, CASE WHEN slot >= @byCard AND slot < @byCard + @byPackage THEN client_id END, CASE WHEN slot < @byCard THEN id END
     FROM (SELECT id, client_id, (id - 1) % @bookingsASession AS slot FROM bookings)`,
  );
  run(`UPDATE credit_lots SET used = (SELECT COUNT(*) FROM fundings f WHERE f.lot_id = credit_lots.id)`);
  run(
    `INSERT INTO credit_events (lot_id, booking_id, kind, credits, at)
     SELECT lot_id, booking_id, 'used', -1, @now FROM fundings WHERE kind = 'package'`,
  );
  raw.exec('COMMIT');
  raw.pragma('wal_checkpoint(TRUNCATE)');
  const sessionIds = raw
    .prepare('SELECT id FROM sessions ORDER BY starts_at, id')
    .pluck()
    .all() as SessionId[];
  raw.close();
  return { owner, sessionIds };
}

/** Plain numbers are bound as floating point, which divides otherwise. */
function wholeNumbers(params: object): Record<string, unknown> {
  const entries = Object.entries(params).filter(
    ([, value]) => typeof value === 'number' || typeof value === 'string',
  );
  return Object.fromEntries(
    entries.map(([name, value]) => [name, typeof value === 'number' ? BigInt(value) : (value as unknown)]),
  );
}

/** A bare connection with the PRAGMAs that the app has: what a floor is measured with. */
export function openRaw(path: string): Database.Database {
  const raw = new Database(path);
  for (const [name, value] of PRAGMAS) raw.pragma(`${name} = ${value}`);
  raw.pragma('cache_size = -65536');
  return raw;
}

/** A copy that is on the disk: the first commits of a measurement would pay for it otherwise. */
export function copyDatabase(from: string, to: string): void {
  copyFileSync(from, to);
  const descriptor = openSync(to, 'r+');
  fsyncSync(descriptor);
  closeSync(descriptor);
}
