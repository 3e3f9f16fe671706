import * as imports from '#db/repositories/import.ts';
import type { Import } from '#db/schema/import.ts';
import type { ImportId } from '#domain/values/ids.ts';
import type { ImportSummary } from './apply-import.ts';
import type { ServiceContext } from '../context.ts';

export interface ImportRow {
  readonly id: ImportId;
  readonly kind: Import['kind'];
  readonly fileName: string;
  readonly state: Import['state'];
  readonly createdAt: number;
  /** Empty: the command line. */
  readonly createdBy: string;
  readonly summary: { what: string; count: number }[];
  readonly undoneAt: number | null;
}

/** The files that were taken in, the newest first. */
export function listImports({ db }: ServiceContext): ImportRow[] {
  return imports.list(db.read).map(({ id, kind, fileName, state, createdAt, undoneAt, ...row }) => ({
    id,
    kind,
    fileName,
    state,
    createdAt,
    createdBy: row.createdByName,
    summary: [...(row.summary as ImportSummary).make],
    undoneAt,
  }));
}
