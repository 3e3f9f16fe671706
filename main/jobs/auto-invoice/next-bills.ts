import type { WriteDb } from '#db/database.ts';
import type { Billable } from '#db/repositories/billable.ts';
import * as clients from '#db/repositories/client.ts';
import * as runs from '#db/repositories/invoice-run.ts';
import * as studios from '#db/repositories/studio.ts';
import type { AutoInvoiceSettings, InvoiceRun, InvoiceRunRow } from '#db/schema/auto-invoice.ts';
import type { ClientId } from '#domain/values/ids.ts';
import { instantToWall, type LocalDate } from '#domain/values/time.ts';
import { billsOf } from '../../invoices/bill-of-run.ts';

/** A row whose turn has come, with what its client owes by now. */
export interface Bill {
  readonly row: InvoiceRunRow;
  /** The record the client was merged into, if so; null for one who may not be billed any more. */
  readonly clientId: ClientId | null;
  readonly sessions: readonly Billable[];
  /** The studio's day. */
  readonly today: LocalDate;
}

/**
 * The next rows of a run, at most so many, with what each client owes: asked for all of them at once, in the transaction that bills them.
 * Of two rows whose clients are one by now, the first has everything.
 */
export function nextBills(
  tx: WriteDb,
  { run, terms, at }: { readonly run: InvoiceRun; readonly terms: AutoInvoiceSettings; readonly at: number },
  atMost: number,
): Bill[] {
  const rows = runs.nextPlanned(tx, run.id, atMost);
  if (rows.length === 0) return [];
  const today = instantToWall(at, studios.get(tx).zone).date;
  const owners = rows.map((row) => ownerOf(tx, row));
  const scope = { covers: { from: run.fromDay, to: run.toDay }, terms, today };
  const owed = new Map(
    billsOf(
      tx,
      scope,
      owners.filter((id) => id !== null),
    ),
  );
  return rows.map((row, index) => {
    const clientId = owners[index] ?? null;
    const sessions = (clientId !== null && owed.get(clientId)) || [];
    if (clientId !== null) owed.delete(clientId);
    return { row, clientId, sessions, today };
  });
}

function ownerOf(tx: WriteDb, { clientId }: InvoiceRunRow): ClientId | null {
  const client = clients.findById(tx, clientId);
  return !client || client.state === 'anonymised' ? null : (client.mergedInto ?? clientId);
}
