import type { SessionView } from '#contract/desktop/session.ts';
import type { LocationId, PractitionerId, RoomId, ServiceId } from '#domain/values/ids.ts';
import {
  isLocalDate,
  isLocalTime,
  isScheduleDay,
  type LocalDate,
  type LocalTime,
} from '#domain/values/time.ts';
import type { Catalog } from '#renderer/api/catalog.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';

/** A session as its form holds it: ids and times as text, until they are sent. */
export type SessionValues = {
  serviceId: string;
  locationId: string;
  roomId: string | null;
  practitionerId: string | null;
  title: string;
  date: string;
  time: string;
  fold: 'earlier' | 'later';
  durationMinutes: number | string;
  capacity: number | string;
  publicNote: string;
  privateNote: string;
  meetingLink: string;
  allowConflicts: boolean;
};

/** A new session at `at` (`YYYY-MM-DD` or with `THH:MM`) in the first place and service there is, or the ones filtered for. */
export function newSessionValues(
  catalog: Catalog,
  start: {
    readonly at: string;
    readonly minutes?: number;
    readonly locationId?: LocationId;
    readonly serviceId?: ServiceId;
    readonly practitionerId?: PractitionerId;
    readonly roomId?: RoomId;
  },
): SessionValues {
  const isActive = ({ active }: { readonly active: boolean }): boolean => active;
  const service =
    catalog.services.find(({ id }) => id === start.serviceId) ?? catalog.services.find(isActive);
  const room = catalog.rooms.find(({ id }) => id === start.roomId);
  const locationId = room?.locationId ?? start.locationId ?? catalog.locations.find(isActive)?.id;
  return {
    serviceId: service ? String(service.id) : '',
    locationId: locationId === undefined ? '' : String(locationId),
    roomId: room ? String(room.id) : null,
    practitionerId: start.practitionerId === undefined ? null : String(start.practitionerId),
    title: '',
    date: start.at.slice(0, 10),
    time: start.at.slice(11, 16) || '09:00',
    fold: 'earlier',
    durationMinutes: start.minutes ?? service?.durationMinutes ?? 60,
    capacity: service?.capacity ?? 1,
    publicNote: '',
    privateNote: '',
    meetingLink: '',
    allowConflicts: false,
  };
}

export function editedSessionValues(session: SessionView): SessionValues {
  return {
    serviceId: String(session.serviceId),
    locationId: String(session.locationId),
    roomId: session.roomId === null ? null : String(session.roomId),
    practitionerId: session.practitionerId === null ? null : String(session.practitionerId),
    title: session.title,
    date: session.date,
    time: session.time,
    fold: session.fold,
    durationMinutes: session.durationMinutes,
    capacity: session.capacity,
    publicNote: session.publicNote,
    privateNote: session.privateNote,
    meetingLink: session.meetingLink,
    allowConflicts: false,
  };
}

/** What can be known before the engine is asked: a sentence per field. */
export function checkSession(values: SessionValues): Record<string, string> {
  return {
    ...(values.serviceId ? {} : { serviceId: fieldMessages.choose }),
    ...(values.locationId ? {} : { locationId: fieldMessages.choose }),
    ...dayError(values.date),
    ...(isLocalTime(values.time) ? {} : { time: fieldMessages.issue('TIME') }),
    ...(Number.isInteger(values.durationMinutes) ? {} : { durationMinutes: fieldMessages.required }),
    ...(Number.isInteger(values.capacity) ? {} : { capacity: fieldMessages.required }),
  };
}

function dayError(date: string): { readonly date?: string } {
  if (!isLocalDate(date)) return { date: fieldMessages.issue('DATE') };
  return isScheduleDay(date) ? {} : { date: fieldMessages.issue('DATE_OUT_OF_RANGE') };
}

/** The values as the engine takes them; only after `checkSession` found nothing. */
export function toSessionFields(values: SessionValues) {
  return {
    serviceId: Number(values.serviceId) as ServiceId,
    locationId: Number(values.locationId) as LocationId,
    roomId: values.roomId === null ? null : (Number(values.roomId) as RoomId),
    practitionerId: values.practitionerId === null ? null : (Number(values.practitionerId) as PractitionerId),
    title: values.title,
    date: values.date as LocalDate,
    time: values.time as LocalTime,
    fold: values.fold,
    durationMinutes: Number(values.durationMinutes),
    capacity: Number(values.capacity),
    publicNote: values.publicNote,
    privateNote: values.privateNote,
    meetingLink: values.meetingLink,
  };
}
