import type { WriteDb } from '#db/database.ts';
import type { ChargePurpose } from '#db/repositories/card-charge.ts';
import type { CardProvider } from '#db/repositories/card.ts';
import * as receipts from '#db/repositories/receipt.ts';
import type { ReceiptItem } from '#db/schema/receipt.ts';
import type { DuePart } from '#domain/payment/due-part.ts';
import type { ClientId, InvoiceId, PaymentId, StaffId } from '#domain/values/ids.ts';
import { findDue, payDue } from '../payment/dues.ts';
import { issueReceipt } from '../payment/issue-receipt.ts';
import { mailReceipt } from '../payment/receipts.ts';
import { takePayment } from '../payment/take-payment.ts';
import { ONTO_BALANCE } from '../payment/take-payments.ts';

/** Money that a card processor has taken for us: what the job thread knows of it when it takes it down. */
export interface ChargedMoney {
  readonly clientId: ClientId;
  readonly amountMinor: number;
  readonly purpose: ChargePurpose;
  readonly invoiceId: number | null;
  /** What it is to pay, of which less may be owed by now; empty: the invoice, or the balance. */
  readonly pays: readonly DuePart[];
  readonly provider: CardProvider;
  readonly providerRef: string;
  readonly note: string;
  readonly receivedAt: number;
  /** Who asked for it; left out: nobody of the desk. */
  readonly requestedBy?: StaffId | null;
}

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
  const { id: paymentId } = takePayment(tx, paid);
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
