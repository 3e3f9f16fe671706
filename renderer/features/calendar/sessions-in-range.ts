import { queries } from '#renderer/api/engine.ts';
import type { ScheduleFilters } from '#renderer/ui/ui-state.ts';
import type { DayRange } from '#domain/values/day-range.ts';

/** Asks for the sessions and closures of these days, as the calendar shows them. */
export function sessionsInRange(range: DayRange, filters: ScheduleFilters) {
  return queries.session.inRange.queryOptions({
    input: {
      ...range,
      filters: {
        locationIds: [...filters.locationIds],
        practitionerIds: [...filters.practitionerIds],
        roomIds: [...filters.roomIds],
        serviceIds: [...filters.serviceIds],
      },
    },
  });
}
