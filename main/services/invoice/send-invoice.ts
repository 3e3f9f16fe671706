import type { WriteDb } from '#db/database.ts';
import * as invoices from '#db/repositories/invoice.ts';
import * as reminders from '#db/repositories/invoice-reminder.ts';
import * as studios from '#db/repositories/studio.ts';
import { dueMinor } from '#domain/invoice/standing.ts';
import type { InvoiceId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { addDays, instantToWall } from '#domain/values/time.ts';
import { mailInvoice } from '../../invoices/mail-invoice.ts';
import { readInvoiceSettings } from '../../settings/invoice-settings.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { notFound, type NotFound } from '../errors.ts';
import { once, type RequestAnswered } from '../once.ts';
import { recordDeed } from '../record-deed.ts';
import { type InvoicePaid, type InvoiceState, invoiceState } from './invoice-error.ts';

interface Wish {
  readonly requestUid: string;
  readonly id: InvoiceId;
}
type SendError = NotFound | RequestAnswered | InvoiceState;

/** Mails an issued invoice or credit note once more. */
export function sendInvoice(context: ServiceContext, actor: Actor, input: Wish): Result<null, SendError> {
  return mailing(context, actor, input, 'invoice.sent', (tx, invoice, at) => {
    const kind = invoice.kind === 'credit_note' ? ('credit_note' as const) : ('invoice' as const);
    mailInvoice(tx, { id: invoice.id, kind, uid: input.requestUid, at });
    return ok(null);
  });
}

/** Reminds of what is still due, now. */
export function remindOfInvoice(
  context: ServiceContext,
  actor: Actor,
  input: Wish,
): Result<null, SendError | InvoicePaid> {
  return mailing<InvoicePaid>(context, actor, input, 'invoice.reminded', (tx, invoice, at) => {
    const due = dueMinor(invoice);
    if (due === 0) return err({ code: 'INVOICE_PAID', paidMinor: invoice.paidMinor });
    remind(tx, invoice.id, { step: null, uid: input.requestUid, due, at });
    return ok(null);
  });
}

/** At most so many in one turn of the clock. */
const AT_ONCE = 200;

/**
 * Sends the reminders that have become due, each step once for an invoice, the latest step alone where several were missed. Running it
 * again finds nothing to do: the reminder and its mark are committed together.
 */
export function runReminders(context: ServiceContext): void {
  const { db, now } = context;
  const days = readInvoiceSettings(db.read).reminderDays;
  const at = now();
  const today = instantToWall(at, studios.get(db.read).zone).date;
  for (const [index, after] of [...days.entries()].toReversed()) {
    const step = index + 1;
    const owing = reminders.listOwing(db.read, { step, dueBy: addDays(today, -after), limit: AT_ONCE });
    for (const id of owing)
      commit<Result<null, never>>(context, ['invoices', 'messages'], (tx) => {
        const due = dueMinor(invoices.getById(tx, id));
        if (due > 0) remind(tx, id, { step, uid: context.newUid(), due, at });
        return ok(null);
      });
    if (owing.length > 0) context.wakeJobs();
  }
}

function remind(
  tx: WriteDb,
  invoiceId: InvoiceId,
  how: { readonly step: number | null; readonly uid: string; readonly due: number; readonly at: number },
): void {
  const { step, uid, due, at } = how;
  const messageId = mailInvoice(tx, { id: invoiceId, kind: 'invoice_reminder', uid, at });
  reminders.insert(tx, { invoiceId, messageId, step, dueMinor: due, createdAt: at });
}

function mailing<Refusal extends { readonly code: string } = never>(
  context: ServiceContext,
  actor: Actor,
  input: Wish,
  action: string,
  write: (tx: WriteDb, invoice: ReturnType<typeof invoices.getById>, at: number) => Result<null, Refusal>,
): Result<null, SendError | Refusal> {
  const at = context.now();
  const { id, requestUid } = input;
  const done = commit<Result<null, SendError | Refusal>>(context, ['invoices', 'messages'], (tx) =>
    once<null, SendError | Refusal>(tx, { requestUid, action, actor, input, at }, () => {
      const invoice = invoices.findById(tx, id);
      if (!invoice) return notFound('invoice');
      if (invoice.state !== 'sent') return invoiceState(invoice);
      const written = write(tx, invoice, at);
      if (!written.ok) return written;
      recordDeed(tx, actor, at, { action, subjectKind: 'invoice', subjectId: id });
      return written;
    }),
  );
  context.wakeJobs();
  return done;
}
