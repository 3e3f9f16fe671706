import * as cancellations from '#db/repositories/cancellation-credit.ts';
import * as receipts from '#db/repositories/receipt.ts';
import * as studio from '#db/repositories/studio.ts';
import type { ItemId, ReceiptId } from '#domain/values/ids.ts';
import { ok, type Result } from '#domain/values/result.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { notFound, type NotFound } from '../errors.ts';
import { recordDeed } from '../record-deed.ts';

/**
 * The paper of what a cancellation gave back as account credit: no money moved, but the client has it in writing. Numbered when it
 * is first asked for, the same one ever after.
 */
export function accountCreditReceipt(
  context: ServiceContext,
  actor: Actor,
  itemId: ItemId,
): Result<{ receiptId: ReceiptId }, NotFound> {
  return commit<Result<{ receiptId: ReceiptId }, NotFound>>(context, ['clients'], (tx) => {
    const credit = cancellations.findCredit(tx, itemId);
    const place = credit && receipts.placeOfBooking(tx, credit.bookingId);
    if (!credit || !place) return notFound('cancellation_item');
    if (credit.receiptId !== null) return ok({ receiptId: credit.receiptId });
    const { clientId, paymentId, amountMinor, bookingId } = credit;
    const { id: receiptId } = receipts.insert(tx, {
      kind: 'refund_receipt',
      clientId,
      amountMinor,
      currency: studio.get(tx).currency,
      tenders: [{ kind: 'account_credit', amountMinor, paymentId, tenderedMinor: null, note: '' }],
      items: [{ kind: 'booking', id: bookingId, ...place, amountMinor }],
      staffId: actor.staffId,
      at: context.now(),
    });
    cancellations.linkReceipt(tx, itemId, receiptId);
    recordDeed(tx, actor, context.now(), {
      action: 'refund.receipt',
      subjectKind: 'payment',
      subjectId: paymentId,
      data: { receiptId, itemId },
    });
    return ok({ receiptId });
  });
}
