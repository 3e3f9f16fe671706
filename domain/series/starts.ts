import { Temporal } from 'temporal-polyfill';
import {
  type ClockChange,
  DAY_MS,
  daysBetween,
  type LocalDate,
  type LocalTime,
  wallToInstant,
  type Zone,
} from '../values/time.ts';

export interface SeriesStart {
  readonly date: LocalDate;
  /** Epoch ms. The wall time stays the same over clock changes (domain.md 2). */
  readonly at: number;
  readonly change: ClockChange;
}

/**
 * The instant of the same wall time on each of the rising `dates`: what `wallToInstant` gives, for hundreds of dates at once. Where
 * the zone's clock does not change between two dates, whole days are added instead of asking the zone.
 */
export function seriesStarts(dates: readonly LocalDate[], time: LocalTime, zone: Zone): SeriesStart[] {
  let known: { readonly date: LocalDate; readonly at: number; readonly until: number } | null = null;
  return dates.map((date) => {
    if (known) {
      const at = known.at + daysBetween(known.date, date) * DAY_MS;
      if (at > known.at && at < known.until) return { date, at, change: 'none' as const };
    }
    const asked = wallToInstant({ date, time, zone });
    known =
      asked.change === 'none' ? { date, at: asked.at, until: nextChangeAt(asked.at, zone) - DAY_MS } : null;
    return { date, ...asked };
  });
}

/** The next change of the zone's clock after `at`; Infinity if there is none. */
function nextChangeAt(at: number, zone: Zone): number {
  const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  return zoned.getTimeZoneTransition('next')?.epochMilliseconds ?? Number.POSITIVE_INFINITY;
}
