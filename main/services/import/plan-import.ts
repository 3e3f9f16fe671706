import type { ReadDb } from '#db/database.ts';
import * as closures from '#db/repositories/closure.ts';
import { sessionsByKey } from '#db/repositories/feed.ts';
import * as known from '#db/repositories/import-known.ts';
import * as locations from '#db/repositories/location.ts';
import * as practitioners from '#db/repositories/practitioner.ts';
import * as rooms from '#db/repositories/room.ts';
import * as services from '#db/repositories/service.ts';
import * as studios from '#db/repositories/studio.ts';
import { clientName } from '#domain/client/client-name.ts';
import { readFeedUid } from '#domain/feed/feed-uid.ts';
import type { BookingRow } from '#domain/import/csv/bookings.ts';
import type { ImportedEvent } from '#domain/import/ics/calendar.ts';
import { compositeKey } from '#domain/import/csv/row-reader.ts';
import { matchBookings, placeKey, type BookingsPlan } from '#domain/import/match/bookings.ts';
import {
  calendarKey,
  matchCalendar,
  type CalendarPlan,
  type KnownClosure,
} from '#domain/import/match/calendar.ts';
import type { KnownCatalog } from '#domain/import/match/catalog.ts';
import { matchClients, type ClientsPlan } from '#domain/import/match/clients.ts';
import { sortedDoubts, type Doubt } from '#domain/import/match/doubts.ts';
import { matchSessions } from '#domain/import/match/sessions.ts';
import type { LocationId } from '#domain/values/ids.ts';
import { mayGoOn } from '#domain/prepayment/rule.ts';
import { instantToWall } from '#domain/values/time.ts';
import { readPrepaymentRule } from '../../settings/prepayment-settings.ts';
import type { Actor } from '../context.ts';
import { moneyOf } from '../prepayment/require-prepayment.ts';
import type { ImportOptions, ReadFile } from './read-import.ts';
import { sessionCost } from '../session/session-cost.ts';

/** What an import will make, and what it leaves out. The same plan is shown and carried out. */
export interface ImportPlan {
  readonly work:
    | ({ readonly kind: 'timetable' } & CalendarPlan)
    | ({ readonly kind: 'clients' } & ClientsPlan)
    | ({ readonly kind: 'bookings' } & BookingsPlan)
    | { readonly kind: 'nothing' };
  readonly alreadyThere: number;
  readonly doubts: readonly Doubt[];
}

/** Who takes the file in, and when. `actor` null: the command line, which only an owner of the computer has. */
interface Taken {
  readonly now: number;
  readonly actor: Actor | null;
}

/** Holds a file against what the studio has now. Inside the transaction that carries it out, nothing can come between. */
export function planImport(
  db: ReadDb,
  now: number,
  file: ReadFile,
  options: ImportOptions,
  actor: Actor | null,
): ImportPlan {
  const work = workOf(db, { now, actor }, file, options);
  if (work.kind === 'nothing') return { work, alreadyThere: 0, doubts: sortedDoubts(file.doubts) };
  return {
    work,
    alreadyThere: work.alreadyThere,
    doubts: sortedDoubts([...file.doubts, ...work.doubts]),
  };
}

function workOf(
  db: ReadDb,
  taken: Taken,
  { content, location }: ReadFile,
  options: ImportOptions,
): ImportPlan['work'] {
  switch (content.kind) {
    case 'ics': {
      const { events, closures: closedDays } = content.calendar;
      const there = {
        catalog: catalogOf(db),
        closures: knownClosures(db, closedDays.map(calendarKey), options.locationId ?? null),
        sessions: knownSessions(db, events),
      };
      const choices = {
        serviceId: options.serviceId ?? null,
        locationId: location.id,
        closureLocationId: options.locationId ?? null,
        onlyClosures: options.onlyClosures ?? false,
      };
      return { kind: 'timetable', ...matchCalendar(content.calendar, there, choices) };
    }
    case 'sessions': {
      const sessions = known.sessionsByUid(
        db,
        content.rows.map(({ key }) => key),
      );
      const plan = matchSessions(content.rows, { catalog: catalogOf(db), sessions }, location);
      return { kind: 'timetable', closures: [], ...plan };
    }
    case 'clients': {
      const today = instantToWall(taken.now, studios.get(db).zone).date;
      return { kind: 'clients', ...matchClients(content.rows, known.listClients(db), today) };
    }
    case 'bookings':
      return { kind: 'bookings', ...planBookings(db, taken, content.rows) };
    case 'unmapped':
      return { kind: 'nothing' };
  }
}

/** What is closed already by these entries, at the location or in the whole studio; another location's is another closure. */
function knownClosures(
  db: ReadDb,
  uids: readonly string[],
  locationId: LocationId | null,
): Map<string, KnownClosure> {
  return new Map(
    closures
      .listByExternalUid(db, uids)
      .filter((row) => row.locationId === null || row.locationId === locationId)
      .map(({ externalUid, title, startDate, endDate }) => [
        externalUid,
        { externalUid, title, from: startDate, until: endDate },
      ]),
  );
}

/** Sessions that came from a calendar under their UID, and our own, when the file is one that Callboard wrote. */
function knownSessions(db: ReadDb, events: readonly ImportedEvent[]) {
  const { tenantUid } = studios.get(db);
  const keys = new Map(
    events.flatMap((event) => {
      const key = readFeedUid(event.externalUid, tenantUid);
      return key ? [[calendarKey(event), key] as const] : [];
    }),
  );
  const own = sessionsByKey(db, [...keys.values()]);
  const sessions = known.sessionsByUid(db, events.map(calendarKey));
  for (const [calendar, { id }] of keys) {
    const session = own.get(id);
    if (session) sessions.set(calendar, { ...session, externalUid: calendar });
  }
  return sessions;
}

function catalogOf(db: ReadDb): KnownCatalog {
  return {
    services: services.list(db),
    locations: locations.list(db),
    rooms: rooms.list(db),
    practitioners: practitioners.list(db),
  };
}

function planBookings(db: ReadDb, { now, actor }: Taken, rows: readonly BookingRow[]): BookingsPlan {
  const bookings = known.bookingsByUid(
    db,
    rows.map(({ key }) => key),
  );
  const rule = readPrepaymentRule(db);
  const dates = new Set<string>();
  const uids = new Set<string>();
  for (const { session } of rows) {
    if (session.by === 'start') dates.add(session.date);
    else uids.add(session.externalId).add(compositeKey('id', [session.externalId]));
  }
  const sessions = known
    .listSessions(db, {
      dates: [...dates],
      uids: [...uids],
      ids: [...bookings.values()].map(({ sessionId }) => sessionId),
    })
    .map((session) => ({
      ...session,
      costMinor: sessionCost(session, session.durationMinutes),
      isToCome: session.startsAt > now,
    }));
  const places = known.listPlaces(
    db,
    sessions.map(({ id }) => id),
  );
  return matchBookings(rows, {
    clients: known.listClients(db).map((client) => ({
      id: client.id,
      externalUid: client.externalUid,
      name: clientName(client),
      email: client.email,
      isActive: client.state === 'active',
    })),
    sessions,
    lots: known.listLots(db),
    places: new Set(places.map((each) => placeKey(each.sessionId, each.clientId, each.participant))),
    bookings,
    prepayment: {
      rule,
      mayGoOn: mayGoOn(rule.mode, actor?.role ?? 'owner'),
      moneyOf: (clientId) => moneyOf(db, clientId),
    },
  });
}
