import * as locations from '#db/repositories/location.ts';
import * as services from '#db/repositories/service.ts';
import * as studios from '#db/repositories/studio.ts';
import type { ReadDb } from '#db/database.ts';
import type { Import } from '#db/schema/import.ts';
import type { Location } from '#db/schema/location.ts';
import { BOOKINGS, type BookingRow } from '#domain/import/csv/bookings.ts';
import type { DateOrder } from '#domain/import/csv/cells.ts';
import { CLIENTS, type ClientRow } from '#domain/import/csv/clients.ts';
import { guessMapping, type ColumnMapping } from '#domain/import/csv/columns.ts';
import { readTable } from '#domain/import/csv/read-table.ts';
import { readRows, type CsvKind } from '#domain/import/csv/row-reader.ts';
import { SESSIONS, type SessionRow } from '#domain/import/csv/sessions.ts';
import type { ImportedCalendar } from '#domain/import/ics/calendar.ts';
import { readCalendar } from '#domain/import/ics/read-calendar.ts';
import { doubtOfCell, doubtOfEntry, type Doubt, type FileErrorCode } from '#domain/import/match/doubts.ts';
import type { LocationId, ServiceId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { addDays, instantToWall, isScheduleDay, type LocalDate } from '#domain/values/time.ts';
import { invalidInput, type InvalidInput, notFound, type NotFound } from '../errors.ts';
import type { ImportFile } from './import-uploads.ts';

export interface ImportOptions {
  readonly kind: Import['kind'];
  /** ICS: days [from, to); a year from today if left out. */
  readonly from?: LocalDate | undefined;
  readonly to?: LocalDate | undefined;
  readonly serviceId?: ServiceId | undefined;
  readonly locationId?: LocationId | undefined;
  /** ICS: takes whole days as closures and nothing else. */
  readonly onlyClosures?: boolean | undefined;
  /** CSV: our column → the file's header; '' = not in this file. */
  readonly mapping?: Readonly<Record<string, string>> | undefined;
  readonly dateOrder?: 'ymd' | DateOrder | undefined;
}

export interface ImportColumn {
  readonly field: string;
  /** Without it, or another of its group, nothing can be imported. */
  readonly required: boolean;
  /** The file's header; null if none stands for it. */
  readonly source: string | null;
}

/** A file's rows, not yet held against the studio. */
export interface ReadFile {
  readonly content:
    | { readonly kind: 'ics'; readonly calendar: ImportedCalendar }
    | { readonly kind: 'clients'; readonly rows: readonly ClientRow[] }
    | { readonly kind: 'sessions'; readonly rows: readonly SessionRow[] }
    | { readonly kind: 'bookings'; readonly rows: readonly BookingRow[] }
    /** A person has to say first which column is which. */
    | { readonly kind: 'unmapped' };
  readonly columns: readonly ImportColumn[];
  readonly fileColumns: readonly string[];
  readonly doubts: readonly Doubt[];
  /** What stands for rows that name no location. */
  readonly location: Location;
}

export type FileError =
  | {
      readonly code: 'FILE_NOT_READABLE';
      readonly reason: FileErrorCode | 'NOTHING_NEW';
      readonly row?: number;
      readonly limit?: number;
    }
  | { readonly code: 'TOO_LARGE'; readonly limitBytes: number };
export type ReadImportError = FileError | InvalidInput | NotFound;

/** Reads a file as the options say. Touches nothing and looks at the studio only for its zone, currency and places. */
export function readImport(
  db: ReadDb,
  now: number,
  { bytes }: ImportFile,
  options: ImportOptions,
): Result<ReadFile, ReadImportError> {
  const location = locationFor(db, options.locationId);
  if (!location) return options.locationId ? notFound('location') : invalidInput('locationId', 'REQUIRED');
  if (options.serviceId !== undefined && !services.findById(db, options.serviceId))
    return notFound('service');
  if (options.kind === 'ics') return readIcs(db, now, bytes, options, location);
  return readCsv(db, bytes, options, location);
}

function locationFor(db: ReadDb, id: LocationId | undefined): Location | undefined {
  if (id !== undefined) return locations.findById(db, id);
  const all = locations.list(db);
  return all.find(({ active }) => active) ?? all[0];
}

function readIcs(
  db: ReadDb,
  now: number,
  bytes: Uint8Array,
  options: ImportOptions,
  location: Location,
): Result<ReadFile, ReadImportError> {
  const from = options.from ?? instantToWall(now, studios.get(db).zone).date;
  const to = options.to ?? addDays(from, 365);
  if (to <= from) return invalidInput('to', 'RANGE_REVERSED');
  if (!isScheduleDay(from)) return invalidInput('from', 'DATE_OUT_OF_RANGE');
  if (!isScheduleDay(addDays(to, -1))) return invalidInput('to', 'DATE_OUT_OF_RANGE');
  const calendar = readCalendar(bytes, { studioZone: location.zone, window: { from, to } });
  if (!calendar.ok) return fileError(calendar.error);
  return ok({
    content: { kind: 'ics', calendar: calendar.value },
    columns: [],
    fileColumns: [],
    doubts: calendar.value.doubtful.map(doubtOfEntry),
    location,
  });
}

function readCsv(
  db: ReadDb,
  bytes: Uint8Array,
  options: ImportOptions,
  location: Location,
): Result<ReadFile, ReadImportError> {
  switch (options.kind) {
    case 'clients':
      return readKind(db, bytes, CLIENTS, options, location, (rows) => ({ kind: 'clients', rows }));
    case 'sessions':
      return readKind(db, bytes, SESSIONS, options, location, (rows) => ({ kind: 'sessions', rows }));
    case 'bookings':
    case 'ics':
      return readKind(db, bytes, BOOKINGS, options, location, (rows) => ({ kind: 'bookings', rows }));
  }
}

function readKind<Row extends { readonly row: number; readonly key: string }, Key extends string>(
  db: ReadDb,
  bytes: Uint8Array,
  kind: CsvKind<Row, Key>,
  options: ImportOptions,
  location: Location,
  content: (rows: readonly Row[]) => ReadFile['content'],
): Result<ReadFile, ReadImportError> {
  const table = readTable(bytes);
  if (!table.ok) return fileError(table.error);
  const { header } = table.value;
  const mapping = chosenMapping(header, kind, options.mapping ?? {});
  if (!mapping.ok) return mapping;
  const { currency, locale } = studios.get(db);
  const dateOrder =
    options.dateOrder === 'mdy' || (options.dateOrder === undefined && isMonthFirst(locale)) ? 'mdy' : 'dmy';
  const read = readRows(bytes, kind, { currency, dateOrder, mapping: mapping.value });
  const columns = (used: ColumnMapping<Key>): Pick<ReadFile, 'columns' | 'fileColumns' | 'location'> => ({
    columns: columnsOf(header, kind, used),
    fileColumns: header,
    location,
  });
  if (read.ok)
    return ok({
      ...columns(read.value.mapping),
      content: content(read.value.rows),
      doubts: read.value.problems.map(doubtOfCell),
    });
  if (read.error.code !== 'MISSING_COLUMNS') return fileError(read.error);
  const guessed = guessMapping(header, kind.columns, mapping.value);
  return ok({ ...columns(guessed), content: { kind: 'unmapped' }, doubts: [] });
}

function chosenMapping<Key extends string>(
  header: readonly string[],
  { columns }: CsvKind<{ readonly row: number; readonly key: string }, Key>,
  mapping: Readonly<Record<string, string>>,
): Result<Partial<Record<Key, number | null>>, InvalidInput> {
  const chosen: Partial<Record<Key, number | null>> = {};
  for (const [field, source] of Object.entries(mapping)) {
    const column = columns.find(({ key }) => key === field);
    const index = header.indexOf(source);
    if (!column || (source !== '' && index === -1)) return invalidInput(`mapping.${field}`, 'NOT_A_CHOICE');
    chosen[column.key] = source === '' ? null : index;
  }
  return ok(chosen);
}

function columnsOf<Key extends string>(
  header: readonly string[],
  kind: CsvKind<{ readonly row: number; readonly key: string }, Key>,
  mapping: ColumnMapping<Key>,
): readonly ImportColumn[] {
  const open = kind.needed.filter(
    (group) => group.length === 1 || group.every((key) => mapping[key] === undefined),
  );
  return kind.columns.map(({ key }) => ({
    field: key,
    required: open.some((group) => group.includes(key)),
    source: header[mapping[key] ?? -1] ?? null,
  }));
}

/** Where 03/04 is the fourth of March. */
function isMonthFirst(locale: string): boolean {
  return new Intl.DateTimeFormat(locale).formatToParts(0)[0]?.type === 'month';
}

function fileError(error: {
  readonly code: FileErrorCode;
  readonly limitBytes?: number;
  readonly limit?: number;
  readonly row?: number;
}): Result<never, FileError> {
  if (error.code === 'FILE_TOO_LARGE') return err({ code: 'TOO_LARGE', limitBytes: error.limitBytes ?? 0 });
  return err({
    code: 'FILE_NOT_READABLE',
    reason: error.code,
    ...(error.row !== undefined && { row: error.row }),
    ...(error.limit !== undefined && { limit: error.limit }),
  });
}
