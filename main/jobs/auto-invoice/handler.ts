import * as settings from '#db/repositories/auto-invoice-settings.ts';
import * as runs from '#db/repositories/invoice-run.ts';
import * as jobs from '#db/repositories/job.ts';
import type { ReadDb, WriteDb } from '#db/database.ts';
import type { InvoiceRun } from '#db/schema/auto-invoice.ts';
import { finishWhen } from '../finish-when.ts';
import type { JobContext } from '../job-context.ts';
import { backUpOnce, claimJob, inLease, moveJob, runSteps } from '../leased-job.ts';
import { billRow } from './bill-row.ts';
import { nextBills } from './next-bills.ts';

/** More of them in one commit hardly save time any more, and others would wait for longer to write. */
const ROWS_TOGETHER = 16;

/**
 * Carries a run of automatic invoicing out: one client after another, some of them in one transaction, where each is a part of its own with
 * the invoice, its message and the request for the card. Charging is the charge executor's. Running it twice is safe: a row leaves `planned`
 * in the transaction that makes its invoice, a booking on a live line of an invoice is not billed again, and every transaction first checks
 * that the lease still holds.
 */
export async function runAutoInvoice(ctx: JobContext, job: jobs.Job): Promise<void> {
  const run = runs.getByJob(ctx.db.read, job.id);
  // Only cards are waited for: woken for something else, the job writes nothing.
  if (isLocalPartDone(ctx, job, run)) return finishRunIfSettled(ctx, job.id);
  if (!claimJob(ctx, job)) return;
  switch (job.wanted) {
    case 'pause':
      return moveJob(ctx, job, 'paused');
    case 'stop':
      return stop(ctx, job, run);
    case 'run':
    // No window offers it.
    case 'undo':
      if (ctx.moneyFrozen() > 0) return ctx.holdUp('money_frozen');
      return invoiceAll(ctx, job, run);
  }
}

function isLocalPartDone({ db, moneyFrozen }: JobContext, job: jobs.Job, run: InvoiceRun): boolean {
  return (
    job.state === 'running' &&
    job.wanted === 'run' &&
    moneyFrozen() === 0 &&
    runs.nextPlanned(db.read, run.id, 1).length === 0
  );
}

async function invoiceAll(ctx: JobContext, job: jobs.Job, run: InvoiceRun): Promise<void> {
  if (job.state !== 'running') moveJob(ctx, job, 'running');
  await backUpOnce(ctx, job);
  const terms = settings.getById(ctx.db.read, run.settingsId);
  const isThrough = await runSteps(ctx, job, {
    next: (tx, atMost) => nextBills(tx, { run, terms, at: ctx.clock.now() }, atMost),
    carryOut: (tx, bill, at) => billRow(tx, { ...bill, run, terms, at, newUid: ctx.newUid }),
    together: {
      atMost: ROWS_TOGETHER,
      setAside: (tx, { row }, at) => runs.failRow(tx, row.id, 'BUG', at),
    },
  });
  ctx.announce({ topic: 'changed', what: ['clients', 'messages', 'auto-invoices'] });
  if (isThrough) finishRunIfSettled(ctx, job.id);
}

/** What is invoiced stays invoiced; who was not reached can be taken up again from the row. */
function stop(ctx: JobContext, job: jobs.Job, run: InvoiceRun): void {
  inLease(ctx, job, (tx) => {
    runs.releasePlanned(tx, run.id, ctx.clock.now());
    jobs.setState(tx, job.id, 'stopped', ctx.clock.now());
  });
  ctx.announce({ topic: 'job.progress', jobId: job.id });
  ctx.announce({ topic: 'changed', what: ['jobs', 'auto-invoices'] });
}

/** A run is done when every client is, and no card waits for the processor's answer. */
export function finishRunIfSettled(ctx: JobContext, jobId: jobs.Job['id']): void {
  finishWhen(ctx, jobId, isSettled, ['jobs', 'auto-invoices']);
}

function isSettled(db: ReadDb | WriteDb, jobId: jobs.Job['id']): boolean {
  const job = jobs.findById(db, jobId);
  return (
    job?.kind === 'auto_invoice' &&
    job.state === 'running' &&
    job.wanted === 'run' &&
    !runs.hasUnfinished(db, runs.getByJob(db, jobId).id)
  );
}
