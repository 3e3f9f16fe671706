import type { ReadDb } from '#db/database.ts';
import {
  EXPORT_COLUMNS,
  type ExportName,
  type ExportRow,
  EXPORTS,
  iterateExport,
} from '#db/repositories/export.ts';
import * as studio from '#db/repositories/studio.ts';
import { CSV_BOM, csvLine } from '#domain/values/csv.ts';
import { moneyToDecimal } from '#domain/values/money.ts';
import { createFolderFiles } from '../../gateways/files/folder.ts';
import { type CommandCall, type CommandOutcome, done, failed } from '../command.ts';
import { reading } from '../open-for-command.ts';

/** Writes clients, sessions, bookings and payments, one file each. Reads only, so it works while the app runs. */
export function runExport({ dataDir, out, format }: CommandCall): CommandOutcome {
  return reading(dataDir, ({ read }) => {
    const currency = studio.find(read)?.currency;
    if (currency === undefined) return failed(`The studio in ${dataDir} is not set up yet.`);
    const files = createFolderFiles(out);
    const saved: string[] = [];
    for (const name of EXPORTS) {
      const pieces = format === 'csv' ? () => csvPieces(read, name, currency) : () => jsonPieces(read, name);
      const file = files.save(`callboard-${name}.${format}`, pieces);
      if (!file.ok) return failed(`${name} could not be written to ${out} (${file.error.reason}).`, ...saved);
      saved.push(`Wrote ${file.value.path}`);
    }
    return done(...saved);
  });
}

function* jsonPieces(db: ReadDb, name: ExportName): Iterable<string> {
  for (const row of iterateExport(db, name)) yield `${JSON.stringify(row)}\n`;
}

/** For people and spreadsheets: amounts as decimals, instants as ISO text. */
function* csvPieces(db: ReadDb, name: ExportName, currency: string): Iterable<string> {
  const columns = EXPORT_COLUMNS[name];
  yield CSV_BOM + csvLine(columns.map((column) => column.replace(/_minor$/, '')));
  for (const row of iterateExport(db, name))
    yield csvLine(columns.map((column) => csvText(row, column, currency)));
}

function csvText(row: ExportRow, column: string, currency: string): string {
  const value = row[column] ?? '';
  if (typeof value === 'string') return value;
  if (column.endsWith('_minor')) return moneyToDecimal(value, currency);
  return column.endsWith('_at') ? new Date(value).toISOString() : String(value);
}
