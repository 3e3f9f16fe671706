import type { LocationId, PractitionerId, RoomId } from '../values/ids.ts';
import type { LocalDate, LocalTime } from '../values/time.ts';

/** Days [startDate, endDate), all of them or from `startTime` to `endTime`; of the studio where no part of it is named. */
export interface ClosureSpan {
  readonly startDate: LocalDate;
  readonly endDate: LocalDate;
  readonly startTime: LocalTime | null;
  readonly endTime: LocalTime | null;
  readonly locationId: LocationId | null;
  readonly roomId: RoomId | null;
  readonly practitionerId: PractitionerId | null;
}

export interface PlannedPlace {
  readonly locationId: LocationId;
  readonly roomId: RoomId | null;
  readonly practitionerId: PractitionerId | null;
  readonly time: LocalTime;
  readonly durationMinutes: number;
}

/** Of `closures`, those that could close a session planned there at that time of day; which days, `closureOn` tells. */
export function closuresOf<Closure extends ClosureSpan>(
  closures: readonly Closure[],
  place: PlannedPlace,
): Closure[] {
  const startsAt = minuteOf(place.time);
  const endsAt = startsAt + place.durationMinutes;
  return closures.filter(
    (closure) =>
      (closure.locationId === null || closure.locationId === place.locationId) &&
      (closure.roomId === null || closure.roomId === place.roomId) &&
      (closure.practitionerId === null || closure.practitionerId === place.practitionerId) &&
      (closure.startTime === null ||
        closure.endTime === null ||
        (minuteOf(closure.startTime) < endsAt && minuteOf(closure.endTime) > startsAt)),
  );
}

/** The first of these closures that holds the day; null when none does. */
export function closureOn<Closure extends ClosureSpan>(
  closures: readonly Closure[],
  date: LocalDate,
): Closure | null {
  return closures.find(({ startDate, endDate }) => startDate <= date && date < endDate) ?? null;
}

function minuteOf(time: LocalTime): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
