import {
  addDays,
  daysBetween,
  instantToWall,
  type LocalDate,
  weekStartOf,
  zone,
} from '#domain/values/time.ts';

export type Interval = 'weekly' | 'biweekly' | 'monthly';

interface RunDays {
  readonly interval: Interval;
  readonly billed: 'completed' | 'scheduled';
  /** A day of a week that begins two weeks. */
  readonly anchorDay: LocalDate;
}

/** The day whose six o'clock in the morning, the time of the runs, was last. */
export function dayOfRuns(at: number): LocalDate {
  const { date, time } = instantToWall(at, zone('Europe/Berlin'));
  return time >= '06:00' ? date : addDays(date, -1);
}

/** Up to which day, without it, runs have covered everything: what is over is billed the day after, what is to come the day before. */
export function coveredBy(terms: RunDays, today: LocalDate): LocalDate {
  const period = periodOf(terms, terms.billed === 'completed' ? today : addDays(today, 1));
  return terms.billed === 'completed' ? period.from : period.to;
}

/** Weeks begin on Monday, months on the 1st. */
function periodOf(
  { interval, anchorDay }: RunDays,
  day: LocalDate,
): { readonly from: LocalDate; readonly to: LocalDate } {
  if (interval === 'monthly') {
    const from = addDays(day, 1 - Number(day.slice(8)));
    const late = addDays(from, 31);
    return { from, to: addDays(late, 1 - Number(late.slice(8))) };
  }
  const monday = weekStartOf(day, 1);
  if (interval === 'weekly') return { from: monday, to: addDays(monday, 7) };
  const isSecond = (daysBetween(weekStartOf(anchorDay, 1), monday) / 7) % 2 !== 0;
  const from = isSecond ? addDays(monday, -7) : monday;
  return { from, to: addDays(from, 14) };
}
