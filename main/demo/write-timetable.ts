import { setImmediate } from 'node:timers/promises';
import type { Db } from '#db/database.ts';
import type { StaffId } from '#domain/values/ids.ts';
import { bookDay, type DayParts, type DemoLife } from './book-day.ts';
import { createDemoRows } from './demo-rows.ts';
import { createFunding } from './fund-booking.ts';
import type { DemoMoney } from './money/start-money.ts';
import type { DaySaver } from './save-days.ts';
import type { WeeklySlot } from './timetable.ts';
import type { DemoAccounts } from './write-studio.ts';

export interface SavedLife extends DemoLife {
  readonly saver: DaySaver;
  readonly live: DemoMoney['live'];
}

/**
 * The sessions of all days with their bookings, day by day as they were lived: what is made on a day is made before the sessions
 * of that day, and every day that is over is saved before the next one begins anything new.
 */
export async function writeTimetable(
  db: Db,
  options: Omit<DayParts, 'rows' | 'fund' | 'life'> & {
    readonly accounts: DemoAccounts;
    readonly deskId: StaffId;
    readonly life: SavedLife | null;
    readonly slotsOn: (day: number) => readonly WeeklySlot[];
    readonly onProgress: (done: number, total: number) => void;
  },
): Promise<void> {
  const { chance, calendar, life, slotsOn, onProgress } = options;
  const rows = createDemoRows();
  const paidUntil = life ? calendar.today + PAID_AHEAD_DAYS : calendar.end;
  const funding = createFunding(chance, calendar, rows, options.accounts, {
    paidUntil,
    laterFrom: life?.since ?? calendar.first,
    takenBy: options.deskId,
  });
  const parts = { ...options, rows, fund: funding.fund };
  const crowds = life ? [1, 0] : [1];
  const steps = [...(life?.programme.steps ?? [])];
  let settled = calendar.first;
  let written = 0;
  /** Writes everything before `end`, then lives and saves those of its days that are over; the last one is left for later. */
  const settle = async (end: number): Promise<void> => {
    db.write((tx) => rows.flush(tx));
    for (; settled < end; settled += 1) {
      if (life === null || settled >= calendar.today - 1) continue;
      await setImmediate();
      await life.live(settled);
      if (settled < life.openFrom) life.saver.save(settled);
    }
    if (life) rows.catchUp(db.read);
    if (life) funding.catchUp(db.read);
    written = rows.ids.booking;
    await setImmediate();
  };
  for (let day = calendar.first; day < calendar.end; day += 1) {
    if (steps[0]?.day === day) await settle(day);
    for (; steps[0]?.day === day; steps.shift()) {
      await steps[0].run();
      rows.catchUp(db.read);
      await setImmediate();
    }
    bookDay(parts, slotsOn(day), day, day > calendar.today + 1 ? crowds : []);
    if (rows.ids.booking - written < BOOKINGS_AT_ONCE && day + 1 < calendar.end) continue;
    await settle(day + 1);
    onProgress(day + 1 - calendar.first, calendar.end - calendar.first);
  }
}

/** Clients pay some weeks ahead, not for half a year. */
const PAID_AHEAD_DAYS = 35;
/** Some tens of milliseconds of work. */
const BOOKINGS_AT_ONCE = 1000;
