import type { BookingId, ClientId, FundingId, LotId, PaymentId, SessionId } from '../values/ids.ts';
import { addDays, type LocalDate } from '../values/time.ts';

/** How one tender of a canceled booking is given back (domain.md 5, refund plan), in the order in which they are shown. */
export const REFUND_ACTIONS = [
  'refund_card',
  'cash_due',
  'account_credit',
  'return_credit',
  'drop_charge',
  'nothing',
] as const;
export type RefundAction = (typeof REFUND_ACTIONS)[number];
export const TENDERS = [
  'card',
  'cash',
  'check',
  'transfer',
  'other',
  'package',
  'account',
  'free',
  'none',
] as const;
export type Tender = (typeof TENDERS)[number];

/** A session to cancel with one tender of one booking in it; without bookings, a single row with `booking` null. */
export interface CancellationFact {
  readonly sessionId: SessionId;
  readonly booking: FundedBooking | null;
}

export interface FundedBooking {
  readonly bookingId: BookingId;
  readonly fundingId: FundingId;
  readonly clientId: ClientId;
  readonly participant: string;
  readonly kind: 'package' | 'payment' | 'account' | 'free';
  /** The payment's method; null unless `kind` is `payment`. */
  readonly method: 'card' | 'cash' | 'check' | 'transfer' | 'other' | null;
  readonly amountMinor: number;
  readonly lotId: LotId | null;
  readonly lotExpiresOn: LocalDate | null;
  readonly paymentId: PaymentId | null;
  /** What of the payment has not been refunded yet, by us or outside. */
  readonly paymentLeftMinor: number;
}

export interface CancellationPolicy {
  readonly nonCardRefund: 'account_credit' | 'cash_due';
  readonly lotExpirySoonDays: number;
  readonly lotExtensionDays: number;
}

/** One row of the request list: one per booking and tender, one for a session without bookings (seed 000, domain.md 7.4). */
export interface PlanLine {
  readonly sessionId: SessionId;
  readonly bookingId: BookingId | null;
  readonly fundingId: FundingId | null;
  readonly clientId: ClientId | null;
  readonly participant: string;
  readonly tender: Tender;
  readonly action: RefundAction;
  readonly amountMinor: number;
  readonly credits: number;
  readonly lotId: LotId | null;
  /** The lot's new expiry where the old one has passed or is too near; null = unchanged. */
  readonly lotExpiresOn: LocalDate | null;
  readonly paymentId: PaymentId | null;
  /** Why less comes back than was paid: `refunded_before`; `kept` where the studio keeps all of it, `part_kept` a part; or ''. */
  readonly note: '' | 'refunded_before' | 'kept' | 'part_kept';
  /** With `part_kept` what the studio keeps beside what comes back, in minor units; else 0. */
  readonly keptMinor: number;
}

/**
 * Plans what canceling by the studio gives back, tender by tender (domain.md 5). Pure: the same facts give the same lines in
 * the same order, so the plan that is shown is the plan that is stored and done. `today` is the studio's day.
 *
 * Money: a card gets back the amount allocated to the booking, but never more than the payment still has (reliability R12);
 * other methods go to the account or to the cash-due list; a pending charge is dropped. A credit returns to its own lot,
 * whose expiry moves if it has passed or is within `lotExpirySoonDays`.
 */
export function planCancellation(
  facts: readonly CancellationFact[],
  policy: CancellationPolicy,
  today: LocalDate,
): PlanLine[] {
  const leftByPayment = new Map<PaymentId, number>();
  const expiryAfterReturn = lotExpiryRule(policy, today);
  return facts.map(({ sessionId, booking }) => {
    if (!booking) return { ...emptyLine, sessionId };
    const line = {
      ...emptyLine,
      sessionId,
      bookingId: booking.bookingId,
      fundingId: booking.fundingId,
      clientId: booking.clientId,
      participant: booking.participant,
      tender: tenderOf(booking),
      paymentId: booking.paymentId,
    };
    switch (booking.kind) {
      case 'package':
        return {
          ...line,
          action: 'return_credit' as const,
          credits: 1,
          lotId: booking.lotId,
          lotExpiresOn: expiryAfterReturn(booking.lotExpiresOn),
        };
      case 'account':
        return {
          ...line,
          action: booking.amountMinor === 0 ? ('nothing' as const) : ('drop_charge' as const),
          amountMinor: booking.amountMinor,
        };
      case 'free':
        return line;
      case 'payment': {
        const paymentId = booking.paymentId as PaymentId;
        const left = leftByPayment.get(paymentId) ?? booking.paymentLeftMinor;
        const amountMinor = Math.min(booking.amountMinor, left);
        leftByPayment.set(paymentId, left - amountMinor);
        const note = amountMinor < booking.amountMinor ? ('refunded_before' as const) : ('' as const);
        const action =
          amountMinor === 0
            ? ('nothing' as const)
            : booking.method === 'card'
              ? ('refund_card' as const)
              : policy.nonCardRefund;
        return { ...line, action, amountMinor, note };
      }
    }
  });
}

/**
 * The new expiry of a lot that gets a credit back today: later, if the old one has passed or is too near to be of use
 * (domain.md 5); null = unchanged.
 */
export function lotExpiryRule(
  policy: Pick<CancellationPolicy, 'lotExpirySoonDays' | 'lotExtensionDays'>,
  today: LocalDate,
): (expiresOn: LocalDate | null) => LocalDate | null {
  const soon = addDays(today, policy.lotExpirySoonDays);
  const extended = addDays(today, policy.lotExtensionDays);
  return (expiresOn) => (expiresOn !== null && expiresOn <= soon && expiresOn < extended ? extended : null);
}

export interface PlanTotal {
  readonly action: RefundAction;
  readonly tender: Tender;
  readonly items: number;
  readonly amountMinor: number;
  readonly credits: number;
}

/** Sums of a plan per action and tender, in the order in which they are shown. */
export function totalsOf(
  lines: readonly Pick<PlanLine, 'action' | 'tender' | 'amountMinor' | 'credits' | 'bookingId'>[],
): PlanTotal[] {
  const totals = new Map<
    string,
    { action: RefundAction; tender: Tender; items: number; amountMinor: number; credits: number }
  >();
  for (const line of lines) {
    if (line.bookingId === null) continue;
    const key = `${line.action} ${line.tender}`;
    const total = totals.get(key) ?? {
      action: line.action,
      tender: line.tender,
      items: 0,
      amountMinor: 0,
      credits: 0,
    };
    total.items += 1;
    total.amountMinor += line.amountMinor;
    total.credits += line.credits;
    totals.set(key, total);
  }
  return [...totals.values()].sort(
    (a, b) =>
      REFUND_ACTIONS.indexOf(a.action) - REFUND_ACTIONS.indexOf(b.action) ||
      TENDERS.indexOf(a.tender) - TENDERS.indexOf(b.tender),
  );
}

/** Money that goes back or is owed: to cards, as cash, and as account credit. Credits and dropped charges are none. */
export function refundTotal(totals: readonly PlanTotal[]): number {
  return totals.reduce((sum, { action, amountMinor }) => sum + (movesMoney(action) ? amountMinor : 0), 0);
}

export function movesMoney(action: RefundAction): boolean {
  return action === 'refund_card' || action === 'cash_due' || action === 'account_credit';
}

const emptyLine: Omit<PlanLine, 'sessionId'> = {
  bookingId: null,
  fundingId: null,
  clientId: null,
  participant: '',
  tender: 'none',
  action: 'nothing',
  amountMinor: 0,
  credits: 0,
  lotId: null,
  lotExpiresOn: null,
  paymentId: null,
  note: '',
  keptMinor: 0,
};

function tenderOf({ kind, method }: FundedBooking): Tender {
  return kind === 'payment' ? (method ?? 'other') : kind;
}
