import type { WriteDb } from '#db/database.ts';
import * as payments from '#db/repositories/payment.ts';
import type { ClientId, PaymentId, StaffId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { accountCreditOf } from '../../invoices/account-credit.ts';
import { notFound } from '../errors.ts';
import { type CardOrigin, writePayment } from '../payment/write-payment.ts';
import type { FundingError, FundingInput, FundingSource } from './fund-booking.ts';

/**
 * Takes the money of all fundings, or finds what is left of earlier payments: of one payment nothing is there twice. `origins` come
 * from `checkCards`.
 */
export function openSources(
  tx: WriteDb,
  payer: Payer,
  fundings: readonly FundingInput[],
  origins: readonly (CardOrigin | null)[],
): Result<FundingSource[], FundingError> {
  const tooLittle = creditMismatch(tx, payer.clientId, fundings);
  if (tooLittle) return err(tooLittle);
  const sources: FundingSource[] = [];
  for (const [index, funding] of fundings.entries()) {
    // What the client has as credit is there before the payments of today: those pay for themselves.
    if (funding.kind === 'account_credit') continue;
    const source = openSource(tx, { ...payer, origin: origins[index] ?? null, sources }, funding);
    if (!source.ok) return source;
    sources.push(source.value);
  }
  for (const funding of fundings) {
    if (funding.kind !== 'account_credit') continue;
    const parts = creditSources(tx, payer.clientId, funding.amountMinor, sources);
    if (!parts) return err({ code: 'NOT_ENOUGH_CREDIT', creditMinor: accountCreditOf(tx, payer.clientId) });
    sources.push(...parts);
  }
  return ok(sources);
}

/** So much of what the client's payments have free and `sources` do not take; null if there is less. */
function creditSources(
  tx: WriteDb,
  clientId: ClientId,
  amountMinor: number,
  sources: readonly FundingSource[],
): FundingSource[] | null {
  const parts: FundingSource[] = [];
  let left = amountMinor;
  for (const { id: paymentId, freeMinor } of payments.listFree(tx, clientId)) {
    const part = Math.min(left, freeMinor - takenOf(sources, paymentId));
    if (part <= 0) continue;
    parts.push({ kind: 'payment', paymentId, amountMinor: part });
    left -= part;
  }
  return left === 0 ? parts : null;
}

/** What these take of a payment. */
const takenOf = (sources: readonly FundingSource[], paymentId: PaymentId): number =>
  sources.reduce(
    (sum, source) =>
      sum + (source.kind === 'payment' && source.paymentId === paymentId ? source.amountMinor : 0),
    0,
  );

function openSource(
  tx: WriteDb,
  { clientId, priceMinor, origin, staffId, at, sources }: OpeningPayer,
  funding: Exclude<FundingInput, { readonly kind: 'account_credit' }>,
): Result<FundingSource, FundingError> {
  switch (funding.kind) {
    case 'new_payment': {
      const { method, amountMinor, tenderedMinor = amountMinor } = funding;
      if (tenderedMinor < amountMinor) return err({ code: 'CASH_TOO_LITTLE', tenderedMinor, amountMinor });
      const payment = { clientId, method, amountMinor, purpose: 'booking' as const, receivedAt: at, staffId };
      const { id } = writePayment(tx, { ...payment, origin: origin ?? NO_CARD });
      return ok({ kind: 'payment', paymentId: id, amountMinor });
    }
    case 'earlier_payment': {
      const { paymentId, amountMinor } = funding;
      if (payments.findById(tx, paymentId)?.clientId !== clientId) return notFound('payment');
      const freeMinor = payments.freeMinor(tx, paymentId) - takenOf(sources, paymentId);
      if (freeMinor < amountMinor)
        return err({ code: 'FUNDING_MISMATCH', priceMinor, fundedMinor: freeMinor });
      return ok({ kind: 'payment', paymentId, amountMinor });
    }
    case 'package':
    case 'account':
    case 'card_on_file':
    case 'free':
      return ok(funding);
  }
}

/**
 * Earlier payments and credit that are to pay more together than the client has as credit: what saved sessions have used of the balance is not
 * there twice. Null when it is enough.
 */
function creditMismatch(
  tx: WriteDb,
  clientId: ClientId,
  fundings: readonly FundingInput[],
): Extract<FundingError, { code: 'NOT_ENOUGH_CREDIT' }> | null {
  const wantedMinor = fundings.reduce(
    (sum, funding) =>
      sum +
      (funding.kind === 'earlier_payment' || funding.kind === 'account_credit' ? funding.amountMinor : 0),
    0,
  );
  const creditMinor = wantedMinor > 0 ? accountCreditOf(tx, clientId) : 0;
  return wantedMinor > creditMinor ? { code: 'NOT_ENOUGH_CREDIT', creditMinor } : null;
}

interface Payer {
  readonly clientId: ClientId;
  /** Of everything that the funding is for. */
  readonly priceMinor: number;
  /** Who takes it. */
  readonly staffId: StaffId | null;
  readonly at: number;
}

interface OpeningPayer extends Payer {
  readonly origin: CardOrigin | null;
  /** What is opened before it. */
  readonly sources: readonly FundingSource[];
}

const NO_CARD: CardOrigin = { provider: null, providerRef: null };
