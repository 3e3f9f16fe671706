import type { ChargePurpose } from '#db/repositories/card-charge.ts';
import type { CardProvider } from '#db/repositories/card.ts';
import type { DuePart } from '#domain/payment/due-part.ts';
import type { ClientId, StaffId } from '#domain/values/ids.ts';

/** Money that a card processor has taken for us, as the job thread hands it to whoever takes it down. */
export interface ChargedMoney {
  readonly clientId: ClientId;
  readonly amountMinor: number;
  readonly purpose: ChargePurpose;
  /** With the purpose `invoice`. */
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
