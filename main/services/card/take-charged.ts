import type { WriteDb } from '#db/database.ts';
import type { ChargePurpose } from '#db/repositories/card-charge.ts';
import type { CardProvider } from '#db/repositories/card.ts';
import type { ClientId, PaymentId, StaffId } from '#domain/values/ids.ts';
import { takePayment } from '../payment/take-payment.ts';

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
 * The payment of a charge or a paid page, in the transaction that says that it succeeded: it is on the client's balance from then
 * on. The caller has made sure that no payment bears this reference yet.
 */
export function takeCharged(tx: WriteDb, charged: ChargedMoney): PaymentId {
  const { clientId, amountMinor, purpose, provider, providerRef, note, receivedAt } = charged;
  const origin = { provider, providerRef };
  const staffId = charged.requestedBy ?? null;
  const paid = { clientId, method: 'card', amountMinor, purpose, origin, note, receivedAt, staffId } as const;
  return takePayment(tx, paid).id;
}
