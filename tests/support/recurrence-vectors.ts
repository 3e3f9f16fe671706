import { readFileSync } from 'node:fs';
import {
  isLocalDate,
  isLocalTime,
  type LocalDate,
  type LocalTime,
  type Zone,
  zone,
} from '#domain/values/time.ts';

/** A rule and the dates that it must give, as somebody else has worked them out (tests/fixtures/vectors/README.md). */
export interface RecurrenceVector {
  readonly name: string;
  readonly zone: Zone;
  readonly start: VectorStart;
  /** RFC 5545, without the name of the property. */
  readonly rule: string;
  readonly excluded: readonly VectorStart[];
  /** Rising. */
  readonly dates: readonly VectorStart[];
  /** True if the rule has more dates after these. */
  readonly goesOn: boolean;
}

export interface VectorStart {
  /** As RFC 5545 writes it: 19970902T090000. */
  readonly text: string;
  readonly date: LocalDate;
  readonly time: LocalTime;
  /** Epoch ms, where the source says by which clock the wall time is; else null. */
  readonly at: number | null;
}

/** `import`: the calendar reader; `series`: the rule of our own series. */
export type Reader = 'import' | 'series';

export interface VectorSource {
  readonly name: string;
  readonly vectors: readonly RecurrenceVector[];
  /** Which vectors a reader cannot take, by the reason. */
  readonly exclusions: Readonly<Record<Reader, Readonly<Record<string, readonly string[]>>>>;
}

/** The sources; those without a zone of their own are read in one that changes its clock. */
export const vectorSources: readonly VectorSource[] = [
  { name: 'rfc5545', inZone: zone('America/New_York') },
  { name: 'dateutil', inZone: zone('Europe/Berlin') },
].map(({ name, inZone }) => ({
  name,
  vectors: fixture<readonly VectorRow[]>(name).map((row) => ({
    name: row.name,
    zone: inZone,
    start: vectorStart(row.start),
    rule: row.rule,
    excluded: startsOf(row.excluded ?? ''),
    dates: startsOf(row.dates),
    goesOn: row.goesOn ?? false,
  })),
  exclusions: fixture(`${name}-excluded`),
}));

/** The names that `reader` leaves out, each as often as it is listed. */
export function excludedNames({ exclusions }: VectorSource, reader: Reader): readonly string[] {
  return Object.values(exclusions[reader]).flat();
}

/** A file of tests/fixtures/vectors. */
export function fixture<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../fixtures/vectors/${name}.json`, import.meta.url), 'utf8')) as T;
}

interface VectorRow {
  readonly name: string;
  readonly start: string;
  readonly rule: string;
  readonly excluded?: string;
  readonly dates: string;
  readonly goesOn?: boolean;
}

function startsOf(list: string): readonly VectorStart[] {
  return list === '' ? [] : list.split(' ').map(vectorStart);
}

/** Reads '19970902T090000' and '19970902T090000-0400'. */
function vectorStart(written: string): VectorStart {
  const [, year, month, day, hour, minute, second, offset] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)([+-]\d{4})?$/.exec(written) ?? [];
  const date = `${year}-${month}-${day}`;
  const time = `${hour}:${minute}`;
  if (!isLocalDate(date) || !isLocalTime(time)) throw new Error(`no wall time: ${written}`);
  const at = offset === undefined ? null : Date.parse(`${date}T${time}:${second}${offset}`);
  return { text: written.slice(0, 15), date, time, at };
}
