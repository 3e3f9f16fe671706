import { noted, skipped, type DoubtfulRow } from './doubtful.ts';
import type { CalendarEntry } from './read-event.ts';
import { occurrenceKeyOf, type TimeValue } from './time-value.ts';

/** One entry, with its changed dates, as it holds after all versions in the file were compared. */
export interface Series {
  /** Missing if the file has only changed dates of a series. */
  readonly entry: CalendarEntry | undefined;
  readonly changes: readonly CalendarEntry[];
  /** The key of a single entry whose UID does not tell it from others. */
  readonly singleKey: string | undefined;
}

/**
 * Groups entries by UID. Of several versions of the same thing the one with the highest SEQUENCE, then the latest stamp,
 * then the last in the file holds; the others are listed. Single entries that share UID, SEQUENCE and stamp but not
 * their start are different sessions of a careless program and are all kept.
 */
export function chooseEntries(entries: readonly CalendarEntry[], doubts: DoubtfulRow[]): readonly Series[] {
  const groups = new Map<string, CalendarEntry[]>();
  for (const entry of entries) {
    const group = groups.get(entry.uid);
    if (group) group.push(entry);
    else groups.set(entry.uid, [entry]);
  }
  return [...groups.values()].flatMap((group) => seriesOf(group, doubts));
}

function seriesOf(group: readonly CalendarEntry[], doubts: DoubtfulRow[]): readonly Series[] {
  const masters = newestFirst(group.filter((entry) => !entry.recurrenceId));
  const changes = newestPerDate(newestFirst(group.filter((entry) => entry.recurrenceId)), doubts);
  const [newest, ...older] = masters;
  if (!newest) {
    for (const change of changes) doubts.push(noted(change, { code: 'CHANGE_WITHOUT_SERIES' }));
    return [{ entry: undefined, changes, singleKey: undefined }];
  }
  const others: CalendarEntry[] = [];
  const seenStarts = new Set([startText(newest.start)]);
  for (const entry of older) {
    const isOther = areDifferentSessions(newest, entry) && !seenStarts.has(startText(entry.start));
    if (isOther) others.push(entry);
    else doubts.push(skipped(entry, { code: 'DUPLICATE_UID' }));
    seenStarts.add(startText(entry.start));
  }
  if (others.length === 0) return [{ entry: newest, changes, singleKey: undefined }];
  doubts.push(noted(newest, { code: 'SAME_UID' }));
  return [newest, ...others].map((entry) => ({
    entry,
    changes: entry === newest ? changes : [],
    singleKey: startText(entry.start),
  }));
}

function newestFirst(entries: readonly CalendarEntry[]): readonly CalendarEntry[] {
  return entries.toSorted(
    (a, b) => b.sequence - a.sequence || (a.stamp < b.stamp ? 1 : a.stamp > b.stamp ? -1 : b.line - a.line),
  );
}

function newestPerDate(newest: readonly CalendarEntry[], doubts: DoubtfulRow[]): readonly CalendarEntry[] {
  const byDate = new Map<string, CalendarEntry>();
  for (const change of newest) {
    const date = change.recurrenceId ? startText(change.recurrenceId) : '';
    if (byDate.has(date)) doubts.push(skipped(change, { code: 'DUPLICATE_UID' }));
    else byDate.set(date, change);
  }
  return [...byDate.values()].toSorted((a, b) => a.line - b.line);
}

function areDifferentSessions(one: CalendarEntry, other: CalendarEntry): boolean {
  const isSingle = (entry: CalendarEntry): boolean => entry.rules.length === 0 && entry.added.length === 0;
  return isSingle(one) && isSingle(other) && one.sequence === other.sequence && one.stamp === other.stamp;
}

function startText(value: TimeValue): string {
  return value.kind === 'date' ? value.date : occurrenceKeyOf(value.wall, value.frame);
}
