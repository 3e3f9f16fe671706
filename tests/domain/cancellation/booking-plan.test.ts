import { describe, expect, it } from 'vitest';
import { keptCharge, planBookingCancellation } from '#domain/cancellation/booking-plan.ts';
import type { FundedBooking } from '#domain/cancellation/plan.ts';
import type { BookingId, ClientId, FundingId, LotId, PaymentId, SessionId } from '#domain/values/ids.ts';
import { localDate } from '#domain/values/time.ts';

const policy = { nonCardRefund: 'cash_due', lotExpirySoonDays: 14, lotExtensionDays: 30 } as const;
const today = localDate('2026-03-02');
const part = (more: Partial<FundedBooking>): FundedBooking => ({
  bookingId: 1 as BookingId,
  fundingId: 2 as FundingId,
  clientId: 3 as ClientId,
  participant: '',
  kind: 'payment',
  method: 'card',
  amountMinor: 2500,
  lotId: null,
  lotExpiresOn: null,
  paymentId: 4 as PaymentId,
  paymentLeftMinor: 2500,
  ...more,
});
const cash = part({ method: 'cash', paymentId: 6 as PaymentId });
const credit = part({
  kind: 'package',
  method: null,
  amountMinor: 0,
  lotId: 5 as LotId,
  lotExpiresOn: localDate('2026-03-05'),
  paymentId: null,
});
const plan = (money: 'back' | 'account' | 'kept', ...parts: FundedBooking[]) =>
  planBookingCancellation(
    parts.map((booking) => ({ sessionId: 9 as SessionId, booking })),
    { money, policy },
    today,
  );

describe('the money of one canceled booking', () => {
  it('goes back as a cancellation by the studio would give it back', () => {
    expect(plan('back', part({}), cash, credit)).toMatchObject([
      { action: 'refund_card', amountMinor: 2500 },
      { action: 'cash_due' },
      { action: 'return_credit', credits: 1, lotExpiresOn: '2026-04-01' },
    ]);
  });

  it('stays with the client as free money, credits return all the same', () => {
    expect(plan('account', part({}), cash, credit).map(({ action }) => action)).toEqual([
      'account_credit',
      'account_credit',
      'return_credit',
    ]);
  });

  it('is kept: nothing goes back, and what was paid or owed is charged', () => {
    const lines = plan(
      'kept',
      part({ amountMinor: 1500 }),
      part({ paymentId: null, kind: 'account', method: null, amountMinor: 1000 }),
    );
    expect(lines).toMatchObject([
      { action: 'nothing', amountMinor: 1500, note: 'kept' },
      { action: 'nothing', amountMinor: 1000, note: 'kept' },
    ]);
    expect(keptCharge(lines)).toBe(2500);
    expect(plan('kept', credit)).toMatchObject([
      { action: 'nothing', credits: 0, lotId: 5, lotExpiresOn: null, note: 'kept' },
    ]);
  });

  it('is nothing where nothing was paid, whatever is chosen', () => {
    const free = part({ kind: 'free', method: null, amountMinor: 0, paymentId: null });
    for (const money of ['back', 'account', 'kept'] as const)
      expect(plan(money, free)).toMatchObject([{ action: 'nothing', amountMinor: 0, note: '' }]);
  });

  it('never charges or returns more than the payment still has', () => {
    const refunded = part({ paymentLeftMinor: 1000 });
    expect(plan('back', refunded)).toMatchObject([{ amountMinor: 1000, note: 'refunded_before' }]);
    expect(keptCharge(plan('kept', refunded))).toBe(1000);
  });
});
