import type { WriteDb } from '#db/database.ts';
import type { DemoCalendar } from './calendar.ts';

/** A span of days, `end` not included, in which one location, or with null the whole studio, is closed. */
export interface DemoClosure {
  readonly title: string;
  readonly start: number;
  readonly end: number;
  readonly locationId: number | null;
}

const HOLIDAYS: Readonly<Record<string, string>> = {
  '01-01': 'New Year’s Day',
  '05-01': 'Labour Day',
  '12-25': 'Christmas Day',
  '12-26': 'Boxing Day',
};

/** Public holidays of the range, and one location's own closed days soon after the studio's day. */
export function planClosures(calendar: DemoCalendar, locationId: number): DemoClosure[] {
  const closures: DemoClosure[] = [];
  for (let day = calendar.first; day < calendar.end; day += 1) {
    const title = HOLIDAYS[calendar.dateOf(day).slice(5)];
    if (title !== undefined) closures.push({ title, start: day, end: day + 1, locationId: null });
  }
  const start = calendar.today + 11;
  return [...closures, { title: 'Floor being sanded', start, end: start + 2, locationId }];
}

export const isClosed = (closures: readonly DemoClosure[], day: number, locationId: number): boolean =>
  closures.some(
    (closure) =>
      closure.start <= day && day < closure.end && (closure.locationId ?? locationId) === locationId,
  );

export function writeClosures(
  tx: WriteDb,
  calendar: DemoCalendar,
  closures: readonly DemoClosure[],
  createdAt: number,
): void {
  for (const { title, start, end, locationId } of closures)
    tx.run(
      'INSERT INTO closures (location_id, title, start_date, end_date, created_at) VALUES (?, ?, ?, ?, ?)',
      [locationId, title, calendar.dateOf(start), calendar.dateOf(end), createdAt],
    );
}
