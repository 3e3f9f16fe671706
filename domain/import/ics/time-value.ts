import { msToWall, wallText, wallToMs, type WallStart } from '#domain/recurrence/wall-clock.ts';
import {
  isLocalDate,
  isLocalTime,
  MINUTE_MS,
  wallToInstant,
  instantToWall,
  type Fold,
  type LocalDate,
  type LocalTime,
  type Zone,
} from '#domain/values/time.ts';

/** The clock by which a time of the file is meant: a zone's, UTC, or the reader's own (no zone given). */
export type Frame = Zone | 'utc' | 'floating';

/** A day, or a wall time by some clock. */
export type TimeValue =
  | { readonly kind: 'date'; readonly date: LocalDate }
  | { readonly kind: 'time'; readonly wall: WallStart; readonly frame: Frame };

/**
 * Reads a jCal date ('2026-01-31') or date-time ('2026-01-31T10:00:00' with an optional Z). Seconds are dropped.
 */
export function readTimeValue(text: string, frame: Frame): TimeValue | undefined {
  const date = text.slice(0, 10);
  if (!isLocalDate(date) || date < FIRST_DATE || date > LAST_DATE) return undefined;
  // A day without VALUE=DATE comes out of the parser with an empty time.
  if (text.length === 10 || text.endsWith('T::')) return { kind: 'date', date };
  const match = /^T(\d\d:\d\d)(?::[0-6]\d)?(Z?)$/.exec(text.slice(10));
  const time = match?.[1] ?? '';
  if (!isLocalTime(time)) return undefined;
  return { kind: 'time', wall: { date, time }, frame: match?.[2] ? 'utc' : frame };
}

/** The instant (epoch ms) of a time; a day begins at its midnight. */
export function instantOf(value: TimeValue, studioZone: Zone): number {
  if (value.kind === 'date') return wallToInstant({ date: value.date, time: MIDNIGHT, zone: studioZone }).at;
  if (value.frame === 'utc') return wallToMs(value.wall);
  const zone = value.frame === 'floating' ? studioZone : value.frame;
  return wallToInstant({ ...value.wall, zone }).at;
}

/**
 * The same moment as wall time of another frame. A floating time is taken to be by the other frame's clock, and a day stays
 * the day that is written, because that is what programs mean by both in exceptions.
 */
export function inFrame(value: TimeValue, frame: Frame, studioZone: Zone): WallStart {
  if (value.kind === 'date') return { date: value.date, time: MIDNIGHT };
  if (value.frame === frame || (value.frame === 'floating' && frame !== 'utc')) return value.wall;
  const at = instantOf(value, studioZone);
  if (frame === 'utc') return msToWall(at);
  return instantToWall(at, frame === 'floating' ? studioZone : frame);
}

export interface SessionStart {
  readonly date: LocalDate;
  readonly time: LocalTime;
  readonly zone: Zone;
  /** Given only for the second of two equal wall times in an autumn night. */
  readonly fold?: Fold;
}

/** How a session stores the start: in the entry's own zone, or in the studio's if it gives UTC or no zone at all. */
export function sessionStart(wall: WallStart, frame: Frame, studioZone: Zone): SessionStart {
  if (frame !== 'utc') return { ...wall, zone: frame === 'floating' ? studioZone : frame };
  const at = wallToMs(wall);
  const local = { ...instantToWall(at, studioZone), zone: studioZone };
  const isSecond = Math.abs(wallToInstant(local).at - at) >= MINUTE_MS;
  return isSecond ? { ...local, fold: 'later' } : local;
}

/** The key of an occurrence: its wall start by the entry's own clock. Does not depend on the studio's zone. */
export function occurrenceKeyOf(wall: WallStart, frame: Frame | 'date'): string {
  if (frame === 'date') return wall.date;
  return frame === 'utc' ? `${wallText(wall)}Z` : wallText(wall);
}

const MIDNIGHT = '00:00' as LocalTime;

/** Outside these years a date is a mistake of the file. */
const FIRST_DATE = '1900-01-01';
const LAST_DATE = '2199-12-31';
