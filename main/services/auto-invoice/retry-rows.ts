import type { WriteDb } from '#db/database.ts';
import * as runs from '#db/repositories/invoice-run.ts';
import * as rows from '#db/repositories/invoice-run-charge.ts';
import { listUndelivered } from '#db/repositories/invoice-run-message.ts';
import * as jobs from '#db/repositories/job.ts';
import * as messages from '#db/repositories/message.ts';
import type { InvoiceRunId, InvoiceRunRowId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { mailInvoice } from '../../invoices/mail-invoice.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import {
  type ChangedMeanwhile,
  changedMeanwhile,
  type MoneyFrozen,
  type NotFound,
  notFound,
} from '../errors.ts';
import { moneyFrozenError } from '../money-frozen.ts';
import { recordDeed } from '../record-deed.ts';

/**
 * Has one client of a run tried again: invoiced, where the row failed or was not reached; the card charged at once, where it was declined; the invoice sent again, where its message did not go out. Pressed
 * twice, or when the row is well by now, it does nothing a second time.
 */
export function retryRow(
  context: ServiceContext,
  actor: Actor,
  id: InvoiceRunRowId,
): Result<void, NotFound | ChangedMeanwhile | MoneyFrozen> {
  const frozen = moneyFrozenError(context);
  if (frozen) return err(frozen);
  const done = commit<Result<void, NotFound | ChangedMeanwhile>>(
    context,
    ['jobs', 'auto-invoices', 'messages'],
    (tx) => {
      const row = runs.findRow(tx, id);
      if (!row) return notFound('invoice_run');
      if (tryAgain(tx, row.runId, id, context.now()) === 0) return changedMeanwhile('invoice_run');
      recordRetry(tx, context, actor, { runId: row.runId, rowId: id });
      return ok(undefined);
    },
  );
  if (done.ok) context.wakeJobs();
  return done;
}

/** The same for every row of a run that has no good end. */
export function retryFailed(
  context: ServiceContext,
  actor: Actor,
  runId: InvoiceRunId,
): Result<{ retried: number }, NotFound | MoneyFrozen> {
  const frozen = moneyFrozenError(context);
  if (frozen) return err(frozen);
  const done = commit<Result<{ retried: number }, NotFound>>(
    context,
    ['jobs', 'auto-invoices', 'messages'],
    (tx) => {
      if (!runs.findById(tx, runId)) return notFound('invoice_run');
      const retried = tryAgain(tx, runId, null, context.now());
      if (retried > 0) recordRetry(tx, context, actor, { runId, retried });
      return ok({ retried });
    },
  );
  if (done.ok) context.wakeJobs();
  return done;
}

function tryAgain(tx: WriteDb, runId: InvoiceRunId, rowId: InvoiceRunRowId | null, at: number): number {
  const planned = runs.planAgain(tx, runId, rowId);
  if (planned > 0) jobs.reopen(tx, runs.getById(tx, runId).jobId);
  return planned + rows.tryAgainAt(tx, { runId, rowId }, at) + mailAgain(tx, runId, rowId, at);
}

/** What did not arrive is written again, to the address that the client has now; the one before is done with. */
function mailAgain(tx: WriteDb, runId: InvoiceRunId, rowId: InvoiceRunRowId | null, at: number): number {
  const undelivered = listUndelivered(tx, { runId, rowId });
  for (const { invoiceId, messageId } of undelivered) {
    mailInvoice(tx, { id: invoiceId, kind: 'invoice', uid: `run.again.${messageId}`, at, notBefore: at });
    messages.withdraw(tx, [messageId]);
  }
  return undelivered.length;
}

function recordRetry(
  tx: WriteDb,
  context: ServiceContext,
  actor: Actor,
  data: Readonly<Record<string, number>> & { readonly runId: InvoiceRunId },
): void {
  recordDeed(tx, actor, context.now(), {
    action: 'auto_invoice.retried',
    subjectKind: 'job',
    subjectId: runs.getById(tx, data.runId).jobId,
    data,
  });
}
