import Papa from 'papaparse';
import { MAX_CSV_BYTES, MAX_CSV_CELL, scanTable, type Delimiter, type ScanError } from './scan-table.ts';
import { decodeText, type DecodeError, type TextEncoding } from '#domain/import/decode-text.ts';
import { unguardCsvField } from '#domain/values/csv.ts';
import { err, ok, type Result } from '#domain/values/result.ts';

export interface CsvTable {
  readonly header: readonly string[];
  /** Rows that are not empty. */
  readonly rows: readonly CsvRow[];
  readonly delimiter: Delimiter;
  readonly encoding: TextEncoding;
}

export interface CsvRow {
  /** As a spreadsheet counts: the header is row 1, empty rows count. */
  readonly row: number;
  /** The apostrophes that our own exports put before formulas are off again (reliability X1). */
  readonly cells: readonly string[];
}

export type TableError = DecodeError | ScanError | { readonly code: 'NO_ROWS' };

/**
 * Reads a CSV file: UTF-8 with or without a mark, UTF-16 with one, else windows-1252; separated by comma, semicolon or TAB,
 * whichever the header has most of; any line ends. Err before much memory is taken if the file is too large or broken;
 * `NO_ROWS` if there is nothing below the header.
 */
export function readTable(bytes: Uint8Array): Result<CsvTable, TableError> {
  const size = bytes.length;
  if (size > MAX_CSV_BYTES) return err({ code: 'FILE_TOO_LARGE', bytes: size, limitBytes: MAX_CSV_BYTES });
  const scanned = scanTable(bytes);
  if (!scanned.ok) return scanned;
  const decoded = decodeText(bytes, MAX_CSV_BYTES);
  if (!decoded.ok) return decoded;
  const { text, encoding } = decoded.value;
  const newline = text.includes('\n') ? '\n' : '\r';
  const { data } = Papa.parse<string[]>(text, { delimiter: scanned.value, newline });
  const rows: CsvRow[] = [];
  for (const [index, record] of data.entries()) {
    const cells = record.map((cell, column) => cleanCell(cell, column === record.length - 1));
    if (cells.some((cell) => cell.length > MAX_CSV_CELL)) {
      return err({ code: 'CELL_TOO_LONG', row: index + 1, limit: MAX_CSV_CELL });
    }
    if (cells.some((cell) => cell !== '')) rows.push({ row: index + 1, cells });
  }
  const [header, ...body] = rows;
  if (!header || body.length === 0) return err({ code: 'NO_ROWS' });
  return ok({
    header: header.cells.map((cell) => cell.trim()),
    rows: body,
    delimiter: scanned.value,
    encoding,
  });
}

/** With LF as line end, the CR of CRLF is left at the last cell. */
function cleanCell(cell: string, isLast: boolean): string {
  return unguardCsvField(isLast && cell.endsWith('\r') ? cell.slice(0, -1) : cell);
}
