import ICAL from 'ical.js';
import {
  noted,
  skipped,
  type DoubtfulRow,
  type EntryRef,
  type NoteReason,
  type SkippedReason,
} from './doubtful.ts';
import { lineName, type CalendarComponent } from './read-components.ts';
import { instantOf, readTimeValue, type Frame, type TimeValue } from './time-value.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { daysBetween, MINUTE_MS, type Zone } from '#domain/values/time.ts';

const MAX_TITLE = 200;
const MAX_LOCATION = 200;
const MAX_DESCRIPTION = 2_000;

/** One VEVENT, read but not yet expanded. */
export interface CalendarEntry extends EntryRef {
  readonly description: string;
  readonly location: string;
  readonly status: 'confirmed' | 'cancelled';
  readonly sequence: number;
  /** LAST-MODIFIED or DTSTAMP as written; tells versions of equal sequence apart. */
  readonly stamp: string;
  readonly start: TimeValue;
  readonly length: EntryLength;
  /** RRULE values; empty for a single entry. */
  readonly rules: readonly string[];
  readonly excluded: readonly TimeValue[];
  readonly added: readonly TimeValue[];
  /** Given if this entry changes one date of a series, or with `thisAndFuture` all dates from there on. */
  readonly recurrenceId: TimeValue | undefined;
  readonly thisAndFuture: boolean;
}

export type EntryLength =
  | { readonly kind: 'minutes'; readonly minutes: number }
  | { readonly kind: 'days'; readonly days: number };

export interface ReadContext {
  readonly studioZone: Zone;
  /** The frame that a TZID stands for; keeps count of the guesses itself. */
  readonly frameOf: (tzid: string, text: string, entry: EntryRef) => Frame;
}

/** Reads one VEVENT. Undefined if nothing can come of it; then a doubtful row says why. */
export function readEvent(
  component: CalendarComponent,
  context: ReadContext,
  doubts: DoubtfulRow[],
): CalendarEntry | undefined {
  const properties = readProperties(component);
  const entry = readTexts(properties, component.line);
  for (const reason of [...properties.badLines, ...entry.notes]) doubts.push(noted(entry, reason));
  const refuse = (reason: SkippedReason): undefined => {
    doubts.push(skipped(entry, reason));
    return undefined;
  };
  if (!component.isComplete) return refuse({ code: 'UNFINISHED_EVENT' });
  if (component.lines.length > MAX_LINES) return refuse({ code: 'TOO_MANY_LINES', limit: MAX_LINES });
  if (properties.has('exrule')) return refuse({ code: 'RULE_NOT_SUPPORTED', part: 'EXRULE' });
  const times = readTimes(properties, entry, context);
  if (!times.ok) return refuse(times.error);
  const status = properties.text('status').toUpperCase();
  const isCancelled = status === 'CANCELLED' || component.method === 'CANCEL';
  const read = readLength(properties, times.value.start, times.value.end, context.studioZone);
  // A cancellation names what it cancels; many programs leave the rest out.
  const length = !read.ok && isCancelled ? ok(UNKNOWN_LENGTH) : read;
  if (!length.ok) return refuse(length.error);
  if (length.value.kind === 'days' && times.value.start.kind === 'time')
    doubts.push(noted(entry, { code: 'TIMED_AS_CLOSURE' }));
  if (status === 'TENTATIVE') doubts.push(noted(entry, { code: 'TENTATIVE' }));
  const { start, recurrenceId, excluded, added } = times.value;
  return {
    title: entry.title,
    uid: entry.uid,
    line: entry.line,
    description: entry.description,
    location: entry.location,
    status: isCancelled ? 'cancelled' : 'confirmed',
    sequence: Number(properties.text('sequence')) || 0,
    stamp: properties.text('last-modified') || properties.text('dtstamp'),
    start,
    length: length.value,
    rules: properties.all('rrule').map((property) => property.raw),
    excluded,
    added,
    recurrenceId,
    thisAndFuture: /^THISANDFUTURE$/i.test(properties.first('recurrence-id')?.parameters['range'] ?? ''),
  };
}

const UNKNOWN_LENGTH: EntryLength = { kind: 'minutes', minutes: 60 };

/** A session ends within a day; what is longer is a closure, a trip or a mistake. */
const MAX_SESSION_MINUTES = 1_440;

interface Property {
  readonly values: readonly unknown[];
  readonly parameters: Readonly<Record<string, string>>;
  /** What stands behind the colon, as written. */
  readonly raw: string;
}

interface Properties {
  readonly badLines: readonly { readonly code: 'BAD_LINE'; readonly text: string }[];
  has(name: string): boolean;
  all(name: string): readonly Property[];
  first(name: string): Property | undefined;
  /** The first value as text, '' if there is none. */
  text(name: string): string;
}

/** No entry has more lines, no line more letters, unless someone made the file to do harm. */
const MAX_LINES = 5_000;
const MAX_LINE_LENGTH = 200_000;

const WANTED = new Set(
  (
    'UID SUMMARY DESCRIPTION LOCATION STATUS SEQUENCE LAST-MODIFIED DTSTAMP DTSTART DTEND DURATION RRULE EXRULE ' +
    'RDATE EXDATE RECURRENCE-ID'
  ).split(' '),
);

function readProperties(component: CalendarComponent): Properties {
  const byName = new Map<string, Property[]>();
  const badLines: { code: 'BAD_LINE'; text: string }[] = [];
  for (const content of component.lines.slice(0, MAX_LINES)) {
    const name = content.text.includes(':') ? lineName(content) : '';
    if (name !== '' && !WANTED.has(name)) continue;
    const isReadable = name !== '' && content.text.length <= MAX_LINE_LENGTH;
    const property = isReadable ? readProperty(content.text, name) : undefined;
    const known = byName.get(name);
    if (property && known) known.push(property);
    else if (property) byName.set(name, [property]);
    else badLines.push({ code: 'BAD_LINE', text: content.text.slice(0, 60) });
  }
  const all = (name: string): readonly Property[] => byName.get(name.toUpperCase()) ?? [];
  return {
    badLines,
    all,
    has: (name) => all(name).length > 0,
    first: (name) => all(name)[0],
    text: (name) => {
      const value = all(name)[0]?.values[0];
      return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
    },
  };
}

function readProperty(text: string, name: string): Property | undefined {
  // The rule is read by the recurrence room; the library would throw on what it does not know.
  if (name === 'RRULE' || name === 'EXRULE')
    return { values: [], parameters: {}, raw: text.slice(text.indexOf(':') + 1) };
  try {
    const [, parameters, , ...values] = ICAL.parse.property(text) as [
      string,
      Record<string, string>,
      string,
      ...unknown[],
    ];
    return { values, parameters, raw: '' };
  } catch {
    return undefined;
  }
}

interface EntryTexts extends EntryRef {
  readonly description: string;
  readonly location: string;
  readonly notes: readonly NoteReason[];
}

function readTexts(properties: Properties, line: number): EntryTexts {
  const notes: NoteReason[] = [];
  const cut = (field: 'title' | 'description' | 'location', text: string, limit: number): string => {
    if (text.length <= limit) return text;
    notes.push({ code: 'TEXT_CUT', field, length: text.length, limit });
    // Never half of a character that takes two units.
    return text
      .slice(0, limit)
      .replace(/[\uD800-\uDBFF]$/, '')
      .trimEnd();
  };
  const title = cut('title', oneLine(properties.text('summary')), MAX_TITLE);
  const location = cut('location', oneLine(properties.text('location')), MAX_LOCATION);
  const description = cut('description', withoutControls(properties.text('description')), MAX_DESCRIPTION);
  if (title === '') notes.push({ code: 'NO_TITLE' });
  const given = properties.text('uid').slice(0, 500);
  if (given === '') notes.push({ code: 'MISSING_UID' });
  const start = JSON.stringify(properties.first('dtstart')?.values ?? []);
  const uid =
    given ||
    `no-uid-${stableHash([title, location, start, properties.first('rrule')?.raw ?? ''].join('\n'))}`;
  return { title, description, location, uid, line, notes };
}

function oneLine(text: string): string {
  return withoutControls(text).replace(/\s+/g, ' ').trim();
}

function withoutControls(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  return text.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');
}

/** FNV-1a in 64 bits: stands in for a UID, so that the same entry is known again next time. */
function stableHash(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (let i = 0; i < text.length; i++) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(i))) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, '0');
}

interface EntryTimes {
  readonly start: TimeValue;
  readonly end: TimeValue | undefined;
  readonly recurrenceId: TimeValue | undefined;
  readonly excluded: readonly TimeValue[];
  readonly added: readonly TimeValue[];
}

function readTimes(
  properties: Properties,
  entry: EntryRef,
  context: ReadContext,
): Result<EntryTimes, SkippedReason> {
  let bad: SkippedReason | undefined;
  const valuesOf = (name: string): readonly TimeValue[] =>
    properties.all(name).flatMap((property) =>
      property.values.flatMap((value) => {
        // RDATE may hold periods; only their start is taken.
        const text = String(Array.isArray(value) ? value[0] : value);
        if (text === '') return [];
        const tzid = property.parameters['tzid'];
        const isTime = text.length > 10 && !text.endsWith('Z');
        const isNamed = tzid !== undefined || name === 'dtstart';
        const frame = isTime && isNamed ? context.frameOf(tzid ?? '', text, entry) : 'floating';
        const read = readTimeValue(text, frame);
        if (!read) bad ??= { code: 'BAD_DATE', property: name.toUpperCase(), text: text.slice(0, 40) };
        return read ? [read] : [];
      }),
    );
  const [start] = valuesOf('dtstart');
  if (!start) return err(bad ?? { code: 'NO_START' });
  const times = {
    start,
    end: valuesOf('dtend')[0],
    recurrenceId: valuesOf('recurrence-id')[0],
    excluded: valuesOf('exdate'),
    added: valuesOf('rdate'),
  };
  return bad ? err(bad) : ok(times);
}

function readLength(
  properties: Properties,
  start: TimeValue,
  end: TimeValue | undefined,
  studioZone: Zone,
): Result<EntryLength, SkippedReason> {
  if (end && end.kind !== start.kind) return err({ code: 'MIXED_START_AND_END' });
  const given = properties.text('duration');
  const duration = end || given === '' ? undefined : readDurationMinutes(given);
  if (!end && given !== '' && duration === undefined)
    return err({ code: 'BAD_DATE', property: 'DURATION', text: given.slice(0, 40) });
  if (start.kind === 'date') {
    const days =
      end?.kind === 'date' ? daysBetween(start.date, end.date) : Math.ceil((duration ?? 1440) / 1440);
    // Some programs write the same day twice for an entry of one day.
    return days < 0 ? err({ code: 'ENDS_BEFORE_START' }) : ok({ kind: 'days', days: Math.max(days, 1) });
  }
  const minutes = end
    ? Math.round((instantOf(end, studioZone) - instantOf(start, studioZone)) / MINUTE_MS)
    : (duration ?? 0);
  if (minutes < 0) return err({ code: 'ENDS_BEFORE_START' });
  const isMidnights =
    end?.kind === 'time' && end.frame === start.frame && isMidnight(start) && isMidnight(end);
  if (isMidnights && end.wall.date > start.wall.date)
    return ok({ kind: 'days', days: daysBetween(start.wall.date, end.wall.date) });
  if (minutes > MAX_SESSION_MINUTES) return err({ code: 'TOO_LONG', durationMinutes: minutes });
  return minutes === 0 ? err({ code: 'NO_LENGTH' }) : ok({ kind: 'minutes', minutes });
}

function isMidnight(value: TimeValue & { readonly kind: 'time' }): boolean {
  return value.frame !== 'utc' && value.wall.time === '00:00';
}

function readDurationMinutes(text: string): number | undefined {
  try {
    const seconds = ICAL.Duration.fromString(text).toSeconds();
    return Number.isFinite(seconds) ? Math.round(seconds / 60) : undefined;
  } catch {
    return undefined;
  }
}
