import { describe, expect, it } from 'vitest';
import { countedTotal, denominations } from '#domain/payment/count-cash.ts';
import { accountCredit } from '#domain/payment/account-credit.ts';

describe('account credit', () => {
  it('is what payments have free, less what saved sessions have used of the balance', () => {
    expect(accountCredit({ balanceMinor: 5000, heldMinor: 0, freeMinor: 5000 })).toBe(5000);
    // 50.00 were paid onto the balance, and a session for 30.00 was charged to it.
    expect(accountCredit({ balanceMinor: 2000, heldMinor: 0, freeMinor: 5000 })).toBe(2000);
    // 20.00 of the balance already pay for a place.
    expect(accountCredit({ balanceMinor: 5000, heldMinor: 2000, freeMinor: 3000 })).toBe(3000);
    expect(accountCredit({ balanceMinor: -100, heldMinor: 0, freeMinor: 700 })).toBe(0);
  });
});

describe('counting the till', () => {
  it('offers the notes and coins of the currency', () => {
    expect(denominations('EUR').slice(0, 3)).toEqual([50_000, 20_000, 10_000]);
    expect(denominations('EUR').at(-1)).toBe(1);
    expect(denominations('JPY')[0]).toBe(10_000);
    expect(denominations('BHD').at(-1)).toBe(5);
    expect(denominations('USD')).toContain(25);
  });

  it('adds up pieces', () => {
    expect(countedTotal({ 5000: 2, 20: 3, 1: 4 })).toBe(10_064);
    expect(countedTotal({})).toBe(0);
  });
});
