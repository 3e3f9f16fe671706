import type { Db, ReadDb, WriteDb } from '#db/database.ts';
import type { ProviderStep } from '#db/repositories/provider-step.ts';
import type { JobClock } from '../job-context.ts';
import type { ProviderRow } from './decision.ts';
import { needsLookUp } from './key-age.ts';

/** Recovers so many rows in one transaction. */
const ROWS_PER_COMMIT = 50;

/** Where the rows are kept: the repository of refunds, or that of charges. */
export interface ProviderRows<Row extends ProviderRow> {
  /** Rows with something to do now, oldest due first. */
  listDue(db: ReadDb, now: number, limit: number): Row[];
  nextDueAt(db: ReadDb): number | undefined;
  /** Of which nobody knows whether the provider has them: left in flight, or failed by a backup that was restored. */
  listInFlight(db: ReadDb): Row[];
  /** Compare-and-swap on the version; false when the row has moved meanwhile. */
  change(tx: WriteDb, row: Row, step: OwnStep<Row>, at: number): boolean;
}

/** A step that the loop takes by itself. */
export type OwnStep<Row extends ProviderRow> = ProviderStep<Row['state'] | 'sending' | 'unknown'>;

/** Chooses what goes out: new rows are marked as being sent; those that only need a look-up stay as they are. */
export function claim<Row extends ProviderRow>(
  rows: ProviderRows<Row>,
  tx: WriteDb,
  flying: ReadonlyMap<Row['id'], unknown>,
  now: number,
  room: number,
): Row[] {
  const claimed: Row[] = [];
  for (const row of rows.listDue(tx, now, room + flying.size)) {
    if (flying.has(row.id) || claimed.length >= room) continue;
    if (row.state !== 'planned' || row.reconcileFirst === 1 || needsLookUp(row, now)) {
      claimed.push(row);
      continue;
    }
    const attempt = { attempts: row.attempts + 1, firstAttemptAt: row.firstAttemptAt ?? now };
    const step = { ...attempt, to: 'sending' as const, detail: { key: row.idempotencyKey } };
    if (rows.change(tx, row, step, now))
      claimed.push({ ...row, ...attempt, state: 'sending', version: row.version + 1 });
  }
  return claimed;
}

/**
 * Before anything is sent: what a dead engine left as `sending` may or may not have reached the provider, so it is looked up before
 * anything else (reliability R17); so is what had failed by a restored backup, because a later try that the backup does not know of
 * may have succeeded (D6).
 */
export function recoverInFlight<Row extends ProviderRow>(
  db: Db,
  rows: ProviderRows<Row>,
  clock: JobClock,
): void {
  const left = rows.listInFlight(db.read);
  for (let start = 0; start < left.length; start += ROWS_PER_COMMIT)
    db.write((tx) => {
      const now = clock.now();
      for (const row of left.slice(start, start + ROWS_PER_COMMIT)) {
        const answer = row.state === 'failed' ? 'restored' : 'engine_stopped';
        rows.change(tx, row, { to: 'unknown', nextTryAt: now, detail: { answer } }, now);
      }
    });
}
