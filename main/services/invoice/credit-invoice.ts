import type { WriteDb } from '#db/database.ts';
import { billedBookings } from '#db/repositories/billable.ts';
import * as invoices from '#db/repositories/invoice.ts';
import * as lines from '#db/repositories/invoice-line.ts';
import type { Invoice, InvoiceLine } from '#db/schema/invoice.ts';
import type { InvoiceId, InvoiceLineId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { writeCreditNote } from '../../invoices/credit-note.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import {
  changedMeanwhile,
  type ChangedMeanwhile,
  type InvalidInput,
  invalidInput,
  type MoneyFrozen,
  notFound,
  type NotFound,
} from '../errors.ts';
import { moneyFrozenError } from '../money-frozen.ts';
import { once, type RequestAnswered } from '../once.ts';
import { recordDeed } from '../record-deed.ts';
import { type InvoicePaid, invoicePaid, type InvoiceState, invoiceState } from './invoice-error.ts';

interface Wish {
  readonly requestUid: string;
  readonly id: InvoiceId;
  readonly version: number;
  readonly reason: string;
}
export interface Credited {
  readonly creditNoteId: InvoiceId;
}
type CreditRefusal = NotFound | ChangedMeanwhile | MoneyFrozen | RequestAnswered | InvoiceState;

/** A session that is billed before it is saved is worth what its booking is: it is canceled or saved for less, not credited. */
export interface LineStillOpen {
  readonly code: 'LINE_STILL_OPEN';
}

/**
 * Credits parts of an issued invoice, or all of it, for a reason: a credit note, the charge back on the client's account, and what was paid
 * beyond it free again. Not more of a line than is left of it.
 */
export function creditInvoice(
  context: ServiceContext,
  actor: Actor,
  input: Wish & {
    readonly parts: readonly { readonly lineId: InvoiceLineId; readonly amountMinor: number }[];
  },
): Result<Credited, CreditRefusal | InvalidInput | LineStillOpen> {
  return crediting<InvalidInput | LineStillOpen>(context, actor, input, 'invoice.credited', (tx, invoice) => {
    const own = new Map(lines.list(tx, invoice.id).map((line) => [line.id, line]));
    const parts: { line: InvoiceLine; grossMinor: number }[] = [];
    for (const [index, { lineId, amountMinor }] of input.parts.entries()) {
      const line = own.get(lineId);
      if (!line || !own.delete(lineId)) return notFound('invoice_line');
      const left = line.grossMinor - line.creditedMinor;
      if (amountMinor > left) return invalidInput(`parts.${index}.amountMinor`, 'AMOUNT_TOO_LARGE');
      if (line.bookingId !== null && billedBookings(tx, [line.bookingId])[0]?.isToCome)
        return err({ code: 'LINE_STILL_OPEN' });
      parts.push({ line, grossMinor: amountMinor });
    }
    return ok(parts);
  });
}

/**
 * Voids an issued invoice that nobody has paid: a credit note over all that is left of it, its own lines charged back, and its sessions,
 * which stay charged, free for another invoice. A paid one is credited, or its payment refunded first.
 */
export function voidInvoice(
  context: ServiceContext,
  actor: Actor,
  input: Wish,
): Result<Credited, CreditRefusal | InvoicePaid> {
  return crediting<InvoicePaid>(context, actor, input, 'invoice.voided', (tx, invoice) => {
    if (invoice.paidMinor > 0) return invoicePaid(invoice);
    return ok(
      lines
        .list(tx, invoice.id)
        .map((line) => ({ line, grossMinor: line.grossMinor - line.creditedMinor }))
        .filter(({ grossMinor }) => grossMinor > 0),
    );
  });
}

type Parts = readonly { readonly line: InvoiceLine; readonly grossMinor: number }[];

function crediting<Refusal extends { readonly code: string }>(
  context: ServiceContext,
  actor: Actor,
  input: Wish,
  action: 'invoice.credited' | 'invoice.voided',
  choose: (tx: WriteDb, invoice: Invoice) => Result<Parts, Refusal | NotFound>,
): Result<Credited, CreditRefusal | Refusal> {
  const frozen = moneyFrozenError(context);
  if (frozen) return err(frozen);
  const at = context.now();
  const { requestUid, id, version, reason } = input;
  type Answer = Result<Credited, CreditRefusal | Refusal>;
  const done = commit<Answer>(context, ['invoices', 'clients', 'cards'], (tx) =>
    once<Credited, CreditRefusal | Refusal>(tx, { requestUid, action, actor, input, at }, () => {
      const invoice = invoices.findById(tx, id);
      if (!invoice || invoice.kind !== 'invoice') return notFound('invoice');
      if (invoice.version !== version) return changedMeanwhile('invoice');
      if (invoice.state !== 'sent') return invoiceState(invoice);
      const parts = choose(tx, invoice);
      if (!parts.ok) return parts;
      const isVoiding = action === 'invoice.voided';
      const creditNoteId = writeCreditNote(tx, {
        invoice,
        cause: isVoiding ? 'void' : 'desk',
        reason,
        parts: parts.value,
        createdBy: actor.staffId,
        at,
      });
      if (isVoiding) {
        lines.drop(
          tx,
          lines.list(tx, id).map((line) => line.id),
        );
        invoices.setVoid(tx, id, at);
      }
      const data = { creditNoteId, amountMinor: invoices.getById(tx, creditNoteId).totalMinor, reason };
      recordDeed(tx, actor, at, { action, subjectKind: 'invoice', subjectId: id, data });
      return ok({ creditNoteId });
    }),
  );
  // Pages for what is not due any more are closed at the processor.
  context.wakeJobs();
  return done;
}
