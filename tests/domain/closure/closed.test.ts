import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Closure,
  closedInstants,
  createClosureFinder,
  isAbout,
  mayClientBook,
  type SessionPlace,
  type SessionSlot,
  touchesSlot,
} from '#domain/closure/closed.ts';
import type { ClosureId, LocationId, PractitionerId, RoomId } from '#domain/values/ids.ts';
import {
  addDays,
  HOUR_MS,
  instantToWall,
  localDate,
  type LocalTime,
  localTime,
  MINUTE_MS,
  wallToInstant,
  type Zone,
  zone,
} from '#domain/values/time.ts';

const BERLIN = 'Europe/Berlin';

function slot(date: string, time: string, minutes = 60, inZone = BERLIN): SessionSlot {
  const wall = { date: localDate(date), time: localTime(time), zone: zone(inZone) };
  const startsAt = wallToInstant(wall).at;
  return { ...wall, durationMinutes: minutes, startsAt, endsAt: startsAt + minutes * MINUTE_MS };
}

const span = (start: string, end: string, times?: readonly [string, string]) => ({
  startDate: localDate(start),
  endDate: localDate(end),
  startTime: times ? localTime(times[0]) : null,
  endTime: times ? localTime(times[1]) : null,
});

const HALL = { locationId: 1 as LocationId, roomId: 2 as RoomId, practitionerId: 3 as PractitionerId };
const EVERYWHERE = { locationId: null, roomId: null, practitionerId: null };

describe('a closure of whole days', () => {
  const christmas = span('2026-12-25', '2026-12-27');

  it('touches what is on during its days and nothing of the first open day', () => {
    expect(touchesSlot(christmas, slot('2026-12-25', '00:00'))).toBe(true);
    expect(touchesSlot(christmas, slot('2026-12-26', '23:00'))).toBe(true);
    expect(touchesSlot(christmas, slot('2026-12-27', '00:00'))).toBe(false);
    expect(touchesSlot(christmas, slot('2026-12-24', '10:00'))).toBe(false);
  });

  it('touches a session of the evening before that lasts past midnight, not one that ends at it', () => {
    expect(touchesSlot(christmas, slot('2026-12-24', '23:30', 30))).toBe(false);
    expect(touchesSlot(christmas, slot('2026-12-24', '23:30', 31))).toBe(true);
    expect(touchesSlot(christmas, slot('2026-12-24', '00:30', 1440))).toBe(true);
  });

  it('goes by the days of the session’s own place', () => {
    const newYear = span('2027-01-01', '2027-01-02');
    expect(touchesSlot(newYear, slot('2026-12-31', '20:00', 60, 'America/New_York'))).toBe(false);
    expect(touchesSlot(newYear, slot('2027-01-01', '01:00', 60, 'Asia/Tokyo'))).toBe(true);
  });
});

describe('a closure of a part of the day', () => {
  const mornings = span('2026-06-01', '2026-06-04', ['09:00', '12:00']);

  it('closes the same hours of each of its days', () => {
    for (const day of ['2026-06-01', '2026-06-02', '2026-06-03'])
      expect(touchesSlot(mornings, slot(day, '10:00'))).toBe(true);
    expect(touchesSlot(mornings, slot('2026-06-04', '10:00'))).toBe(false);
    expect(touchesSlot(mornings, slot('2026-06-02', '14:00'))).toBe(false);
  });

  it('touches by a minute and not by a moment', () => {
    expect(touchesSlot(mornings, slot('2026-06-01', '08:00', 60))).toBe(false);
    expect(touchesSlot(mornings, slot('2026-06-01', '08:00', 61))).toBe(true);
    expect(touchesSlot(mornings, slot('2026-06-01', '11:59', 5))).toBe(true);
    expect(touchesSlot(mornings, slot('2026-06-01', '12:00', 5))).toBe(false);
  });

  it('reaches a session of the day before that lasts into its hours', () => {
    const night = span('2026-06-02', '2026-06-03', ['00:00', '02:00']);
    expect(touchesSlot(night, slot('2026-06-01', '23:00', 60))).toBe(false);
    expect(touchesSlot(night, slot('2026-06-01', '23:00', 90))).toBe(true);
  });

  it('closes nothing in an hour that the clock skips, and is over when the clock has jumped past it', () => {
    const skipped = span('2026-03-29', '2026-03-30', ['02:00', '03:00']);
    expect(touchesSlot(skipped, slot('2026-03-29', '01:00', 60))).toBe(false);
    expect(touchesSlot(skipped, slot('2026-03-29', '03:00', 60))).toBe(false);
    const half = span('2026-03-29', '2026-03-30', ['02:30', '03:30']);
    expect(touchesSlot(half, slot('2026-03-29', '03:00', 15))).toBe(true);
    expect(touchesSlot(half, slot('2026-03-29', '03:30', 15))).toBe(false);
  });

  it('closes an hour that the clock shows twice both times', () => {
    const { from, until } = closedInstants(
      localDate('2026-10-25'),
      localTime('02:00'),
      localTime('02:30'),
      zone(BERLIN),
    );
    expect(until - from).toBe(90 * MINUTE_MS);
    const before = closedInstants(
      localDate('2026-10-25'),
      localTime('01:00'),
      localTime('02:00'),
      zone(BERLIN),
    );
    expect(before.until - before.from).toBe(HOUR_MS);
  });
});

/** Days around a change of clocks, of half an hour, an hour, and at midnight, and a day without any. */
const DAYS: readonly (readonly [string, string])[] = [
  [BERLIN, '2026-03-29'],
  [BERLIN, '2026-10-25'],
  ['America/New_York', '2026-03-08'],
  ['America/New_York', '2026-11-01'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['America/Havana', '2026-11-01'],
  ['America/Sao_Paulo', '2018-11-04'],
  ['America/Sao_Paulo', '2018-02-17'],
  ['Asia/Beirut', '2026-03-29'],
  ['Africa/Cairo', '2026-04-24'],
  ['Asia/Kolkata', '2026-05-05'],
];

const clock = fc.integer({ min: 0, max: 1439 }).map(timeOfMinute);

function timeOfMinute(minute: number): LocalTime {
  return localTime(
    `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`,
  );
}

describe('any session and any closure', () => {
  it('touch exactly when the clock on the wall shows a closed time while the session is on', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...DAYS),
        fc.integer({ min: -1, max: 1 }),
        clock,
        fc.integer({ min: 5, max: 180 }),
        fc.option(fc.tuple(clock, clock).filter(([a, b]) => a < b)),
        ([inZone, day], shift, time, minutes, times) => {
          const session = slot(addDays(localDate(day), shift), time, minutes, inZone);
          const closure = span(day, addDays(localDate(day), 1), times ?? undefined);
          const isClosedAt = (at: number): boolean => {
            const wall = shownAt(at, session.zone);
            return wall.date === day && (!times || (wall.time >= times[0] && wall.time < times[1]));
          };
          const closed = minutesOf(session.startsAt, session.endsAt).some(isClosedAt);
          // Between the two times that a clock shows the same hour, nobody opens for a moment.
          const between =
            !closed &&
            minutesOf(session.startsAt - 3 * HOUR_MS, session.startsAt).some(isClosedAt) &&
            minutesOf(session.endsAt, session.endsAt + 3 * HOUR_MS).some(isClosedAt);
          const touched = touchesSlot(closure, session);
          if (closed) expect(touched).toBe(true);
          if (!closed && !between) expect(touched).toBe(false);
        },
      ),
      { numRuns: 90 },
    );
  });

  it('answer alike one by one and all at once', () => {
    const closures = fc.array(
      fc.record({
        from: fc.integer({ min: -3, max: 3 }),
        days: fc.integer({ min: 1, max: 4 }),
        times: fc.option(fc.tuple(clock, clock).filter(([a, b]) => a < b)),
        locationId: fc.constantFrom(null, 1 as LocationId, 9 as LocationId),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(fc.constantFrom(...DAYS), closures, clock, ([inZone, day], drawn, time) => {
        const session = { ...slot(day, time, 90, inZone), ...HALL };
        const all = drawn.map(({ from, days, times, locationId }) => {
          const start = addDays(localDate(day), from);
          return { ...span(start, addDays(start, days), times ?? undefined), ...EVERYWHERE, locationId };
        });
        const finder = createClosureFinder(all);
        const one = all.filter((closure) => isAbout(closure, HALL) && touchesSlot(closure, session));
        expect(finder(session)).toEqual(one);
        expect(finder(session)).toEqual(one);
      }),
      { numRuns: 150 },
    );
  });
});

const shown = new Map<string, ReturnType<typeof instantToWall>>();

/** Remembered: the same minutes are looked at again and again. */
function shownAt(at: number, inZone: Zone): ReturnType<typeof instantToWall> {
  const key = `${at} ${inZone}`;
  const wall = shown.get(key) ?? instantToWall(at, inZone);
  shown.set(key, wall);
  return wall;
}

function minutesOf(from: number, until: number): number[] {
  return Array.from({ length: Math.ceil((until - from) / MINUTE_MS) }, (_, n) => from + n * MINUTE_MS);
}

describe('what a closure is about', () => {
  const other: SessionPlace = { ...HALL, roomId: null, practitionerId: null };

  it('is the whole studio where nothing is named', () => {
    expect(isAbout(EVERYWHERE, HALL)).toBe(true);
    expect(isAbout(EVERYWHERE, other)).toBe(true);
  });

  it('is a location, a room or a practitioner, and every part that is named has to match', () => {
    expect(isAbout({ ...EVERYWHERE, locationId: HALL.locationId }, other)).toBe(true);
    expect(isAbout({ ...EVERYWHERE, locationId: 9 as LocationId }, HALL)).toBe(false);
    expect(isAbout({ ...EVERYWHERE, roomId: HALL.roomId }, HALL)).toBe(true);
    expect(isAbout({ ...EVERYWHERE, roomId: HALL.roomId }, other)).toBe(false);
    expect(isAbout({ ...EVERYWHERE, practitionerId: HALL.practitionerId }, HALL)).toBe(true);
    expect(isAbout({ ...HALL, locationId: 9 as LocationId }, HALL)).toBe(false);
  });
});

describe('a client who books', () => {
  const closure: Closure = {
    id: 1 as ClosureId,
    title: 'Floor being sanded',
    ...span('2026-06-01', '2026-06-02'),
    ...EVERYWHERE,
    roomId: HALL.roomId,
  };

  it('is told what is closed, and gets a place anywhere else', () => {
    const inside = { ...slot('2026-06-01', '10:00'), ...HALL };
    expect(mayClientBook(inside, [closure])).toEqual({
      ok: false,
      error: { code: 'CLOSED', title: 'Floor being sanded' },
    });
    expect(mayClientBook({ ...inside, roomId: null }, [closure]).ok).toBe(true);
    expect(mayClientBook({ ...slot('2026-06-02', '10:00'), ...HALL }, [closure]).ok).toBe(true);
  });
});
