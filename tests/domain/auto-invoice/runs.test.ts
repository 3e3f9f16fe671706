import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { periodHolding } from '#domain/auto-invoice/periods.ts';
import { CATCH_UP_DAYS, dueRuns, nextRuns, waitsForPerson } from '#domain/auto-invoice/runs.ts';
import { BILLED, INTERVALS, type RunTerms } from '#domain/auto-invoice/terms.ts';
import {
  addDays,
  DAY_MS,
  daysBetween,
  instantToWall,
  type LocalDate,
  localDate,
  localTime,
  wallToInstant,
  weekdayOf,
  zone,
} from '#domain/values/time.ts';

const berlin = zone('Europe/Berlin');

function terms(changes: Partial<RunTerms> = {}): RunTerms {
  return {
    interval: 'weekly',
    billed: 'completed',
    runTime: localTime('06:00'),
    zone: berlin,
    weekStartsOn: 1,
    anchorDay: localDate('2026-01-05'),
    sinceDay: localDate('2026-01-05'),
    savedAt: at('2026-01-05', '00:01'),
    ...changes,
  };
}

function at(date: string, time: string, inZone = berlin): number {
  return wallToInstant({ date: localDate(date), time: localTime(time), zone: inZone }).at;
}

const told = (runs: ReturnType<typeof nextRuns>) =>
  runs.map(({ day, covers }) => `${day}: ${covers.from} – ${addDays(covers.to, -1)}`);

const days = fc
  .integer({ min: 0, max: 12_000 })
  .map((count): LocalDate => addDays(localDate('2010-01-01'), count));
const anyTerms = fc
  .record({
    interval: fc.constantFrom(...INTERVALS),
    billed: fc.constantFrom(...BILLED),
    runTime: fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map(([h, m]) => localTime(`${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`)),
    zone: fc
      .constantFrom(
        'Europe/Berlin',
        'America/New_York',
        'Australia/Lord_Howe',
        'Asia/Tokyo',
        'America/Santiago',
      )
      .map(zone),
    weekStartsOn: fc.integer({ min: 1, max: 7 }),
    anchorDay: days,
    sinceDay: days,
    offsetDays: fc.integer({ min: -40, max: 40 }),
  })
  .map(
    ({ offsetDays, ...rest }): RunTerms => ({
      ...rest,
      savedAt: wallToInstant({
        date: addDays(rest.sinceDay, offsetDays),
        time: localTime('12:00'),
        zone: rest.zone,
      }).at,
    }),
  );

describe('when a run happens', () => {
  it('bills a week that is over on the first day of the next, at the run time', () => {
    expect(told(nextRuns(terms(), null, 2))).toEqual([
      '2026-01-12: 2026-01-05 – 2026-01-11',
      '2026-01-19: 2026-01-12 – 2026-01-18',
    ]);
    expect(nextRuns(terms(), null, 1)[0]?.at).toBe(at('2026-01-12', '06:00'));
  });

  it('bills a month to come on the last day of the month before, in short months and leap years too', () => {
    const monthly = terms({
      interval: 'monthly',
      billed: 'scheduled',
      sinceDay: localDate('2028-02-01'),
      savedAt: at('2028-01-20', '12:00'),
    });
    expect(told(nextRuns(monthly, null, 3))).toEqual([
      '2028-01-31: 2028-02-01 – 2028-02-29',
      '2028-02-29: 2028-03-01 – 2028-03-31',
      '2028-03-31: 2028-04-01 – 2028-04-30',
    ]);
  });

  it('bills a month that is over on the first of the next', () => {
    expect(told(nextRuns(terms({ interval: 'monthly' }), localDate('2026-12-01'), 1))).toEqual([
      '2027-01-01: 2026-12-01 – 2026-12-31',
    ]);
  });

  it('counts two weeks from the week the studio chose', () => {
    const first = terms({ interval: 'biweekly', sinceDay: localDate('2026-01-05') });
    const other = { ...first, anchorDay: localDate('2026-01-14') };
    expect(told(nextRuns(first, null, 2))).toEqual([
      '2026-01-19: 2026-01-05 – 2026-01-18',
      '2026-02-02: 2026-01-19 – 2026-02-01',
    ]);
    expect(told(nextRuns(other, null, 2))).toEqual([
      '2026-01-12: 2026-01-05 – 2026-01-11',
      '2026-01-26: 2026-01-12 – 2026-01-25',
    ]);
  });

  it('begins weeks where the studio does', () => {
    const sunday = terms({
      weekStartsOn: 7,
      sinceDay: localDate('2026-01-04'),
      savedAt: at('2026-01-04', '12:00'),
    });
    expect(told(nextRuns(sunday, null, 1))).toEqual(['2026-01-11: 2026-01-04 – 2026-01-10']);
  });

  it('runs a time that the spring night leaves out as much later, and one that comes twice the first time', () => {
    const nights = terms({ weekStartsOn: 7, runTime: localTime('02:30'), savedAt: 0 });
    const spring = nextRuns(nights, localDate('2026-03-22'), 1)[0];
    expect(spring?.day).toBe('2026-03-29');
    expect(instantToWall(spring?.at ?? 0, berlin).time).toBe('03:30');
    const autumn = nextRuns(nights, localDate('2026-10-18'), 1)[0];
    expect(autumn?.day).toBe('2026-10-25');
    expect(autumn?.at).toBe(Date.UTC(2026, 9, 25, 0, 30));
    // The second half past two of that night finds nothing due that the first has covered.
    expect(dueRuns(nights, localDate('2026-10-25'), Date.UTC(2026, 9, 25, 1, 30))).toEqual([]);
  });
});

describe('what is due', () => {
  it('is each missed period once, oldest first, when the app was closed for months', () => {
    const due = dueRuns(terms({ interval: 'monthly' }), localDate('2026-02-01'), at('2026-06-10', '09:00'));
    expect(told(due)).toEqual([
      '2026-03-01: 2026-02-01 – 2026-02-28',
      '2026-04-01: 2026-03-01 – 2026-03-31',
      '2026-05-01: 2026-04-01 – 2026-04-30',
      '2026-06-01: 2026-05-01 – 2026-05-31',
    ]);
  });

  it('is nothing a minute before the run time, and the run at the very minute', () => {
    expect(dueRuns(terms(), null, at('2026-01-12', '05:59'))).toEqual([]);
    expect(dueRuns(terms(), null, at('2026-01-12', '06:00'))).toHaveLength(1);
  });

  it('waits for a person from four months on, unless one has agreed to its days', () => {
    const run = {
      at: at('2026-03-09', '06:00'),
      covers: { from: localDate('2026-03-02'), to: localDate('2026-03-09') },
    };
    const late = run.at + CATCH_UP_DAYS * DAY_MS;
    expect([waitsForPerson(run, late, null), waitsForPerson(run, late + 1, null)]).toEqual([false, true]);
    expect(waitsForPerson(run, late + 1, localDate('2026-03-08'))).toBe(true);
    expect(waitsForPerson(run, late + 1, localDate('2026-03-09'))).toBe(false);
  });

  it('is nothing of what was covered before, however far the clock is set back or on', () => {
    fc.assert(
      fc.property(
        anyTerms,
        fc.integer({ min: 0, max: 900 }),
        fc.integer({ min: -900, max: 900 }),
        (some, on, move) => {
          const now = some.savedAt + on * DAY_MS;
          const first = dueRuns(some, null, now);
          const covered = first.at(-1)?.covers.to ?? null;
          const again = dueRuns(some, covered, now + move * DAY_MS);
          for (const run of again) expect(covered === null || run.covers.from >= covered).toBe(true);
          if (move <= 0 && covered !== null) expect(again).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('the days of all runs', () => {
  it('follow each other without gap or overlap, in order of time', () => {
    fc.assert(
      fc.property(anyTerms, fc.option(days), (some, covered) => {
        const runs = nextRuns(some, covered, 6);
        expect(runs).toHaveLength(6);
        expect(runs[0]?.covers.from).toBe(
          covered !== null && covered > some.sinceDay ? covered : some.sinceDay,
        );
        runs.forEach((run, index) => {
          const next = runs[index + 1];
          expect(run.covers.from < run.covers.to).toBe(true);
          expect(run.at).toBeGreaterThan(some.savedAt);
          expect(run.covers.to).toBe(run.period.to);
          if (next) expect(next.covers.from).toBe(run.covers.to);
          if (next) expect(next.at).toBeGreaterThan(run.at);
          if (some.billed === 'completed') expect(run.day).toBe(run.covers.to);
          else expect(run.day).toBe(addDays(run.period.from, -1));
        });
      }),
      { numRuns: 500 },
    );
  });

  it('stay whole when the terms are changed at any moment: what was due ran before, the rest is covered once', () => {
    fc.assert(
      fc.property(anyTerms, anyTerms, fc.integer({ min: 0, max: 400 }), (before, after, on) => {
        const savedAt = before.savedAt + on * DAY_MS;
        const ran = dueRuns(before, null, savedAt);
        const covered = ran.at(-1)?.covers.to ?? null;
        const changed = { ...after, savedAt, sinceDay: before.sinceDay };
        const later = nextRuns(changed, covered, 4);
        const all = [...ran, ...later].map(({ covers }) => covers);
        expect(all[0]?.from).toBe(before.sinceDay);
        all.forEach((covers, index) => {
          const next = all[index + 1];
          if (next) expect(next.from).toBe(covers.to);
        });
      }),
      { numRuns: 500 },
    );
  });

  it('stretch the first run after a change: from weekly to monthly on a Wednesday', () => {
    const monthly = terms({ interval: 'monthly', savedAt: at('2026-06-10', '15:00') });
    expect(told(nextRuns(monthly, localDate('2026-06-08'), 2))).toEqual([
      '2026-07-01: 2026-06-08 – 2026-06-30',
      '2026-08-01: 2026-07-01 – 2026-07-31',
    ]);
  });

  it('leave out what was billed in advance: from a scheduled month to completed weeks', () => {
    const weekly = terms({ savedAt: at('2026-06-10', '15:00') });
    expect(told(nextRuns(weekly, localDate('2026-07-01'), 2))).toEqual([
      '2026-07-06: 2026-07-01 – 2026-07-05',
      '2026-07-13: 2026-07-06 – 2026-07-12',
    ]);
  });

  it('take the rest of the month along that was not billed: from completed to scheduled months', () => {
    const ahead = terms({ interval: 'monthly', billed: 'scheduled', savedAt: at('2026-06-10', '15:00') });
    expect(told(nextRuns(ahead, localDate('2026-06-01'), 1))).toEqual([
      '2026-06-30: 2026-06-01 – 2026-07-31',
    ]);
  });
});

describe('the period of a day', () => {
  it('holds the day, is as long as its interval, and is the same for each of its days', () => {
    fc.assert(
      fc.property(anyTerms, days, fc.nat(30), (some, day, step) => {
        const period = periodHolding(some, day);
        expect(period.from <= day && day < period.to).toBe(true);
        const length = daysBetween(period.from, period.to);
        if (some.interval === 'weekly') expect(length).toBe(7);
        if (some.interval === 'biweekly') expect(length).toBe(14);
        if (some.interval === 'monthly') expect(period.from.endsWith('-01') && length >= 28).toBe(true);
        else expect(weekdayOf(period.from)).toBe(some.weekStartsOn);
        const other = addDays(period.from, step % length);
        expect(periodHolding(some, other)).toEqual(period);
      }),
      { numRuns: 500 },
    );
  });
});
