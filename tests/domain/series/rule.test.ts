import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { monthDays, type SeriesRule, seriesDates } from '#domain/series/rule.ts';
import { seriesStarts } from '#domain/series/starts.ts';
import { addDays, localDate, localTime, wallToInstant, weekdayOf, zone } from '#domain/values/time.ts';

const rule = (more: Partial<SeriesRule> = {}): SeriesRule => ({
  firstDate: localDate('2026-03-03'),
  frequency: 'weekly',
  interval: 1,
  weekdays: [2],
  sessionCount: 4,
  lastDate: null,
  weekStartsOn: 1,
  leftOut: [],
  ...more,
});

const never = () => null;
const days = (given: SeriesRule, closed: (date: string) => string | null = never): readonly string[] => {
  const found = seriesDates(given, closed);
  if (!found.ok) throw new Error(JSON.stringify(found.error));
  return found.value.dates;
};

describe('the days of a weekly series', () => {
  it('are as many as were asked for, the first included (seed 001: 10 gives 10)', () => {
    const found = days(rule({ sessionCount: 10 }));
    expect(found).toHaveLength(10);
    expect(found[0]).toBe('2026-03-03');
    expect(found[9]).toBe('2026-05-05');
  });

  it('go up to the last date, which may have one itself', () => {
    expect(days(rule({ sessionCount: null, lastDate: localDate('2026-03-17') }))).toEqual([
      '2026-03-03',
      '2026-03-10',
      '2026-03-17',
    ]);
  });

  it('are all the chosen weekdays of every n-th week, weeks counted from the first day of the week', () => {
    const every2 = rule({ weekdays: [2, 7], interval: 2, sessionCount: 5 });
    expect(days(every2)).toEqual(['2026-03-03', '2026-03-08', '2026-03-17', '2026-03-22', '2026-03-31']);
    expect(days({ ...every2, weekStartsOn: 7 })).toEqual([
      '2026-03-03',
      '2026-03-15',
      '2026-03-17',
      '2026-03-29',
      '2026-03-31',
    ]);
  });

  it('begin with the first chosen weekday when the first date is none', () => {
    expect(days(rule({ weekdays: [1], sessionCount: 2 }))).toEqual(['2026-03-09', '2026-03-16']);
  });
});

describe('the days of a monthly series', () => {
  const monthly = (more: Partial<SeriesRule> = {}) => rule({ frequency: 'monthly', ...more });

  it('are the same weekday of the month as the first: Tuesday the 10th is the 2nd Tuesday', () => {
    expect(days(monthly({ firstDate: localDate('2026-03-10') }))).toEqual([
      '2026-03-10',
      '2026-04-14',
      '2026-05-12',
      '2026-06-09',
    ]);
  });

  it('are the last of each month when the first is the 5th of its month', () => {
    const last = monthly({ firstDate: localDate('2026-03-31') });
    expect(monthDays(last)).toEqual([{ weekday: 2, ordinal: -1 }]);
    expect(days(last)).toEqual(['2026-03-31', '2026-04-28', '2026-05-26', '2026-06-30']);
  });

  it('keep the whole pattern of the first days, and pass over months in between', () => {
    const both = monthly({ firstDate: localDate('2026-03-10'), weekdays: [2, 4], interval: 2 });
    expect(days(both)).toEqual(['2026-03-10', '2026-03-12', '2026-05-12', '2026-05-14']);
  });
});

describe('closed days', () => {
  const closed = (date: string) => (date === '2026-03-10' ? 'Holiday' : null);

  it('are skipped, named and not counted', () => {
    const found = seriesDates(rule(), closed);
    expect(found).toMatchObject({
      ok: true,
      value: {
        dates: ['2026-03-03', '2026-03-17', '2026-03-24', '2026-03-31'],
        skipped: [{ date: '2026-03-10', closure: 'Holiday' }],
      },
    });
  });
});

describe('a date left out knowingly', () => {
  it('counts and stays left out', () => {
    expect(days(rule({ leftOut: [localDate('2026-03-10')] }))).toEqual([
      '2026-03-03',
      '2026-03-17',
      '2026-03-24',
    ]);
  });
});

it('makes sense although all that it gives was left out knowingly', () => {
  expect(days(rule({ sessionCount: 1, leftOut: [localDate('2026-03-03')] }))).toEqual([]);
});

describe('a rule that makes no sense', () => {
  const refused = (given: SeriesRule, closed: (date: string) => string | null = never) => {
    const found = seriesDates(given, closed);
    return found.ok ? null : [found.error.field, found.error.issue, found.error.limit];
  };

  it('names the field that must change', () => {
    const lastDate = localDate('2026-04-30');
    expect(refused(rule({ lastDate }))).toEqual(['lastDate', 'COUNT_OR_LAST_DATE', undefined]);
    expect(refused(rule({ sessionCount: null }))).toEqual(['sessionCount', 'COUNT_OR_LAST_DATE', undefined]);
    expect(refused(rule({ sessionCount: null, lastDate: localDate('2026-03-01') }))).toEqual([
      'lastDate',
      'RANGE_REVERSED',
      undefined,
    ]);
    expect(refused(rule({ weekdays: [1], sessionCount: null, lastDate: localDate('2026-03-04') }))).toEqual([
      'lastDate',
      'RULE_YIELDS_NONE',
      undefined,
    ]);
    expect(refused(rule(), () => 'Closed for good')).toEqual(['weekdays', 'RULE_YIELDS_NONE', undefined]);
    const daily = { weekdays: [1, 2, 3, 4, 5, 6, 7], sessionCount: null };
    expect(refused(rule({ ...daily, lastDate: localDate('2029-12-31') }))).toEqual([
      'lastDate',
      'RULE_YIELDS_TOO_MANY',
      1000,
    ]);
    expect(refused(rule({ sessionCount: 20, interval: 52, firstDate: localDate('2090-01-03') }))).toEqual([
      'sessionCount',
      'RULE_YIELDS_TOO_FEW',
      11,
    ]);
    expect(days(rule({ ...daily, lastDate: addDays(localDate('2026-03-03'), 999) }))).toHaveLength(1000);
  });
});

/** So early that 60 sessions, every sixth month and half of them closed, end before the calendar does. */
const anyRule = fc.record({
  firstDate: fc.integer({ min: 0, max: 8_000 }).map((n) => addDays(localDate('2000-01-01'), n)),
  frequency: fc.constantFrom('weekly' as const, 'monthly' as const),
  interval: fc.integer({ min: 1, max: 6 }),
  weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
  sessionCount: fc.integer({ min: 1, max: 60 }),
  lastDate: fc.constant(null),
  weekStartsOn: fc.constantFrom(1, 6, 7),
  leftOut: fc.constant([]),
});

describe('any series', () => {
  it('has the number asked for, rising, on chosen weekdays, none before its first date, none in a closure', () => {
    fc.assert(
      fc.property(anyRule, fc.integer({ min: 2, max: 9 }), (given, n) => {
        const closed = (date: string) => (Number(date.slice(8)) % n === 0 ? 'closed' : null);
        const found = days(given, closed);
        expect(found).toHaveLength(given.sessionCount);
        expect(found).toEqual([...new Set(found)].sort());
        for (const date of found) {
          expect(date >= given.firstDate).toBe(true);
          expect(given.weekdays).toContain(weekdayOf(localDate(date)));
          expect(closed(date)).toBeNull();
        }
      }),
      { numRuns: 60 },
    );
  });

  it('has the same days whether it is told how many or until when', () => {
    fc.assert(
      fc.property(anyRule, (given) => {
        const found = days(given);
        const lastDate = localDate(found.at(-1) ?? '');
        expect(days({ ...given, sessionCount: null, lastDate })).toEqual(found);
      }),
      { numRuns: 60 },
    );
  });

  it('monthly, comes on the same ordinals of the month every time', () => {
    fc.assert(
      fc.property(anyRule, (given) => {
        const monthly = { ...given, frequency: 'monthly' as const };
        const wanted = new Map(monthDays(monthly).map(({ weekday, ordinal }) => [weekday, ordinal]));
        for (const date of days(monthly)) {
          const isLast = addDays(localDate(date), 7).slice(0, 7) !== date.slice(0, 7);
          const ordinal = wanted.get(weekdayOf(localDate(date)));
          if (ordinal === -1) expect(isLast).toBe(true);
          else expect(Math.ceil(Number(date.slice(8)) / 7)).toBe(ordinal);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('starts at its wall time on every date, over all clock changes, as each date alone would', () => {
    const zones = [
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Africa/Casablanca',
      'Asia/Tokyo',
    ];
    const times = ['02:30', '00:00', '23:59', '10:00'];
    fc.assert(
      fc.property(anyRule, fc.constantFrom(...zones), fc.constantFrom(...times), (given, name, clock) => {
        const found = days(given).map((date) => localDate(date));
        const [inZone, time] = [zone(name), localTime(clock)];
        expect(seriesStarts(found, time, inZone)).toEqual(
          found.map((date) => ({ date, ...wallToInstant({ date, time, zone: inZone }) })),
        );
      }),
      { numRuns: 60 },
    );
  });
});
