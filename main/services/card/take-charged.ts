import type { WriteDb } from '#db/database.ts';
import type { ChargePurpose } from '#db/repositories/card-charge.ts';
import type { CardProvider } from '#db/repositories/card.ts';
import * as invoices from '#db/repositories/invoice.ts';
import * as receipts from '#db/repositories/receipt.ts';
import type { ReceiptItem } from '#db/schema/receipt.ts';
import type { ClientId, InvoiceId, PaymentId, StaffId } from '#domain/values/ids.ts';
import { allocate } from '../../invoices/allocate.ts';
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
  readonly provider: CardProvider;
  readonly providerRef: string;
  readonly note: string;
  readonly receivedAt: number;
  /** Who asked for it; left out: nobody of the desk. */
  readonly requestedBy?: StaffId | null;
}

/**
 * The payment of a charge or a paid page, with what it pays and its receipt, in the transaction that says that it succeeded. For an
 * invoice it pays what is due of it; what is not due any more stays on the client's balance. The caller has made sure that no
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
  const invoice =
    charged.invoiceId === null ? undefined : invoices.findById(tx, charged.invoiceId as InvoiceId);
  const allocated = invoice && allocate(tx, { invoiceId: invoice.id, paymentId, amountMinor, at });
  const billedMinor = allocated?.ok ? allocated.value.amountMinor : 0;
  const items: ReceiptItem[] = [
    { ...ONTO_BALANCE, kind: 'invoice', id: charged.invoiceId, title: note, amountMinor: billedMinor },
    { ...ONTO_BALANCE, amountMinor: amountMinor - billedMinor },
  ];
  const receiptId = issueReceipt(tx, {
    clientId,
    tenders: [{ kind: 'card', amountMinor, paymentId, tenderedMinor: null, note }],
    items: items.filter((item) => item.amountMinor > 0),
    staffId,
    at,
  });
  const receipt = charged.invoiceId === null ? undefined : receipts.findById(tx, receiptId);
  // Who pays an invoice by card is not at the desk to be handed a paper.
  if (receipt) mailReceipt(tx, receipt, { uid: `receipt.charged.${paymentId}`, at });
  return paymentId;
}
