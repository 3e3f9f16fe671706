import { findIana, findWindows } from 'windows-iana';
import { lineName, type CalendarComponent } from './read-components.ts';
import { haveSameOffsets, offsetsOfRules, offsetsOfZone, type OffsetAt } from './zone-rules.ts';
import type { WallStart } from '#domain/recurrence/wall-clock.ts';
import { isZone, type LocalDate, type LocalTime, type Zone } from '#domain/values/time.ts';

export const UTC = 'Etc/UTC' as Zone;

export interface NamedZone {
  readonly zone: Zone;
  /** How sure the reading is; `known` needs no word to anyone. */
  readonly certainty: 'known' | 'ZONE_GUESSED' | 'ZONE_FIXED_OFFSET' | 'ZONE_UNKNOWN';
}

export interface ZoneContext {
  readonly studioZone: Zone;
  /** X-WR-TIMEZONE of the file. */
  readonly calendarZoneName: string | undefined;
  /** VTIMEZONEs by their TZID. */
  readonly timeZones: ReadonlyMap<string, CalendarComponent>;
}

/**
 * The IANA zone that a TZID means. In this order: an IANA name (also behind a prefix such as "/example.org/2005/"), a Windows
 * name, X-LIC-LOCATION, the VTIMEZONE's rules or the offset in the name compared with the studio's zone, the calendar's
 * zone and all others, at last a fixed offset. Where several fit, the studio's zone is preferred. `at` is the first time
 * that the name is used for.
 */
export function zoneOfName(name: string, at: WallStart, context: ZoneContext): NamedZone {
  const { studioZone } = context;
  const known = knownZone(name, studioZone);
  if (known) return { zone: known, certainty: 'known' };
  const timeZone = context.timeZones.get(name);
  const located = timeZone && knownZone(locationOf(timeZone), studioZone);
  if (located) return { zone: located, certainty: 'known' };
  const ruled = timeZone && offsetsOfRules(timeZone, at);
  if (ruled) return zoneByRules(ruled, at, context);
  const namedMinutes = offsetInName(name);
  if (namedMinutes !== undefined) return zoneByOffset(namedMinutes, name, at, studioZone);
  return { zone: studioZone, certainty: 'ZONE_UNKNOWN' };
}

function knownZone(name: string, studioZone: Zone): Zone | undefined {
  const text = name.trim();
  if (
    /^(?:tzone:\/\/Microsoft\/Utc|Z|UTC|GMT|Etc\/(?:UTC|GMT|Zulu)|Universal|Coordinated Universal Time)$/i.test(
      text,
    )
  )
    return UTC;
  const segments = text.split('/').filter((segment) => segment !== '');
  for (const length of [3, 2, 1]) {
    const tail = segments.slice(-length).join('/');
    // A single word such as "EST" counts only when it is the whole name: "/x/y/Berlin" is no zone.
    if (segments.length >= length && (length > 1 || segments.length === 1) && isZone(tail))
      return canonical(tail);
  }
  const windows: readonly string[] = findIana(text);
  const usable = windows.filter(isZone);
  return usable.find((zone) => zone === studioZone) ?? usable[0];
}

/** The name with the platform's capital letters; old names such as US/Central become the current ones. */
function canonical(zone: Zone): Zone {
  return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone as Zone;
}

function locationOf(timeZone: CalendarComponent): string {
  const location = timeZone.lines.find((content) => lineName(content) === 'X-LIC-LOCATION');
  return location ? location.text.slice(location.text.indexOf(':') + 1) : '';
}

function zoneByRules(ruled: OffsetAt, at: WallStart, context: ZoneContext): NamedZone {
  const { studioZone, calendarZoneName = '' } = context;
  const fits = (zone: Zone): boolean => haveSameOffsets(ruled, offsetsOfZone(zone), at);
  if (fits(studioZone)) return { zone: studioZone, certainty: 'ZONE_GUESSED' };
  if (isZone(calendarZoneName) && fits(calendarZoneName))
    return { zone: calendarZoneName, certainty: 'ZONE_GUESSED' };
  const minutes = ruled(at);
  const isFixed = haveSameOffsets(ruled, () => minutes, at);
  if (isFixed && offsetsOfZone(studioZone)(at) === minutes)
    return { zone: studioZone, certainty: 'ZONE_GUESSED' };
  const fixed = isFixed ? fixedZone(minutes) : undefined;
  if (fixed) return { zone: fixed, certainty: 'ZONE_FIXED_OFFSET' };
  const match = Intl.supportedValuesOf('timeZone').find((zone) => isZone(zone) && fits(zone));
  return match && isZone(match)
    ? { zone: mainZoneOf(match), certainty: 'ZONE_GUESSED' }
    : { zone: studioZone, certainty: 'ZONE_UNKNOWN' };
}

/**
 * Names such as "(GMT +01:00)" or "(UTC-05:00) Eastern Time" give the offset outside summer time, so the studio's zone is
 * meant if that is its winter offset; else if it has the offset at that very time; else a zone whose city is in the name.
 */
function zoneByOffset(minutes: number, name: string, at: WallStart, studioZone: Zone): NamedZone {
  if (standardMinutes(studioZone, at) === minutes || offsetsOfZone(studioZone)(at) === minutes) {
    return { zone: studioZone, certainty: 'ZONE_GUESSED' };
  }
  const city = Intl.supportedValuesOf('timeZone').find((zone) => {
    const place = zone.split('/').at(-1)?.replaceAll('_', ' ') ?? '';
    return place.length > 3 && name.includes(place) && isZone(zone) && standardMinutes(zone, at) === minutes;
  });
  if (city && isZone(city)) return { zone: city, certainty: 'ZONE_GUESSED' };
  const fixed = fixedZone(minutes);
  if (fixed) return { zone: fixed, certainty: 'ZONE_FIXED_OFFSET' };
  const steady = Intl.supportedValuesOf('timeZone').find(
    (zone) => isZone(zone) && haveSameOffsets(offsetsOfZone(zone), () => minutes, at),
  );
  return steady && isZone(steady)
    ? { zone: steady, certainty: 'ZONE_FIXED_OFFSET' }
    : { zone: studioZone, certainty: 'ZONE_UNKNOWN' };
}

function standardMinutes(zone: Zone, at: WallStart): number {
  const year = at.date.slice(0, 4);
  const offset = offsetsOfZone(zone);
  return Math.min(
    ...['01', '07'].map((month) =>
      offset({ date: `${year}-${month}-15` as LocalDate, time: '12:00' as LocalTime }),
    ),
  );
}

/** "(GMT +01:00)", "UTC-5", "GMT+0530 …" in minutes. */
function offsetInName(name: string): number | undefined {
  const match = /^\W*(?:GMT|UTC)?\s*([+\-−])\s*(\d{1,2})(?::?([0-5]\d))?(?!\d)/i.exec(name);
  if (!match) return undefined;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  if (minutes > 14 * 60) return undefined;
  return match[1] === '+' ? minutes : -minutes;
}

/** Etc zones are named the other way round: Etc/GMT-1 is one hour ahead of UTC. Whole hours only. */
function fixedZone(minutes: number): Zone | undefined {
  if (minutes === 0) return UTC;
  const name = minutes > 0 ? `Etc/GMT-${minutes / 60}` : `Etc/GMT+${-minutes / 60}`;
  return isZone(name) ? name : undefined;
}

/** Of the zones with equal rules the one that stands for them: Europe/Paris rather than Africa/Ceuta. */
function mainZoneOf(zone: Zone): Zone {
  const [windows = ''] = findWindows(zone);
  const main = findIana(windows)[0] ?? zone;
  return isZone(main) ? main : zone;
}
