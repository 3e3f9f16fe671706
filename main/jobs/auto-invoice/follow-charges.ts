import type { WriteDb } from '#db/database.ts';
import * as settings from '#db/repositories/auto-invoice-settings.ts';
import * as tasks from '#db/repositories/card-task.ts';
import * as runs from '#db/repositories/invoice-run.ts';
import * as rows from '#db/repositories/invoice-run-charge.ts';
import * as invoices from '#db/repositories/invoice.ts';
import * as studios from '#db/repositories/studio.ts';
import { dueMinor } from '#domain/invoice/standing.ts';
import { DEFAULT_RETRY_DAYS, nextTry } from '#domain/auto-invoice/retry-ladder.ts';
import type { JobId } from '#domain/values/ids.ts';
import { localTime } from '#domain/values/time.ts';
import { mailInvoice } from '../../invoices/mail-invoice.ts';
import type { JobContext } from '../job-context.ts';
import { askForCard, askToPay } from './ask-client.ts';
import { chargeInvoice } from './charge-invoice.ts';
import { finishRunIfSettled } from './handler.ts';
import { tellDeclined } from './tell-declined.ts';

const AT_ONCE = 50;

/**
 * What automatic billing does after a charge was asked for: notes how it ended, tries a declined card again when its day has come, and lets go of
 * what was paid in another way. Each row in a transaction of its own; run again or after a crash it finds the row as it left it. True if one changed.
 */
export function followCharges(ctx: JobContext): boolean {
  const solved = rows.listSolved(ctx.db.read, AT_ONCE);
  for (const row of solved) ctx.db.write((tx) => letGo(tx, row, ctx.clock.now()));
  const ended = rows.listEndedCharges(ctx.db.read, AT_ONCE);
  for (const charge of ended) ctx.db.write((tx) => noteEnd(tx, charge, ctx));
  const renewed = rows.listWithNewCard(ctx.db.read, AT_ONCE);
  for (const { id } of renewed) ctx.db.write((tx) => tryWithNewCard(tx, id, ctx.clock.now()));
  const due = ctx.moneyFrozen() > 0 ? [] : rows.listToTry(ctx.db.read, ctx.clock.now(), AT_ONCE);
  for (const { id } of due) ctx.db.write((tx) => tryAgain(tx, id, ctx));
  const jobIds = new Set<JobId>(ended.map(({ jobId }) => jobId));
  for (const jobId of jobIds) finishRunIfSettled(ctx, jobId);
  const worked = solved.length + ended.length + renewed.length + due.length > 0;
  if (worked) ctx.announce({ topic: 'changed', what: ['auto-invoices', 'clients', 'tasks', 'messages'] });
  return worked;
}

/** Paid in another way: neither the ladder nor the task has anything left to ask for. */
function letGo(tx: WriteDb, { id, chargeId }: ReturnType<typeof rows.listSolved>[number], at: number): void {
  rows.endBilling(tx, id);
  if (chargeId !== null) tasks.finishOfCharge(tx, chargeId, at);
}

type Parts = Pick<JobContext, 'clock' | 'newUid'>;

function noteEnd(tx: WriteDb, { rowId }: rows.EndedCharge, parts: Parts): void {
  const charge = rows.findEndedCharge(tx, rowId);
  if (!charge) return;
  const { chargeId, tries, state, code } = charge;
  const note = { chargeId, tries, nextTryAt: null, error: '' };
  if (state === 'succeeded') return rows.setBilling(tx, rowId, { ...note, billing: 'paid' });
  if (state === 'canceled') return rows.setBilling(tx, rowId, { ...note, billing: 'ended' });
  declined(tx, charge, code, parts);
}

function declined(tx: WriteDb, charge: rows.EndedCharge, code: string, { clock, newUid }: Parts): void {
  const at = clock.now();
  const { rowId, chargeId, tries, clientId, invoiceId } = charge;
  const current = settings.current(tx);
  const next = nextTry(
    { code, tries, triedAt: at },
    {
      retryDays: current?.retryDays ?? DEFAULT_RETRY_DAYS,
      runTime: current?.runTime ?? localTime('06:00'),
      zone: studios.get(tx).zone,
    },
  );
  const note = { chargeId, tries, error: code };
  const invoice = invoices.getById(tx, invoiceId);
  const openMinor = dueMinor(invoice);
  if (next.kind === 'retry') rows.setBilling(tx, rowId, { ...note, billing: 'retry', nextTryAt: next.at });
  else {
    const billing = next.kind === 'new_card' ? 'new_card' : 'gave_up';
    rows.setBilling(tx, rowId, { ...note, billing, nextTryAt: null });
    const why = next.kind === 'new_card' ? 'NEW_CARD' : 'LADDER_ENDED';
    tasks.openOfCharge(tx, {
      kind: 'card_declined',
      code: why,
      chargeId,
      clientId,
      amountMinor: openMinor,
      data: { reason: code },
      at,
    });
  }
  // The first time, with the invoice: until then it looked as if the card would pay it. And when nothing more is going to happen by itself.
  if (tries === 1 || next.kind !== 'retry')
    tellDeclined(tx, { rowId, tries, invoiceId, clientId, openMinor, next, at });
  const page = { rowId, tries, clientId, invoice };
  if (next.kind === 'new_card') askForCard(tx, page, { at, newUid });
  if (next.kind === 'give_up') askToPay(tx, page, { at, newUid });
}

/** The client was asked for another card, and has left one: it is charged at once. */
function tryWithNewCard(tx: WriteDb, rowId: rows.EndedCharge['rowId'], at: number): void {
  const row = runs.findRow(tx, rowId);
  if (row) rows.tryAgainAt(tx, { runId: row.runId, rowId }, at);
}

function tryAgain(tx: WriteDb, id: rows.EndedCharge['rowId'], { clock, newUid }: JobContext): void {
  const row = runs.findRow(tx, id);
  const at = clock.now();
  if (row?.billing !== 'retry' || row.nextTryAt === null || row.nextTryAt > at || row.invoiceId === null)
    return;
  const { clientId } = invoices.getById(tx, row.invoiceId);
  const billing = chargeInvoice(
    tx,
    { rowId: id, tries: row.tries, clientId, invoiceId: row.invoiceId },
    { at, newUid },
  );
  // What a task of the try before asks for has been done: the new charge asks again if it must.
  if (billing !== 'no_card' && row.chargeId !== null) tasks.finishOfCharge(tx, row.chargeId, at);
  // Who was told of the next try hears that it is not needed any more.
  if (billing === 'covered')
    mailInvoice(tx, { id: row.invoiceId, kind: 'invoice', uid: `run.${id}.covered`, at });
  // The card is gone by now: the client, who was promised another try, pays on a page instead.
  if (billing === 'no_card') {
    const invoice = invoices.getById(tx, row.invoiceId);
    askToPay(tx, { rowId: id, tries: row.tries, clientId, invoice }, { at, newUid });
  }
}
