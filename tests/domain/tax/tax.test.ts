import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineAmounts, splitTax, withTax } from '#domain/tax/tax.ts';

const amount = fc.integer({ min: 0, max: 1_000_000_000 });
const rate = fc.integer({ min: 0, max: 10_000 });

describe('tax', () => {
  it.each([
    // What is paid, rate, net, tax: in cents, yen and fils alike.
    [11_900, 1900, 10_000, 1900],
    [1, 1900, 1, 0],
    [107, 700, 100, 7],
    [110, 1000, 100, 10],
    [1050, 500, 1000, 50],
    [100, 0, 100, 0],
    [10, 10_000, 5, 5],
  ])('of %i at %i hundredths of a per cent is %i and %i', (grossMinor, rateBp, netMinor, taxMinor) => {
    expect(splitTax(grossMinor, rateBp)).toEqual({ grossMinor, netMinor, taxMinor });
  });

  it('rounds half a unit away from zero', () => {
    expect(withTax(50, 100)).toBe(51);
    expect(withTax(-50, 100)).toBe(-51);
    expect(withTax(49, 100)).toBe(49);
  });

  it('adds up, is never negative, and gives back the price that it was added to', () => {
    fc.assert(
      fc.property(amount, rate, (price, rateBp) => {
        const { netMinor, taxMinor, grossMinor } = splitTax(price, rateBp);
        expect(netMinor + taxMinor).toBe(grossMinor);
        expect(Math.min(netMinor, taxMinor)).toBeGreaterThanOrEqual(0);
        expect(splitTax(withTax(price, rateBp), rateBp).netMinor).toBe(price);
      }),
    );
  });

  it('is the same for a line whichever way its price is given', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000 }),
        rate,
        fc.integer({ min: 1, max: 100_000 }),
        (unitMinor, taxRateBp, quantityMilli) => {
          const added = lineAmounts(quantityMilli, unitMinor, {
            taxName: '',
            taxRateBp,
            taxInclusive: false,
          });
          const held = lineAmounts(1000, added.grossMinor, { taxName: '', taxRateBp, taxInclusive: true });
          expect(held).toEqual(added);
        },
      ),
    );
  });
});
