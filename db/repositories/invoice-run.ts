import type { ReadDb, WriteDb } from '#db/database.ts';
import type { InvoiceRun, InvoiceRunRow } from '#db/schema/auto-invoice.ts';
import type { DayRange } from '#domain/values/day-range.ts';
import type { ClientId, InvoiceRunId, InvoiceRunRowId, JobId } from '#domain/values/ids.ts';
import type { LocalDate } from '#domain/values/time.ts';

/** The first day that no run has covered; null before the first run. */
export function coveredUntil(db: ReadDb | WriteDb): LocalDate | null {
  return db.get<{ day: LocalDate | null }>('SELECT MAX(to_day) AS day FROM invoice_runs')?.day ?? null;
}

/** Whether a run covers any of these days. */
export function isCovered(db: ReadDb | WriteDb, { from, to }: DayRange): boolean {
  return db.get('SELECT 1 FROM invoice_runs WHERE from_day < ? AND to_day > ?', [to, from]) !== undefined;
}

/** Throws if its days overlap those of another run. */
export function insert(tx: WriteDb, run: Omit<InvoiceRun, 'id'>): InvoiceRunId {
  return tx.run(
    `INSERT INTO invoice_runs (kind, interval, from_day, to_day, due_at, settings_id, job_id, created_at)
     VALUES (@kind, @interval, @fromDay, @toDay, @dueAt, @settingsId, @jobId, @createdAt)`,
    { ...run },
  ).id as InvoiceRunId;
}

/** One planned row a client, in the given order. */
export function insertRows(tx: WriteDb, runId: InvoiceRunId, clientIds: readonly ClientId[]): void {
  tx.run(`INSERT INTO invoice_run_rows (run_id, seq, client_id) SELECT ?, key + 1, value FROM json_each(?)`, [
    runId,
    JSON.stringify(clientIds),
  ]);
}

function findByJob(db: ReadDb | WriteDb, jobId: JobId): InvoiceRun | undefined {
  return db.get<InvoiceRun>(`${SELECT_RUN} WHERE job_id = ?`, [jobId]);
}

export function getByJob(db: ReadDb | WriteDb, jobId: JobId): InvoiceRun {
  const run = findByJob(db, jobId);
  if (!run) throw new Error(`job ${jobId} has no invoice run`);
  return run;
}

export function getById(db: ReadDb | WriteDb, id: InvoiceRunId): InvoiceRun {
  const run = findById(db, id);
  if (!run) throw new Error(`no invoice run ${id}`);
  return run;
}

export function findById(db: ReadDb | WriteDb, id: InvoiceRunId): InvoiceRun | undefined {
  return db.get<InvoiceRun>(`${SELECT_RUN} WHERE id = ?`, [id]);
}

/** The next planned rows in their order, at most so many. */
export function nextPlanned(db: ReadDb | WriteDb, runId: InvoiceRunId, atMost: number): InvoiceRunRow[] {
  return db.all(`${SELECT_ROW} WHERE run_id = ? AND state = 'planned' ORDER BY seq LIMIT ?`, [runId, atMost]);
}

export function findRow(db: ReadDb | WriteDb, id: InvoiceRunRowId): InvoiceRunRow | undefined {
  return db.get<InvoiceRunRow>(`${SELECT_ROW} WHERE id = ?`, [id]);
}

/** What a row came to. Throws if it had left `planned` before: the transaction must not stand. */
export function endRow(
  tx: WriteDb,
  id: InvoiceRunRowId,
  end: Pick<InvoiceRunRow, 'state' | 'sessions' | 'amountMinor' | 'invoiceId' | 'error' | 'doneAt'>,
): void {
  const { changes } = tx.run(
    `UPDATE invoice_run_rows SET state = @state, sessions = @sessions, amount_minor = @amountMinor, invoice_id = @invoiceId,
       error = @error, done_at = @doneAt
     WHERE id = @id AND state = 'planned'`,
    { id, ...end },
  );
  if (changes !== 1) throw new Error(`row ${id} of an invoice run is not planned any more`);
}

/** Nothing was invoiced, for this reason; a person may have the row tried again. */
export function failRow(tx: WriteDb, id: InvoiceRunRowId, error: string, at: number): void {
  tx.run(
    `UPDATE invoice_run_rows SET state = 'failed', error = ?, done_at = ? WHERE id = ? AND state = 'planned'`,
    [error, at, id],
  );
}

export function hasUnfinished(db: ReadDb | WriteDb, runId: InvoiceRunId): boolean {
  return (
    db.get(
      `SELECT 1 FROM invoice_run_rows WHERE run_id = ? AND (state = 'planned' OR billing = 'charging') LIMIT 1`,
      [runId],
    ) !== undefined
  );
}

/** Gives up the rows that were not reached; their sessions wait for the next run, or for the desk. */
export function releasePlanned(tx: WriteDb, runId: InvoiceRunId, at: number): number {
  return tx.run(
    `UPDATE invoice_run_rows SET state = 'released', done_at = ? WHERE run_id = ? AND state = 'planned'`,
    [at, runId],
  ).changes;
}

/** Puts failed or released rows back to be tried by the run's job. Returns how many. */
export function planAgain(tx: WriteDb, runId: InvoiceRunId, rowId: InvoiceRunRowId | null): number {
  return tx.run(
    `UPDATE invoice_run_rows SET state = 'planned', error = '', done_at = NULL
     WHERE run_id = @runId AND state IN ('failed', 'released') AND (@rowId IS NULL OR id = @rowId)`,
    { runId, rowId },
  ).changes;
}

const SELECT_RUN = `SELECT id, kind, interval, from_day AS fromDay, to_day AS toDay, due_at AS dueAt, settings_id AS settingsId, job_id AS jobId,
  created_at AS createdAt FROM invoice_runs`;

const SELECT_ROW = `SELECT id, run_id AS runId, seq, client_id AS clientId, state, sessions, amount_minor AS amountMinor, invoice_id AS invoiceId,
  error, billing, charge_id AS chargeId, tries, next_try_at AS nextTryAt, done_at AS doneAt FROM invoice_run_rows`;
