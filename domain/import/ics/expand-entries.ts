import { noted, skipped, type DoubtfulRow } from './doubtful.ts';
import { chooseEntries, type Series } from './choose-entries.ts';
import type { CalendarOptions, ImportedClosure, ImportedEvent, CalendarError } from './calendar.ts';
import type { CalendarEntry } from './read-event.ts';
import { inFrame, occurrenceKeyOf, sessionStart, type Frame, type TimeValue } from './time-value.ts';
import { UTC } from './zone-names.ts';
import { expandRecurrence } from '#domain/recurrence/expand.ts';
import { msToWall, wallText, wallToMs, type WallStart } from '#domain/recurrence/wall-clock.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { addDays, DAY_MS, type LocalDate, type Zone } from '#domain/values/time.ts';

export interface ExpandedEntries {
  readonly events: readonly ImportedEvent[];
  readonly closures: readonly ImportedClosure[];
  readonly outsideWindow: number;
}

/**
 * Turns entries into dated occurrences: series are expanded, changed dates put in the place of the original ones (their key
 * stays the original date), and only what touches the window is kept. Adds what is doubtful to `doubts`.
 */
export function expandEntries(
  entries: readonly CalendarEntry[],
  options: CalendarOptions,
  limit: number,
  doubts: DoubtfulRow[],
): Result<ExpandedEntries, CalendarError> {
  const events: ImportedEvent[] = [];
  const closures: ImportedClosure[] = [];
  const work = { steps: 0, emptyRules: 0 };
  let outsideWindow = 0;
  for (const series of chooseEntries(entries, doubts)) {
    const before = events.length + closures.length;
    const occurrences = expandSeries(series, options, doubts, work);
    if (work.emptyRules > MAX_EMPTY_RULES || work.steps > MAX_STEPS) return err({ code: 'RULES_TOO_COSTLY' });
    if (!occurrences) return err({ code: 'TOO_MANY_OCCURRENCES', limit });
    for (const occurrence of occurrences) addOccurrence(occurrence, options, events, closures);
    const added = events.length + closures.length - before;
    if (before + added > limit) return err({ code: 'TOO_MANY_OCCURRENCES', limit });
    if (added === 0 && occurrences !== NOTHING) outsideWindow += 1;
  }
  events.sort((a, b) => compareText(wallText(a), wallText(b)) || a.line - b.line);
  closures.sort((a, b) => compareText(a.from, b.from) || a.line - b.line);
  return ok({ events, closures, outsideWindow });
}

interface Occurrence {
  readonly entry: CalendarEntry;
  readonly key: string;
  readonly wall: WallStart;
  readonly frame: Frame | 'date';
  readonly status: 'confirmed' | 'cancelled';
}

interface Work {
  steps: number;
  emptyRules: number;
}

/** A rule that never matches costs up to half a second to find out. */
const MAX_EMPTY_RULES = 10;

/** Steps of all expansions of one file (see `Expansion`): about two seconds' worth. */
const MAX_STEPS = 1_000_000;

const MAX_OF_ONE_SERIES = 20_000;

/** The answer for a series that could not be read: a doubtful row already says why. */
const NOTHING: readonly Occurrence[] = [];

/** Undefined if the series is too long. */
function expandSeries(
  series: Series,
  options: CalendarOptions,
  doubts: DoubtfulRow[],
  work: Work,
): readonly Occurrence[] | undefined {
  const { entry, changes, singleKey } = series;
  if (entry === undefined)
    return changes.map((change) => changedOccurrence(change, frameOf(change), options.studioZone));
  const frame = frameOf(entry);
  const starts = startsOf(entry, changes, frame, options, doubts, work);
  if (starts === 'TOO_MANY') return undefined;
  if (starts === undefined) return NOTHING;
  const replaced = new Map<string, Occurrence>();
  const byDay = new Map(starts.map((start) => [start.date, start]));
  for (const change of changes.filter((each) => !each.thisAndFuture)) {
    const occurrence = changedOccurrence(change, frame, options.studioZone, byDay);
    replaced.set(occurrence.key, withStatus(occurrence, entry));
  }
  const shifts = shiftsOf(changes, frame, options.studioZone);
  let nextShift = 0;
  const isSeries = isRecurring(entry) || changes.length > 0;
  const occurrences = starts.flatMap((wall): readonly Occurrence[] => {
    const key = isSeries ? occurrenceKeyOf(wall, frame) : (singleKey ?? 'single');
    if (replaced.has(key)) return [];
    // Both are sorted, so the shift that holds only ever moves on.
    while ((shifts[nextShift]?.fromMs ?? Infinity) <= wallToMs(wall)) nextShift += 1;
    const shift = shifts[nextShift - 1];
    const occurrence = shift
      ? {
          entry: shift.change,
          key,
          wall: msToWall(wallToMs(wall) + shift.byMs),
          frame,
          status: shift.change.status,
        }
      : { entry, key, wall, frame, status: entry.status };
    return [withStatus(occurrence, entry)];
  });
  noteUtcSeries(entry, frame, occurrences, options.studioZone, doubts);
  return [...occurrences, ...replaced.values()];
}

function startsOf(
  entry: CalendarEntry,
  changes: readonly CalendarEntry[],
  frame: Frame | 'date',
  options: CalendarOptions,
  doubts: DoubtfulRow[],
  work: Work,
): readonly WallStart[] | 'TOO_MANY' | undefined {
  const { studioZone, window } = options;
  const start = wallIn(entry.start, frame, studioZone);
  if (!isRecurring(entry)) return [start];
  const [rule = '', second] = entry.rules;
  if (second !== undefined) {
    doubts.push(skipped(entry, { code: 'RULE_NOT_SUPPORTED', part: 'RRULE' }));
    return undefined;
  }
  const days = marginDays(entry, shiftsOf(changes, frame, studioZone));
  const added = entry.added.map((value) => wallIn(value, frame, studioZone));
  const excluded = entry.excluded.map((value) => exclusionIn(value, frame, studioZone));
  const expansion = expandRecurrence(
    {
      rule,
      start,
      zone: clockOf(frame, studioZone),
      excluded,
      added: rule === '' ? [start, ...added] : added,
    },
    { from: addDays(window.from, -days), to: addDays(window.to, days) },
    MAX_OF_ONE_SERIES,
  );
  if (!expansion.ok) {
    if (expansion.error.code === 'TOO_MANY_OCCURRENCES') return 'TOO_MANY';
    if (expansion.error.code === 'RULE_YIELDS_NONE' && expansion.error.neverMatches) work.emptyRules += 1;
    doubts.push(skipped(entry, expansion.error));
    return undefined;
  }
  work.steps += expansion.value.steps;
  const { starts, unusedExclusions } = expansion.value;
  const isStart = (each: WallStart | LocalDate): boolean =>
    typeof each === 'string' ? each === start.date : wallText(each) === wallText(start);
  // The start counts as a date even where the rule does not name it (RFC 5545), so an exception may well take it out.
  const unused = unusedExclusions.filter((each) => !isStart(each));
  if (unused.length > 0) {
    const dates = unused.slice(0, 20).map((each) => (typeof each === 'string' ? each : wallText(each)));
    doubts.push(noted(entry, { code: 'EXCEPTION_MATCHES_NOTHING', dates }));
  }
  const isInside = start.date >= window.from && start.date < window.to;
  const isMissing = !starts.some(isStart);
  if (isInside && isMissing && !excluded.some(isStart))
    doubts.push(noted(entry, { code: 'START_NOT_IN_RULE' }));
  return starts;
}

interface Shift {
  readonly change: CalendarEntry;
  /** Applies to original starts from here on (`wallToMs`). */
  readonly fromMs: number;
  readonly byMs: number;
}

/** Changes with RANGE=THISANDFUTURE: they move and rename every later date too. */
function shiftsOf(
  changes: readonly CalendarEntry[],
  frame: Frame | 'date',
  studioZone: Zone,
): readonly Shift[] {
  return changes
    .flatMap((change): readonly Shift[] => {
      if (!change.thisAndFuture || !change.recurrenceId) return [];
      const fromMs = wallToMs(wallIn(change.recurrenceId, frame, studioZone));
      return [{ change, fromMs, byMs: wallToMs(wallIn(change.start, frame, studioZone)) - fromMs }];
    })
    .sort((a, b) => a.fromMs - b.fromMs);
}

/** How far outside the window an original date can lie that still reaches into it. */
function marginDays(entry: CalendarEntry, shifts: readonly Shift[]): number {
  const longest = entry.length.kind === 'days' ? entry.length.days : 1;
  const farthest = shifts.reduce((most, { byMs }) => Math.max(most, Math.ceil(Math.abs(byMs) / DAY_MS)), 0);
  return Math.min(1 + longest + farthest, MAX_MARGIN_DAYS);
}

const MAX_MARGIN_DAYS = 400;

function changedOccurrence(
  change: CalendarEntry,
  seriesFrame: Frame | 'date',
  studioZone: Zone,
  byDay: ReadonlyMap<LocalDate, WallStart> = new Map(),
): Occurrence {
  const frame = frameOf(change);
  const original = change.recurrenceId ?? change.start;
  const wall = wallIn(original, seriesFrame, studioZone);
  // Some programs name only the day of a timed occurrence.
  const meant = original.kind === 'date' && seriesFrame !== 'date' ? byDay.get(wall.date) : undefined;
  return {
    entry: change,
    key: occurrenceKeyOf(meant ?? wall, seriesFrame),
    wall: wallIn(change.start, frame, studioZone),
    frame,
    status: change.status,
  };
}

function withStatus(occurrence: Occurrence, series: CalendarEntry): Occurrence {
  return series.status === 'cancelled' ? { ...occurrence, status: 'cancelled' } : occurrence;
}

function noteUtcSeries(
  entry: CalendarEntry,
  frame: Frame | 'date',
  occurrences: readonly Occurrence[],
  studioZone: Zone,
  doubts: DoubtfulRow[],
): void {
  if (frame !== 'utc' || !isRecurring(entry)) return;
  const shiftOf = ({ wall }: Occurrence): number =>
    wallToMs(sessionStart(wall, 'utc', studioZone)) - wallToMs(wall);
  const [first, ...others] = occurrences;
  if (first && others.some((each) => shiftOf(each) !== shiftOf(first))) {
    doubts.push(noted(entry, { code: 'SERIES_IN_UTC', zone: studioZone }));
  }
}

function addOccurrence(
  { entry, key, wall, frame, status }: Occurrence,
  { studioZone, window }: CalendarOptions,
  events: ImportedEvent[],
  closures: ImportedClosure[],
): void {
  const { title, description, location, sequence, line } = entry;
  const common = { externalUid: entry.uid, occurrenceKey: key, title, description, status, sequence, line };
  const start = sessionStart(wall, frame === 'date' ? 'floating' : frame, studioZone);
  if (frame === 'date' || entry.length.kind === 'days') {
    const days = entry.length.kind === 'days' ? entry.length.days : 1;
    const until: LocalDate = addDays(start.date, days);
    if (until <= window.from || start.date >= window.to) return;
    closures.push({ ...common, from: start.date, until });
  } else {
    if (start.date < window.from || start.date >= window.to) return;
    events.push({ ...common, location, ...start, durationMinutes: entry.length.minutes });
  }
}

function isRecurring(entry: CalendarEntry): boolean {
  return entry.rules.length > 0 || entry.added.length > 0;
}

function frameOf(entry: CalendarEntry): Frame | 'date' {
  return entry.start.kind === 'date' ? 'date' : entry.start.frame;
}

/** The zone whose clock a frame follows. */
function clockOf(frame: Frame | 'date', studioZone: Zone): Zone {
  if (frame === 'utc') return UTC;
  return frame === 'date' || frame === 'floating' ? studioZone : frame;
}

function wallIn(value: TimeValue, frame: Frame | 'date', studioZone: Zone): WallStart {
  if (frame !== 'date') return inFrame(value, frame, studioZone);
  return inFrame(
    { kind: 'date', date: value.kind === 'date' ? value.date : value.wall.date },
    'floating',
    studioZone,
  );
}

function exclusionIn(value: TimeValue, frame: Frame | 'date', studioZone: Zone): WallStart | LocalDate {
  if (value.kind === 'date') return value.date;
  return frame === 'date' ? value.wall.date : inFrame(value, frame, studioZone);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
