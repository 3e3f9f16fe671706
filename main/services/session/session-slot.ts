import type { ReadDb } from '#db/database.ts';
import * as closures from '#db/repositories/closure.ts';
import * as locations from '#db/repositories/location.ts';
import * as practitioners from '#db/repositories/practitioner.ts';
import * as rooms from '#db/repositories/room.ts';
import * as services from '#db/repositories/service.ts';
import * as sessionOverlaps from '#db/repositories/session-overlap.ts';
import { createClosureFinder } from '#domain/closure/closed.ts';
import type { LocationId, PractitionerId, RoomId, ServiceId, SessionId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import {
  addDays,
  type Fold,
  type LocalDate,
  type LocalTime,
  MINUTE_MS,
  wallToInstant,
  type Zone,
} from '#domain/values/time.ts';
import { notFound, type NotFound } from '../errors.ts';

/** What a form says about a session. */
export interface SessionFields {
  readonly serviceId: ServiceId;
  readonly locationId: LocationId;
  readonly roomId: RoomId | null;
  readonly practitionerId: PractitionerId | null;
  readonly title: string;
  readonly date: LocalDate;
  readonly time: LocalTime;
  readonly fold: Fold;
  readonly durationMinutes: number;
  readonly capacity: number;
  readonly publicNote: string;
  readonly privateNote: string;
  readonly meetingLink: string;
}

type Place = Pick<SessionFields, 'serviceId' | 'locationId' | 'roomId' | 'practitionerId'>;

/** The columns that follow from the wall time: a session belongs to its location's zone (domain.md 2). */
export interface Slot {
  readonly localDate: LocalDate;
  readonly localTime: LocalTime;
  readonly zone: Zone;
  readonly fold: Fold;
  readonly durationMinutes: number;
  readonly startsAt: number;
  readonly endsAt: number;
}

export function slotOf(
  wall: Pick<SessionFields, 'date' | 'time' | 'fold' | 'durationMinutes'>,
  zone: Zone,
): Slot {
  const { date, time, fold, durationMinutes } = wall;
  const { at } = wallToInstant({ date, time, zone, fold });
  return {
    localDate: date,
    localTime: time,
    zone,
    fold,
    durationMinutes,
    startsAt: at,
    endsAt: at + durationMinutes * MINUTE_MS,
  };
}

export type PlaceError = NotFound | { readonly code: 'ROOM_ELSEWHERE' };

/** The zone of a place whose parts all exist, the room inside the location. */
export function checkPlace(db: ReadDb, place: Place): Result<Zone, PlaceError> {
  const location = locations.findById(db, place.locationId);
  if (!location) return notFound('location');
  if (!services.findById(db, place.serviceId)) return notFound('service');
  if (place.practitionerId !== null && !practitioners.findById(db, place.practitionerId))
    return notFound('practitioner');
  if (place.roomId === null) return ok(location.zone);
  const room = rooms.findById(db, place.roomId);
  if (!room) return notFound('room');
  return room.locationId === place.locationId ? ok(location.zone) : err({ code: 'ROOM_ELSEWHERE' });
}

export interface ScheduleConflict {
  readonly code: 'SCHEDULE_CONFLICT';
  readonly conflicts: {
    kind: 'room' | 'practitioner' | 'closure';
    title: string;
    date: string;
    time: string;
  }[];
}

/** What stands against the slot: the same room or practitioner at that time, a closure that it touches. Null when nothing does. */
export function findConflicts(
  db: ReadDb,
  place: Pick<Place, 'locationId' | 'roomId' | 'practitionerId'>,
  slot: Slot,
  exceptId: SessionId | null,
): ScheduleConflict | null {
  const { startsAt, endsAt, localDate } = slot;
  const { roomId, practitionerId } = place;
  const overlaps = sessionOverlaps.listOverlaps(db, { startsAt, endsAt, roomId, practitionerId, exceptId });
  const conflicts = [
    ...overlaps,
    ...closuresOver(db, place, slot).map(({ title, startTime }) => ({
      kind: 'closure' as const,
      title,
      date: localDate,
      time: startTime ?? '',
    })),
  ];
  return conflicts.length > 0 ? { code: 'SCHEDULE_CONFLICT', conflicts } : null;
}

/** The closures that a session at this place and time would touch, by start. */
export function closuresOver(
  db: ReadDb,
  place: Pick<Place, 'locationId' | 'roomId' | 'practitionerId'>,
  { localDate, localTime, ...slot }: Slot,
): closures.ClosureRow[] {
  const { locationId, roomId, practitionerId } = place;
  const session = { ...slot, date: localDate, time: localTime, locationId, roomId, practitionerId };
  // A session lasts a day at most: it may reach into the next one.
  const near = closures.listTouching(db, session, localDate, addDays(localDate, 2));
  return near.length === 0 ? [] : createClosureFinder(near)(session);
}
