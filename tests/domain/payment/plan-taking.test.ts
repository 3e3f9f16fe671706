import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planTaking, type TenderAmount } from '#domain/payment/plan-taking.ts';

const other = (amountMinor: number): TenderAmount => ({ kind: 'other', amountMinor });
const credit = (amountMinor: number): TenderAmount => ({ kind: 'credit', amountMinor });
const cash = (amountMinor: number, tenderedMinor?: number): TenderAmount => ({
  kind: 'cash',
  amountMinor,
  tenderedMinor,
});
const exactly = { takesMore: false };
const withRest = { takesMore: true };

describe('what is given is laid over what is due', () => {
  it('a part payment pays each due in its proportion, the odd unit to the first', () => {
    const plan = planTaking([other(1000)], [1000, 1000, 1000], exactly);
    expect(plan).toMatchObject({ ok: true, value: { parts: [[334, 333, 333]], takenMinor: 1000 } });
  });

  it('credit pays before new money, and only what is due', () => {
    expect(planTaking([cash(800), credit(300)], [1000], withRest)).toMatchObject({
      ok: true,
      value: { parts: [[700], [300]], toBalance: [100, 0] },
    });
    expect(planTaking([credit(1001)], [1000], withRest)).toMatchObject({ error: { code: 'MORE_THAN_DUE' } });
  });

  it('only the due amount of the cash on the desk is taken, the rest is change', () => {
    expect(planTaking([cash(1750, 2000)], [1750], exactly)).toMatchObject({
      ok: true,
      value: { change: [250], takenMinor: 1750, parts: [[1750]] },
    });
    expect(planTaking([cash(1750, 1700)], [1750], exactly)).toMatchObject({
      error: { code: 'CASH_TOO_LITTLE', tenderedMinor: 1700, amountMinor: 1750 },
    });
  });

  it('refuses nothing, less than nothing, more than is due and more than a form may hold', () => {
    expect(planTaking([], [100], exactly)).toMatchObject({ error: { code: 'NOTHING_TAKEN' } });
    expect(planTaking([other(0)], [100], exactly)).toMatchObject({ error: { code: 'NOTHING_TAKEN' } });
    expect(planTaking([other(-5)], [100], exactly)).toMatchObject({ error: { code: 'NOTHING_TAKEN' } });
    expect(planTaking([other(101)], [100], exactly)).toMatchObject({
      error: { code: 'MORE_THAN_DUE', dueMinor: 100, takenMinor: 101 },
    });
    expect(planTaking([other(1_000_000_001)], [], withRest)).toMatchObject({
      error: { code: 'AMOUNT_TOO_LARGE' },
    });
  });

  it('always to the last unit: parts add up to what is taken and never pass what is due', () => {
    const tender = fc.record({
      kind: fc.constantFrom<TenderAmount['kind']>('cash', 'credit', 'other'),
      amountMinor: fc.integer({ min: 1, max: 5_000_000 }),
      tenderedMinor: fc.option(fc.integer({ min: 1, max: 6_000_000 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(
        fc.array(tender, { minLength: 1, maxLength: 5 }),
        fc.array(fc.integer({ min: 0, max: 3_000_000 }), { maxLength: 12 }),
        fc.boolean(),
        (tenders, dues, takesMore) => {
          const plan = planTaking(tenders, dues, { takesMore });
          if (!plan.ok) return;
          const { parts, toBalance, change, takenMinor } = plan.value;
          expect(takenMinor).toBe(total(tenders.map(({ amountMinor }) => amountMinor)));
          for (const [index, { amountMinor, tenderedMinor, kind }] of tenders.entries()) {
            expect(total(parts[index] ?? []) + (toBalance[index] ?? 0)).toBe(amountMinor);
            expect(Math.min(...(parts[index] ?? []), toBalance[index] ?? 0)).toBeGreaterThanOrEqual(0);
            expect(change[index]).toBe(tenderedMinor === undefined ? 0 : tenderedMinor - amountMinor);
            expect(change[index]).toBeGreaterThanOrEqual(0);
            if (kind === 'credit') expect(toBalance[index]).toBe(0);
          }
          for (const [at, due] of dues.entries())
            expect(total(parts.map((part) => part[at] ?? 0))).toBeLessThanOrEqual(due);
          if (!takesMore) expect(total(toBalance)).toBe(0);
        },
      ),
    );
  });
});

const total = (amounts: readonly number[]): number => amounts.reduce((sum, amount) => sum + amount, 0);
