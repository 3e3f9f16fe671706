import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type HeldDays, lotPaysOn, planHold, planRelease } from '#domain/package/hold.ts';
import { addDays, localDate } from '#domain/values/time.ts';

const day = localDate;
const today = day('2026-03-10');
const days = (from: string, to: string | null): HeldDays => ({
  from: day(from),
  to: to === null ? null : day(to),
});
const lot = (expiresOn: string | null, more: { remaining?: number; holds?: HeldDays[] } = {}) => ({
  expiresOn: expiresOn === null ? null : day(expiresOn),
  remaining: 3,
  holds: [],
  boughtOn: day('2026-01-05'),
  ...more,
});
const none = { places: 0, today };

describe('a lot on hold', () => {
  it('pays on no day of the hold, both ends included, and on every other one up to its last day', () => {
    const held = { expiresOn: day('2026-04-10'), holds: [days('2026-03-12', '2026-03-14')] };
    const pays = ['2026-03-11', '2026-03-12', '2026-03-14', '2026-03-15', '2026-04-10', '2026-04-11'];
    expect(pays.map((date) => lotPaysOn(held, day(date)))).toEqual([true, false, false, true, true, false]);
  });

  it('pays on no day from the first one on while nobody has released it', () => {
    const held = { expiresOn: null, holds: [days('2026-03-12', null)] };
    expect(lotPaysOn(held, day('2026-03-11'))).toBe(true);
    expect(lotPaysOn(held, day('2099-12-31'))).toBe(false);
  });
});

describe('placing a hold', () => {
  it('moves the last day on by the days held, both ends counted', () => {
    expect(planHold(lot('2026-03-20'), days('2026-03-12', '2026-03-18'), none)).toEqual({
      skip: null,
      days: 7,
      expiresOn: '2026-03-27',
    });
  });

  it('moves nothing yet while its end is open, and nothing ever of what has no end', () => {
    expect(planHold(lot('2026-03-20'), days('2026-03-12', null), none)).toMatchObject({
      days: 0,
      expiresOn: '2026-03-20',
    });
    expect(planHold(lot(null), days('2026-03-12', '2026-03-18'), none)).toMatchObject({
      days: 0,
      expiresOn: null,
    });
  });

  it('leaves alone what it would not help, and says why', () => {
    const wish = days('2026-03-12', '2026-03-18');
    const skip = (each: ReturnType<typeof lot>, more = none) => planHold(each, wish, more).skip;
    expect(skip(lot('2026-03-09'))).toBe('over');
    expect(skip(lot('2026-03-11'))).toBe('ends_before');
    expect(skip(lot('2026-03-12'))).toBe(null);
    expect(skip({ ...lot('2026-06-01'), boughtOn: day('2026-03-13') })).toBe('not_bought');
    expect(skip(lot('2026-06-01', { remaining: 0 }))).toBe('nothing_left');
    expect(skip(lot('2026-06-01', { remaining: 0 }), { ...none, places: 1 })).toBe(null);
    expect(skip(lot('2026-06-01', { holds: [days('2026-05-01', '2026-05-02')] }))).toBe('held');
    expect(skip(lot('2026-06-01', { holds: [days('2026-01-01', null)] }))).toBe('held');
    expect(skip(lot('2026-06-01', { holds: [days('2026-02-01', '2026-02-02')] }))).toBe(null);
  });

  it('may lie in the past, but not on days of an earlier hold', () => {
    const past = days('2026-02-01', '2026-02-10');
    expect(planHold(lot('2026-06-01'), past, none)).toMatchObject({ days: 10 });
    const earlier = lot('2026-06-01', { holds: [days('2026-02-10', '2026-02-11')] });
    expect(planHold(earlier, past, none).skip).toBe('held');
  });
});

describe('releasing', () => {
  const release = (expiresOn: string | null, hold: HeldDays | null, lastBooked: string | null = null) =>
    planRelease(
      {
        expiresOn: expiresOn === null ? null : day(expiresOn),
        lastBooked: lastBooked === null ? null : day(lastBooked),
      },
      hold,
      today,
    );

  it('lets an open hold count the days really held: the lot pays from today on', () => {
    expect(release('2026-03-05', days('2026-03-01', null))).toEqual({
      skip: null,
      to: '2026-03-09',
      days: 9,
      expiresOn: '2026-03-14',
    });
  });

  it('takes back the days that were not held of one that ends early', () => {
    expect(release('2026-05-31', days('2026-03-08', '2026-03-31'))).toEqual({
      skip: null,
      to: '2026-03-09',
      days: -22,
      expiresOn: '2026-05-09',
    });
  });

  it('lets a hold go altogether that has not begun, or begins today', () => {
    expect(release('2026-05-31', days('2026-03-10', '2026-03-19'))).toEqual({
      skip: null,
      to: null,
      days: -10,
      expiresOn: '2026-05-21',
    });
    expect(release(null, days('2026-04-01', null))).toMatchObject({ to: null, days: 0, expiresOn: null });
  });

  it('leaves alone what is not held any more, and what pays for a session after the day it would end', () => {
    expect(release('2026-05-31', null).skip).toBe('not_held');
    expect(release('2026-05-31', days('2026-03-01', '2026-03-09')).skip).toBe('not_held');
    expect(release('2026-05-31', days('2026-03-08', '2026-03-31'), '2026-05-10').skip).toBe('booked_later');
    expect(release('2026-05-31', days('2026-03-08', '2026-03-31'), '2026-05-09').skip).toBe(null);
  });

  it('leaves as many days to use as there were, whenever it is released', () => {
    const any = fc.record({
      left: fc.integer({ min: 0, max: 400 }),
      length: fc.option(fc.integer({ min: 1, max: 90 })),
      after: fc.integer({ min: 0, max: 89 }),
    });
    fc.assert(
      fc.property(any, ({ left, length, after }) => {
        const from = today;
        const end = addDays(from, left);
        const held = { from, to: length === null ? null : addDays(from, length - 1) };
        const placed = planHold({ ...lot(end), holds: [] }, held, none);
        if (placed.skip !== null) throw new Error(placed.skip);
        const on = addDays(from, after);
        const released = planRelease({ expiresOn: placed.expiresOn, lastBooked: null }, held, on);
        if (released.skip !== null) return length !== null && after >= length;
        return released.expiresOn === addDays(on, left);
      }),
    );
  });
});
