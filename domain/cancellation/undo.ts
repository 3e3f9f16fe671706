import { canWithdraw, type RefundState } from '../refund/life.ts';
import type {
  BookingId,
  ClientId,
  FundingId,
  ItemId,
  LotId,
  PaymentId,
  RefundId,
  SessionId,
} from '../values/ids.ts';
import type { RefundAction } from './plan.ts';

/** One row that the job has done, with what became of it since. */
export interface UndoFact {
  readonly itemId: ItemId;
  readonly sessionId: SessionId;
  readonly startsAt: number;
  readonly bookingId: BookingId | null;
  readonly clientId: ClientId | null;
  readonly fundingId: FundingId | null;
  readonly action: RefundAction;
  readonly amountMinor: number;
  readonly priceMinor: number;
  readonly credits: number;
  readonly lotId: LotId | null;
  readonly lotRemaining: number;
  readonly paymentId: PaymentId | null;
  /** What of the payment pays for nothing now. */
  readonly paymentFreeMinor: number;
  readonly refundId: RefundId | null;
  readonly refundState: RefundState | null;
  readonly refundAttempts: number;
  /** The provider has to be asked before anybody knows whether it has the refund. */
  readonly refundLookUpFirst: boolean;
  readonly refundFailureCode: string | null;
  /** The client has taken another place at that time. */
  readonly bookedElsewhere: boolean;
  /** Whom the place is for: empty for the client in person. */
  readonly participant: string;
  /** Dropped the class that the place belongs to. */
  readonly hasLeft: boolean;
}

export type LeftoverCode =
  | 'refund_sent'
  | 'booked_elsewhere'
  | 'credit_used'
  | 'session_past'
  | 'balance_used';

/** What happens to one row: all as before, the place kept but on account, or nothing. */
export interface UndoLine {
  readonly fact: UndoFact;
  readonly how: 'as_before' | 'to_account' | 'stays';
  readonly withdrawRefund: boolean;
  /** What the place costs the account, in minor units; only for `to_account`. */
  readonly chargeMinor: number;
  readonly leftover: LeftoverCode | null;
}

/**
 * Plans how a cancellation is taken back (domain.md 7.7). Pure; facts in the order of the request list. Sessions that have begun
 * stay canceled, and so do places of clients who are booked elsewhere by now, be it in the same session since two records became
 * one, or who have left the class. Every other place is kept: paid as before where
 * that can be had (refund not sent, credit or balance still there), else on account, and listed for the desk.
 */
export function planUndo(facts: readonly UndoFact[], now: number): UndoLine[] {
  const lotLeft = new Map<LotId, number>();
  const paymentLeft = new Map<PaymentId, number>();
  const bookingOf = new Map<string, BookingId | null>();
  return facts.map((fact) => {
    const stays = (leftover: LeftoverCode | null): UndoLine => ({
      fact,
      how: 'stays',
      withdrawRefund: false,
      chargeMinor: 0,
      leftover,
    });
    if (fact.startsAt <= now) return stays('session_past');
    if (fact.hasLeft) return stays(null);
    if (fact.bookedElsewhere || isSecondPlace(bookingOf, fact)) return stays('booked_elsewhere');
    const asBefore: UndoLine = {
      fact,
      how: 'as_before',
      withdrawRefund: false,
      chargeMinor: 0,
      leftover: null,
    };
    const onAccount = (chargeMinor: number, leftover: LeftoverCode): UndoLine => ({
      ...asBefore,
      how: 'to_account',
      chargeMinor,
      leftover,
    });
    switch (fact.action) {
      case 'refund_card':
      case 'cash_due':
        return fact.refundState !== null && canWithdraw(refundOf(fact, fact.refundState))
          ? { ...asBefore, withdrawRefund: true }
          : onAccount(fact.amountMinor, 'refund_sent');
      case 'return_credit':
        return take(lotLeft, fact.lotId, fact.lotRemaining, fact.credits)
          ? asBefore
          : onAccount(fact.priceMinor, 'credit_used');
      case 'account_credit':
        return take(paymentLeft, fact.paymentId, fact.paymentFreeMinor, fact.amountMinor)
          ? asBefore
          : onAccount(fact.amountMinor, 'balance_used');
      case 'drop_charge':
      case 'nothing':
        return asBefore;
    }
  });
}

/** Whether an earlier row has another place of the same person in the session. */
function isSecondPlace(
  bookingOf: Map<string, BookingId | null>,
  { sessionId, clientId, participant, bookingId }: UndoFact,
): boolean {
  const place = `${sessionId} ${clientId} ${participant}`;
  const first = bookingOf.get(place) ?? bookingId;
  bookingOf.set(place, first);
  return first !== bookingId;
}

function refundOf(fact: UndoFact, state: RefundState): Parameters<typeof canWithdraw>[0] {
  return {
    state,
    attempts: fact.refundAttempts,
    lookUpFirst: fact.refundLookUpFirst,
    failureCode: fact.refundFailureCode,
  };
}

/** Takes `amount` from what a lot or payment has left, counting what earlier lines took. */
function take<Id>(left: Map<Id, number>, id: Id | null, atFirst: number, amount: number): boolean {
  if (id === null) return false;
  const now = left.get(id) ?? atFirst;
  if (now < amount) return false;
  left.set(id, now - amount);
  return true;
}
