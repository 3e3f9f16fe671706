import { expect, it } from 'vitest';
import { type FreeTimeSearch, freeTimes } from '#domain/offer/free-times.ts';
import { localDate, localTime, MINUTE_MS, wallToInstant, zone } from '#domain/values/time.ts';

const BERLIN = zone('Europe/Berlin');
const at = (date: string, time: string) =>
  wallToInstant({ date: localDate(date), time: localTime(time), zone: BERLIN }).at;

const search = (change: Partial<FreeTimeSearch> = {}): string[] =>
  freeTimes({
    from: localDate('2026-03-02'),
    to: localDate('2026-03-03'),
    opens: localTime('09:00'),
    closes: localTime('12:30'),
    zone: BERLIN,
    durationMinutes: 60,
    busy: [],
    isClosed: () => false,
    after: 0,
    most: 100,
    ...change,
  }).map(({ date, time }) => `${date} ${time}`);

it('steps through the working hours by the length of the session, and ends with them', () => {
  expect(search()).toEqual(['2026-03-02 09:00', '2026-03-02 10:00', '2026-03-02 11:00']);
  expect(search({ closes: localTime('12:00') })).toHaveLength(3);
  expect(search({ closes: localTime('11:59') })).toHaveLength(2);
});

it('leaves out what the room or the practitioner has to do, to the minute', () => {
  const startsAt = at('2026-03-02', '10:00');
  expect(search({ busy: [{ startsAt, endsAt: startsAt + MINUTE_MS }] })).toEqual([
    '2026-03-02 09:00',
    '2026-03-02 11:00',
  ]);
  expect(search({ busy: [{ startsAt, endsAt: startsAt }] })).toHaveLength(3);
});

it('leaves out what is closed and what is over', () => {
  expect(search({ isClosed: ({ time }) => time === '09:00' })).toHaveLength(2);
  expect(search({ after: at('2026-03-02', '10:00') })).toEqual(['2026-03-02 11:00']);
});

it('knows that an hour is missing when the clocks go forward', () => {
  const night = {
    from: localDate('2026-03-29'),
    to: localDate('2026-03-30'),
    opens: localTime('01:00'),
    closes: localTime('04:00'),
  };
  expect(search(night)).toEqual(['2026-03-29 01:00', '2026-03-29 03:00']);
});

it('gives the earliest when there are too many, and none when the session is longer than the day', () => {
  expect(search({ to: localDate('2026-04-01'), most: 4 })).toEqual([
    '2026-03-02 09:00',
    '2026-03-02 10:00',
    '2026-03-02 11:00',
    '2026-03-03 09:00',
  ]);
  expect(search({ durationMinutes: 600 })).toEqual([]);
});
