import { createHash } from 'node:crypto';
import type { WriteDb } from '#db/database.ts';
import * as imports from '#db/repositories/import.ts';
import type { ImportId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import type { ImportCount, ImportOutcome } from './import-outcome.ts';
import { findFile, forgetFile, type ImportFile } from './import-uploads.ts';
import { planImport, type ImportPlan } from './plan-import.ts';
import { countsOf } from './preview-import.ts';
import { readImport, type ImportOptions, type ReadImportError } from './read-import.ts';
import { recordDeed } from '../record-deed.ts';
import { moneyFrozenError } from '../money-frozen.ts';
import { writeBookings, writeClients } from './write-imported-clients.ts';
import { type MadeCatalog, writeTimetable } from './write-imported-timetable.ts';

/** What `imports.summary` holds: the counts, and the ids of what has no import column of its own. */
export interface ImportSummary {
  readonly make: readonly ImportCount[];
  readonly catalog: MadeCatalog;
}

/**
 * Takes an uploaded file in beside the engine's own work; see `applyFile`. One at a time for the whole studio: a second start
 * is refused with IMPORT_RUNNING. The file is forgotten afterwards.
 */
export async function applyImport(
  context: Pick<ServiceContext, 'db' | 'now' | 'moneyFrozen' | 'importer'>,
  actor: Actor,
  options: ImportOptions & { readonly uploadUid: string },
): Promise<ImportOutcome | Result<never, ImportRunning>> {
  const file = findFile(context.db, actor.staffId, options.uploadUid, context.now());
  if (!file.ok) return file;
  if (context.importer.progress() !== null) return err({ code: 'IMPORT_RUNNING' });
  const work = { actor, file: file.value, options, now: context.now(), violations: context.moneyFrozen() };
  const applied = await context.importer.run(work);
  if (applied.ok) forgetFile(context.db, options.uploadUid);
  return applied;
}

export interface ImportRunning {
  readonly code: 'IMPORT_RUNNING';
}

/** Called after each row that was written, until all `total` are. */
export type OnRow = (done: number, total: number) => void;

/**
 * Takes a file in, whole or not at all, in one transaction. What was imported before is not made again, so that the same file
 * twice makes nothing: that is refused with FILE_NOT_READABLE, reason NOTHING_NEW. `actor` null: the command line.
 */
export function applyFile(
  context: Pick<ServiceContext, 'db' | 'now' | 'announce' | 'moneyFrozen'>,
  actor: Actor | null,
  file: ImportFile,
  options: ImportOptions,
  onRow: OnRow = () => {},
): ImportOutcome {
  const now = context.now();
  const read = readImport(context.db.read, now, file, options);
  if (!read.ok) return read;
  return commit(context, ['sessions', 'closures', 'clients', 'catalog', 'imports'], (tx) => {
    const plan = planImport(tx, now, read.value, options, actor);
    const make = countsOf(plan);
    if (make.length === 0) return err<ReadImportError>({ code: 'FILE_NOT_READABLE', reason: 'NOTHING_NEW' });
    const frozen = movesMoney(plan) ? moneyFrozenError(context) : null;
    if (frozen) return err(frozen);
    const { id } = imports.insert(tx, {
      kind: options.kind,
      fileName: file.fileName,
      fileSha256: createHash('sha256').update(file.bytes).digest('hex'),
      state: 'applied',
      summary: {},
      createdBy: actor?.staffId ?? null,
      createdAt: now,
    });
    const summary: ImportSummary = {
      make,
      catalog: write(tx, { importId: id, at: now, onRow, actor }, plan),
    };
    imports.update(tx, id, { summary });
    recordDeed(tx, actor, now, {
      action: 'import.applied',
      subjectKind: 'import',
      subjectId: id,
      data: { kind: options.kind, ...Object.fromEntries(make.map(({ what, count }) => [what, count])) },
    });
    return ok({ importId: id, make });
  });
}

const NO_CATALOG: MadeCatalog = { services: [], locations: [], rooms: [], practitioners: [] };

function write(
  tx: WriteDb,
  {
    importId,
    at,
    onRow,
    actor,
  }: {
    readonly importId: ImportId;
    readonly at: number;
    readonly onRow: OnRow;
    readonly actor: Actor | null;
  },
  { work }: ImportPlan,
): MadeCatalog {
  switch (work.kind) {
    case 'timetable':
      return writeTimetable(tx, importId, at, { ...work, sessions: counted(work.sessions, onRow) });
    case 'clients':
      writeClients(tx, importId, at, counted(work.clients, onRow));
      return NO_CATALOG;
    case 'bookings':
      writeBookings(tx, { importId, createdAt: at, actor }, counted(work.bookings, onRow));
      return NO_CATALOG;
    case 'nothing':
      return NO_CATALOG;
  }
}

/** The rows as they are, each told when the next one is asked for. */
function* counted<Row>(rows: readonly Row[], onRow: OnRow): Generator<Row> {
  let done = 0;
  for (const row of rows) {
    yield row;
    done += 1;
    onRow(done, rows.length);
  }
}

function movesMoney({ work }: ImportPlan): boolean {
  if (work.kind === 'bookings') return true;
  return (
    work.kind === 'clients' &&
    work.clients.some(
      ({ openingBalanceMinor, credits }) => openingBalanceMinor !== 0 || credits !== undefined,
    )
  );
}
