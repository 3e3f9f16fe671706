import type { ReadDb, WriteDb } from '#db/database.ts';
import * as clients from '#db/repositories/client.ts';
import * as receipts from '#db/repositories/receipt.ts';
import * as refunds from '#db/repositories/refund.ts';
import * as studio from '#db/repositories/studio.ts';
import type { Receipt, ReceiptItem } from '#db/schema/receipt.ts';
import { receiptNumber } from '#domain/payment/receipt-number.ts';
import type { ReceiptId, RefundId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { receiptMail } from '../../documents/receipt-words.ts';
import { documentFormat } from '../../documents/document-frame.ts';
import { postToClient, moneyRecipient } from '../../messages/write-to-client.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { notFound, type NotFound } from '../errors.ts';
import { recordDeed } from '../record-deed.ts';
import { ONTO_BALANCE } from './take-tenders.ts';

/**
 * The paper of a refund that a cancellation made: numbered when it is first asked for, the same one ever after. What went back as
 * account credit in the end is said on it.
 */
export function refundReceipt(
  context: ServiceContext,
  actor: Actor,
  refundId: RefundId,
): Result<{ receiptId: ReceiptId }, NotFound | { readonly code: 'REFUND_NOT_MADE' }> {
  return commit<Result<{ receiptId: ReceiptId }, NotFound | { readonly code: 'REFUND_NOT_MADE' }>>(
    context,
    ['clients'],
    (tx) => {
      const refund = refunds.findById(tx, refundId);
      if (!refund) return notFound('refund');
      const known = receipts.ofRefund(tx, refundId);
      if (known !== null) return ok({ receiptId: known });
      const { clientId, paymentId, amountMinor, method, state } = refund;
      if (state === 'withdrawn' || state === 'failed' || state === 'written_off')
        return err({ code: 'REFUND_NOT_MADE' });
      const at = context.now();
      const { id } = receipts.insert(tx, {
        kind: 'refund_receipt',
        clientId,
        amountMinor,
        currency: studio.get(tx).currency,
        tenders: [{ kind: method, amountMinor, paymentId, tenderedMinor: null, note: '' }],
        items: [{ ...placeOf(tx, refund.bookingId), amountMinor }],
        staffId: actor.staffId,
        at,
      });
      receipts.linkRefund(tx, id, refundId);
      const deed = { action: 'refund.receipt', subjectKind: 'refund', subjectId: refundId };
      recordDeed(tx, actor, at, { ...deed, data: { receiptId: id } });
      return ok({ receiptId: id });
    },
  );
}

function placeOf(db: ReadDb, bookingId: refunds.Refund['bookingId']): Omit<ReceiptItem, 'amountMinor'> {
  const place = bookingId === null ? undefined : receipts.placeOfBooking(db, bookingId);
  return place ? { kind: 'booking', id: bookingId, ...place } : ONTO_BALANCE;
}

/** Sends the receipt as it stands to its client, or to whoever pays for them; the PDF is made when the message leaves. */
export function emailReceipt(
  context: ServiceContext,
  actor: Actor,
  id: ReceiptId,
): Result<null, NotFound | { readonly code: 'NO_EMAIL' }> {
  return commit<Result<null, NotFound | { readonly code: 'NO_EMAIL' }>>(context, ['messages'], (tx) => {
    const receipt = receipts.findById(tx, id);
    if (!receipt) return notFound('receipt');
    if (moneyRecipient(tx, clients.getById(tx, receipt.clientId)).email === '')
      return err({ code: 'NO_EMAIL' });
    const at = context.now();
    mailReceipt(tx, receipt, { uid: `${receipt.kind}.${context.newUid()}`, at });
    recordDeed(tx, actor, at, { action: 'receipt.emailed', subjectKind: 'receipt', subjectId: id });
    return ok(null);
  });
}

/** Puts the receipt into the outbox, in the caller's transaction; without an address it is listed there for the desk. */
export function mailReceipt(
  tx: WriteDb,
  receipt: Receipt,
  { uid, at }: { readonly uid: string; readonly at: number },
): void {
  const { kind, id, clientId } = receipt;
  const to = moneyRecipient(tx, clients.getById(tx, clientId));
  postToClient(tx, { uid, kind, to, at, notBefore: at, document: { kind, id } }, mailOf(tx, receipt));
}

function mailOf(db: ReadDb, { kind, number, amountMinor, at }: Receipt) {
  const format = documentFormat(db);
  return receiptMail(kind, {
    number: receiptNumber(kind, number),
    amount: format.money(amountMinor),
    day: format.dayOf(at),
    studio: studio.get(db).name,
  });
}
