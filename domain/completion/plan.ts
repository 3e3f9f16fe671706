import { type FrozenRate, splitTax } from '../tax/tax.ts';
import type { SessionState } from '../session/state.ts';
import type { BookingId, ClientId, FundingId, LotId } from '../values/ids.ts';
import { err, ok, type Result } from '../values/result.ts';
import { type CompletionRule, type CompletionStatus, modified } from './completion-type.ts';
import type { creditShares } from './credit-shares.ts';
import {
  type BookingChoice,
  type BookingFacts,
  choiceFor,
  type CompletionChoice,
  type SessionFacts,
} from './facts.ts';
import { planWages, type WagePlan } from './plan-wages.ts';

/** Everything that saving one session changes; the writer does nothing that is not in it. */
export interface CompletionPlan {
  readonly session: SessionFacts;
  readonly type: CompletionRule;
  readonly reason: string;
  readonly bookings: readonly BookingPlan[];
  readonly wages: readonly WagePlan[];
}

export interface BookingPlan {
  readonly bookingId: BookingId;
  readonly clientId: ClientId;
  readonly type: CompletionRule;
  /** What the client or the credit pays, tax included. */
  readonly chargeMinor: number;
  /** What of it is owed to the state, at `rate`. */
  readonly taxMinor: number;
  readonly rate: FrozenRate;
  /** 'package': the credit earns its share of the lot; 'client': the client's account is charged. */
  readonly chargedTo: 'package' | 'client';
  readonly credit: { readonly lotId: LotId; readonly fundingId: FundingId; readonly isUsed: boolean } | null;
  /** Fundings that pay for less than before, or for nothing: 0. What they no longer pay for is the client's again. */
  readonly lowered: readonly LoweredFunding[];
}

export interface LoweredFunding {
  readonly fundingId: FundingId;
  readonly before: number;
  readonly amountMinor: number;
}

export type CompletionRefusal =
  | { readonly code: 'SESSION_NOT_OPEN'; readonly state: SessionState }
  | { readonly code: 'NOT_STARTED'; readonly startsAt: number }
  /** Paid places are given up: the money goes back by a cancellation, which this is not. */
  | { readonly code: 'CANCELLATION_NEEDED'; readonly bookings: number; readonly paidMinor: number }
  /** A canceled session cannot have somebody who came. */
  | { readonly code: 'BOOKING_NOT_CANCELED'; readonly bookingId: BookingId };

export interface CompletionMoment {
  readonly now: number;
  /** Whether a session may be called off before it begins, and not only saved afterwards. */
  readonly mayCallOff: boolean;
  /** Hands out what credits are worth; shared by all plans that are written together. */
  readonly shares: ReturnType<typeof creditShares>;
}

/**
 * Plans how a session is saved (domain.md 4, 5, 6). Pure but for `shares`: each credit that a plan uses takes one, a
 * refused plan takes none.
 *
 * Cost: a booking on a package costs its credit or nothing: any type that charges something uses the credit, one that
 * charges nothing gives it back. A free booking costs nothing but what an override says. Every other booking costs its
 * agreed price under the type's client modifier; what its payments paid beyond that becomes account credit.
 */
export function planCompletion(
  session: SessionFacts,
  choice: CompletionChoice,
  { now, mayCallOff, shares }: CompletionMoment,
): Result<CompletionPlan, CompletionRefusal> {
  const { type } = choice;
  if (session.state !== 'open') return err({ code: 'SESSION_NOT_OPEN', state: session.state });
  const isCalledOff = type.status === 'canceled' && mayCallOff;
  if (session.startsAt > now && !isCalledOff) return err({ code: 'NOT_STARTED', startsAt: session.startsAt });
  const bookings = session.bookings.map((booking) => planBooking(booking, choiceFor(booking, choice)));
  const present = bookings.find((booking) => booking.type.status !== 'canceled');
  if (type.status === 'canceled' && present)
    return err({ code: 'BOOKING_NOT_CANCELED', bookingId: present.bookingId });
  const needed = cancellationNeeded(session, bookings);
  if (needed) return err(needed);
  return ok({
    session,
    type,
    reason: choice.reason,
    bookings: bookings.map((row) => withShare(row, shares)),
    wages: planWages(session, choice),
  });
}

export interface CompletionTotals {
  readonly chargeMinor: number;
  readonly creditsUsed: number;
  readonly creditsReturned: number;
  readonly wageMinor: number;
}

/** What saving moves: money charged to clients, credits, wages. Credits that are used are not in `chargeMinor`. */
export function totalsOfPlans(plans: readonly CompletionPlan[]): CompletionTotals {
  const bookings = plans.flatMap((plan) => plan.bookings);
  const credits = bookings.flatMap(({ credit }) => (credit ? [credit] : []));
  return {
    chargeMinor: sum(bookings.map((row) => (row.chargedTo === 'client' ? row.chargeMinor : 0))),
    creditsUsed: credits.filter(({ isUsed }) => isUsed).length,
    creditsReturned: credits.filter(({ isUsed }) => !isUsed).length,
    wageMinor: sum(plans.flatMap(({ wages }) => wages.map(({ amountMinor }) => amountMinor))),
  };
}

/** Who gave the place up: the studio if it charges nothing for it, else the client (domain.md 4). */
export function canceledBy(plan: Pick<BookingPlan, 'chargeMinor' | 'credit'>, ofSession: CompletionStatus) {
  const isCharged = plan.credit ? plan.credit.isUsed : plan.chargeMinor > 0;
  return ofSession === 'canceled' && !isCharged ? 'studio' : 'client';
}

function planBooking(booking: BookingFacts, { type, costMinor }: BookingChoice): BookingPlan {
  const { bookingId, clientId, rate } = booking;
  const part = booking.fundings.find(({ kind }) => kind === 'package');
  if (part && part.lotId !== null) {
    const isUsed = costMinor === null ? type.clientModifier > 0 : costMinor > 0;
    return {
      bookingId,
      clientId,
      type,
      rate,
      taxMinor: 0,
      chargeMinor: 0,
      chargedTo: 'package',
      credit: { lotId: part.lotId, fundingId: part.fundingId, isUsed },
      lowered: [],
    };
  }
  const isFree = booking.fundings.length > 0 && booking.fundings.every(({ kind }) => kind === 'free');
  const byType = isFree ? 0 : modified(booking.priceMinor, type.modifierType, type.clientModifier);
  const chargeMinor = costMinor ?? byType;
  return taxed({
    bookingId,
    clientId,
    type,
    rate,
    taxMinor: 0,
    chargeMinor,
    chargedTo: 'client',
    credit: null,
    lowered: loweredTo(booking, type.status, chargeMinor),
  });
}

/** Splits the charge at the booking's rate. */
function taxed(row: BookingPlan): BookingPlan {
  return { ...row, taxMinor: splitTax(row.chargeMinor, row.rate.taxRateBp).taxMinor };
}

/** A credit that is used is worth its share of the lot. */
function withShare(row: BookingPlan, shares: CompletionMoment['shares']): BookingPlan {
  return row.credit?.isUsed ? taxed({ ...row, chargeMinor: shares.take(row.credit.lotId) }) : row;
}

/**
 * Payments pay for the charge in their order; what comes after it is full pays for nothing any more. On a place that is
 * given up for nothing, nothing is pending either.
 */
function loweredTo(
  booking: BookingFacts,
  status: CompletionStatus,
  chargeMinor: number,
): readonly LoweredFunding[] {
  if (status === 'canceled' && chargeMinor === 0)
    return booking.fundings.map(({ fundingId, amountMinor }) => ({
      fundingId,
      before: amountMinor,
      amountMinor: 0,
    }));
  let left = chargeMinor;
  return booking.fundings
    .filter(({ kind }) => kind === 'payment')
    .flatMap(({ fundingId, amountMinor: before }) => {
      const amountMinor = Math.min(before, left);
      left -= amountMinor;
      return amountMinor < before ? [{ fundingId, before, amountMinor }] : [];
    });
}

/** Canceled places whose payments are more than what is charged. */
function cancellationNeeded(
  session: SessionFacts,
  bookings: readonly BookingPlan[],
): CompletionRefusal | null {
  const overpaid = bookings.flatMap((row, index) => {
    const paidMinor = row.type.status === 'canceled' ? paidFor(session.bookings[index]) : 0;
    return paidMinor > row.chargeMinor ? [paidMinor] : [];
  });
  if (overpaid.length === 0) return null;
  return { code: 'CANCELLATION_NEEDED', bookings: overpaid.length, paidMinor: sum(overpaid) };
}

const paidFor = (booking: BookingFacts | undefined): number =>
  sum((booking?.fundings ?? []).map(({ kind, amountMinor }) => (kind === 'payment' ? amountMinor : 0)));

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
