import type { ClosureFields, ClosureRow } from '#contract/desktop/closure.ts';
import { MOST_CLOSED_DAYS } from '#domain/closure/check-span.ts';
import type { LocationId, PractitionerId, RoomId } from '#domain/values/ids.ts';
import {
  addDays,
  daysBetween,
  isLocalDate,
  isLocalTime,
  isScheduleDay,
  type LocalDate,
  type LocalTime,
} from '#domain/values/time.ts';
import { closureForm as words } from '#renderer/messages/closures.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';
import type { ScheduleFilters } from '#renderer/ui/ui-state.ts';

export type ClosureScope = 'studio' | 'location' | 'room' | 'practitioner';
export const closureScopes: readonly ClosureScope[] = ['studio', 'location', 'room', 'practitioner'];

/** A closure as its form holds it. `endDate` is the last closed day, as people say it; on the wire it is the first open one. */
export type ClosureValues = {
  title: string;
  startDate: string;
  endDate: string;
  wholeDays: boolean;
  startTime: string;
  endTime: string;
  scope: ClosureScope;
  locationId: string;
  roomId: string;
  practitionerId: string;
};

/** A new closure on this day, of the part of the studio that the calendar is filtered to. */
export function newClosureValues(day: string, filters: ScheduleFilters): ClosureValues {
  const only = (ids: readonly number[]): string => (ids.length === 1 ? String(ids[0]) : '');
  const [practitionerId, roomId, locationId] = [
    only(filters.practitionerIds),
    only(filters.roomIds),
    only(filters.locationIds),
  ];
  return {
    title: '',
    startDate: day,
    endDate: day,
    wholeDays: true,
    startTime: '09:00',
    endTime: '12:00',
    scope: practitionerId ? 'practitioner' : roomId ? 'room' : locationId ? 'location' : 'studio',
    locationId,
    roomId,
    practitionerId,
  };
}

export function editedClosureValues(closure: ClosureRow): ClosureValues {
  const { locationId, roomId, practitionerId } = closure;
  const text = (id: number | null): string => (id === null ? '' : String(id));
  return {
    title: closure.title,
    startDate: closure.startDate,
    endDate: addDays(closure.endDate, -1),
    wholeDays: closure.startTime === null,
    startTime: closure.startTime ?? '09:00',
    endTime: closure.endTime ?? '12:00',
    scope:
      practitionerId !== null
        ? 'practitioner'
        : roomId !== null
          ? 'room'
          : locationId !== null
            ? 'location'
            : 'studio',
    locationId: text(locationId),
    roomId: text(roomId),
    practitionerId: text(practitionerId),
  };
}

/** What is wrong by itself, by field. */
export function checkClosure(values: ClosureValues): Record<string, string> {
  return {
    ...(values.title.trim() ? {} : { title: fieldMessages.required }),
    ...checkDays(values),
    ...(values.wholeDays ? {} : checkTimes(values)),
    ...(values.scope === 'studio' || values[`${values.scope}Id`]
      ? {}
      : { [`${values.scope}Id`]: fieldMessages.choose }),
  };
}

function checkDays({ startDate, endDate }: ClosureValues): Record<string, string> {
  if (!isLocalDate(startDate)) return { startDate: fieldMessages.issue('DATE') };
  if (!isScheduleDay(startDate)) return { startDate: fieldMessages.issue('DATE_OUT_OF_RANGE') };
  if (!isLocalDate(endDate)) return { endDate: fieldMessages.issue('DATE') };
  if (!isScheduleDay(endDate)) return { endDate: fieldMessages.issue('DATE_OUT_OF_RANGE') };
  const days = daysBetween(startDate, endDate) + 1;
  if (days < 1) return { endDate: words.lastBeforeFirst };
  return days > MOST_CLOSED_DAYS ? { endDate: words.tooLong } : {};
}

function checkTimes({ startTime, endTime }: ClosureValues): Record<string, string> {
  if (!isLocalTime(startTime)) return { startTime: fieldMessages.issue('TIME') };
  if (!isLocalTime(endTime)) return { endTime: fieldMessages.issue('TIME') };
  return endTime > startTime ? {} : { endTime: words.endBeforeStart };
}

/** What is sent. Only for values that `checkClosure` found nothing wrong with. */
export function toClosureFields(values: ClosureValues): ClosureFields {
  const { scope, wholeDays } = values;
  const idOf = <Id extends number>(wanted: ClosureScope, text: string): Id | null =>
    scope === wanted && text !== '' ? (Number(text) as Id) : null;
  return {
    title: values.title.trim(),
    startDate: values.startDate as LocalDate,
    endDate: addDays(values.endDate as LocalDate, 1),
    startTime: wholeDays ? null : (values.startTime as LocalTime),
    endTime: wholeDays ? null : (values.endTime as LocalTime),
    locationId: idOf<LocationId>('location', values.locationId),
    roomId: idOf<RoomId>('room', values.roomId),
    practitionerId: idOf<PractitionerId>('practitioner', values.practitionerId),
  };
}

/** What a preview can be asked for: the name may still be missing. Null while days, times or the part are not there. */
export function previewFields(values: ClosureValues): Omit<ClosureFields, 'title'> | null {
  const { title: _, ...wrong } = checkClosure(values);
  if (Object.keys(wrong).length > 0) return null;
  const { title: _title, ...fields } = toClosureFields(values);
  return fields;
}
