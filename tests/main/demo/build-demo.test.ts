import { hash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db, ReadDb } from '#db/database.ts';
import { findViolations } from '#db/invariants/find-violations.ts';
import * as audit from '#db/repositories/audit.ts';
import * as staff from '#db/repositories/staff.ts';
import type { StaffId } from '#domain/values/ids.ts';
import { wallToInstant } from '#domain/values/time.ts';
import type { WallTime } from '#domain/values/time.ts';
import { buildDemo } from '#main/demo/build-demo.ts';
import { DEMO_PIN, DEMO_PIN_SETTING } from '#main/demo/demo-pin.ts';
import type { DemoSize } from '#main/demo/demo-size.ts';
import { DEMO_PIN_KEY } from '#main/services/staff/list-people.ts';
import { verifyPin } from '#main/services/staff/pin-hash.ts';
import { listEndOfDay } from '#main/services/completion/end-of-day.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { anOwner, createTestServices } from '#tests/support/service-context.ts';

/** Saturday, 14 March 2026, noon in Berlin: the clocks change within the month. */
const NOW = Date.UTC(2026, 2, 14, 11);
const MIDNIGHT = Date.UTC(2026, 2, 13, 23);
const OWNER = anOwner(1 as StaffId);

/** Nothing that the demo means to do is refused. */
const onRefused = (refused: Error): never => {
  throw refused;
};

const open: TestDb[] = [];
afterAll(() => {
  for (const testDb of open.splice(0)) testDb.cleanup();
});

async function demo(size: DemoSize, now = NOW, seed = 7): Promise<TestDb> {
  const testDb = createTestDb();
  open.push(testDb);
  await buildDemo(testDb.db, { size, now, seed, onProgress: () => {}, onRefused });
  return testDb;
}

describe('a small demo studio', () => {
  let db: Db;
  let read: ReadDb;
  beforeAll(async () => {
    ({ db } = await demo('small'));
    ({ read } = db);
  });

  it('holds a month of one location, with books that balance', () => {
    expect(count(read, 'locations')).toBe(1);
    expect(count(read, 'rooms')).toBe(2);
    expect(count(read, 'practitioners')).toBe(4);
    expect(count(read, 'clients')).toBe(40);
    expect(within(count(read, 'sessions'), 120, 0.15)).toBe(true);
    expect(count(read, 'bookings')).toBeGreaterThan(400);
    expect(
      read.get(
        `SELECT MIN(s.local_date) >= '2026-02-27' AND MAX(s.local_date) < '2026-03-29' AS ok
         FROM sessions s LEFT JOIN series x ON x.id = s.series_id WHERE NOT COALESCE(x.is_class, 0)`,
      ),
    ).toEqual({ ok: 1 });
    expect(findViolations(read)).toEqual([]);
    expect(audit.verify(read).brokenAt).toBeNull();
  });

  it('shows what a cancellation has to deal with: every way to pay, empty and full sessions, one overbooked', () => {
    const kinds = read.all<{ kind: string }>(
      'SELECT DISTINCT COALESCE(p.method, f.kind) AS kind FROM fundings f LEFT JOIN payments p ON p.id = f.payment_id',
    );
    expect(kinds.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['package', 'card', 'cash', 'transfer', 'account', 'free']),
    );
    expect(
      one(read, 'SELECT COUNT(*) AS n FROM (SELECT 1 FROM fundings GROUP BY booking_id HAVING COUNT(*) > 1)'),
    ).toBeGreaterThan(0);
    const booked = 'SELECT COUNT(*) FROM bookings b WHERE b.session_id = s.id';
    expect(one(read, `SELECT COUNT(*) AS n FROM sessions s WHERE (${booked}) = 0`)).toBeGreaterThan(0);
    expect(
      one(read, `SELECT COUNT(*) AS n FROM sessions s WHERE s.capacity > 1 AND (${booked}) = s.capacity`),
    ).toBeGreaterThan(0);
    expect(one(read, `SELECT COUNT(*) AS n FROM sessions s WHERE (${booked}) > s.capacity`)).toBe(1);
    expect(one(read, `SELECT COUNT(*) AS n FROM bookings WHERE overbook_reason <> ''`)).toBe(1);
  });

  it('has lots that have expired, and lots that expire within two weeks', () => {
    expect(
      one(read, `SELECT COUNT(*) AS n FROM credit_lots WHERE expires_on < '2026-03-14' AND expired > 0`),
    ).toBeGreaterThan(0);
    expect(
      one(
        read,
        `SELECT COUNT(*) AS n FROM credit_lots WHERE expires_on BETWEEN '2026-03-14' AND '2026-03-28'`,
      ),
    ).toBeGreaterThan(0);
    expect(
      one(
        read,
        `SELECT COUNT(*) AS n FROM fundings f JOIN credit_lots l ON l.id = f.lot_id
      JOIN bookings b ON b.id = f.booking_id JOIN sessions s ON s.id = b.session_id WHERE s.local_date > l.expires_on`,
      ),
    ).toBe(0);
  });

  it('lets everybody in with the PIN that the sign-in screen shows', async () => {
    expect(DEMO_PIN_SETTING).toBe(DEMO_PIN_KEY);
    const people = staff.list(read);
    expect(people.map(({ role }) => role).sort()).toEqual(['admin', 'owner', 'practitioner', 'staff']);
    for (const hashed of new Set(people.map(({ pinHash }) => pinHash)))
      expect(await verifyPin(DEMO_PIN, hashed)).toBe(true);
  });

  it('names nobody who can be reached', () => {
    expect(
      one(read, `SELECT COUNT(*) AS n FROM clients WHERE email <> '' AND email NOT LIKE '%@example.com'`),
    ).toBe(0);
    expect(one(read, `SELECT COUNT(*) AS n FROM clients WHERE phone NOT LIKE '+44 7700 900___'`)).toBe(0);
  });

  it('has saved its days up to the last one, and leaves that to the desk with most of it clear', () => {
    expect(
      read.all(`SELECT state, MAX(local_date) AS last FROM sessions WHERE state <> 'open' GROUP BY state`),
    ).toContainEqual({ state: 'completed', last: '2026-03-12' });
    expect(
      one(read, `SELECT COUNT(*) AS n FROM sessions WHERE state = 'open' AND local_date < '2026-03-13'`),
    ).toBe(0);
    expect(one(read, `SELECT COUNT(*) AS n FROM bookings WHERE outcome = 'missed'`)).toBeGreaterThan(0);
    expect(count(read, 'wage_lines')).toBeGreaterThan(40);
    expect(
      one(read, `SELECT COUNT(*) AS n FROM wage_lines WHERE rate_source = 'practitioner'`),
    ).toBeGreaterThan(0);
    const { sessions, clear } = listEndOfDay(createTestServices(db, { now: () => NOW }).ctx, OWNER);
    expect(clear).toBeGreaterThan(sessions.length - clear);
    expect(sessions.length - clear).toBeGreaterThan(0);
  });

  it('recurs, teaches classes, lets people wait and a client choose', () => {
    const series = read.all<{ isClass: number; state: string; sessions: number; enrolled: number }>(
      `SELECT is_class AS isClass, state, (SELECT COUNT(*) FROM sessions s WHERE s.series_id = x.id) AS sessions,
         (SELECT COUNT(*) FROM enrolments e WHERE e.series_id = x.id) AS enrolled FROM series x`,
    );
    const enabled = series.filter(({ state }) => state === 'enabled');
    const classes = enabled.filter(({ isClass }) => isClass === 1);
    expect(enabled.length - classes.length).toBeGreaterThan(2);
    expect(enabled.every(({ sessions }) => sessions > 1)).toBe(true);
    expect(classes.length).toBeGreaterThanOrEqual(2);
    expect(classes.every(({ enrolled }) => enrolled > 1)).toBe(true);
    expect(series.filter(({ state }) => state === 'draft')).toMatchObject([{ sessions: 0 }]);
    const deadlines = (when: string) =>
      one(read, `SELECT COUNT(*) AS n FROM series WHERE enrol_until_at ${when}`);
    expect([deadlines(`< ${NOW}`) > 0, deadlines(`> ${NOW}`)]).toEqual([true, 1]);
    expect(one(read, `SELECT COUNT(*) AS n FROM waitlist_entries WHERE state = 'waiting'`)).toBe(2);
    expect(one(read, `SELECT COUNT(*) AS n FROM reschedule_offers WHERE deadline_at > ${NOW}`)).toBe(1);
    expect(count(read, 'saved_views')).toBe(1);
    const actors = read.all<{ actor: string }>('SELECT DISTINCT actor FROM audit_log ORDER BY actor');
    expect(actors.map(({ actor }) => actor)).toEqual(['Callboard', 'Demo', 'Demo Owner', 'nobody']);
  });

  it('is the same for the same day and seed, at any hour, but for who is here, and another for another seed', async () => {
    const [evening, otherSeed] = [await demo('small', NOW + 9 * 3_600_000), await demo('small', NOW, 8)];
    expect(digest(evening.db.read)).toBe(digest(read));
    const here = `SELECT COUNT(checked_in_at) AS n FROM bookings WHERE checked_in_at > ${MIDNIGHT}`;
    expect(one(evening.db.read, here)).toBeGreaterThan(one(read, here));
    expect(one(read, `SELECT COUNT(*) AS n FROM bookings WHERE checked_in_at > ${NOW}`)).toBe(0);
    expect(digest(otherSeed.db.read)).not.toBe(digest(read));
  });
});

describe('a year of demo data', () => {
  let read: ReadDb;
  beforeAll(async () => {
    read = (await demo('year')).db.read;
  }, 120_000);

  it('is as large as promised, half of it past, in two time zones, with books that balance', () => {
    expect(count(read, 'locations')).toBe(3);
    expect(count(read, 'practitioners')).toBe(12);
    expect(count(read, 'clients')).toBe(600);
    expect(within(count(read, 'sessions'), 15_000, 0.05)).toBe(true);
    expect(within(count(read, 'bookings'), 90_000, 0.05)).toBe(true);
    const past = one(read, `SELECT COUNT(*) AS n FROM sessions WHERE local_date < '2026-03-14'`);
    expect(within(past, count(read, 'sessions') / 2, 0.05)).toBe(true);
    expect(one(read, 'SELECT COUNT(DISTINCT zone) AS n FROM locations')).toBe(2);
    expect(one(read, 'SELECT COUNT(DISTINCT method) AS n FROM payments')).toBe(5);
    expect(one(read, 'SELECT COUNT(*) AS n FROM payments WHERE refunded_minor > 0')).toBeGreaterThan(0);
    expect(count(read, 'closures')).toBeGreaterThan(3);
    expect(
      one(read, `SELECT COUNT(*) AS n FROM sessions WHERE state = 'open' AND local_date < '2026-03-13'`),
    ).toBe(0);
    expect(one(read, 'SELECT COUNT(DISTINCT label) AS n FROM completions')).toBe(5);
    expect(findViolations(read)).toEqual([]);
  });

  it('puts sessions at the instant their wall time means, also around a change of clocks', () => {
    const rows = read.all<WallTime & { at: number }>(
      `SELECT local_date AS date, local_time AS time, zone, starts_at AS at FROM sessions
       WHERE local_date BETWEEN '2026-03-28' AND '2026-03-30'`,
    );
    expect(rows.length).toBeGreaterThan(50);
    for (const { at, ...wall } of rows) expect(wallToInstant(wall).at).toBe(at);
  });

  it('has no practitioner, room or client in two places at once', () => {
    const overlaps = (column: string, from: string) =>
      one(
        read,
        `SELECT COUNT(*) AS n FROM (SELECT ${column} AS who, starts_at, ends_at,
        LAG(ends_at) OVER (PARTITION BY ${column} ORDER BY starts_at) AS before FROM ${from}) WHERE starts_at < before`,
      );
    expect(overlaps('practitioner_id', 'sessions')).toBe(0);
    expect(overlaps('room_id', 'sessions')).toBe(0);
    expect(overlaps('client_id', 'bookings b JOIN sessions s ON s.id = b.session_id')).toBe(0);
  });
});

it('leaves a smaller studio with books that balance when the build ends half-way', async () => {
  const testDb = createTestDb();
  open.push(testDb);
  const stop = new Error('killed');
  const building = buildDemo(testDb.db, {
    size: 'year',
    now: NOW,
    seed: 7,
    onProgress: (done) => {
      if (done > 60) throw stop;
    },
  });
  await expect(building).rejects.toBe(stop);
  expect(count(testDb.db.read, 'sessions')).toBeGreaterThan(1000);
  expect(findViolations(testDb.db.read)).toEqual([]);
});

const count = (db: ReadDb, table: string): number => one(db, `SELECT COUNT(*) AS n FROM ${table}`);

const one = (db: ReadDb, sql: string): number => db.get<{ n: number }>(sql)?.n ?? Number.NaN;

const within = (value: number, wanted: number, share: number): boolean =>
  Math.abs(value - wanted) <= wanted * share;

/** Of all rows, whoever was checked in today left aside. */
function digest(db: ReadDb): string {
  const tables = db.all<{ name: string }>(
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
  );
  return hash(
    'sha256',
    JSON.stringify(
      tables.map(({ name }) => db.all(`SELECT * FROM ${name}`)),
      (key, value: unknown) => (key === 'checked_in_at' && Number(value) > MIDNIGHT ? null : value),
    ),
  );
}
