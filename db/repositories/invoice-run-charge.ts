import type { ReadDb, WriteDb } from '#db/database.ts';
import type { InvoiceRunRow } from '#db/schema/auto-invoice.ts';
import type { ChargeId, ClientId, InvoiceId, InvoiceRunRowId, JobId } from '#domain/values/ids.ts';

/** How charging goes on; null in `nextTryAt` where nothing is tried again. */
export function setBilling(
  tx: WriteDb,
  id: InvoiceRunRowId,
  billing: Pick<InvoiceRunRow, 'billing' | 'chargeId' | 'tries' | 'nextTryAt' | 'error'>,
): void {
  tx.run(
    `UPDATE invoice_run_rows SET billing = @billing, charge_id = @chargeId, tries = @tries, next_try_at = @nextTryAt, error = @error
     WHERE id = @id`,
    { id, ...billing },
  );
}

/** A charge of a row that waits for it, and how it ended. */
export interface EndedCharge {
  readonly rowId: InvoiceRunRowId;
  readonly jobId: JobId;
  readonly chargeId: ChargeId;
  readonly invoiceId: InvoiceId;
  readonly clientId: ClientId;
  readonly tries: number;
  readonly state: 'succeeded' | 'failed' | 'canceled';
  /** Why it was declined, in the bank's word or the processor's. */
  readonly code: string;
}

export function listEndedCharges(db: ReadDb, limit: number): EndedCharge[] {
  return db.all<EndedCharge>(`${SELECT_ENDED} ORDER BY w.charge_id LIMIT ?`, [limit]);
}

/** The same of one row; undefined once it is noted. */
export function findEndedCharge(db: ReadDb | WriteDb, rowId: InvoiceRunRowId): EndedCharge | undefined {
  return db.get<EndedCharge>(`${SELECT_ENDED} AND w.id = ?`, [rowId]);
}

/** Rows whose card is to be tried again by now, the longest waiting first. */
export function listToTry(db: ReadDb, now: number, limit: number): { readonly id: InvoiceRunRowId }[] {
  return db.all(
    `SELECT id FROM invoice_run_rows WHERE next_try_at IS NOT NULL AND next_try_at <= ? ORDER BY next_try_at, id LIMIT ?`,
    [now, limit],
  );
}

export function nextTryAt(db: ReadDb): number | undefined {
  return (
    db.get<{ at: number | null }>(
      'SELECT MIN(next_try_at) AS at FROM invoice_run_rows WHERE next_try_at IS NOT NULL',
    )?.at ?? undefined
  );
}

/** Rows with a declined card whose invoice has nothing open any more: paid in another way, credited or void. */
export function listSolved(
  db: ReadDb,
  limit: number,
): { readonly id: InvoiceRunRowId; readonly chargeId: ChargeId | null }[] {
  return db.all(
    `SELECT w.id, w.charge_id AS chargeId FROM invoice_run_rows w JOIN invoices i ON i.id = w.invoice_id
     WHERE w.billing IN ('retry', 'new_card', 'gave_up')
       AND (i.state = 'void' OR i.total_minor <= i.credited_minor + i.paid_minor) LIMIT ?`,
    [limit],
  );
}

/** Lets go of a row: nothing is tried again, and no card is to blame any more. */
export function endBilling(tx: WriteDb, id: InvoiceRunRowId): void {
  tx.run(
    `UPDATE invoice_run_rows SET billing = 'ended', next_try_at = NULL, error = '' WHERE id = ? AND billing IN ('retry', 'new_card', 'gave_up')`,
    [id],
  );
}

/**
 * Rows that no card would pay, where another card would be charged by now: one that the client has left since, or, if they have none of
 * their own, whoever pays for the family. A payer's card does not help while the client's own, which was declined, comes first.
 */
export function listWithNewCard(db: ReadDb, limit: number): { readonly id: InvoiceRunRowId }[] {
  return db.all(
    `SELECT w.id FROM invoice_run_rows w JOIN card_charges c ON c.id = w.charge_id
     WHERE w.billing IN ('retry', 'new_card', 'gave_up') AND w.billing <> 'retry' AND EXISTS (SELECT 1 FROM cards k
       WHERE k.client_id IN (c.client_id, (SELECT f.payer_id FROM clients f WHERE f.id = c.client_id)) AND k.state = 'active' AND k.provider = c.provider AND k.id > c.card_id
         AND (k.client_id = c.client_id OR NOT EXISTS (SELECT 1 FROM cards o
           WHERE o.client_id = c.client_id AND o.state = 'active' AND o.provider = c.provider))) LIMIT ?`,
    [limit],
  );
}

/** Has declined rows tried again at `at`: one, or all of the run. Returns how many. */
export function tryAgainAt(
  tx: WriteDb,
  which: { readonly runId: InvoiceRunRow['runId']; readonly rowId: InvoiceRunRowId | null },
  at: number,
): number {
  return tx.run(
    `UPDATE invoice_run_rows SET billing = 'retry', next_try_at = @at
     WHERE run_id = @runId AND (@rowId IS NULL OR id = @rowId) AND billing IN ('retry', 'new_card', 'gave_up')`,
    { ...which, at },
  ).changes;
}

/** What clients still owe of invoices whose card charge was declined, in minor units; clients without are left out. */
export function declinedOfClients(db: ReadDb, ids: readonly ClientId[]): Map<ClientId, number> {
  const rows = db.all<{ clientId: ClientId; openMinor: number }>(
    `SELECT i.client_id AS clientId, SUM(i.total_minor - i.credited_minor - i.paid_minor) AS openMinor
     FROM invoice_run_rows w JOIN invoices i ON i.id = w.invoice_id
     WHERE w.billing IN ('retry', 'new_card', 'gave_up') AND i.state = 'sent' AND i.total_minor > i.credited_minor + i.paid_minor
       AND i.client_id IN (SELECT value FROM json_each(?)) GROUP BY i.client_id`,
    [JSON.stringify(ids)],
  );
  return new Map(rows.map(({ clientId, openMinor }) => [clientId, openMinor]));
}

const SELECT_ENDED = `SELECT w.id AS rowId, r.job_id AS jobId, w.charge_id AS chargeId, w.invoice_id AS invoiceId, c.client_id AS clientId,
  w.tries, c.state, COALESCE(c.decline_code, c.failure_code, 'card_declined') AS code
  FROM invoice_run_rows w JOIN invoice_runs r ON r.id = w.run_id JOIN card_charges c ON c.id = w.charge_id
  WHERE w.billing = 'charging' AND c.state IN ('succeeded', 'failed', 'canceled')`;
