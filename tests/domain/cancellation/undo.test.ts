import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planUndo, type UndoFact } from '#domain/cancellation/undo.ts';
import type { RefundState } from '#domain/refund/life.ts';
import type {
  BookingId,
  ClientId,
  FundingId,
  ItemId,
  LotId,
  PaymentId,
  RefundId,
  SessionId,
} from '#domain/values/ids.ts';

const NOW = 1_000_000;
const RUNS = { numRuns: 1000 };

const aFact: UndoFact = {
  itemId: 1 as ItemId,
  sessionId: 1 as SessionId,
  startsAt: NOW + 1,
  bookingId: 1 as BookingId,
  clientId: 1 as ClientId,
  fundingId: 1 as FundingId,
  action: 'nothing',
  amountMinor: 0,
  priceMinor: 2500,
  credits: 0,
  lotId: null,
  lotRemaining: 0,
  paymentId: null,
  paymentFreeMinor: 0,
  refundId: null,
  refundState: null,
  refundAttempts: 0,
  refundLookUpFirst: false,
  refundFailureCode: null,
  bookedElsewhere: false,
  participant: '',
  hasLeft: false,
};

const aRefund = (refundState: RefundState, more: Partial<UndoFact> = {}): UndoFact => ({
  ...aFact,
  action: 'refund_card',
  amountMinor: 2500,
  paymentId: 1 as PaymentId,
  refundId: 1 as RefundId,
  refundState,
  ...more,
});

function undone(fact: UndoFact) {
  const [line] = planUndo([fact], NOW);
  return {
    how: line?.how,
    withdrawn: line?.withdrawRefund,
    leftover: line?.leftover,
    charge: line?.chargeMinor,
  };
}

const AS_BEFORE = { how: 'as_before', withdrawn: true, leftover: null, charge: 0 };
const ON_ACCOUNT = { how: 'to_account', withdrawn: false, leftover: 'refund_sent', charge: 2500 };

describe('undoing a place whose money', () => {
  test.each<[RefundState, Partial<UndoFact>]>([
    ['planned', {}],
    ['failed', { refundFailureCode: 'expired_or_canceled_card' }],
    ['due', { action: 'cash_due' }],
  ])('surely has not left (%s): all is as before', (state, more) => {
    expect(undone(aRefund(state, more))).toEqual(AS_BEFORE);
  });

  test.each<[RefundState, Partial<UndoFact>]>([
    ['planned', { refundAttempts: 1 }],
    ['planned', { refundLookUpFirst: true }],
    ['sending', { refundAttempts: 1 }],
    ['unknown', { refundAttempts: 1 }],
    ['pending', { refundAttempts: 1 }],
    ['succeeded', { refundAttempts: 1 }],
    ['requires_action', { refundAttempts: 1 }],
    ['failed_late', { refundAttempts: 1 }],
    ['settled', {}],
    ['written_off', {}],
    ['withdrawn', {}],
    ['failed', { refundLookUpFirst: true }],
    ['failed', { refundFailureCode: 'charge_already_refunded' }],
    ['failed', { refundFailureCode: 'amount_too_large' }],
    ['failed', { refundFailureCode: 'key_conflict' }],
  ])('may have left (%s, %o): the place is kept on account, and listed', (state, more) => {
    expect(undone(aRefund(state, more))).toEqual(ON_ACCOUNT);
  });
});

describe('undoing', () => {
  test('leaves a session that has begun, and the place of who is booked elsewhere', () => {
    expect(undone({ ...aRefund('planned'), startsAt: NOW })).toMatchObject({
      how: 'stays',
      leftover: 'session_past',
    });
    expect(undone({ ...aRefund('planned'), bookedElsewhere: true })).toMatchObject({
      how: 'stays',
      leftover: 'booked_elsewhere',
    });
  });

  test('gives one person one place in a session, and none to who has left the class', () => {
    const second = { ...aFact, itemId: 2 as ItemId, bookingId: 2 as BookingId };
    const child = { ...aFact, itemId: 3 as ItemId, bookingId: 3 as BookingId, participant: 'Kim' };
    const paidTwice = { ...aFact, itemId: 4 as ItemId };
    const lines = planUndo([aFact, second, child, paidTwice], NOW);
    expect(lines.map(({ how, leftover }) => [how, leftover])).toEqual([
      ['as_before', null],
      ['stays', 'booked_elsewhere'],
      ['as_before', null],
      ['as_before', null],
    ]);
    expect(undone({ ...aFact, hasLeft: true })).toMatchObject({ how: 'stays', leftover: null });
  });

  test('never takes more credits from a lot than it has, nor more of a payment than is free', () => {
    const rows = fc.array(
      fc.record({
        action: fc.constantFrom('return_credit' as const, 'account_credit' as const),
        place: fc.integer({ min: 0, max: 2 }),
        amount: fc.integer({ min: 1, max: 5000 }),
      }),
      { maxLength: 20 },
    );
    const rest = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(rows, rest, (given, left) => {
        const facts = given.map(({ action, place, amount }) => ({
          ...aFact,
          action,
          amountMinor: action === 'account_credit' ? amount : 0,
          credits: action === 'return_credit' ? 1 : 0,
          lotId: action === 'return_credit' ? ((place + 1) as LotId) : null,
          lotRemaining: left[place] ?? 0,
          paymentId: action === 'account_credit' ? ((place + 1) as PaymentId) : null,
          paymentFreeMinor: (left[place] ?? 0) * 1000,
        }));
        const taken = planUndo(facts, NOW).filter(({ how }) => how === 'as_before');
        for (const [place, most] of left.entries()) {
          const credits = taken.filter(({ fact }) => fact.lotId === place + 1).length;
          const money = taken
            .filter(({ fact }) => fact.paymentId === place + 1)
            .reduce((total, { fact }) => total + fact.amountMinor, 0);
          expect(credits).toBeLessThanOrEqual(most);
          expect(money).toBeLessThanOrEqual(most * 1000);
        }
      }),
      RUNS,
    );
  });
});
