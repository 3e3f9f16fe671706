import type { WriteDb } from '#db/database.ts';
import * as bookings from '#db/repositories/booking.ts';
import * as creditLots from '#db/repositories/credit-lot.ts';
import * as lotHolds from '#db/repositories/lot-hold.ts';
import type { Booking } from '#db/schema/booking.ts';
import type { Session } from '#db/schema/session.ts';
import { isHeldOn } from '#domain/package/hold.ts';
import type { TakingRefused } from '#domain/payment/plan-taking.ts';
import type { LotId, PaymentId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { type CardsNotAllowed, cardsNotAllowed } from '../card/charge-card.ts';
import type { ServiceContext } from '../context.ts';
import { notFound, type NotFound } from '../errors.ts';
import type { LotHeld } from '../package/find-lot.ts';
import {
  type CardError,
  type CardOrigin,
  checkCardPayment,
  type PaymentInput,
} from '../payment/write-payment.ts';
import type { OnFileTender } from '../payment/take-with-card.ts';

/** One way a booking is paid. A package credit and 'free' pay the whole price and stand alone. */
export type FundingInput =
  | { readonly kind: 'package'; readonly lotId: LotId }
  | ({ readonly kind: 'new_payment'; readonly tenderedMinor?: number | undefined } & Omit<
      PaymentInput,
      'note'
    >)
  | { readonly kind: 'earlier_payment'; readonly paymentId: PaymentId; readonly amountMinor: number }
  /** Free money of the client, from the oldest payments. */
  | { readonly kind: 'account_credit'; readonly amountMinor: number }
  /** Owed on the account until the card on file has been charged. */
  | OnFileTender
  | { readonly kind: 'account'; readonly amountMinor: number }
  | { readonly kind: 'free' };

/** A funding whose money is in the till: bookings are paid from it, in parts if need be. */
export type FundingSource =
  | { readonly kind: 'package'; readonly lotId: LotId }
  | { readonly kind: 'payment'; readonly paymentId: PaymentId; readonly amountMinor: number }
  | { readonly kind: 'account' | 'card_on_file'; readonly amountMinor: number }
  | { readonly kind: 'free' };

export type FundingError =
  | NotFound
  | { readonly code: 'FUNDING_MISMATCH'; readonly priceMinor: number; readonly fundedMinor: number }
  | Extract<TakingRefused, { readonly code: 'CASH_TOO_LITTLE' }>
  | { readonly code: 'NOT_ENOUGH_CREDIT'; readonly creditMinor: number }
  | { readonly code: 'NO_CREDIT_LEFT'; readonly lot: string }
  | { readonly code: 'LOT_NOT_ELIGIBLE'; readonly lot: string }
  | LotHeld;

/** Amounts that do not add up to the price, or something beside what pays the whole. Null when they are right. */
export function fundingMismatch(
  priceMinor: number,
  fundings: readonly FundingInput[],
): Extract<FundingError, { code: 'FUNDING_MISMATCH' }> | null {
  const whole = fundings.filter(({ kind }) => kind === 'package' || kind === 'free');
  const parts = fundings.reduce((sum, part) => sum + ('amountMinor' in part ? part.amountMinor : 0), 0);
  const isRight = whole.length === 0 ? parts === priceMinor : fundings.length === 1;
  const fundedMinor = whole.length === 0 ? parts : whole.length * priceMinor + parts;
  return isRight ? null : { code: 'FUNDING_MISMATCH', priceMinor, fundedMinor };
}

/** For each new payment what was put on the desk, as far as it was said. */
export const tenderedOf = (fundings: readonly FundingInput[]): (number | undefined)[] =>
  fundings.flatMap((funding) => (funding.kind === 'new_payment' ? [funding.tenderedMinor] : []));

/** The card origins, in the order of the fundings; asked for before the transaction, since it means a call. */
export async function checkCards(
  context: ServiceContext,
  fundings: readonly FundingInput[],
): Promise<Result<(CardOrigin | null)[], CardError | CardsNotAllowed>> {
  const lacking = fundings.some(({ kind }) => kind === 'card_on_file') ? cardsNotAllowed(context) : null;
  if (lacking) return err(lacking);
  const origins: (CardOrigin | null)[] = [];
  for (const funding of fundings) {
    const checked = funding.kind === 'new_payment' ? await checkCardPayment(context, funding) : ok(null);
    if (!checked.ok) return checked;
    origins.push(checked.value);
  }
  return ok(origins);
}

/** Pays `amountMinor` of a booking from the source; a credit pays the whole, whatever the amount. */
export function fundBooking(
  tx: WriteDb,
  {
    booking,
    session,
    at,
  }: { readonly booking: Booking; readonly session: DatedService; readonly at: number },
  source: FundingSource,
  amountMinor: number,
): Result<void, FundingError> {
  const bookingId = booking.id;
  switch (source.kind) {
    case 'package':
      return fundFromLot(tx, booking, session, source.lotId, at);
    case 'payment':
      bookings.insertFunding(tx, { bookingId, kind: 'payment', amountMinor, paymentId: source.paymentId });
      return ok(undefined);
    case 'account':
    case 'card_on_file':
      bookings.insertFunding(tx, { bookingId, kind: 'account', amountMinor });
      return ok(undefined);
    case 'free':
      bookings.insertFunding(tx, { bookingId, kind: 'free', amountMinor: 0 });
      return ok(undefined);
  }
}

type DatedService = Pick<Session, 'serviceId' | 'localDate'>;

/** One credit of the client's own lot, good for this service on the session's day and not held then. */
function fundFromLot(
  tx: WriteDb,
  booking: Booking,
  session: DatedService,
  lotId: LotId,
  at: number,
): Result<void, FundingError> {
  const lot = creditLots.findById(tx, lotId);
  if (lot?.clientId !== booking.clientId) return notFound('lot');
  if (lot.used + lot.expired >= lot.bought) return err({ code: 'NO_CREDIT_LEFT', lot: lot.name });
  const held = lotHolds
    .listOf(tx, [lotId])
    .get(lotId)
    ?.find((hold) => isHeldOn(hold, session.localDate));
  if (held) return err({ code: 'LOT_HELD', lot: lot.name, heldFrom: held.from, heldTo: held.to });
  const eligible = creditLots.listEligible(tx, booking.clientId, session.serviceId, session.localDate);
  if (!eligible.some(({ id }) => id === lotId)) return err({ code: 'LOT_NOT_ELIGIBLE', lot: lot.name });
  bookings.insertFunding(tx, { bookingId: booking.id, kind: 'package', amountMinor: 0, lotId });
  if (!creditLots.useCredit(tx, lotId, booking.id, at)) return err({ code: 'NO_CREDIT_LEFT', lot: lot.name });
  return ok(undefined);
}
