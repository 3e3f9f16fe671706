import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keptCharge, planBookingCancellation } from '#domain/cancellation/booking-plan.ts';
import {
  chargeOf,
  clientCancellation,
  type ClientPolicy,
  levelAt,
  NO_POLICY,
  type PolicyLevel,
  policyText,
} from '#domain/cancellation/client-policy.ts';
import type { FundedBooking } from '#domain/cancellation/plan.ts';
import type {
  BookingId,
  ClientId,
  CompletionTypeId,
  FundingId,
  LotId,
  PaymentId,
  SessionId,
} from '#domain/values/ids.ts';
import { HOUR_MS, localDate } from '#domain/values/time.ts';

const level = (
  hoursBefore: number,
  clientModifier: number,
  more: Partial<PolicyLevel> = {},
): PolicyLevel => ({
  hoursBefore,
  typeId: 1 as CompletionTypeId,
  label: `${hoursBefore} h`,
  status: 'missed',
  modifierType: 'percentage',
  clientModifier,
  ...more,
});
const policy = (...levels: PolicyLevel[]): ClientPolicy => ({ ...NO_POLICY, levels });
const START = 1_000 * HOUR_MS;

describe('the client cancellation policy', () => {
  it('takes the nearest notice that was not kept, and nothing at the very hour', () => {
    const two = policy(level(48, 50), level(24, 100));
    const at = (hours: number) => levelAt(two, START, START - hours * HOUR_MS)?.label ?? null;
    expect([at(49), at(48), at(47.99), at(24), at(23.99), at(0), at(-1)]).toEqual([
      null,
      null,
      '48 h',
      '48 h',
      '24 h',
      '24 h',
      '24 h',
    ]);
  });

  it('never charges more than the price, in any currency', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000_000 }),
        fc.constantFrom('percentage' as const, 'fixed' as const),
        fc.integer({ min: 0, max: 1000 }),
        (priceMinor, modifierType, clientModifier) => {
          const charge = chargeOf(level(24, clientModifier, { modifierType }), priceMinor);
          expect(charge).toBeGreaterThanOrEqual(0);
          expect(charge).toBeLessThanOrEqual(priceMinor);
        },
      ),
    );
  });

  it('uses a credit up for any charge and returns it for none', () => {
    const late = { startsAt: START, priceMinor: 0, isCredit: true };
    expect(clientCancellation(policy(level(24, 1)), late, START).usesCredit).toBe(true);
    expect(clientCancellation(policy(level(24, 0)), late, START)).toEqual({
      label: null,
      chargeMinor: 0,
      usesCredit: false,
    });
  });

  it('is the same policy whatever the order of its levels, and another one with any other figure', () => {
    expect(policyText(policy(level(24, 100), level(48, 50)))).toBe(
      policyText(policy(level(48, 50), level(24, 100))),
    );
    expect(policyText(policy(level(24, 100)))).not.toBe(policyText(policy(level(24, 99))));
    expect(policyText(policy())).not.toBe(policyText({ ...policy(), cancelCutOffHours: 1 }));
  });
});

const part = (fundingId: number, more: Partial<FundedBooking>): FundedBooking => ({
  bookingId: 1 as BookingId,
  fundingId: fundingId as FundingId,
  clientId: 3 as ClientId,
  participant: '',
  kind: 'payment',
  method: 'card',
  amountMinor: 2500,
  lotId: null,
  lotExpiresOn: null,
  paymentId: (fundingId + 100) as PaymentId,
  paymentLeftMinor: 2500,
  ...more,
});
const plan = (charge: { chargeMinor: number; usesCredit?: boolean }, ...parts: FundedBooking[]) =>
  planBookingCancellation(
    parts.map((booking) => ({ sessionId: 9 as SessionId, booking })),
    {
      money: 'policy',
      policy: { nonCardRefund: 'account_credit', lotExpirySoonDays: 14, lotExtensionDays: 30 },
      byClient: new Map([[1 as BookingId, { label: 'Late', usesCredit: false, ...charge }]]),
    },
    localDate('2026-03-02'),
  );

describe('the money of a booking that its client cancels', () => {
  it('keeps what the policy charges and gives the rest back', () => {
    expect(plan({ chargeMinor: 1250 }, part(1, {}))).toMatchObject([
      { action: 'refund_card', amountMinor: 1250, keptMinor: 1250, note: 'part_kept' },
    ]);
  });

  it('keeps of what was paid before what is owed', () => {
    const owed = part(1, { kind: 'account', method: null, paymentId: null, amountMinor: 2000 });
    const paid = part(2, { method: 'cash', amountMinor: 500, paymentLeftMinor: 500 });
    expect(plan({ chargeMinor: 1500 }, owed, paid)).toMatchObject([
      { action: 'drop_charge', amountMinor: 1000, keptMinor: 1000 },
      { action: 'nothing', amountMinor: 500, note: 'kept', keptMinor: 0 },
    ]);
  });

  it('keeps a credit whole or not at all', () => {
    const credit = part(1, {
      kind: 'package',
      method: null,
      paymentId: null,
      amountMinor: 0,
      lotId: 5 as LotId,
    });
    expect(plan({ chargeMinor: 0, usesCredit: true }, credit)).toMatchObject([
      { action: 'nothing', credits: 0, note: 'kept' },
    ]);
    expect(plan({ chargeMinor: 0 }, credit)).toMatchObject([{ action: 'return_credit', credits: 1 }]);
  });

  it('charges and gives back together exactly what was there', () => {
    const tender = fc.record({
      kind: fc.constantFrom('payment' as const, 'account' as const),
      amountMinor: fc.integer({ min: 1, max: 100_000 }),
      left: fc.integer({ min: 0, max: 100_000 }),
    });
    fc.assert(
      fc.property(
        fc.array(tender, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 0, max: 500_000 }),
        (rows, charge) => {
          const parts = rows.map(({ kind, amountMinor, left }, index) =>
            part(index + 1, { kind, amountMinor, paymentLeftMinor: kind === 'payment' ? left : 0 }),
          );
          const full = plan({ chargeMinor: 0 }, ...parts);
          const lines = plan({ chargeMinor: charge }, ...parts);
          const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
          const there = sum(full.map(({ amountMinor }) => amountMinor));
          expect(keptCharge(lines)).toBe(Math.min(charge, there));
          expect(sum(lines.map(({ amountMinor, keptMinor }) => amountMinor + keptMinor))).toBe(there);
        },
      ),
    );
  });
});
