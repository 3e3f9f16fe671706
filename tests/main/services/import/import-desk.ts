import { findViolations } from '#db/invariants/find-violations.ts';
import type { ImportId } from '#domain/values/ids.ts';
import { localDate } from '#domain/values/time.ts';
import { applyFile } from '#main/services/import/apply-import.ts';
import type { ServiceContext } from '#main/services/context.ts';
import { type ImportPreview, previewFile } from '#main/services/import/preview-import.ts';
import type { ImportOptions } from '#main/services/import/read-import.ts';
import { undoImport } from '#main/services/import/undo-import.ts';
import { createTestDb } from '#tests/support/database.ts';
import { type SeededStudio, seedStudio } from '#tests/support/seed-studio.ts';
import { anOwner, createTestServices } from '#tests/support/service-context.ts';

/** A studio on a real database, and a person who brings files in. */
export interface ImportDesk {
  readonly ctx: ServiceContext;
  readonly studio: SeededStudio;
  readonly preview: (text: string, options: ImportOptions) => ImportPreview;
  /** What was made, as "3 sessions, 1 service"; the error's code (and reason) if it was refused. */
  readonly apply: (text: string, options: ImportOptions) => string;
  /** 'ok' or the error's code. */
  readonly undo: (id: number) => string;
  readonly undoLast: () => string;
  readonly count: (sql: string) => number;
  /** All rows that a person can see, as they are now. */
  readonly rows: () => unknown;
  readonly violations: () => readonly unknown[];
  readonly cleanup: () => void;
}

export function openImportDesk(options: { readonly moneyFrozen?: () => number } = {}): ImportDesk {
  const { db, cleanup } = createTestDb();
  const studio = seedStudio(db);
  const { ctx } = createTestServices(db, options);
  const actor = anOwner(studio.owner);
  const count = (sql: string): number => db.read.get<{ n: number }>(sql)?.n ?? 0;
  const undo = (id: number): string => {
    const undone = undoImport(ctx, actor, id as ImportId);
    return undone.ok ? 'ok' : undone.error.code;
  };
  return {
    ctx,
    studio,
    cleanup,
    count,
    preview: (text, wanted) => {
      const preview = previewFile(ctx, fileOf(text), wanted);
      if (!preview.ok) throw new Error(JSON.stringify(preview.error));
      return preview.value;
    },
    apply: (text, wanted) => {
      const applied = applyFile(ctx, actor, fileOf(text), wanted);
      if (applied.ok) return applied.value.make.map(({ what, count: n }) => `${n} ${what}`).join(', ');
      const { error } = applied;
      return 'reason' in error ? `${error.code} ${error.reason}` : error.code;
    },
    undo,
    undoLast: () => undo(count('SELECT MAX(id) AS n FROM imports')),
    rows: () =>
      TABLES.map((table) => [table, db.read.all(`SELECT * FROM ${table} ORDER BY id`)] as const).map(
        ([table, all]) => [
          table,
          table === 'clients' ? all.filter((row) => (row as { state: string }).state !== 'anonymised') : all,
        ],
      ),
    violations: () => findViolations(db.read),
  };
}

export const YEAR_2026 = { from: localDate('2026-01-01'), to: localDate('2027-01-01') };

const TABLES = [
  'clients',
  'sessions',
  'closures',
  'bookings',
  'fundings',
  'payments',
  'credit_lots',
  'services',
  'locations',
  'rooms',
  'practitioners',
] as const;

function fileOf(text: string): { readonly fileName: string; readonly bytes: Uint8Array } {
  return { fileName: 'file.csv', bytes: Buffer.from(text) };
}
