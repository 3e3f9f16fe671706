import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate } from '#domain/enrolment/allocate.ts';
import { classStateOf } from '#domain/enrolment/class-state.ts';
import { deadlineProblems, isDisplayed, isDropInTime, lateBecause } from '#domain/enrolment/deadlines.ts';
import { classTotals } from '#domain/enrolment/totals.ts';

describe('the price of a class', () => {
  it("is sessions × cost and sessions × wage, as in the seed's example", () => {
    const session = { costMinor: 100_00, wageMinor: 30_00, wageBasis: 'session' as const };
    expect(classTotals(Array.from({ length: 10 }, () => session))).toEqual({
      sessions: 10,
      costMinor: 1000_00,
      wageMinor: 300_00,
      isWagePerAttendee: false,
    });
  });

  it('is laid over the sessions so that every payment and every place adds up, to the last cent', () => {
    const prices = fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(prices, fc.array(fc.nat(1000), { minLength: 1, maxLength: 5 }), (places, shares) => {
        const price = places.reduce((a, b) => a + b, 0);
        const cut = shares.map((share) => Math.floor((price * share) / (1000 * shares.length)));
        const amounts = [...cut, price - cut.reduce((a, b) => a + b, 0)];
        const parts = allocate(amounts, places);
        expect(parts.map((row) => row.reduce((a, b) => a + b, 0))).toEqual(amounts);
        expect(places.map((_, at) => parts.reduce((sum, row) => sum + (row[at] ?? 0), 0))).toEqual(places);
        expect(parts.flat().every((part) => part >= 0)).toBe(true);
      }),
    );
    expect(allocate([1000], [334, 333, 333])).toEqual([[334, 333, 333]]);
  });
});

describe('deadlines', () => {
  const starts = [300, 100, 200];
  const terms = { enrolUntilAt: 100, dropUntilAt: 100, lateJoin: false };

  it('lie before the last session begins, and without late join enrolment ends with the first', () => {
    expect(deadlineProblems(terms, starts)).toEqual([]);
    expect(deadlineProblems({ ...terms, enrolUntilAt: 101 }, starts)).toEqual([
      { field: 'enrolUntilDate', issue: 'AFTER_FIRST_SESSION' },
    ]);
    expect(deadlineProblems({ ...terms, lateJoin: true, enrolUntilAt: 300 }, starts)).toEqual([]);
    expect(deadlineProblems({ enrolUntilAt: 301, dropUntilAt: 301, lateJoin: true }, starts)).toEqual([
      { field: 'enrolUntilDate', issue: 'AFTER_LAST_SESSION' },
      { field: 'dropUntilDate', issue: 'AFTER_LAST_SESSION' },
    ]);
  });

  it('count to their last instant', () => {
    expect(lateBecause({ ...terms, lateJoin: true }, 50, 100)).toBeNull();
    expect(lateBecause({ ...terms, lateJoin: true }, 50, 101)).toBe('deadline');
    expect(lateBecause(terms, 50, 50)).toBe('started');
    expect(isDropInTime(terms, 100)).toBe(true);
    expect(isDropInTime(terms, 101)).toBe(false);
  });

  it('decide by themselves which sessions clients are shown, if the class says so', () => {
    const session = { displayed: false, startsAt: 100 };
    expect(isDisplayed('chosen', session, 100)).toBe(false);
    expect(isDisplayed('until_deadline', session, 100)).toBe(true);
    expect(isDisplayed('until_deadline', { displayed: true, startsAt: 101 }, 100)).toBe(false);
  });

  it('tell where a class stands', () => {
    const facts = { seriesState: 'enabled' as const, toCome: 2, freeLeast: 1, enrolUntilAt: 100 };
    expect(classStateOf(facts, 100)).toBe('enrolling');
    expect(classStateOf({ ...facts, freeLeast: 0 }, 100)).toBe('full');
    expect(classStateOf(facts, 101)).toBe('closed');
    expect(classStateOf({ ...facts, toCome: 0, freeLeast: null }, 50)).toBe('over');
    expect(classStateOf({ ...facts, seriesState: 'draft' }, 101)).toBe('draft');
  });
});
