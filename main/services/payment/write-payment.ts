import type { WriteDb } from '#db/database.ts';
import * as ledger from '#db/repositories/ledger.ts';
import * as payments from '#db/repositories/payment.ts';
import * as studio from '#db/repositories/studio.ts';
import type { Payment } from '#db/schema/payment.ts';
import type { ClientId, StaffId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import type { ServiceContext } from '../context.ts';
import { readPaymentProvider } from '../../settings/studio-settings.ts';

/** How money comes in at the desk. */
export interface PaymentInput {
  readonly method: Payment['method'];
  readonly amountMinor: number;
  readonly cardReference?: string | undefined;
  readonly note?: string;
  /** What was put on the desk in cash. */
  readonly tenderedMinor?: number | undefined;
}

export type CardError =
  | { readonly code: 'CARD_REFERENCE_NEEDED' }
  | { readonly code: 'CARD_PAYMENT_UNKNOWN'; readonly reference: string };

/** Where a card payment was made; null for every other method. */
export type CardOrigin = Pick<Payment, 'provider' | 'providerRef'>;

/**
 * Before money is taken down: with a real card processor a card payment needs its reference there, and one that the processor
 * does not know, or that was less, is refused; if it cannot be reached just now, the reference is believed. The simulator
 * makes references of its own. Talks to the network, so it comes before the transaction.
 */
export async function checkCardPayment(
  context: ServiceContext,
  input: Pick<PaymentInput, 'method' | 'amountMinor' | 'cardReference'>,
): Promise<Result<CardOrigin, CardError>> {
  if (input.method !== 'card') return ok({ provider: null, providerRef: null });
  if (!readPaymentProvider(context.db.read))
    return ok({ provider: 'simulator', providerRef: input.cardReference || `sim_${context.newUid()}` });
  const reference = input.cardReference ?? '';
  if (!/^(?:pi|ch|py)_\w{3,250}$/.test(reference)) return err({ code: 'CARD_REFERENCE_NEEDED' });
  const key = await context.gateways.keyStore.read('stripe-key');
  const gateway = key === null ? null : context.gateways.paymentFor(key);
  const found = gateway?.ok ? await gateway.value.getPayment(reference) : null;
  const isUnknown = found?.ok === false && found.reason === 'not_found';
  const isLess = found?.ok === true && found.value.capturedMinor < input.amountMinor;
  if (isUnknown || isLess) return err({ code: 'CARD_PAYMENT_UNKNOWN', reference });
  return ok({ provider: 'stripe', providerRef: reference });
}

/** The payment's row and its postings: the money is here, and the client has it with us (domain.md 5). */
export function writePayment(
  tx: WriteDb,
  payment: PaymentInput & {
    readonly clientId: ClientId;
    readonly purpose: Payment['purpose'];
    readonly origin: CardOrigin;
    readonly receivedAt: number;
    /** Who takes it. */
    readonly staffId: StaffId | null;
  },
): Payment {
  const { clientId, method, amountMinor, purpose, origin, receivedAt, staffId, note = '' } = payment;
  const { currency } = studio.get(tx);
  const row = payments.insert(tx, {
    clientId,
    method,
    amountMinor,
    currency,
    purpose,
    note,
    receivedAt,
    staffId,
    ...origin,
  });
  ledger.postTransaction(tx, { kind: 'payment', subjectKind: 'payment', subjectId: row.id, at: receivedAt }, [
    { accountId: ledger.accountOf(tx, TILL_OF_METHOD[method]), amountMinor },
    { accountId: ledger.clientAccount(tx, clientId), amountMinor: -amountMinor },
  ]);
  return row;
}

/** Where money of each kind lies once it is here. */
export const TILL_OF_METHOD = {
  card: 'card_processor',
  cash: 'cash',
  check: 'bank',
  transfer: 'bank',
  other: 'other_money',
} as const satisfies Record<Payment['method'], string>;
