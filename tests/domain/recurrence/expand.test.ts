import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expandRecurrence, expandRule } from '#domain/recurrence/expand.ts';
import { parseRule } from '#domain/recurrence/rule.ts';
import { msToWall, wallText, wallToMs } from '#domain/recurrence/wall-clock.ts';
import {
  addDays,
  instantToWall,
  localDate,
  localTime,
  wallToInstant,
  weekdayOf,
  zone,
} from '#domain/values/time.ts';

const berlin = zone('Europe/Berlin');
const wide = { from: localDate('2000-01-01'), to: localDate('2040-01-01') };

const wall = (text: string) => ({ date: localDate(text.slice(0, 10)), time: localTime(text.slice(11, 16)) });

function expand(
  rule: string,
  start: string,
  options: { in?: typeof wide; zone?: string; limit?: number } = {},
) {
  const recurrence = { rule, start: wall(start), zone: zone(options.zone ?? 'Europe/Berlin') };
  return expandRecurrence(recurrence, options.in ?? wide, options.limit ?? 5_000);
}

function dates(rule: string, start: string, options: Parameters<typeof expand>[2] = {}): string[] {
  const expansion = expand(rule, start, options);
  if (!expansion.ok) throw new Error(expansion.error.code);
  return expansion.value.starts.map(wallText);
}

describe('the dates of a rule', () => {
  it('counts the first session: COUNT=10 gives 10 sessions in total', () => {
    const found = dates('FREQ=WEEKLY;COUNT=10', '2026-01-06T17:00');
    expect(found).toHaveLength(10);
    expect(found[0]).toBe('2026-01-06T17:00');
    expect(found[9]).toBe('2026-03-10T17:00');
  });

  it('keeps the lesson of the day that UNTIL names', () => {
    expect(dates('FREQ=WEEKLY;UNTIL=20260120', '2026-01-06T17:00')).toEqual([
      '2026-01-06T17:00',
      '2026-01-13T17:00',
      '2026-01-20T17:00',
    ]);
  });

  it('reads UNTIL in UTC as an instant and UNTIL without a zone as wall time', () => {
    const start = '2024-03-01T14:00';
    const options = { zone: 'America/New_York' };
    expect(dates('FREQ=DAILY;UNTIL=20240315T140000', start, options).at(-1)).toBe('2024-03-15T14:00');
    // 14:00 UTC is 10:00 in New York that day: the lesson of the 15th comes after it.
    expect(dates('FREQ=DAILY;UNTIL=20240315T140000Z', start, options).at(-1)).toBe('2024-03-14T14:00');
    // 04:59:59 UTC is still the evening of the 13th.
    expect(
      dates('FREQ=WEEKLY;BYDAY=SU;UNTIL=20170814T045959Z', '2017-08-06T22:00', { zone: 'America/Chicago' }),
    ).toEqual(['2017-08-06T22:00', '2017-08-13T22:00']);
  });

  it('skips the months without a 31st and finds the last day of each month by BYSETPOS', () => {
    expect(dates('FREQ=MONTHLY;COUNT=4', '2026-01-31T10:00')).toEqual([
      '2026-01-31T10:00',
      '2026-03-31T10:00',
      '2026-05-31T10:00',
      '2026-07-31T10:00',
    ]);
    expect(dates('FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1;COUNT=3', '2026-01-31T10:00')).toEqual([
      '2026-01-31T10:00',
      '2026-02-28T10:00',
      '2026-03-31T10:00',
    ]);
  });

  it('repeats 29 February every four years', () => {
    expect(dates('FREQ=YEARLY;COUNT=3', '2024-02-29T10:00')).toEqual([
      '2024-02-29T10:00',
      '2028-02-29T10:00',
      '2032-02-29T10:00',
    ]);
  });

  it('finds the last working day of a month and the second Tuesday', () => {
    expect(dates('FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2', '2026-01-30T10:00')).toEqual([
      '2026-01-30T10:00',
      '2026-02-27T10:00',
    ]);
    expect(dates('FREQ=MONTHLY;BYDAY=2TU;COUNT=2', '2026-03-10T10:00')).toEqual([
      '2026-03-10T10:00',
      '2026-04-14T10:00',
    ]);
  });

  it('keeps the week start, which decides what every second week is', () => {
    // The standard's own example (RFC 5545, 3.8.5.3).
    expect(
      dates('FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO', '1997-08-05T09:00', { in: early }),
    ).toEqual(['1997-08-05T09:00', '1997-08-10T09:00', '1997-08-19T09:00', '1997-08-24T09:00']);
    expect(
      dates('FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU', '1997-08-05T09:00', { in: early }),
    ).toEqual(['1997-08-05T09:00', '1997-08-17T09:00', '1997-08-19T09:00', '1997-08-31T09:00']);
  });

  it('leaves out a start that the rule does not name', () => {
    expect(dates('FREQ=WEEKLY;BYDAY=TH;COUNT=2', '2026-01-06T17:00')).toEqual([
      '2026-01-08T17:00',
      '2026-01-15T17:00',
    ]);
  });

  it('finds several times a day', () => {
    expect(dates('FREQ=DAILY;BYHOUR=9,17;COUNT=3', '2026-01-06T09:30')).toEqual([
      '2026-01-06T09:30',
      '2026-01-06T17:30',
      '2026-01-07T09:30',
    ]);
  });
});

describe('exclusions and additions', () => {
  const weekly = { rule: 'FREQ=WEEKLY;COUNT=4', start: wall('2026-01-06T17:00'), zone: berlin };

  it('take dates out by start or by whole day, and still count', () => {
    const expansion = expandRecurrence(
      { ...weekly, excluded: [wall('2026-01-13T17:00'), localDate('2026-01-20')] },
      wide,
      100,
    );
    expect(expansion.ok && expansion.value.starts.map(wallText)).toEqual([
      '2026-01-06T17:00',
      '2026-01-27T17:00',
    ]);
    expect(expansion.ok && expansion.value.unusedExclusions).toEqual([]);
  });

  it('say which exclusions met nothing', () => {
    const unused = wall('2026-01-13T18:00');
    const expansion = expandRecurrence({ ...weekly, excluded: [unused, localDate('1999-01-01')] }, wide, 100);
    expect(expansion.ok && expansion.value.unusedExclusions).toEqual([unused]);
    expect(expansion.ok && expansion.value.starts).toHaveLength(4);
  });

  it('add dates, once each and in order', () => {
    const added = [wall('2026-01-20T17:00'), wall('2026-01-08T09:00')];
    const expansion = expandRecurrence({ ...weekly, added }, wide, 100);
    expect(expansion.ok && expansion.value.starts.map(wallText)).toEqual([
      '2026-01-06T17:00',
      '2026-01-08T09:00',
      '2026-01-13T17:00',
      '2026-01-20T17:00',
      '2026-01-27T17:00',
    ]);
  });
});

describe('a rule that cannot be a timetable', () => {
  it.each([
    ['', 'BAD_RULE'],
    ['FREQ=OFTEN', 'BAD_RULE'],
    ['BYDAY=MO', 'BAD_RULE'],
    ['FREQ=WEEKLY;INTERVAL=0', 'BAD_RULE'],
    ['FREQ=WEEKLY;COUNT=0', 'BAD_RULE'],
    ['FREQ=WEEKLY;BYDAY=XX', 'BAD_RULE'],
    ['FREQ=WEEKLY;UNTIL=20260230', 'BAD_RULE'],
    ['FREQ=WEEKLY;FREQ=DAILY', 'BAD_RULE'],
    ['FREQ=MONTHLY;BYDAY=MO;BYSETPOS=0', 'BAD_RULE'],
    ['FREQ=SECONDLY', 'RULE_NOT_SUPPORTED'],
    ['FREQ=HOURLY;COUNT=3', 'RULE_NOT_SUPPORTED'],
    ['FREQ=YEARLY;RSCALE=CHINESE', 'RULE_NOT_SUPPORTED'],
    ['FREQ=DAILY;BYSECOND=0,30', 'RULE_NOT_SUPPORTED'],
  ])('%s is refused as %s', (rule, code) => {
    const parsed = parseRule(rule, berlin);
    expect(parsed.ok ? 'taken' : parsed.error.code).toBe(code);
  });

  it.each([
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=WEEKLY;BYMONTH=2;BYMONTHDAY=31',
    'FREQ=MONTHLY;BYDAY=MO;BYSETPOS=7',
    'FREQ=DAILY;INTERVAL=7;BYDAY=WE',
    'FREQ=WEEKLY;UNTIL=20251231',
  ])('%s never happens and is refused', (rule) => {
    const expansion = expand(rule, '2026-01-06T17:00');
    expect(expansion.ok ? expansion.value.starts : expansion.error.code).toEqual('RULE_YIELDS_NONE');
  });

  it('may not be a billion sessions: the window bounds it, and so does the limit', () => {
    const year = { from: localDate('2026-01-01'), to: localDate('2027-01-01') };
    expect(dates('FREQ=DAILY;COUNT=1000000000', '2026-01-01T09:00', { in: year })).toHaveLength(365);
    expect(dates('FREQ=DAILY', '2026-01-01T09:00', { in: year })).toHaveLength(365);
    const limited = expand('FREQ=DAILY;COUNT=1000000000', '2026-01-01T09:00', { in: year, limit: 300 });
    expect(limited.ok ? 'taken' : limited.error).toEqual({ code: 'TOO_MANY_OCCURRENCES', limit: 300 });
    const minutes = Array.from({ length: 60 }, (_, minute) => minute).join(',');
    const dense = expand(
      `FREQ=DAILY;COUNT=1000000000;BYHOUR=1,2,3,4,5;BYMINUTE=${minutes}`,
      '1950-01-01T00:00',
    );
    expect(dense.ok ? 'taken' : dense.error.code).toBe('TOO_MANY_OCCURRENCES');
  });

  it('that ended before the window gives nothing, without an error', () => {
    expect(dates('FREQ=YEARLY;BYMONTH=3;UNTIL=19990601', '1990-03-06T17:00')).toEqual([]);
    expect(dates('FREQ=WEEKLY;COUNT=3', '1990-03-06T17:00')).toEqual([]);
  });
});

const early = { from: localDate('1997-01-01'), to: localDate('1998-01-01') };
const weekdayNames = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

const weeklyRule = fc.record({
  interval: fc.integer({ min: 1, max: 5 }),
  days: fc.subarray(weekdayNames, { minLength: 0 }),
  weekStart: fc.constantFrom('', ...weekdayNames),
  end: fc.oneof(
    fc.constant(''),
    fc.integer({ min: 1, max: 60 }).map((count) => `;COUNT=${count}`),
    fc
      .integer({ min: 0, max: 900 })
      .map((days) => `;UNTIL=${addDays(localDate('2024-01-01'), days).replaceAll('-', '')}`),
  ),
  startDay: fc.integer({ min: 0, max: 1_500 }),
  minute: fc.integer({ min: 0, max: 1_439 }),
  daily: fc.boolean(),
});

function asRule(drawn: typeof weeklyRule extends fc.Arbitrary<infer T> ? T : never): {
  text: string;
  start: string;
} {
  const days = drawn.days.length && !drawn.daily ? `;BYDAY=${drawn.days.join(',')}` : '';
  const text = `FREQ=${drawn.daily ? 'DAILY' : 'WEEKLY'};INTERVAL=${drawn.interval}${days}${drawn.weekStart ? `;WKST=${drawn.weekStart}` : ''}${drawn.end}`;
  const date = addDays(localDate('2022-06-01'), drawn.startDay);
  const time = msToWall(drawn.minute * 60_000).time;
  return { text, start: `${date}T${time}` };
}

describe('random weekly and daily rules', () => {
  const window = { from: localDate('2024-01-01'), to: localDate('2025-01-01') };
  const bounds = {
    fromMs: wallToMs({ date: window.from, time: localTime('00:00') }),
    toMs: wallToMs({ date: window.to, time: localTime('00:00') }),
    limit: 10_000,
  };

  it('give the same by the quick way as by the library', () => {
    fc.assert(
      fc.property(weeklyRule, (drawn) => {
        const { text, start } = asRule(drawn);
        const rule = parseRule(text, berlin);
        if (!rule.ok) throw new Error(`${text}: ${rule.error.code}`);
        expect(rule.value.isPlain).toBe(true);
        const quick = expandRule(rule.value, wallToMs(wall(start)), bounds);
        const library = expandRule({ ...rule.value, isPlain: false }, wallToMs(wall(start)), bounds);
        expect(quick.ok ? quick.value.starts : quick.error).toEqual(
          library.ok ? library.value.starts : library.error,
        );
      }),
      { numRuns: 400 },
    );
  });

  it('are sorted, without doubles, inside the window, and at the same wall time through every clock change', () => {
    const zones = ['America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe'];
    fc.assert(
      fc.property(weeklyRule, fc.constantFrom(...zones), (drawn, name) => {
        const { text, start } = asRule(drawn);
        const expansion = expand(text, start, { in: window, zone: name });
        if (!expansion.ok) {
          expect(expansion.error.code).toBe('RULE_YIELDS_NONE');
          return;
        }
        const { starts } = expansion.value;
        const texts = starts.map(wallText);
        expect(texts).toEqual([...new Set(texts)].sort());
        for (const each of starts) {
          expect(each.date >= window.from && each.date < window.to).toBe(true);
          expect(each.time).toBe(start.slice(11));
          if (drawn.days.length && !drawn.daily)
            expect(drawn.days).toContain(weekdayNames[weekdayOf(each.date) - 1]);
          const instant = wallToInstant({ ...each, zone: zone(name) });
          if (instant.change !== 'gap') expect(instantToWall(instant.at, zone(name))).toEqual(each);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('give as many sessions as COUNT says', () => {
    fc.assert(
      fc.property(weeklyRule, fc.integer({ min: 1, max: 80 }), (drawn, count) => {
        const { text, start } = asRule({ ...drawn, end: `;COUNT=${count}` });
        expect(dates(text, start)).toHaveLength(count);
      }),
      { numRuns: 100 },
    );
  });
});
