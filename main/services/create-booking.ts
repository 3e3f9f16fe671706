import type { WriteDb } from '#db/database.ts';
import * as bookings from '#db/repositories/booking.ts';
import * as clients from '#db/repositories/client.ts';
import * as creditLots from '#db/repositories/credit-lot.ts';
import * as payments from '#db/repositories/payment.ts';
import * as sessions from '#db/repositories/session.ts';
import type { Booking } from '#db/schema/booking.ts';
import type { Session } from '#db/schema/session.ts';
import type { BookingId, ClientId, LotId, PaymentId, SessionId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { commit } from './commit.ts';
import type { Actor, ServiceContext } from './context.ts';
import { type InvalidInput, type MoneyFrozen, notFound, type NotFound } from './errors.ts';
import { recordDeed } from './record-deed.ts';
import {
  type CardError,
  type CardOrigin,
  checkCardPayment,
  moneyFrozenError,
  type PaymentInput,
  takePayment,
} from './take-payment.ts';

/** One way a booking is paid. A package credit and 'free' pay the whole price and stand alone. */
export type FundingInput =
  | { readonly kind: 'package'; readonly lotId: LotId }
  | ({ readonly kind: 'new_payment' } & Omit<PaymentInput, 'note'>)
  | { readonly kind: 'earlier_payment'; readonly paymentId: PaymentId; readonly amountMinor: number }
  | { readonly kind: 'account'; readonly amountMinor: number }
  | { readonly kind: 'free' };

export interface BookingInput {
  readonly sessionId: SessionId;
  readonly clientId: ClientId;
  readonly participant: string;
  readonly priceMinor: number;
  readonly fundings: readonly FundingInput[];
  readonly overbookReason: string;
}

type FundingError =
  | NotFound
  | { readonly code: 'FUNDING_MISMATCH'; readonly priceMinor: number; readonly fundedMinor: number }
  | { readonly code: 'NO_CREDIT_LEFT'; readonly lot: string }
  | { readonly code: 'LOT_NOT_ELIGIBLE'; readonly lot: string };
export type BookingError =
  | FundingError
  | InvalidInput
  | MoneyFrozen
  | CardError
  | { readonly code: 'SESSION_NOT_OPEN'; readonly state: string }
  | { readonly code: 'ALREADY_BOOKED' }
  | { readonly code: 'OVER_CAPACITY'; readonly capacity: number; readonly booked: number };

/**
 * Books a place and takes the money for it, in one transaction: place, fundings, payments, credits, ledger and audit row. The
 * fundings add up to the price exactly. A full session takes more only with a reason, which is kept (domain.md 4).
 */
export async function createBooking(
  context: ServiceContext,
  actor: Actor,
  input: BookingInput,
): Promise<Result<{ id: BookingId }, BookingError>> {
  const frozen = moneyFrozenError(context);
  if (frozen) return err(frozen);
  const mismatch = findMismatch(input);
  if (mismatch) return err(mismatch);
  const cards = await checkCards(context, input.fundings);
  if (!cards.ok) return cards;
  return commit(context, ['sessions', 'clients'], (tx) => {
    const place = takePlace(tx, input, context.now());
    if (!place.ok) return place;
    const { booking, session } = place.value;
    for (const [index, funding] of input.fundings.entries()) {
      const origin = cards.value[index] ?? { provider: null, providerRef: null };
      const funded = fund({ tx, booking, session, origin, at: context.now() }, funding);
      if (!funded.ok) return funded;
    }
    recordDeed(tx, actor, context.now(), {
      action: 'booking.created',
      subjectKind: 'session',
      subjectId: session.id,
      data: {
        bookingId: booking.id,
        clientId: booking.clientId,
        priceMinor: booking.priceMinor,
        funding: input.fundings.map(({ kind }) => kind),
        overbooked: booking.overbookReason !== '',
      },
    });
    return ok({ id: booking.id });
  });
}

function findMismatch({ priceMinor, fundings }: BookingInput): FundingError | null {
  const whole = fundings.filter(({ kind }) => kind === 'package' || kind === 'free');
  const parts = fundings.reduce((sum, part) => sum + ('amountMinor' in part ? part.amountMinor : 0), 0);
  const isRight = whole.length === 0 ? parts === priceMinor : fundings.length === 1;
  const fundedMinor = whole.length === 0 ? parts : whole.length * priceMinor + parts;
  return isRight ? null : { code: 'FUNDING_MISMATCH', priceMinor, fundedMinor };
}

/** The card origins, in the order of the fundings; asked for before the transaction, since it means a call. */
async function checkCards(
  context: ServiceContext,
  fundings: readonly FundingInput[],
): Promise<Result<(CardOrigin | null)[], CardError>> {
  const origins: (CardOrigin | null)[] = [];
  for (const funding of fundings) {
    const checked = funding.kind === 'new_payment' ? await checkCardPayment(context, funding) : ok(null);
    if (!checked.ok) return checked;
    origins.push(checked.value);
  }
  return ok(origins);
}

function takePlace(
  tx: WriteDb,
  input: BookingInput,
  createdAt: number,
): Result<{ readonly booking: Booking; readonly session: Session }, BookingError> {
  const { sessionId, clientId, participant, priceMinor, overbookReason } = input;
  const session = sessions.findById(tx, sessionId);
  if (!session) return notFound('session');
  if (session.state !== 'open') return err({ code: 'SESSION_NOT_OPEN', state: session.state });
  if (clients.findById(tx, clientId)?.state !== 'active') return notFound('client');
  if (bookings.isBooked(tx, sessionId, clientId, participant)) return err({ code: 'ALREADY_BOOKED' });
  const { capacity } = session;
  const booked = bookings.countBooked(tx, sessionId);
  const isFull = booked >= capacity;
  if (isFull && overbookReason === '') return err({ code: 'OVER_CAPACITY', capacity, booked });
  const booking = bookings.insert(tx, {
    sessionId,
    clientId,
    participant,
    priceMinor,
    createdAt,
    overbookReason: isFull ? overbookReason : '',
  });
  return ok({ booking, session });
}

interface Funding {
  readonly tx: WriteDb;
  readonly booking: Booking;
  readonly session: Session;
  readonly origin: CardOrigin;
  readonly at: number;
}

function fund(
  { tx, booking, session, origin, at }: Funding,
  funding: FundingInput,
): Result<void, FundingError> {
  const row = { bookingId: booking.id };
  switch (funding.kind) {
    case 'package':
      return fundFromLot(tx, booking, session, funding.lotId, at);
    case 'new_payment': {
      const { clientId } = booking;
      const { method, amountMinor } = funding;
      const payment = { clientId, method, amountMinor, purpose: 'booking' as const, origin, receivedAt: at };
      const { id } = takePayment(tx, payment);
      bookings.insertFunding(tx, { ...row, kind: 'payment', amountMinor, paymentId: id });
      return ok(undefined);
    }
    case 'earlier_payment': {
      const { paymentId, amountMinor } = funding;
      if (payments.findById(tx, paymentId)?.clientId !== booking.clientId) return notFound('payment');
      const freeMinor = payments.freeMinor(tx, paymentId);
      if (freeMinor < amountMinor)
        return err({ code: 'FUNDING_MISMATCH', priceMinor: booking.priceMinor, fundedMinor: freeMinor });
      bookings.insertFunding(tx, { ...row, kind: 'payment', amountMinor, paymentId });
      return ok(undefined);
    }
    case 'account':
      bookings.insertFunding(tx, { ...row, kind: 'account', amountMinor: funding.amountMinor });
      return ok(undefined);
    case 'free':
      bookings.insertFunding(tx, { ...row, kind: 'free', amountMinor: 0 });
      return ok(undefined);
  }
}

/** One credit of the client's own lot, good for this service on the session's day. */
function fundFromLot(
  tx: WriteDb,
  booking: Booking,
  session: Session,
  lotId: LotId,
  at: number,
): Result<void, FundingError> {
  const lot = creditLots.findById(tx, lotId);
  if (lot?.clientId !== booking.clientId) return notFound('lot');
  if (lot.used + lot.expired >= lot.bought) return err({ code: 'NO_CREDIT_LEFT', lot: lot.name });
  const eligible = creditLots.listEligible(tx, booking.clientId, session.serviceId, session.localDate);
  if (!eligible.some(({ id }) => id === lotId)) return err({ code: 'LOT_NOT_ELIGIBLE', lot: lot.name });
  bookings.insertFunding(tx, { bookingId: booking.id, kind: 'package', amountMinor: 0, lotId });
  if (!creditLots.useCredit(tx, lotId, booking.id, at)) return err({ code: 'NO_CREDIT_LEFT', lot: lot.name });
  return ok(undefined);
}
