import { expect, it } from 'vitest';
import { type FeedSession, writeFeed } from '#domain/feed/write-feed.ts';
import { readCalendar } from '#domain/import/ics/read-calendar.ts';
import { seriesStarts } from '#domain/series/starts.ts';
import type { SessionId } from '#domain/values/ids.ts';
import {
  addDays,
  instantToWall,
  localDate,
  localTime,
  MINUTE_MS,
  wallToInstant,
  zone,
} from '#domain/values/time.ts';
import { type ClockChangeOf, clockChanges, offsetReader } from '#tests/support/clock-changes.ts';
import { fixture } from '#tests/support/recurrence-vectors.ts';

const zones = Intl.supportedValuesOf('timeZone').map(zone);
const years = { from: Date.UTC(2024, 0, 1), to: Date.UTC(2038, 0, 1) };
const changes = zones.flatMap((each) => clockChanges(each, years));

/** What a clock that is so many minutes ahead of UTC shows: the arithmetic of the tests. */
function wallOf(at: number, minutesAhead: number) {
  const text = new Date(at + minutesAhead * MINUTE_MS).toISOString();
  return { date: localDate(text.slice(0, 10)), time: localTime(text.slice(11, 16)) };
}

/** Instants around a change, the change itself included, the day before and after too. */
const around = ({ at }: ClockChangeOf): readonly number[] =>
  [-1440, -60, -30, -1, 0, 30, 60, 1440].map((minutes) => at + minutes * MINUTE_MS);

/** Two wall times are equal from as long before the change to as long after it as the clock goes back. */
const isTwice = ({ at, before, after }: ClockChangeOf, instant: number): boolean =>
  instant >= at - (before - after) * MINUTE_MS && instant < at + (before - after) * MINUTE_MS;

/** Every 15 minutes of the wall times that a change leaves out, or shows twice, as minutes ahead of UTC at the change. */
const quarters = (from: number, to: number): readonly number[] =>
  Array.from({ length: Math.max(0, Math.ceil((to - from) / 15)) }, (_, index) => from + index * 15);

it('the changes of 2024 to 2037 are found in all zones', () => {
  expect(zones.length).toBeGreaterThan(400);
  expect(new Set(changes.map((change) => change.zone)).size).toBeGreaterThan(120);
  expect(changes.length).toBeGreaterThan(3000);
});

it('the changes of 2024 and 2025 are those of the time zone database', () => {
  const past = { from: years.from, to: Date.UTC(2026, 0, 1) };
  const known = fixture<readonly { offset: string; changes: string; zones: string }[]>('tz');
  const names = known.flatMap((row) => row.zones.split(' '));
  for (const row of known)
    for (const name of row.zones.split(' ')) {
      const each = zone(name);
      const found = clockChanges(each, past).map(
        ({ at, after }) => `${new Date(at).toISOString().replace(/[-:]|\.000/g, '')}${signed(after)}`,
      );
      expect([name, signed(offsetReader(each)(past.from)), found.join(' ')]).toEqual([
        name,
        row.offset,
        row.changes,
      ]);
    }
  const excluded = Object.values(fixture<Record<string, readonly string[]>>('tz-excluded')).flat();
  expect(zones.filter((each) => !names.includes(each))).toEqual(excluded);
});

it('every instant beside a change comes back from its wall time', () => {
  const wrong = changes.flatMap((change) =>
    around(change).filter((at) => {
      const isAfter = at >= change.at;
      const wall = instantToWall(at, change.zone);
      const shown = wallOf(at, isAfter ? change.after : change.before);
      const back = wallToInstant({ ...wall, zone: change.zone, fold: isAfter ? 'later' : 'earlier' });
      const met = isTwice(change, at) ? 'overlap' : 'none';
      return wall.date !== shown.date || wall.time !== shown.time || back.at !== at || back.change !== met;
    }),
  );
  expect(wrong).toEqual([]);
});

it('a wall time that does not exist moves forward by the gap, and this is told', () => {
  const wrong = changes.flatMap(({ zone: inZone, at, before, after }) =>
    quarters(before, after).filter((minutes) => {
      const met = wallToInstant({ ...wallOf(at, minutes), zone: inZone });
      const wall = instantToWall(met.at, inZone);
      const moved = wallOf(at, minutes + after - before);
      const expected = at + (minutes - before) * MINUTE_MS;
      return (
        met.change !== 'gap' || met.at !== expected || wall.date !== moved.date || wall.time !== moved.time
      );
    }),
  );
  expect(wrong).toEqual([]);
});

it('of two equal wall times the earlier is taken, unless the later is asked for, and this is told', () => {
  const wrong = changes.flatMap(({ zone: inZone, at, before, after }) =>
    quarters(after, before).filter((minutes) => {
      const wall = { ...wallOf(at, minutes), zone: inZone };
      const first = wallToInstant(wall);
      const second = wallToInstant({ ...wall, fold: 'later' });
      const isRight =
        first.at === at + (minutes - before) * MINUTE_MS && second.at === at + (minutes - after) * MINUTE_MS;
      return !isRight || first.change !== 'overlap' || second.change !== 'overlap';
    }),
  );
  expect(wrong).toEqual([]);
});

it('a series over a change keeps its wall time, but for a day on which it does not exist', () => {
  const wrong = changes.flatMap((change) => {
    const { date, time } = wallOf(change.at, change.before);
    const dates = [-14, -7, -1, 0, 1, 7, 14].map((days) => addDays(date, days));
    return [time, wallOf(change.at, change.after).time, localTime('10:00')].flatMap((clock) =>
      seriesStarts(dates, clock, change.zone).filter((start) => {
        const wall = instantToWall(start.at, change.zone);
        const isKept = wall.date === start.date && wall.time === clock;
        return start.change === 'gap' ? start.date !== date || isKept : !isKept;
      }),
    );
  });
  expect(wrong).toEqual([]);
});

it('sessions beside a change come back from a calendar file at their instant and wall time', () => {
  const wrong = zones.flatMap((inZone) => {
    const instants = changes.filter((change) => change.zone === inZone).flatMap(around);
    const { events, doubtful } = throughCalendarFile(instants, inZone);
    const starts = events.map((event) => ({
      ...event,
      at: wallToInstant({ ...event, fold: event.fold ?? 'earlier' }).at,
    }));
    const isSame = starts
      .toSorted((a, b) => a.at - b.at)
      .every(({ at, date, time }, index) => {
        const wall = instantToWall(instants[index] ?? 0, inZone);
        return at === instants[index] && wall.date === date && wall.time === time;
      });
    return isSame && starts.length === instants.length && doubtful.length === 0 ? [] : [inZone];
  });
  expect(wrong).toEqual([]);
});

function throughCalendarFile(instants: readonly number[], inZone: ReturnType<typeof zone>) {
  const frame = { calendarName: 'Zones', tenantUid: 'tenant-1', restoreEpoch: 0, writtenAt: years.from };
  const file = [...writeFeed({ ...frame, canceled: 'leave_out' }, instants.map(sessionAt))].join('');
  const window = { from: localDate('2023-01-01'), to: localDate('2039-01-01') };
  const read = readCalendar(Buffer.from(file), { studioZone: inZone, window });
  if (!read.ok) throw new Error(read.error.code);
  return read.value;
}

const sessionAt = (startsAt: number, index: number): FeedSession => ({
  id: (index + 1) as SessionId,
  createdAt: years.from,
  title: 'Zones',
  serviceName: 'Yoga',
  practitionerName: '',
  locationName: '',
  roomName: '',
  publicNote: '',
  startsAt,
  endsAt: startsAt + 45 * MINUTE_MS,
  state: 'open',
  version: 1,
});

/** '+0530'. */
function signed(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${two(size % 60)}`;
}
