import { markedEncoding } from '#domain/import/decode-text.ts';
import { err, ok, type Result } from '#domain/values/result.ts';

export const MAX_CSV_BYTES = 50 * 1024 * 1024;
export const MAX_CSV_ROWS = 100_000;
const MAX_CSV_COLUMNS = 200;
export const MAX_CSV_CELL = 10_000;

export type Delimiter = ',' | ';' | '\t';

export type ScanError =
  | { readonly code: 'TOO_MANY_ROWS'; readonly limit: number }
  | { readonly code: 'TOO_MANY_COLUMNS'; readonly row: number; readonly limit: number }
  | { readonly code: 'CELL_TOO_LONG'; readonly row: number; readonly limit: number }
  /** A quoted cell never ends, or goes on behind its closing quote. */
  | { readonly code: 'BAD_QUOTES'; readonly row: number };

/**
 * Walks over the bytes of a CSV file once, before anything is decoded or split, so that a hostile file is refused without
 * the memory that splitting it would take (reliability A25). Rows count from 1, the header included. The limit of a cell
 * is held loosely here (in bytes), exactly when cells are read.
 */
export function scanTable(bytes: Uint8Array): Result<Delimiter, ScanError> {
  const units = unitsOf(bytes);
  const delimiter = guessDelimiter(units);
  const separator = delimiter.charCodeAt(0);
  let row = 1;
  let columns = 1;
  let cell = 0;
  let state: 'start' | 'plain' | 'quoted' | 'closed' = 'start';
  for (let i = 0; i < units.length; i++) {
    const unit = units.at(i);
    if (state === 'quoted') {
      if (unit === QUOTE && units.at(i + 1) === QUOTE) i += 1;
      else if (unit === QUOTE) state = 'closed';
    } else if (unit === separator) {
      columns += 1;
      cell = -1;
      state = 'start';
      if (columns > MAX_CSV_COLUMNS) return err({ code: 'TOO_MANY_COLUMNS', row, limit: MAX_CSV_COLUMNS });
    } else if (unit === LF || (unit === CR && units.at(i + 1) !== LF)) {
      row += 1;
      columns = 1;
      cell = -1;
      state = 'start';
      if (row > MAX_CSV_ROWS + 2) return err({ code: 'TOO_MANY_ROWS', limit: MAX_CSV_ROWS });
    } else if (unit === QUOTE && state === 'start') state = 'quoted';
    else if (state === 'closed' && unit !== SPACE && unit !== CR) return err({ code: 'BAD_QUOTES', row });
    else if (state === 'start') state = 'plain';
    cell += 1;
    if (cell > MAX_CSV_CELL * MAX_BYTES_PER_CHARACTER)
      return err({ code: 'CELL_TOO_LONG', row, limit: MAX_CSV_CELL });
  }
  return state === 'quoted' ? err({ code: 'BAD_QUOTES', row }) : ok(delimiter);
}

const LF = 10;
const CR = 13;
const SPACE = 32;
const QUOTE = 34;

const MAX_BYTES_PER_CHARACTER = 4;

/** The header decides about the delimiter; it is at the very beginning. */
const HEADER_UNITS = 64 * 1024;

/** The file as units in which line ends, quotes and delimiters are single: bytes, or pairs of them in UTF-16. */
interface Units {
  readonly length: number;
  readonly at: (index: number) => number;
}

function unitsOf(bytes: Uint8Array): Units {
  switch (markedEncoding(bytes)) {
    case 'utf-16le':
      return {
        length: (bytes.length - 2) >> 1,
        at: (i) => (bytes[2 + 2 * i] ?? 0) | ((bytes[3 + 2 * i] ?? 0) << 8),
      };
    case 'utf-16be':
      return {
        length: (bytes.length - 2) >> 1,
        at: (i) => ((bytes[2 + 2 * i] ?? 0) << 8) | (bytes[3 + 2 * i] ?? 0),
      };
    case 'utf-8':
      return { length: bytes.length - 3, at: (i) => bytes[3 + i] ?? 0 };
    case 'windows-1252':
    case undefined:
      return { length: bytes.length, at: (i) => bytes[i] ?? 0 };
  }
}

function guessDelimiter(units: Units): Delimiter {
  const counts = new Map<Delimiter, number>([
    [',', 0],
    [';', 0],
    ['\t', 0],
  ]);
  let isQuoted = false;
  for (let i = 0; i < Math.min(units.length, HEADER_UNITS); i++) {
    const unit = units.at(i);
    if (unit === QUOTE) isQuoted = !isQuoted;
    else if (!isQuoted && (unit === LF || unit === CR)) break;
    else if (!isQuoted) {
      for (const [delimiter, count] of counts)
        if (unit === delimiter.charCodeAt(0)) counts.set(delimiter, count + 1);
    }
  }
  const [best] = [...counts].toSorted(([, a], [, b]) => b - a);
  return best?.[0] ?? ',';
}
