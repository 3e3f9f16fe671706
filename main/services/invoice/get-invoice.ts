import type { ReadDb } from '#db/database.ts';
import * as clients from '#db/repositories/client.ts';
import { chargedOnInvoice } from '#db/repositories/invoice-list.ts';
import * as invoices from '#db/repositories/invoice.ts';
import * as lines from '#db/repositories/invoice-line.ts';
import * as reminders from '#db/repositories/invoice-reminder.ts';
import * as allocations from '#db/repositories/invoice-allocation.ts';
import * as payments from '#db/repositories/payment.ts';
import * as studios from '#db/repositories/studio.ts';
import type { Invoice, InvoiceLine } from '#db/schema/invoice.ts';
import { clientName } from '#domain/client/client-name.ts';
import { dueMinor, standingOf } from '#domain/invoice/standing.ts';
import type { InvoiceId } from '#domain/values/ids.ts';
import { ok } from '#domain/values/result.ts';
import { instantToWall } from '#domain/values/time.ts';
import { accountCreditOf } from '../../invoices/account-credit.ts';
import { moneyRecipient } from '../../messages/write-to-client.ts';
import type { ServiceContext } from '../context.ts';
import { notFound } from '../errors.ts';

/** An invoice or credit note with all that concerns it, and what the client could pay it from. */
export function getInvoice({ db, now }: ServiceContext, id: InvoiceId) {
  const invoice = invoices.findById(db.read, id);
  if (!invoice) return notFound('invoice');
  const client = clients.getById(db.read, invoice.clientId);
  const today = instantToWall(now(), studios.get(db.read).zone).date;
  const isOpen = invoice.kind === 'invoice' && invoice.state === 'sent';
  const credited =
    invoice.creditsInvoiceId === null ? undefined : invoices.findById(db.read, invoice.creditsInvoiceId);
  const due = isOpen ? dueMinor(invoice) : 0;
  return ok({
    ...invoice,
    clientName: clientName(client),
    hasEmail: moneyRecipient(db.read, client).email !== '',
    standing: standingOf(invoice, today),
    dueMinor: due,
    creditsNumber: credited?.number ?? null,
    lines: lines.list(db.read, id, { dropped: invoice.state === 'void' }).map(shownLine),
    payments: allocations.listPayments(db.read, id),
    creditNotes: invoices
      .listCreditNotes(db.read, id)
      .map(({ id: noteId, number, state, totalMinor, reason, issuedOn, cause }) => ({
        id: noteId,
        number,
        state,
        totalMinor,
        reason,
        issuedOn,
        cause,
      })),
    reminders: reminders.list(db.read, id),
    paymentUrl: isOpen ? reminders.paymentUrl(db.read, id) : null,
    freePayments: due === 0 ? [] : listPaying(db.read, invoice),
  });
}

/** What the client could pay it from now, the newest first; the oldest is used first. Sessions to come are paid from credit alone. */
function listPaying(db: ReadDb, { id, clientId }: Pick<Invoice, 'id' | 'clientId'>) {
  let left = chargedOnInvoice(db, id) + accountCreditOf(db, clientId);
  const paying = payments.listFree(db, clientId).map(({ id: paymentId, method, freeMinor, receivedAt }) => {
    const part = Math.min(left, freeMinor);
    left -= part;
    return { paymentId, method, freeMinor: part, receivedAt };
  });
  return paying.filter(({ freeMinor }) => freeMinor > 0).toReversed();
}

function shownLine(line: InvoiceLine) {
  const { id, position, kind, bookingId, description, participant, label, lotName } = line;
  const { sessionDate, sessionTime, quantityMilli, unitMinor, taxName, taxRateBp, taxInclusive } = line;
  const { netMinor, taxMinor, grossMinor, creditedMinor, paidMinor } = line;
  return {
    id,
    position,
    kind,
    bookingId,
    description,
    participant,
    label,
    lotName,
    sessionDate,
    sessionTime,
    quantityMilli,
    unitMinor,
    taxName,
    taxRateBp,
    taxInclusive,
    netMinor,
    taxMinor,
    grossMinor,
    creditedMinor,
    paidMinor,
  };
}
