import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type Database from 'better-sqlite3';
import type { Db } from '#db/database.ts';
import { CSV_BOM } from '#domain/values/csv.ts';
import type { JobId } from '#domain/values/ids.ts';
import { createFolderFiles } from '#main/gateways/files/folder.ts';
import { requestCsv, writeRequestCsv } from '#main/services/cancellation/write-cancellation-csv.ts';
import { createTestFolder, openOrThrow } from '#tests/support/database.ts';
import { createTestServices } from '#tests/support/service-context.ts';
import { openRaw, writeCancelStudio } from './cancel-studio.ts';
import { absoluteRow, alternate, type Benchmark, ratioRow, timed } from './measure.ts';
import { sqlOf } from './sql-of.ts';
import { submitAll } from './submit-all.ts';

const NAME = 'audit-csv';
const ROUNDS = 7;
const JOB = 1 as JobId;
const SHAPE = { sessions: 5000, bookingsASession: 20, byCard: 8, byPackage: 8 } as const;

export const auditCsv: Benchmark = {
  name: NAME,
  about: 'The request list of a job with 100,000 rows, from the database to a synced file',
  run: async ({ say }) => {
    const folder = createTestFolder();
    const file = path.join(folder, 'csv.db');
    const studio = writeCancelStudio(file, SHAPE);
    const db = openOrThrow({ path: file });
    await submitAll(db, studio);
    const { ctx } = createTestServices(db);
    const downloads = path.join(folder, 'downloads');
    const gateways = { ...ctx.gateways, files: createFolderFiles(downloads) };
    const raw = openRaw(file);
    const statement = sqlOf(() => {
      const lines = requestCsv(db.read, JOB);
      // The header, then the first row, which needs the statement.
      lines.next();
      lines.next();
      lines.return(undefined);
    }).find(({ sql }) => sql.includes('cancellation_items'));
    if (!statement) throw new Error('the list was read without a statement');
    const memory = memoryKept(db);
    say('streamed against joined');
    const whole = await alternate(
      ROUNDS,
      () => {
        rmSync(downloads, { recursive: true, force: true });
        return timed(() => {
          const saved = writeRequestCsv({ db, gateways }, JOB);
          if (!saved.ok) throw new Error(saved.error.code);
        });
      },
      () => timed(() => plainJoin(raw, statement.sql, path.join(folder, 'plain.csv'))),
    );
    raw.close();
    db.close();
    return [
      ratioRow({ name: NAME, what: '100,000 rows', unit: 'ms' }, whole, 1.5),
      absoluteRow(
        {
          name: NAME,
          what: `memory held while ${Math.round(memory.textMb)} MB of text stream by`,
          unit: 'MB',
          goal: '≤ 10 % of the text',
        },
        memory.keptMb,
        memory.keptMb <= memory.textMb / 10,
      ),
    ];
  },
};

/** The same rows by the same statement, each joined by commas, all joined by line ends, written and synced in one go. */
function plainJoin(raw: Database.Database, sql: string, file: string): void {
  const rows = raw.prepare(sql).raw().all([JOB]) as unknown[][];
  const text = CSV_BOM + rows.map((row) => row.join(',')).join('\r\n');
  const descriptor = openSync(file, 'w');
  writeSync(descriptor, text);
  fsyncSync(descriptor);
  closeSync(descriptor);
}

/** The most that is alive at ten points of the stream, above what was alive before it. */
function memoryKept(db: Db): { readonly textMb: number; readonly keptMb: number } {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const alive = (): number => {
    collect();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const before = alive();
  let most = 0;
  let length = 0;
  let pieces = 0;
  for (const piece of requestCsv(db.read, JOB)) {
    length += piece.length;
    pieces += 1;
    if (pieces % 10_000 === 5000) most = Math.max(most, alive() - before);
  }
  return { textMb: length / 1e6, keptMb: most / 1e6 };
}
