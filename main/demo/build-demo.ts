import { setImmediate } from 'node:timers/promises';
import type { Db } from '#db/database.ts';
import { instantToWall } from '#domain/values/time.ts';
import { bookDay } from './book-day.ts';
import { createCalendar, type DemoCalendar } from './calendar.ts';
import { createChance } from './chance.ts';
import { isClosed, planClosures, writeClosures } from './closures.ts';
import { createDemoRows } from './demo-rows.ts';
import { DEMO_EXTENTS, type DemoSize } from './demo-size.ts';
import { createFunding } from './fund-booking.ts';
import { planWeek } from './timetable.ts';
import { DEMO_ZONE, writeStudio } from './write-studio.ts';

export interface DemoOptions {
  readonly size: DemoSize;
  /** Epoch ms; only the studio's day it falls on matters. */
  readonly now: number;
  readonly seed: number;
  /** Days done and to do. */
  readonly onProgress: (done: number, total: number) => void;
}

/**
 * Fills an empty database with an invented studio: the same size, studio's day and seed give the same rows. Half of the
 * timetable lies before that day; all sessions are open. The work is cut into short transactions with room for others in
 * between, and each leaves books that balance: a build that is killed leaves a smaller studio, not a broken one.
 */
export async function buildDemo(db: Db, options: DemoOptions): Promise<void> {
  const { size, now, seed, onProgress } = options;
  // Loaded only here: the names weigh more than the rest of the engine, and hardly any start needs them.
  const { faker } = await import('@faker-js/faker/locale/en');
  faker.seed(seed);
  const extent = DEMO_EXTENTS[size];
  const today = instantToWall(now, DEMO_ZONE).date;
  const calendar = createCalendar(today, extent.daysEachSide);
  const knownUntil = calendar.instantOf(calendar.today, 6 * 60, DEMO_ZONE) - SIX_HOURS_MS;

  const uid = `demo-${size}-${today}-${seed}`;
  const { places, accounts } = writeStudio(db, { faker, uid, extent, at: knownUntil });
  const chance = createChance(faker);
  const childrensNames = Array.from({ length: 60 }, () => faker.person.firstName());
  const week = planWeek(chance, places, extent);
  const closures = planClosures(calendar, places[0]?.locationId ?? 0);
  db.write((tx) => writeClosures(tx, calendar, closures, knownUntil));

  if (size === 'decade') setCache(db, LARGE_CACHE_KIB);
  const rows = createDemoRows();
  const fund = createFunding(chance, calendar, rows, accounts);
  const parts = { chance, calendar, rows, fund, fill: extent.fill, knownUntil, childrensNames };
  let overbooked = false;
  let written = 0;
  for (let day = calendar.first; day < calendar.end; day += 1) {
    const slots = (week[calendar.weekdayOf(day)] ?? []).filter(
      ({ place }) => !isClosed(closures, day, place.locationId),
    );
    const overbook: boolean = !overbooked && day > calendar.today + 1;
    overbooked = bookDay(parts, slots, day, overbook) || overbooked;
    if (rows.ids.booking - written < BOOKINGS_AT_ONCE && day + 1 < calendar.end) continue;
    written = rows.ids.booking;
    db.write((tx) => rows.flush(tx));
    onProgress(day + 1 - calendar.first, calendar.end - calendar.first);
    await setImmediate();
  }
  expireLots(db, calendar, knownUntil);
  if (size === 'decade') setCache(db, USUAL_CACHE_KIB);
}

/** Indexes of millions of rows that do not fit into the cache would be read again for every insert. */
function setCache(db: Db, kibibytes: number): void {
  db.write((tx) => tx.run(`PRAGMA cache_size = ${-kibibytes}`));
}

/** What is left of a lot whose last day is over is gone, and the lot says so (domain.md 10, 2). */
function expireLots(db: Db, calendar: DemoCalendar, at: number): void {
  const today = calendar.dateOf(calendar.today);
  db.write((tx) => {
    tx.run(
      `INSERT INTO credit_events (lot_id, kind, credits, expires_on, at)
       SELECT id, 'expired', used - bought, expires_on, ? FROM credit_lots WHERE expires_on < ? AND used < bought`,
      [at, today],
    );
    tx.run('UPDATE credit_lots SET expired = bought - used WHERE expires_on < ? AND used < bought', [today]);
  });
}

const LARGE_CACHE_KIB = 1_000_000;
const USUAL_CACHE_KIB = 65_536;
/** Some tens of milliseconds of work. */
const BOOKINGS_AT_ONCE = 1000;
const SIX_HOURS_MS = 6 * 3_600_000;
