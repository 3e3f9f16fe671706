import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localDate } from '#domain/values/time.ts';
import { planPayout, type WageEntry } from '#domain/wage/payout.ts';

const on = localDate('2026-03-02');
const entry = (kind: WageEntry['kind'], refId: number, amountMinor: number): WageEntry => ({
  kind,
  refId,
  on,
  amountMinor,
});

const anyEntries = fc.uniqueArray(
  fc.record({
    kind: fc.constantFrom<WageEntry['kind'][]>('line', 'taken_back', 'adjustment'),
    refId: fc.integer({ min: 1, max: 50 }),
    on: fc.constant(on),
    amountMinor: fc.integer({ min: -100_000, max: 100_000 }),
  }),
  { selector: ({ kind, refId }) => `${kind} ${refId}` },
);

describe('a payout', () => {
  it('pays all that is unpaid, what was taken back and adjusted too', () => {
    const plan = planPayout([
      entry('line', 1, 3000),
      entry('taken_back', 2, -1000),
      entry('adjustment', 1, 250),
    ]);
    expect(plan).toMatchObject({ ok: true, value: { amountMinor: 2250 } });
  });

  it('is none when nothing is due, or less than nothing', () => {
    expect(planPayout([])).toEqual({ ok: false, error: { code: 'NOTHING_TO_PAY', amountMinor: 0 } });
    expect(planPayout([entry('line', 1, 100), entry('adjustment', 1, -100)])).toMatchObject({ ok: false });
    expect(planPayout([entry('taken_back', 1, -500)])).toMatchObject({ error: { amountMinor: -500 } });
  });

  it('has the same name for the same entries in any order, and another for any other', () => {
    fc.assert(
      fc.property(anyEntries, fc.nat(), (entries, index) => {
        const plan = planPayout(entries);
        if (!plan.ok) return;
        expect(planPayout(entries.toReversed())).toMatchObject({ value: { names: plan.value.names } });
        const changed = entries.map((each, at) =>
          at === index % entries.length ? { ...each, amountMinor: each.amountMinor + 1 } : each,
        );
        expect(planPayout(changed)).not.toMatchObject({ value: { names: plan.value.names } });
        expect(plan.value.amountMinor).toBe(entries.reduce((sum, { amountMinor }) => sum + amountMinor, 0));
      }),
    );
  });
});
