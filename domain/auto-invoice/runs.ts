import { addDays, DAY_MS, type LocalDate, wallToInstant } from '#domain/values/time.ts';
import { periodHolding } from './periods.ts';
import type { DayRange } from '../values/day-range.ts';
import type { RunTerms } from './terms.ts';

/** One run: when it happens, and the days whose sessions it bills. */
export interface PlannedRun {
  /** The studio's wall date of the run. */
  readonly day: LocalDate;
  /** The run time as an instant (epoch ms); one that the clock leaves out is moved forward, of two the earlier one (domain.md 2). */
  readonly at: number;
  readonly covers: DayRange;
  /** The period that gives the run its day; it covers less where days were billed before, more after a change of the terms. */
  readonly period: DayRange;
}

/**
 * The next `count` runs in order, whenever "now" is. `coveredUntil` is the first day that no run has covered yet, null before
 * the first run: each run begins with the day after the last one that is covered, so that a change of the terms in the middle of a period leaves no day
 * out and takes none twice.
 */
export function nextRuns(terms: RunTerms, coveredUntil: LocalDate | null, count: number): PlannedRun[] {
  const runs: PlannedRun[] = [];
  for (const run of allRuns(terms, coveredUntil)) {
    if (runs.length >= count) break;
    runs.push(run);
  }
  return runs;
}

/**
 * The runs whose time has come, oldest first, at most so many: one, or those missed while the app was closed. A clock that was set back
 * makes nothing due that was covered before.
 */
export function dueRuns(
  terms: RunTerms,
  coveredUntil: LocalDate | null,
  now: number,
  atMost = Number.POSITIVE_INFINITY,
): PlannedRun[] {
  const runs: PlannedRun[] = [];
  for (const run of allRuns(terms, coveredUntil)) {
    if (run.at > now || runs.length >= atMost) break;
    runs.push(run);
  }
  return runs;
}

/** A run is made up for by itself up to so long after its time: a studio that was closed for a season, in whole days. */
export const CATCH_UP_DAYS = 120;

/**
 * Whether a missed run waits for a person: it is so late that the clock may be wrong, and its days would be covered for good. `agreedTo`: the
 * first day after those whose runs somebody wants to have made up for.
 */
export function waitsForPerson(
  { at, covers }: Pick<PlannedRun, 'at' | 'covers'>,
  now: number,
  agreedTo: LocalDate | null,
): boolean {
  return now - at > CATCH_UP_DAYS * DAY_MS && (agreedTo === null || covers.to > agreedTo);
}

/** The first day that a run may still cover. */
export function firstUncovered(terms: Pick<RunTerms, 'sinceDay'>, coveredUntil: LocalDate | null): LocalDate {
  return coveredUntil !== null && coveredUntil > terms.sinceDay ? coveredUntil : terms.sinceDay;
}

function* allRuns(terms: RunTerms, coveredUntil: LocalDate | null): Generator<PlannedRun> {
  let from = firstUncovered(terms, coveredUntil);
  for (let period = periodHolding(terms, from); ; period = periodHolding(terms, period.to)) {
    const day = runDayOf(terms, period);
    const { at } = wallToInstant({ date: day, time: terms.runTime, zone: terms.zone });
    // Its moment had passed when the terms were saved: the next run takes its days too.
    if (at <= terms.savedAt) continue;
    yield { day, at, covers: { from, to: period.to }, period };
    from = period.to;
  }
}

/** The day after a period that is billed when it is over; the day before one that is billed in advance: the last of the month. */
function runDayOf({ billed }: Pick<RunTerms, 'billed'>, { from, to }: DayRange): LocalDate {
  return billed === 'completed' ? to : addDays(from, -1);
}
