import type { WriteDb } from '#db/database.ts';
import * as receipts from '#db/repositories/receipt.ts';
import type { ReceiptItem } from '#db/schema/receipt.ts';
import type { InvoiceId, PaymentId } from '#domain/values/ids.ts';
import type { ChargedMoney } from '../../cards/charged-money.ts';
import { findDue, payDue } from '../payment/dues.ts';
import { issueReceipt } from '../payment/issue-receipt.ts';
import { mailReceipt } from '../payment/receipts.ts';
import { writePayment } from '../payment/write-payment.ts';
import { ONTO_BALANCE } from '../payment/take-tenders.ts';

/**
 * The payment of a charge or a paid page, with what it pays and its receipt, in the transaction that says that it succeeded. It pays
 * what is still due of its dues, or of its invoice; what is not due any more stays on the client's balance. The caller has made sure that no
 * payment bears this reference yet.
 */
export function takeCharged(tx: WriteDb, charged: ChargedMoney): PaymentId {
  const { clientId, amountMinor, purpose, provider, providerRef, note, receivedAt: at } = charged;
  const origin = { provider, providerRef };
  const staffId = charged.requestedBy ?? null;
  const paid = {
    clientId,
    method: 'card',
    amountMinor,
    purpose,
    origin,
    note,
    receivedAt: at,
    staffId,
  } as const;
  const { id: paymentId } = writePayment(tx, paid);
  const paidItems = payParts(tx, paymentId, charged);
  const paidMinor = paidItems.reduce((sum, item) => sum + item.amountMinor, 0);
  const items = [...paidItems, { ...ONTO_BALANCE, amountMinor: amountMinor - paidMinor }];
  const receiptId = issueReceipt(tx, {
    clientId,
    tenders: [{ kind: 'card', amountMinor, paymentId, tenderedMinor: null, note }],
    items: items.filter((item) => item.amountMinor > 0),
    staffId,
    at,
  });
  // Who pays an invoice by card, or pays on a page, is not at the desk to be handed a paper.
  const isAway = charged.invoiceId !== null || (charged.pays.length > 0 && staffId === null);
  const receipt = isAway ? receipts.findById(tx, receiptId) : undefined;
  if (receipt) mailReceipt(tx, receipt, { uid: `receipt.charged.${paymentId}`, at });
  return paymentId;
}

/** Lets the payment pay what it was asked for, as far as that is still owed by its client. */
function payParts(tx: WriteDb, paymentId: PaymentId, charged: ChargedMoney): ReceiptItem[] {
  const { clientId, amountMinor, invoiceId, receivedAt: at } = charged;
  const ofInvoice = { ref: { kind: 'invoice', invoiceId: invoiceId as InvoiceId }, amountMinor } as const;
  const wanted = charged.pays.length > 0 || invoiceId === null ? charged.pays : [ofInvoice];
  const items: ReceiptItem[] = [];
  for (const part of wanted) {
    const due = findDue(tx, part.ref);
    const paidMinor = Math.min(part.amountMinor, due?.dueMinor ?? 0);
    if (due?.clientId !== clientId || paidMinor <= 0) continue;
    if (!payDue(tx, part.ref, paymentId, paidMinor, at)) throw new Error('a due changed while it was paid');
    items.push({ ...due.item, amountMinor: paidMinor });
  }
  return items;
}
