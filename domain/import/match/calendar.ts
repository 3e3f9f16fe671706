import { plainText } from '#domain/import/csv/cells.ts';
import type { ImportedCalendar, ImportedClosure, ImportedEvent } from '#domain/import/ics/calendar.ts';
import type { LocationId, ServiceId } from '#domain/values/ids.ts';
import { instantToWall, wallToInstant, type Fold, type LocalDate, type Zone } from '#domain/values/time.ts';
import { createCatalogMatcher, type CatalogMatcher, type MatchedLocation } from './catalog.ts';
import { notedRow, skippedRow, type Doubt } from './doubts.ts';
import {
  clampedMinutes,
  differenceOf,
  type SessionsKnown,
  type SessionsPlan,
  type SessionToMake,
} from './sessions.ts';

export interface KnownClosure {
  readonly externalUid: string;
  readonly title: string;
  readonly from: LocalDate;
  readonly until: LocalDate;
}

export interface ClosureToMake {
  readonly externalUid: string;
  /** Null: the whole studio. */
  readonly locationId: LocationId | null;
  readonly title: string;
  readonly from: LocalDate;
  readonly until: LocalDate;
}

export interface CalendarPlan extends SessionsPlan {
  readonly closures: readonly ClosureToMake[];
}

export interface CalendarChoices {
  /** Stands for events whose title names no service; null: a new service is made for each such title. */
  readonly serviceId: ServiceId | null;
  /** Stands for events that name no location of the studio. */
  readonly locationId: LocationId;
  /** Whole days are closed here; null closes the studio. */
  readonly closureLocationId: LocationId | null;
  /** Takes the whole days only, as of a file with school holidays; entries with a time are counted and left out. */
  readonly onlyClosures?: boolean;
}

/** The key of an event's date: equal in every later export, also when the date has moved. */
export function calendarKey(entry: { readonly externalUid: string; readonly occurrenceKey: string }): string {
  return `${entry.externalUid}#${entry.occurrenceKey}`;
}

/**
 * Which dates of a calendar become sessions and closures. A date cancelled in the file is never made, and one that is open
 * here is never cancelled by a file: both are listed. Events keep their instant; their wall time is that of the location.
 */
export function matchCalendar(
  calendar: Pick<ImportedCalendar, 'events' | 'closures'>,
  known: SessionsKnown & { readonly closures: ReadonlyMap<string, KnownClosure> },
  choices: CalendarChoices,
): CalendarPlan {
  const doubts: Doubt[] = [];
  const catalog = createCatalogMatcher(known.catalog, doubts);
  const places = createPlaces(catalog, known, choices.locationId);
  const chosen = known.catalog.services.find(({ id }) => id === choices.serviceId);
  const sessions: SessionToMake[] = [];
  let alreadyThere = 0;
  const events = choices.onlyClosures ? [] : calendar.events;
  if (events.length < calendar.events.length)
    doubts.push(notedRow(null, '', { code: 'TIMED_LEFT_OUT', entries: calendar.events.length }));
  for (const event of events) {
    const here = known.sessions.get(calendarKey(event));
    const place = places.of(event);
    const start = places.startAt(event, place);
    if (event.status === 'cancelled') {
      if (here) alreadyThere += 1;
      if (here?.state === 'canceled') continue;
      const code = here ? 'CANCELED_IN_FILE_OPEN_HERE' : 'CANCELED_IN_FILE';
      doubts.push(skippedRow(event.line, event.title, { code, date: start.date, time: start.time }));
      continue;
    }
    if (here) {
      alreadyThere += 1;
      const { title, durationMinutes, line } = event;
      const doubt = differenceOf(line, here, { title, durationMinutes, ...start });
      if (doubt) doubts.push(doubt);
      continue;
    }
    const minutes = clampedMinutes(event.durationMinutes);
    const service =
      catalog.findService(event.title) ??
      (chosen
        ? { ref: { id: chosen.id }, name: chosen.name, capacity: chosen.capacity }
        : catalog.service(event.line, event.title, minutes));
    const isTitled = plainText(service.name) !== plainText(event.title);
    sessions.push({
      externalUid: calendarKey(event),
      service: service.ref,
      location: place.ref,
      room: null,
      practitioner: null,
      title: isTitled ? event.title : '',
      shownTitle: event.title,
      locationName: place.name,
      ...start,
      durationMinutes: event.durationMinutes,
      capacity: service.capacity,
      note: event.description,
    });
  }
  const closures = matchClosures(calendar.closures, known.closures, choices.closureLocationId, doubts);
  doubts.push(...places.notes());
  return {
    catalog: catalog.make,
    sessions,
    closures: closures.make,
    alreadyThere: alreadyThere + closures.alreadyThere,
    doubts,
  };
}

interface Start {
  readonly date: ImportedEvent['date'];
  readonly time: ImportedEvent['time'];
  readonly zone: Zone;
  readonly fold: Fold;
  readonly startsAt: number;
}

/** Where events take place, and their start by that place's clock; counts what was guessed so that it is listed once. */
function createPlaces(catalog: CatalogMatcher, known: SessionsKnown, locationId: LocationId) {
  const fallback = known.catalog.locations.find(({ id }) => id === locationId);
  if (!fallback) throw new Error(`no location ${locationId}`);
  const byDefault: MatchedLocation = {
    ref: { id: fallback.id },
    name: fallback.name,
    zone: fallback.zone,
  };
  const unknown = new Map<string, { readonly first: ImportedEvent; entries: number }>();
  const zones = new Map<string, { readonly from: Zone; readonly to: Zone; entries: number }>();
  return {
    of: (event: ImportedEvent): MatchedLocation => {
      if (event.location === '') return byDefault;
      const found = locationIn(event.location, catalog, known);
      if (found) return found;
      const seen = unknown.get(event.location);
      if (seen) seen.entries += 1;
      else unknown.set(event.location, { first: event, entries: 1 });
      return byDefault;
    },
    startAt: (event: ImportedEvent, { zone }: MatchedLocation): Start => {
      const { date, time, fold = 'earlier' } = event;
      const startsAt = wallToInstant({ date, time, zone: event.zone, fold }).at;
      if (zone === event.zone) return { date, time, zone, fold, startsAt };
      const wall = instantToWall(startsAt, zone);
      if (wall.date !== date || wall.time !== time) {
        const key = `${event.zone}>${zone}`;
        const seen = zones.get(key);
        if (seen) seen.entries += 1;
        else zones.set(key, { from: event.zone, to: zone, entries: 1 });
      }
      const isEarlier = wallToInstant({ ...wall, zone, fold: 'earlier' }).at === startsAt;
      return { ...wall, zone, fold: isEarlier ? 'earlier' : 'later', startsAt };
    },
    notes: (): readonly Doubt[] => [
      ...[...unknown].map(([name, { first, entries }]) =>
        notedRow(first.line, first.title, {
          code: 'LOCATION_UNKNOWN',
          name: name.slice(0, 120),
          location: byDefault.name,
          entries,
        }),
      ),
      ...[...zones.values()].map(({ from, to, entries }) =>
        notedRow(null, '', { code: 'ZONE_CONVERTED', from, to, entries }),
      ),
    ],
  };
}

/** "Main House", or an address line that begins with it: "Main House, 5 Mill Lane". */
function locationIn(
  text: string,
  catalog: CatalogMatcher,
  known: SessionsKnown,
): MatchedLocation | undefined {
  const whole = catalog.findLocation(text);
  if (whole) return whole;
  const plain = plainText(text);
  const begins = known.catalog.locations.find(({ name }) => {
    const start = plainText(name);
    return plain.startsWith(start) && /^[\s,;:(/–-]/.test(plain.slice(start.length));
  });
  return begins && catalog.findLocation(begins.name);
}

function matchClosures(
  closures: readonly ImportedClosure[],
  known: ReadonlyMap<string, KnownClosure>,
  locationId: LocationId | null,
  doubts: Doubt[],
) {
  const make: ClosureToMake[] = [];
  let alreadyThere = 0;
  for (const closure of closures) {
    const externalUid = calendarKey(closure);
    const { title, from, until, line } = closure;
    const here = known.get(externalUid);
    if (here) alreadyThere += 1;
    if (closure.status === 'cancelled') {
      const code = here ? 'CANCELED_IN_FILE_OPEN_HERE' : 'CANCELED_IN_FILE';
      doubts.push(skippedRow(line, title, { code, date: from, time: '' }));
    } else if (!here) make.push({ externalUid, locationId, title, from, until });
    else if (here.title !== title || here.from !== from || here.until !== until) {
      const text = (each: Pick<KnownClosure, 'title' | 'from' | 'until'>): string =>
        `${each.title}, ${each.from} – ${each.until}`;
      doubts.push(
        skippedRow(line, title, { code: 'ALREADY_THERE_DIFFERS', here: text(here), file: text(closure) }),
      );
    }
  }
  return { make, alreadyThere };
}
