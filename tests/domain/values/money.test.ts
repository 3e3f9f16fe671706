import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatMoney,
  MAX_AMOUNT_MINOR,
  minorDigits,
  moneyToDecimal,
  parseMoney,
} from '#domain/values/money.ts';

const read = (text: string, currency: string) => {
  const amount = parseMoney(text, currency);
  return amount.ok ? amount.value : amount.error.code;
};

describe('a typed amount', () => {
  it.each(['EUR', 'JPY', 'KWD', 'IDR', 'CLF'])('is read in %s as the app itself writes it', (currency) => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MAX_AMOUNT_MINOR }), (amountMinor) => {
        expect(read(moneyToDecimal(amountMinor, currency), currency)).toBe(amountMinor);
      }),
    );
  });

  it.each([
    ['EUR', '12', 1200],
    ['EUR', '12.5', 1250],
    ['EUR', '12,50', 1250],
    ['EUR', '1,234.50', 123_450],
    ['EUR', '1.234,50 €', 123_450],
    ['EUR', '1.234', 123_400],
    ['EUR', '1.234,567', 'TOO_MANY_DECIMALS'],
    ['EUR', '12.505', 1_250_500],
    ['EUR', '1234.505', 'TOO_MANY_DECIMALS'],
    ['JPY', '1,234', 1234],
    ['JPY', '1,234,567', 1_234_567],
    ['JPY', '1.5', 'TOO_MANY_DECIMALS'],
    ['KWD', '2.500', 2500],
    ['KWD', '2,500', 2500],
    ['KWD', '2.5', 2500],
    ['KWD', '1,234.567', 1_234_567],
    ['KWD', '1.234,567', 1_234_567],
    ['KWD', '1,234,567', 'AMOUNT_TOO_LARGE'],
    ['KWD', '2.5001', 'TOO_MANY_DECIMALS'],
    ['EUR', 'twelve', 'NOT_AN_AMOUNT'],
  ])('in %s: %s', (currency, text, expected) => {
    expect(read(text, currency)).toBe(expected);
  });
});

describe('the digits of a currency', () => {
  it.each([
    ['EUR', 2],
    ['HUF', 2],
    ['IDR', 2],
    ['COP', 2],
    ['PKR', 2],
    ['JPY', 0],
    ['KRW', 0],
    ['KWD', 3],
  ])('are those that card processors count in: %s has %i', (currency, digits) => {
    expect(minorDigits(currency)).toBe(digits);
  });

  it('are all shown', () => {
    expect(formatMoney(500_050, 'HUF', 'en')).toContain('5,000.50');
    expect(formatMoney(1234, 'KWD', 'en')).toContain('1.234');
    expect(formatMoney(1234, 'JPY', 'en')).toMatch(/1,234$/);
  });
});
