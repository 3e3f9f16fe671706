import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BALANCE_LINES, balanceLineOf, balanceLines } from '#domain/ledger/balance-line.ts';

it('puts every kind of movement into a line by its reason, also one that was merged', () => {
  expect(
    [
      'payment',
      'opening',
      'refund_planned',
      'earlier_refund',
      'charge_reversed',
      'package_sale',
      'merged_packages',
      'new',
    ].map(balanceLineOf),
  ).toEqual(['payments', 'payments', 'refunds', 'refunds', 'charges', 'packages', 'packages', 'other']);
  expect(BALANCE_LINES.map((line) => balanceLineOf(`merged_${line}`))).toEqual([...BALANCE_LINES]);
});

it('always adds up to the balance, whatever kinds there are', () => {
  const total = fc.record({ kind: fc.string(), amountMinor: fc.integer({ min: -1e9, max: 1e9 }) });
  fc.assert(
    fc.property(fc.array(total), (totals) => {
      const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
      expect(sum(Object.values(balanceLines(totals)))).toBe(
        sum(totals.map(({ amountMinor }) => amountMinor)),
      );
    }),
  );
});
