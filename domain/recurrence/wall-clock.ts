import { isLocalDate, isLocalTime, type LocalDate, type LocalTime } from '#domain/values/time.ts';

/** A date and time on a wall clock, without a zone. */
export interface WallStart {
  readonly date: LocalDate;
  readonly time: LocalTime;
}

/**
 * A wall time as a plain number that can be added to and compared. It is no instant: the milliseconds are counted as if
 * the wall clock had run without any clock change since 1970.
 */
export function wallToMs(wall: WallStart): number {
  const [year = 0, month = 1, day = 1] = wall.date.split('-').map(Number);
  const [hour = 0, minute = 0] = wall.time.split(':').map(Number);
  return Date.UTC(year, month - 1, day, hour, minute);
}

/** The way back from `wallToMs`; seconds are dropped. Throws outside the years 0 to 9999. */
export function msToWall(ms: number): WallStart {
  const text = new Date(ms).toISOString();
  const date = text.slice(0, 10);
  const time = text.slice(11, 16);
  if (!isLocalDate(date) || !isLocalTime(time)) throw new Error(`no wall time: ${text}`);
  return { date, time };
}

/** 'YYYY-MM-DDTHH:MM', which sorts as text. */
export function wallText(wall: WallStart): string {
  return `${wall.date}T${wall.time}`;
}
