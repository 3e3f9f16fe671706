import fc from 'fast-check';
import { expect, it } from 'vitest';
import { runningBalances } from '#domain/client/statement.ts';

it('ends with the opening balance and all entries, and each entry is the step between two balances', () => {
  const amounts = fc.array(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), { maxLength: 60 });
  fc.assert(
    fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), amounts, (opening, moves) => {
      const rows = runningBalances(
        opening,
        moves.map((amountMinor) => ({ amountMinor })),
      );
      const sum = moves.reduce((total, amountMinor) => total + amountMinor, opening);
      expect(rows.at(-1)?.balanceMinor ?? opening).toBe(sum);
      rows.forEach((row, index) => {
        expect(row.balanceMinor - (rows[index - 1]?.balanceMinor ?? opening)).toBe(row.amountMinor);
      });
    }),
  );
});
