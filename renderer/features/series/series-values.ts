import type { SeriesFields, SeriesView } from '#contract/desktop/series.ts';
import type { TypedSessionView } from '#contract/desktop/session.ts';
import type { LocationId, PractitionerId, RoomId, ServiceId } from '#domain/values/ids.ts';
import {
  isLocalDate,
  isLocalTime,
  isScheduleDay,
  type LocalDate,
  type LocalTime,
  weekdayOf,
} from '#domain/values/time.ts';
import type { Catalog } from '#renderer/api/catalog.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';
import { typedValues } from '#renderer/ui/typed-values.ts';
import { firstTerms, type TypedTerms } from './class-terms-fields.tsx';

/** What the form of a series holds while it is edited: ids as text, an empty number of sessions or last date as ''. */
export interface SeriesValues extends Record<string, unknown> {
  serviceId: string;
  locationId: string;
  roomId: string | null;
  practitionerId: string | null;
  title: string;
  firstDate: string;
  time: string;
  durationMinutes: number | string;
  capacity: number | string;
  frequency: 'weekly' | 'monthly';
  interval: number | string;
  weekdays: number[];
  sessionCount: number | string;
  lastDate: string;
  keepsClosed: boolean;
  publicNote: string;
  privateNote: string;
  meetingLink: string;
  enabled: boolean;
  /** Null: not a class. Only a new series is made one by the form; a stored one has its own dialog. */
  classTerms: TypedTerms | null;
}

/** A new series: once a week from the day that was clicked, on its weekday. */
export function newSeriesValues(
  catalog: Catalog,
  start: {
    readonly at: string;
    readonly minutes?: number | undefined;
    readonly locationId?: LocationId | undefined;
    readonly serviceId?: ServiceId | undefined;
    readonly practitionerId?: PractitionerId | undefined;
    readonly roomId?: RoomId | undefined;
  },
): SeriesValues {
  const service =
    catalog.services.find(({ id }) => id === start.serviceId) ??
    catalog.services.find(({ active }) => active);
  const room = catalog.rooms.find(({ id }) => id === start.roomId);
  const locationId =
    room?.locationId ?? start.locationId ?? catalog.locations.find(({ active }) => active)?.id;
  const firstDate = start.at.slice(0, 10);
  return {
    serviceId: textOf(service?.id),
    locationId: textOf(locationId),
    roomId: room ? String(room.id) : null,
    practitionerId: start.practitionerId === undefined ? null : String(start.practitionerId),
    title: '',
    firstDate,
    time: start.at.slice(11, 16) || '09:00',
    durationMinutes: start.minutes ?? service?.durationMinutes ?? 60,
    capacity: service?.capacity ?? 1,
    frequency: 'weekly',
    interval: 1,
    weekdays: isLocalDate(firstDate) ? [weekdayOf(firstDate)] : [],
    sessionCount: 10,
    lastDate: '',
    keepsClosed: false,
    publicNote: '',
    privateNote: '',
    meetingLink: '',
    enabled: true,
    classTerms: null,
  };
}

/**
 * What a typed line says of a series that begins on `firstDate` unless it says when. Whoever names a client means all of its
 * sessions, and only a class has somebody in all of them.
 */
export function typedSeriesValues(
  typed: TypedSessionView,
  catalog: Catalog,
  firstDate: string,
): Partial<SeriesValues> {
  const { date: _, ...place } = typedValues(typed, catalog);
  const first = typed.date ?? (isLocalDate(firstDate) ? firstDate : null);
  return {
    ...place,
    ...(typed.date ? { firstDate: typed.date, weekdays: [weekdayOf(typed.date)] } : {}),
    ...(typed.times === null ? {} : { sessionCount: typed.times, lastDate: '' }),
    ...(typed.names.client && first ? { classTerms: firstTerms(first) } : {}),
  };
}

export function editedSeriesValues(series: SeriesView): SeriesValues {
  return {
    serviceId: String(series.serviceId),
    locationId: String(series.locationId),
    roomId: series.roomId === null ? null : String(series.roomId),
    practitionerId: series.practitionerId === null ? null : String(series.practitionerId),
    title: series.title,
    firstDate: series.firstDate,
    time: series.time,
    durationMinutes: series.durationMinutes,
    capacity: series.capacity,
    frequency: series.frequency,
    interval: series.interval,
    weekdays: [...series.weekdays],
    sessionCount: series.sessionCount ?? '',
    lastDate: series.lastDate ?? '',
    keepsClosed: series.onClosure === 'keep',
    publicNote: series.publicNote,
    privateNote: series.privateNote,
    meetingLink: series.meetingLink,
    enabled: series.state === 'enabled',
    classTerms: null,
  };
}

/** What can be known before the engine is asked: a sentence per field. */
export function checkSeries(values: SeriesValues): Record<string, string> {
  const issues: Record<string, string> = {};
  if (!values.serviceId) issues['serviceId'] = fieldMessages.choose;
  if (!values.locationId) issues['locationId'] = fieldMessages.choose;
  if (values.weekdays.length === 0) issues['weekdays'] = fieldMessages.choose;
  if (!isLocalTime(values.time)) issues['time'] = fieldMessages.issue('TIME');
  for (const field of ['durationMinutes', 'capacity', 'interval'] as const)
    if (!Number.isInteger(values[field])) issues[field] = fieldMessages.required;
  const first = dayIssue(values.firstDate);
  if (first) issues['firstDate'] = first;
  const last = values.lastDate === '' ? null : dayIssue(values.lastDate);
  if (last) issues['lastDate'] = last;
  if (values.sessionCount === '' && values.lastDate === '')
    issues['sessionCount'] = fieldMessages.issue('COUNT_OR_LAST_DATE');
  if (values.sessionCount !== '' && values.lastDate !== '')
    issues['lastDate'] = fieldMessages.issue('COUNT_OR_LAST_DATE');
  return issues;
}

function dayIssue(date: string): string | null {
  if (!isLocalDate(date)) return fieldMessages.issue('DATE');
  return isScheduleDay(date) ? null : fieldMessages.issue('DATE_OUT_OF_RANGE');
}

/** The values as the engine takes them; only after `checkSeries` found nothing. */
export function toSeriesFields(values: SeriesValues): SeriesFields {
  return {
    serviceId: Number(values.serviceId) as ServiceId,
    locationId: Number(values.locationId) as LocationId,
    roomId: values.roomId === null ? null : (Number(values.roomId) as RoomId),
    practitionerId: values.practitionerId === null ? null : (Number(values.practitionerId) as PractitionerId),
    title: values.title,
    firstDate: values.firstDate as LocalDate,
    time: values.time as LocalTime,
    durationMinutes: Number(values.durationMinutes),
    capacity: Number(values.capacity),
    frequency: values.frequency,
    interval: Number(values.interval),
    weekdays: [...values.weekdays].sort((a, b) => a - b),
    sessionCount: values.sessionCount === '' ? null : Number(values.sessionCount),
    lastDate: values.lastDate === '' ? null : (values.lastDate as LocalDate),
    onClosure: values.keepsClosed ? 'keep' : 'skip',
    publicNote: values.publicNote,
    privateNote: values.privateNote,
    meetingLink: values.meetingLink,
  };
}

/** The fields of a stored series, as an edit sends them. */
export function fieldsOfSeries(series: SeriesView): SeriesFields {
  return toSeriesFields(editedSeriesValues(series));
}

const textOf = (id: number | undefined): string => (id === undefined ? '' : String(id));
