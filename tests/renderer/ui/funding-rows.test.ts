import { describe, expect, test } from 'vitest';
import type { LotId } from '#domain/values/ids.ts';
import { changeOf, coverOf, type FundingRow, toFundings } from '#renderer/ui/funding-rows.ts';

const row = (part: Partial<FundingRow>): FundingRow => ({
  key: 0,
  way: 'cash',
  amount: '',
  lotId: null,
  paymentId: null,
  cardReference: '',
  ...part,
});
const lotId = 7 as LotId;

describe('what the rows add up to', () => {
  test('several tenders have to meet the price exactly', () => {
    const rows = [row({ amount: '5.00' }), row({ way: 'account', amount: '10' })];
    expect(coverOf(rows, 1500, 'EUR')).toEqual({ kind: 'exact' });
    expect(coverOf(rows, 1501, 'EUR')).toEqual({ kind: 'missing', amountMinor: 1 });
    expect(coverOf(rows, 1400, 'EUR')).toEqual({ kind: 'too_much', amountMinor: 100 });
  });

  test('a credit covers whatever the other tenders leave', () => {
    const credit = row({ way: 'package', lotId });
    expect(coverOf([credit], 1500, 'EUR')).toEqual({ kind: 'exact' });
    expect(coverOf([credit, row({ amount: '5' })], 1500, 'EUR')).toEqual({
      kind: 'credit_covers',
      amountMinor: 1000,
    });
    expect(coverOf([credit, row({ amount: '20' })], 1500, 'EUR')).toEqual({
      kind: 'too_much',
      amountMinor: 500,
    });
  });

  test('an amount that is none yet says nothing', () => {
    expect(coverOf([row({ amount: 'ten' })], 1500, 'EUR')).toEqual({ kind: 'unreadable' });
  });
});

describe('what is sent', () => {
  test('each way goes out as the engine takes it', () => {
    const rows = [
      row({ way: 'package', lotId, amount: 'left over from another way' }),
      row({ way: 'card', amount: '5,50', cardReference: ' pi_1 ' }),
      row({ way: 'free' }),
    ];
    expect(toFundings(rows, 'EUR', 'Yoga')).toEqual([
      { kind: 'package', lotId: 7 },
      { kind: 'new_payment', method: 'card', amountMinor: 550, cardReference: 'pi_1' },
      { kind: 'free' },
    ]);
  });

  test('the card on file is charged once, for what the client reads; credit is an amount', () => {
    const onFile = row({ way: 'card_on_file', amount: '10' });
    expect(toFundings([onFile, row({ way: 'credit', amount: '5' })], 'EUR', 'Yoga')).toEqual([
      { kind: 'card_on_file', amountMinor: 1000, description: 'Yoga' },
      { kind: 'account_credit', amountMinor: 500 },
    ]);
    expect(toFundings([onFile, onFile], 'EUR', 'Yoga')).toBeNull();
  });

  test('nothing is sent while a row lacks its amount, lot or payment', () => {
    expect(toFundings([row({ amount: '0' })], 'EUR', 'Yoga')).toBeNull();
    expect(toFundings([row({ way: 'package' })], 'EUR', 'Yoga')).toBeNull();
    expect(toFundings([row({ way: 'earlier', amount: '5' })], 'EUR', 'Yoga')).toBeNull();
  });
});

describe('cash that is put on the desk', () => {
  test('is told with what is taken of it, and the change is worked out', () => {
    const paid = row({ amount: '15', given: '20' });
    expect(changeOf(paid, 'EUR')).toBe(500);
    expect(toFundings([paid], 'EUR', 'Yoga')).toEqual([
      { kind: 'new_payment', method: 'cash', amountMinor: 1500, tenderedMinor: 2000 },
    ]);
    expect(toFundings([row({ amount: '15', given: '15' })], 'EUR', 'Yoga')).toEqual([
      { kind: 'new_payment', method: 'cash', amountMinor: 1500 },
    ]);
  });

  test('is not less than the amount, and means nothing for other ways', () => {
    expect(changeOf(row({ amount: '15', given: '10' }), 'EUR')).toBeNull();
    expect(toFundings([row({ amount: '15', given: '10' })], 'EUR', 'Yoga')).toBeNull();
    expect(changeOf(row({ way: 'card', amount: '15', given: '10' }), 'EUR')).toBe(0);
  });
});
