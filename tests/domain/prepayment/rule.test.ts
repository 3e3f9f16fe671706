import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  mayGoOn,
  missingFor,
  type PlaceGiver,
  PREPAYMENT_MODES,
  type PrepaymentFact,
  type PrepaymentRule,
} from '#domain/prepayment/rule.ts';
import { MAX_AMOUNT_MINOR, minorDigits } from '#domain/values/money.ts';

const GIVERS: readonly PlaceGiver[] = ['owner', 'admin', 'staff', 'practitioner', 'client'];
const currency = fc.constantFrom('JPY', 'EUR', 'BHD');
/** Amounts as people have them in the currency: whole units or small change, and the largest that there may be. */
const amount = currency.chain((code) => {
  const unit = 10 ** minorDigits(code);
  return fc.oneof(
    fc.integer({ min: -500, max: 500 }).map((units) => units * unit),
    fc.integer({ min: -3 * unit, max: 3 * unit }),
    fc.constantFrom(0, 1, -1, MAX_AMOUNT_MINOR, -MAX_AMOUNT_MINOR),
  );
});
const fact: fc.Arbitrary<PrepaymentFact> = fc.record({
  balanceMinor: amount,
  availableMinor: amount,
  costMinor: amount.map(Math.abs),
  withoutCredit: fc.integer({ min: 0, max: 60 }),
});
const rule: fc.Arbitrary<PrepaymentRule> = fc.record({
  mode: fc.constantFrom(...PREPAYMENT_MODES),
  thresholdMinor: amount.map(Math.abs),
});

describe('what must be paid before a place is given', () => {
  it('asks for nothing in the open mode, whatever is owed', () => {
    fc.assert(fc.property(fact, (each) => missingFor({ mode: 'open', thresholdMinor: 1 }, each) === null));
  });

  it('names exactly what would do: with it nothing is missing, with a minor unit or a credit less something still is', () => {
    fc.assert(
      fc.property(rule, fact, (given, before) => {
        const missing = missingFor(given, before);
        if (missing === null) return;
        const { missingMinor, missingCredits } = missing;
        expect(missingMinor > 0 || missingCredits > 0).toBe(true);
        const paid = (money: number, credits: number) => ({
          ...before,
          balanceMinor: before.balanceMinor + money,
          availableMinor: before.availableMinor + money,
          withoutCredit: before.withoutCredit - credits,
        });
        expect(missingFor(given, paid(missingMinor, missingCredits))).toBeNull();
        const [less, fewer] = missingMinor > 0 ? [missingMinor - 1, 0] : [0, missingCredits - 1];
        expect(missingFor(given, paid(less, fewer))).not.toBeNull();
      }),
    );
  });

  it('never asks for more from a client who has more', () => {
    fc.assert(
      fc.property(rule, fact, amount.map(Math.abs), (given, before, more) => {
        const after = {
          ...before,
          balanceMinor: before.balanceMinor + more,
          availableMinor: before.availableMinor + more,
        };
        expect(missingFor(given, after)?.missingMinor ?? 0).toBeLessThanOrEqual(
          missingFor(given, before)?.missingMinor ?? 0,
        );
      }),
    );
  });

  it('asks the least balance of the client, and credit or money only for what costs something', () => {
    const free = { balanceMinor: -1, availableMinor: -1, costMinor: 0, withoutCredit: 0 };
    expect(missingFor({ mode: 'threshold', thresholdMinor: 20_000 }, free)).toMatchObject({
      missingMinor: 20_001,
      wantedMinor: 20_000,
      hasMinor: -1,
    });
    expect(missingFor({ mode: 'package', thresholdMinor: 0 }, free)).toBeNull();
    expect(missingFor({ mode: 'available_credit', thresholdMinor: 0 }, free)).toBeNull();
  });

  it('lets the desk go on with a warning under the available credit filter alone, and nobody else ever', () => {
    const free = PREPAYMENT_MODES.flatMap((mode) =>
      GIVERS.map((by) => [mode, by, mayGoOn(mode, by)] as const),
    )
      .filter(([, , may]) => may)
      .map(([mode, by]) => `${mode} ${by}`);
    expect(free).toEqual(['available_credit owner', 'available_credit admin', 'available_credit staff']);
  });
});
