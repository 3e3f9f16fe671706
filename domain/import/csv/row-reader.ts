import { plainText, readDate, readTime, type DateOrder } from './cells.ts';
import {
  checkMapping,
  guessMapping,
  type ColumnMapping,
  type CsvColumn,
  type MappingChoice,
  type MappingError,
} from './columns.ts';
import { readTable, type CsvRow, type TableError } from './read-table.ts';
import { parseMoney, type MoneyTextError } from '#domain/values/money.ts';
import { ok, type Result } from '#domain/values/result.ts';
import type { LocalDate, LocalTime } from '#domain/values/time.ts';

/** What a cell, or a whole row, was refused or noted for. */
export type RowReason =
  | { readonly code: 'MISSING_VALUE' }
  | {
      readonly code:
        | 'BAD_DATE'
        | 'DATE_OUT_OF_RANGE'
        | 'BAD_TIME'
        | 'BAD_DURATION'
        | 'BAD_NUMBER'
        | 'BAD_EMAIL'
        | 'BAD_PHONE';
      readonly text: string;
    }
  | { readonly code: 'UNKNOWN_FUNDING'; readonly text: string }
  | MoneyTextError
  | { readonly code: 'NEGATIVE_AMOUNT' }
  | { readonly code: 'TEXT_TOO_LONG'; readonly length: number; readonly limit: number }
  /** Start and end are the same minute, or the length is 0 or over a day. */
  | { readonly code: 'BAD_LENGTH'; readonly durationMinutes: number }
  /** The row stands in the file before, in row `firstRow`. */
  | { readonly code: 'DUPLICATE_ROW'; readonly firstRow: number }
  | { readonly code: 'MORE_CELLS_THAN_HEADERS'; readonly cells: number; readonly headers: number }
  /** Notes. */
  | { readonly code: 'TEXT_CUT'; readonly length: number; readonly limit: number }
  /** The date was read in the chosen order and no other row of the column shows that it is the right one. */
  | { readonly code: 'AMBIGUOUS_DATE'; readonly text: string; readonly date: LocalDate }
  /** The end is earlier on the clock than the start: taken as the next day's. */
  | { readonly code: 'ENDS_NEXT_DAY' }
  | { readonly code: 'AMOUNT_IGNORED'; readonly text: string };

export interface RowProblem<Key extends string> {
  readonly row: number;
  readonly severity: 'skipped' | 'imported_with_note';
  /** The column, if one cell is to blame. */
  readonly column: Key | undefined;
  readonly reason: RowReason;
}

export interface CsvOptions<Key extends string> {
  readonly currency: string;
  readonly dateOrder: DateOrder;
  readonly mapping?: MappingChoice<Key>;
}

export interface ReadRows<Row, Key extends string> {
  readonly header: readonly string[];
  readonly mapping: ColumnMapping<Key>;
  readonly rows: readonly Row[];
  /** Sorted by row. */
  readonly problems: readonly RowProblem<Key>[];
}

export type CsvError<Key extends string> = TableError | MappingError<Key>;

/** How one kind of file is read. */
export interface CsvKind<Row extends { readonly row: number; readonly key: string }, Key extends string> {
  readonly columns: readonly CsvColumn<Key>[];
  /** Of each group at least one column must be there. */
  readonly needed: readonly (readonly Key[])[];
  /** Makes a row of its cells; what it returns counts only if no cell was refused. */
  readonly readRow: (cells: RowCells<Key>) => Omit<Row, 'row'>;
}

/**
 * Reads a whole file: table, mapping, rows. Rows with a refused cell are left out and listed, as are rows whose key stands in
 * the file before. The keys are the same for the same row in another column order, so nothing is imported twice
 * (reliability X3).
 */
export function readRows<Row extends { readonly row: number; readonly key: string }, Key extends string>(
  bytes: Uint8Array,
  kind: CsvKind<Row, Key>,
  options: CsvOptions<Key>,
): Result<ReadRows<Row, Key>, CsvError<Key>> {
  const table = readTable(bytes);
  if (!table.ok) return table;
  const { header } = table.value;
  const mapping = checkMapping(header, guessMapping(header, kind.columns, options.mapping), kind.needed);
  if (!mapping.ok) return mapping;
  const rows: Row[] = [];
  const problems: RowProblem<Key>[] = [];
  const firstRows = new Map<string, number>();
  const dates: OpenDates<Key> = { proved: new Set(), open: [] };
  for (const csvRow of table.value.rows) {
    const reader = createReader(csvRow, header.length, mapping.value, options, dates);
    const content = kind.readRow(reader.cells);
    const read = { ...content, row: csvRow.row } as Row;
    const firstRow = firstRows.get(read.key);
    if (!reader.isRefused() && firstRow !== undefined)
      reader.cells.refuse(undefined, { code: 'DUPLICATE_ROW', firstRow });
    if (!reader.isRefused()) {
      firstRows.set(read.key, csvRow.row);
      rows.push(read);
    }
    problems.push(...reader.problems);
  }
  problems.push(...dates.open.filter(({ column }) => column !== undefined && !dates.proved.has(column)));
  problems.sort((a, b) => a.row - b.row);
  return ok({ header, mapping: mapping.value, rows, problems });
}

/** The cells of one row, by column. What cannot be read is refused or noted on the way and comes back as undefined. */
export interface RowCells<Key extends string> {
  /** The text on one line, '' if empty or not in the file. */
  text(key: Key, limit?: number): string;
  needText(key: Key, limit?: number): string;
  /** Several lines; what is too long is cut and noted. */
  longText(key: Key, limit: number): string;
  date(key: Key): LocalDate | undefined;
  time(key: Key): LocalTime | undefined;
  moneyMinor(key: Key): number | undefined;
  /** Undefined if empty; refused with `code` if `read` cannot make anything of it. */
  parsed<T>(
    key: Key,
    code: 'BAD_NUMBER' | 'BAD_DURATION',
    read: (text: string) => T | undefined,
  ): T | undefined;
  /** The text if `test` holds, undefined if empty. */
  checked(key: Key, code: 'BAD_EMAIL' | 'BAD_PHONE', test: (text: string) => boolean): string | undefined;
  refuse(column: Key | undefined, reason: RowReason): void;
  note(column: Key | undefined, reason: RowReason): void;
}

/** A key of several texts, the same whatever their case and spaces. */
export function compositeKey(kind: string, texts: readonly (string | undefined)[]): string {
  return `${kind}:${texts.map((text) => encodeURIComponent(plainText(text ?? ''))).join('|')}`;
}

const DEFAULT_LIMIT = 100;

interface OpenDates<Key extends string> {
  /** Columns in which a day over 12 shows that the chosen order is right. */
  readonly proved: Set<Key>;
  readonly open: RowProblem<Key>[];
}

function createReader<Key extends string>(
  { row, cells: raw }: CsvRow,
  headers: number,
  mapping: ColumnMapping<Key>,
  options: CsvOptions<Key>,
  dates: OpenDates<Key>,
) {
  const problems: RowProblem<Key>[] = [];
  let refused = false;
  const refuse = (column: Key | undefined, reason: RowReason): undefined => {
    refused = true;
    problems.push({ row, severity: 'skipped', column, reason });
  };
  const note = (column: Key | undefined, reason: RowReason): void => {
    problems.push({ row, severity: 'imported_with_note', column, reason });
  };
  const written = (key: Key): string => {
    const index = mapping[key];
    return index === undefined ? '' : (raw[index] ?? '').trim();
  };
  const text = (key: Key, limit = DEFAULT_LIMIT): string => {
    const value = withoutControls(written(key)).replace(/\s+/g, ' ').trim();
    if (value.length > limit) refuse(key, { code: 'TEXT_TOO_LONG', length: value.length, limit });
    return value;
  };
  if (raw.slice(headers).some((cell) => cell.trim() !== '')) {
    refuse(undefined, { code: 'MORE_CELLS_THAN_HEADERS', cells: raw.length, headers });
  }
  const cells: RowCells<Key> = {
    text,
    needText: (key, limit) => {
      const value = text(key, limit);
      if (value === '') refuse(key, { code: 'MISSING_VALUE' });
      return value;
    },
    longText: (key, limit) => {
      const value = withoutControls(written(key));
      if (value.length <= limit) return value;
      note(key, { code: 'TEXT_CUT', length: value.length, limit });
      return value
        .slice(0, limit)
        .replace(/[\uD800-\uDBFF]$/, '')
        .trimEnd();
    },
    date: (key) => {
      const value = text(key);
      if (value === '') return undefined;
      const read = readDate(value, options.dateOrder);
      if (!read) return refuse(key, { code: 'BAD_DATE', text: short(value) });
      if (read.order === 'proved') dates.proved.add(key);
      const reason = { code: 'AMBIGUOUS_DATE', text: value, date: read.date } as const;
      if (read.order === 'open')
        dates.open.push({ row, severity: 'imported_with_note', column: key, reason });
      return read.date;
    },
    time: (key) => {
      const value = text(key);
      if (value === '') return undefined;
      return readTime(value) ?? refuse(key, { code: 'BAD_TIME', text: short(value) });
    },
    moneyMinor: (key) => {
      const value = text(key);
      if (value === '') return undefined;
      const amount = parseMoney(value, options.currency);
      return amount.ok ? amount.value : refuse(key, amount.error);
    },
    parsed: (key, code, read) => {
      const value = text(key);
      return value === '' ? undefined : (read(value) ?? refuse(key, { code, text: short(value) }));
    },
    checked: (key, code, test) => {
      const value = text(key, 254);
      if (value === '') return undefined;
      return test(value) ? value : refuse(key, { code, text: short(value) });
    },
    refuse,
    note,
  };
  return { cells, problems, isRefused: () => refused };
}

function short(text: string): string {
  return text.slice(0, 60);
}

function withoutControls(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  return text.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');
}
