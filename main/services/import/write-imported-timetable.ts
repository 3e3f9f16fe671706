import type { WriteDb } from '#db/database.ts';
import * as imports from '#db/repositories/import.ts';
import * as locations from '#db/repositories/location.ts';
import * as practitioners from '#db/repositories/practitioner.ts';
import * as rooms from '#db/repositories/room.ts';
import * as services from '#db/repositories/service.ts';
import type { CalendarPlan } from '#domain/import/match/calendar.ts';
import type { CatalogToMake, Ref } from '#domain/import/match/catalog.ts';
import { endOf } from '#domain/import/match/sessions.ts';
import type { ImportId, LocationId, PractitionerId, RoomId, ServiceId } from '#domain/values/ids.ts';

/** The ids of what an import made for its timetable. */
export interface MadeCatalog {
  readonly services: readonly ServiceId[];
  readonly locations: readonly LocationId[];
  readonly rooms: readonly RoomId[];
  readonly practitioners: readonly PractitionerId[];
}

/** Carries a plan out: first what sessions refer to, then sessions and closures. */
export function writeTimetable(
  tx: WriteDb,
  importId: ImportId,
  createdAt: number,
  plan: Omit<CalendarPlan, 'sessions'> & { readonly sessions: Iterable<CalendarPlan['sessions'][number]> },
): MadeCatalog {
  const made = writeCatalog(tx, plan.catalog);
  for (const session of plan.sessions) {
    const { externalUid, title, date, time, zone, fold, durationMinutes, startsAt, capacity } = session;
    imports.insertSession(tx, {
      serviceId: idOf(session.service, made.services),
      locationId: idOf(session.location, made.locations),
      roomId: session.room && idOf(session.room, made.rooms),
      practitionerId: session.practitioner && idOf(session.practitioner, made.practitioners),
      title,
      date,
      time,
      zone,
      fold,
      durationMinutes,
      startsAt,
      endsAt: endOf(session),
      capacity,
      privateNote: session.note,
      externalUid,
      importId,
      createdAt,
    });
  }
  for (const closure of plan.closures) imports.insertClosure(tx, { ...closure, importId, createdAt });
  return made;
}

/** Colours of the palette. */
const COLORS = 12;

/** New services cost nothing until somebody sets their price; the dry run lists them. */
function writeCatalog(tx: WriteDb, plan: CatalogToMake): MadeCatalog {
  const firstColor = services.list(tx).length;
  const madeLocations = plan.locations.map((location) => locations.insert(tx, location).id);
  return {
    services: plan.services.map(
      (service, index) =>
        services.insert(tx, {
          ...service,
          color: (firstColor + index) % COLORS,
          priceType: 'fixed',
          costMinor: 0,
        }).id,
    ),
    locations: madeLocations,
    rooms: plan.rooms.map(
      ({ location, name, capacity }) =>
        rooms.insert(tx, { locationId: idOf(location, madeLocations), name, capacity }).id,
    ),
    practitioners: plan.practitioners.map(({ name }) => practitioners.insert(tx, { name }).id),
  };
}

function idOf<Id extends number>(ref: Ref<Id>, made: readonly Id[]): Id {
  const id = 'id' in ref ? ref.id : made[ref.make];
  if (id === undefined) throw new Error('a plan refers to what it does not make');
  return id;
}
