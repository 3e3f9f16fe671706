import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type CancellationFact,
  type CancellationPolicy,
  type FundedBooking,
  movesMoney,
  planCancellation,
  refundTotal,
  totalsOf,
} from '#domain/cancellation/plan.ts';
import type { BookingId, ClientId, FundingId, LotId, PaymentId, SessionId } from '#domain/values/ids.ts';
import { addDays, localDate } from '#domain/values/time.ts';

const TODAY = localDate('2026-02-23');
const POLICY: CancellationPolicy = {
  nonCardRefund: 'account_credit',
  lotExpirySoonDays: 14,
  lotExtensionDays: 30,
};
const METHODS = ['card', 'cash', 'check', 'transfer', 'other'] as const;

/** Bookings over a few payments; each payment has one method and one rest, as in the database. */
const facts = fc
  .array(
    fc.record({
      session: fc.integer({ min: 1, max: 4 }),
      kind: fc.constantFrom('package', 'payment', 'payment', 'payment', 'account', 'free', 'none'),
      payment: fc.integer({ min: 0, max: 4 }),
      amount: fc.integer({ min: 0, max: 100_000 }),
      expiresIn: fc.option(fc.integer({ min: -400, max: 400 })),
    }),
    { maxLength: 25 },
  )
  .chain((rows) =>
    fc.array(fc.integer({ min: 0, max: 150_000 }), { minLength: 5, maxLength: 5 }).map((left) => ({
      left,
      facts: rows.map((row, index) => factOf(row, index, left)),
    })),
  );

function factOf(
  row: { session: number; kind: string; payment: number; amount: number; expiresIn: number | null },
  index: number,
  left: readonly number[],
): CancellationFact {
  const sessionId = row.session as SessionId;
  if (row.kind === 'none') return { sessionId, booking: null };
  const isPayment = row.kind === 'payment';
  const booking: FundedBooking = {
    bookingId: (index + 1) as BookingId,
    fundingId: (index + 1) as FundingId,
    clientId: 1 as ClientId,
    participant: '',
    kind: row.kind as FundedBooking['kind'],
    method: isPayment ? (METHODS[row.payment] ?? null) : null,
    amountMinor: row.kind === 'free' ? 0 : row.amount,
    lotId: row.kind === 'package' ? (1 as LotId) : null,
    lotExpiresOn: row.kind === 'package' && row.expiresIn !== null ? addDays(TODAY, row.expiresIn) : null,
    paymentId: isPayment ? ((row.payment + 1) as PaymentId) : null,
    paymentLeftMinor: isPayment ? (left[row.payment] ?? 0) : 0,
  };
  return { sessionId, booking };
}

const RUNS = { numRuns: 1000 };

describe('the plan of a cancellation', () => {
  test('has one row for each tender, in the order of the facts', () => {
    fc.assert(
      fc.property(facts, ({ facts: given }) => {
        const lines = planCancellation(given, POLICY, TODAY);
        expect(lines.map(({ sessionId, fundingId }) => [sessionId, fundingId])).toEqual(
          given.map(({ sessionId, booking }) => [sessionId, booking?.fundingId ?? null]),
        );
      }),
      RUNS,
    );
  });

  test('gives back of a payment what was allocated, and never more than it has left', () => {
    fc.assert(
      fc.property(facts, ({ facts: given, left }) => {
        const lines = planCancellation(given, POLICY, TODAY);
        for (const [index, rest] of left.entries()) {
          const of = (paymentId: PaymentId | null | undefined) => paymentId === index + 1;
          const back = sum(lines.filter((line) => of(line.paymentId)).map(({ amountMinor }) => amountMinor));
          const allocated = sum(
            given
              .filter(({ booking }) => of(booking?.paymentId))
              .map(({ booking }) => booking?.amountMinor ?? 0),
          );
          expect(back).toBe(Math.min(allocated, rest));
        }
      }),
      RUNS,
    );
  });

  test('says why less comes back than was paid, and only then', () => {
    fc.assert(
      fc.property(facts, ({ facts: given }) => {
        for (const [index, line] of planCancellation(given, POLICY, TODAY).entries()) {
          const paid = given[index]?.booking?.amountMinor ?? 0;
          expect(line.note).toBe(
            line.tender !== 'package' && line.amountMinor < paid ? 'refunded_before' : '',
          );
        }
      }),
      RUNS,
    );
  });

  test('moves no money of 0, and no amount below 0', () => {
    fc.assert(
      fc.property(facts, ({ facts: given }) => {
        for (const { action, amountMinor } of planCancellation(given, POLICY, TODAY)) {
          expect(amountMinor).toBeGreaterThanOrEqual(0);
          if (movesMoney(action)) expect(amountMinor).toBeGreaterThan(0);
        }
      }),
      RUNS,
    );
  });

  test('sends money back to cards only, and the rest as the setting says', () => {
    fc.assert(
      fc.property(facts, fc.constantFrom('account_credit', 'cash_due'), ({ facts: given }, nonCardRefund) => {
        for (const { action, tender } of planCancellation(given, { ...POLICY, nonCardRefund }, TODAY)) {
          expect(action === 'refund_card').toBe(action === 'refund_card' && tender === 'card');
          if (movesMoney(action) && tender !== 'card') expect(action).toBe(nonCardRefund);
        }
      }),
      RUNS,
    );
  });

  test('never brings a lot to an earlier end, and saves one that would end soon', () => {
    fc.assert(
      fc.property(facts, ({ facts: given }) => {
        for (const [index, line] of planCancellation(given, POLICY, TODAY).entries()) {
          if (line.action !== 'return_credit') continue;
          const before = given[index]?.booking?.lotExpiresOn ?? null;
          expect(line.credits).toBe(1);
          if (line.lotExpiresOn !== null) expect(before !== null && line.lotExpiresOn > before).toBe(true);
          else expect(before === null || before > addDays(TODAY, POLICY.lotExpirySoonDays)).toBe(true);
        }
      }),
      RUNS,
    );
  });
});

describe('the totals of a plan', () => {
  test('are the sums of its rows, whatever their order', () => {
    fc.assert(
      fc.property(facts, fc.integer(), ({ facts: given }, turn) => {
        const lines = planCancellation(given, POLICY, TODAY);
        const turned = lines.toSorted(
          (a, b) => (((a.bookingId ?? 0) * turn) % 7) - (((b.bookingId ?? 0) * turn) % 7),
        );
        const totals = totalsOf(lines);
        expect(totalsOf(turned)).toEqual(totals);
        expect(sum(totals.map(({ amountMinor }) => amountMinor))).toBe(
          sum(lines.map(({ amountMinor }) => amountMinor)),
        );
        expect(sum(totals.map(({ items }) => items))).toBe(
          lines.filter(({ bookingId }) => bookingId !== null).length,
        );
        expect(refundTotal(totals)).toBe(
          sum(lines.filter(({ action }) => movesMoney(action)).map(({ amountMinor }) => amountMinor)),
        );
      }),
      RUNS,
    );
  });
});

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
