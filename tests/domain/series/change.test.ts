import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  planSeriesChange,
  type SeriesValues,
  type SessionOfSeries,
  valuesOf,
} from '#domain/series/change.ts';
import { restOfSeries, seriesFromSession, shiftRule } from '#domain/series/from-session.ts';
import type { SessionId } from '#domain/values/ids.ts';
import { addDays, type LocalDate, localDate, localTime } from '#domain/values/time.ts';

const VALUES = {
  serviceId: 1,
  locationId: 1,
  roomId: null,
  practitionerId: null,
  title: '',
  time: localTime('10:00'),
  durationMinutes: 60,
  capacity: 12,
  publicNote: '',
  privateNote: '',
  meetingLink: '',
} as SeriesValues;
const START = localDate('2026-03-03');
const DAY_MS = 86_400_000;
const at = (date: string): number => Date.parse(`${date}T10:00:00Z`);

const session = (id: number, date: LocalDate, more: Partial<SessionOfSeries> = {}): SessionOfSeries => ({
  ...VALUES,
  id: id as SessionId,
  seriesDate: date,
  date,
  startsAt: at(date),
  state: 'open',
  isException: false,
  booked: 0,
  hasMoney: false,
  ...more,
});
const weekly = (count: number, from = START): LocalDate[] =>
  Array.from({ length: count }, (_, week) => addDays(from, 7 * week));

const plan = (edit: {
  sessions: readonly SessionOfSeries[];
  dates: readonly LocalDate[];
  after?: Partial<SeriesValues>;
  applyTo?: readonly number[];
  now?: number;
}) =>
  planSeriesChange({
    sessions: edit.sessions,
    dates: edit.dates,
    before: VALUES,
    after: { ...VALUES, ...edit.after },
    now: edit.now ?? 0,
    reachDays: 6,
    applyTo: new Set((edit.applyTo ?? []) as SessionId[]),
    isToCome: (date) => at(date) > (edit.now ?? 0),
  });

const tuesdays = weekly(4).map((date, index) => session(index + 1, date));

describe('an edit of a series', () => {
  it('moves each session to the day it now stands for, and takes nobody’s booking away', () => {
    const wednesdays = weekly(4, addDays(START, 1));
    const { changed, added, dropped } = plan({ sessions: tuesdays, dates: wednesdays });
    expect(changed.map(({ session: { id }, date, fields }) => [id, date, fields])).toEqual(
      wednesdays.map((date, index) => [index + 1, date, ['date']]),
    );
    expect([added, dropped]).toEqual([[], []]);
  });

  it('adds and drops at the end when the number changes, and keeps a booked one to be cancelled', () => {
    expect(plan({ sessions: tuesdays, dates: weekly(6) }).added).toEqual(weekly(6).slice(4));
    const [first, second, third, fourth] = tuesdays;
    if (!first || !second || !third || !fourth) throw new Error('four');
    const fewer = plan({ sessions: [first, second, { ...third, booked: 2 }, fourth], dates: weekly(2) });
    expect(fewer.dropped.map(({ id }) => id)).toEqual([4]);
    expect(fewer.toCancel.map(({ id }) => id)).toEqual([3]);
  });

  it('changes only what was edited: what was chosen for one session alone stays', () => {
    const own = tuesdays.map((each) => (each.id === 2 ? { ...each, roomId: 7 as never } : each));
    const { changed } = plan({ sessions: own, dates: weekly(4), after: { title: 'Advanced' } });
    expect(changed).toHaveLength(4);
    expect(changed[1]).toMatchObject({ fields: ['title'], values: { roomId: 7, title: 'Advanced' } });
  });

  it('keeps what was edited by hand unless it is named, and then makes it like the others', () => {
    const byHand = tuesdays.map((each) =>
      each.id === 2
        ? { ...each, isException: true, date: addDays(each.date, 2), time: localTime('18:00') }
        : each,
    );
    const kept = plan({ sessions: byHand, dates: weekly(4), after: { time: localTime('11:00') } });
    expect(kept.exceptions.map(({ session: { id } }) => id)).toEqual([2]);
    expect(kept.changed.map(({ session: { id } }) => id)).toEqual([1, 3, 4]);
    const named = plan({
      sessions: byHand,
      dates: weekly(4),
      after: { time: localTime('11:00') },
      applyTo: [2],
    });
    expect(named.exceptions).toEqual([]);
    expect(named.changed[1]).toMatchObject({ date: '2026-03-10', values: { time: '11:00' } });
  });

  it('ends a series by giving it no day: what is to come is dropped, what is booked waits for its cancellation', () => {
    const some = tuesdays.map((each) => (each.id === 3 ? { ...each, booked: 1 } : each));
    const { dropped, toCancel, kept } = plan({ sessions: some, dates: [], now: at('2026-03-05') });
    expect(dropped.map(({ id }) => id)).toEqual([2, 4]);
    expect(toCancel.map(({ id }) => id)).toEqual([3]);
    expect(kept.map(({ reason }) => reason)).toEqual(['past']);
  });
});

describe('any edit of any series', () => {
  const anySession = fc.record({
    skip: fc.boolean(),
    state: fc.constantFrom<SessionOfSeries['state']>(
      'open',
      'open',
      'completed',
      'missed',
      'canceled',
      'deleted',
      'canceling',
    ),
    isException: fc.boolean(),
    booked: fc.integer({ min: 0, max: 2 }),
    hasMoney: fc.boolean(),
    moved: fc.integer({ min: -3, max: 3 }),
  });
  const anyEdit = fc.record({
    drawn: fc.array(anySession, { maxLength: 12 }),
    shift: fc.integer({ min: -10, max: 10 }),
    count: fc.integer({ min: 0, max: 14 }),
    step: fc.constantFrom(7, 14),
    nowDays: fc.integer({ min: -5, max: 60 }),
    applyAll: fc.boolean(),
    time: fc.constantFrom(localTime('10:00'), localTime('11:00')),
  });

  it('touches no saved, canceled, paid or past session, and each session and day exactly once', () => {
    fc.assert(
      fc.property(anyEdit, ({ drawn, shift, count, step, nowDays, applyAll, time }) => {
        const sessions = drawn.flatMap(({ skip, moved, ...more }, index) => {
          const date = addDays(START, 7 * index);
          const lies = more.isException ? addDays(date, moved) : date;
          return skip ? [] : [session(index + 1, date, { ...more, date: lies, startsAt: at(lies) })];
        });
        const dates = Array.from({ length: count }, (_, n) => addDays(START, shift + step * n));
        const now = at(START) + nowDays * DAY_MS;
        const done = plan({
          sessions,
          dates,
          after: { time },
          now,
          applyTo: applyAll ? sessions.map(({ id }) => id) : [],
        });
        const written = [...done.changed.map((each) => each.session), ...done.dropped, ...done.toCancel];
        for (const each of written) {
          expect(each.state).toBe('open');
          expect(each.hasMoney).toBe(false);
          expect(each.startsAt).toBeGreaterThan(now);
          expect(each.isException && !applyAll).toBe(false);
        }
        for (const each of done.dropped) expect(each.booked).toBe(0);
        const all = [
          ...written,
          ...[...done.unchanged, ...done.exceptions, ...done.kept].map((each) => each.session),
        ];
        expect(new Set(all)).toEqual(new Set(sessions));
        expect(all).toHaveLength(sessions.length);
        const days = [
          ...done.added,
          ...[...done.changed, ...done.unchanged, ...done.exceptions, ...done.kept].flatMap(
            ({ date }) => date ?? [],
          ),
        ];
        expect(new Set(days).size).toBe(days.length);
        for (const date of days) expect(dates).toContain(date);
        for (const date of dates) if (at(date) > now) expect(days).toContain(date);
      }),
      { numRuns: 300 },
    );
  });

  it('does nothing when it is made a second time', () => {
    fc.assert(
      fc.property(fc.integer({ min: -6, max: 6 }), fc.integer({ min: 1, max: 12 }), (shift, count) => {
        const dates = weekly(count, addDays(START, shift));
        const first = plan({ sessions: tuesdays, dates });
        const after = [
          ...first.unchanged.map((each) => each.session),
          ...first.changed.map(({ session: each, date }) => session(each.id, date)),
          ...first.added.map((date, index) => session(100 + index, date)),
        ];
        const second = plan({ sessions: after, dates });
        expect([second.changed, second.added, second.dropped]).toEqual([[], [], []]);
      }),
    );
  });
});

describe('a session that was dragged', () => {
  const rule = { firstDate: START, weekdays: [2], lastDate: null };

  it('takes the weekday of its series along', () => {
    expect(shiftRule(rule, localDate('2026-03-10'), localDate('2026-03-11'))).toEqual({
      firstDate: '2026-03-04',
      weekdays: [3],
      lastDate: null,
    });
    const two = { ...rule, weekdays: [2, 4], lastDate: localDate('2026-03-31') };
    expect(shiftRule(two, localDate('2026-03-12'), localDate('2026-03-13'))).toEqual({
      firstDate: '2026-03-03',
      weekdays: [2, 5],
      lastDate: '2026-04-01',
    });
  });

  it('changes in its series what was changed in it, and leaves the rest', () => {
    const series = { ...VALUES, ...rule, sessionCount: 10, title: 'Yoga' };
    const before = { ...valuesOf(VALUES), title: 'Only today', date: localDate('2026-03-10') };
    const after = { ...before, time: localTime('12:00') };
    expect(seriesFromSession(series, before, after)).toEqual({ ...series, time: '12:00' });
  });

  it('leaves the following ones as many as are left', () => {
    const series = { ...VALUES, ...rule, sessionCount: 10 };
    expect(restOfSeries(series, localDate('2026-03-17'), weekly(10))).toMatchObject({
      firstDate: '2026-03-17',
      sessionCount: 8,
    });
  });
});
