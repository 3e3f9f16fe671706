import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rescheduleFee } from '#domain/package/reschedule-fee.ts';

describe('the fee for moving sessions of a package', () => {
  it('is the package’s fee ÷ its sessions × sessions moved', () => {
    const terms = { feeMinor: 3000, credits: 10 };
    expect(rescheduleFee(terms, 0, 1)).toBe(300);
    expect(rescheduleFee(terms, 4, 3)).toBe(900);
    expect(rescheduleFee({ feeMinor: 0, credits: 10 }, 2, 5)).toBe(0);
  });

  it('is the whole fee once every session was moved, whatever does not divide', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.integer({ min: 1, max: 40 }), (feeMinor, credits) => {
        const terms = { feeMinor, credits };
        const each = Array.from({ length: credits }, (_, moved) => rescheduleFee(terms, moved, 1));
        expect(each.reduce((sum, fee) => sum + fee, 0)).toBe(feeMinor);
        expect(Math.max(...each) - Math.min(...each)).toBeLessThanOrEqual(1);
        expect(rescheduleFee(terms, 0, credits)).toBe(feeMinor);
      }),
    );
  });

  it('is asked for again when a session is moved again', () => {
    const terms = { feeMinor: 1000, credits: 3 };
    expect([0, 1, 2, 3].map((moved) => rescheduleFee(terms, moved, 1))).toEqual([334, 333, 333, 334]);
  });
});
