import type { EventInput } from '@fullcalendar/react';
import type { CalendarClosure } from '#contract/desktop/session.ts';
import type { PractitionerId, RoomId } from '#domain/values/ids.ts';
import { addDays, type LocalDate } from '#domain/values/time.ts';
import type { CalendarView, ScheduleFilters } from '#renderer/ui/ui-state.ts';
import type { DayRange } from '#domain/values/day-range.ts';

/** What the calendar library keeps for a closure. */
export interface ClosureProps {
  readonly closure: CalendarClosure;
  /** Its name, and what of the studio it closes where that is not all that is shown. */
  readonly label: string;
}

/** What is looked at, and how closures are named there. */
export interface ClosureScene {
  readonly view: CalendarView;
  readonly range: DayRange;
  readonly filters: ScheduleFilters;
  /** The practitioner who looks at nothing but their own sessions; null: everybody else. */
  readonly ownPractitionerId: PractitionerId | null;
  readonly locationOfRoom: (id: RoomId) => number | null;
  readonly label: (closure: CalendarClosure) => string;
  readonly timesLabel: (closure: CalendarClosure) => string;
}

/**
 * Closures as the calendar library takes them: a strip with its name at the head of its days, and, where it closes all that is
 * looked at, shaded ground behind the sessions. The library hides the ground from screen readers and the keyboard; the strip says it all.
 */
export function closureEvents(closures: readonly CalendarClosure[], scene: ClosureScene): EventInput[] {
  return closures
    .filter((closure) => isLookedAt(closure, scene))
    .flatMap((closure) => [
      strip(closure, scene),
      ...(scene.view !== 'list' && closesAllOf(closure, scene) ? ground(closure, scene) : []),
    ]);
}

/** Whether any session that is shown could lie inside. */
function isLookedAt(closure: CalendarClosure, scene: ClosureScene): boolean {
  const { filters, ownPractitionerId } = scene;
  const { locationId, roomId, practitionerId } = closure;
  const place = locationId ?? (roomId === null ? null : scene.locationOfRoom(roomId));
  const isAmong = (ids: readonly number[], id: number | null): boolean =>
    ids.length === 0 || id === null || ids.includes(id);
  return (
    isAmong(filters.locationIds, place) &&
    isAmong(filters.roomIds, roomId) &&
    isAmong(filters.practitionerIds, practitionerId) &&
    (ownPractitionerId === null || practitionerId === null || practitionerId === ownPractitionerId)
  );
}

/** Whether nothing that is shown could be outside, going by the filters. */
function closesAllOf(closure: CalendarClosure, { filters, ownPractitionerId }: ClosureScene): boolean {
  const isOnly = (ids: readonly number[], id: number | null): boolean =>
    id === null || (ids.length === 1 && ids[0] === id);
  return (
    isOnly(filters.locationIds, closure.locationId) &&
    isOnly(filters.roomIds, closure.roomId) &&
    (isOnly(filters.practitionerIds, closure.practitionerId) || closure.practitionerId === ownPractitionerId)
  );
}

function strip(closure: CalendarClosure, scene: ClosureScene): EventInput {
  const times = closure.startTime === null ? '' : `${scene.timesLabel(closure)} `;
  const props: ClosureProps = { closure, label: `${times}${scene.label(closure)}` };
  return {
    id: `closure-${closure.id}`,
    title: props.label,
    start: closure.startDate,
    end: closure.endDate,
    allDay: true,
    editable: false,
    color: 'transparent',
    className: 'closure-strip',
    extendedProps: props,
  };
}

/** Whole days in one piece; hours once for each closed day in sight, but not in a month, which has no hours to put them behind. */
function ground(closure: CalendarClosure, { view, range }: ClosureScene): EventInput[] {
  const { startDate, endDate, startTime, endTime } = closure;
  const common = { display: 'background', editable: false, className: 'closure' };
  const id = `closure-ground-${closure.id}`;
  if (startTime === null) return [{ ...common, id, start: startDate, end: endDate, allDay: true }];
  if (view === 'month') return [];
  const events: EventInput[] = [];
  for (let date = later(startDate, range.from); date < earlier(endDate, range.to); date = addDays(date, 1))
    events.push({
      ...common,
      id: `${id}-${date}`,
      start: `${date}T${startTime}:00Z`,
      end: `${date}T${endTime}:00Z`,
    });
  return events;
}

const later = (a: LocalDate, b: LocalDate): LocalDate => (a > b ? a : b);
const earlier = (a: LocalDate, b: LocalDate): LocalDate => (a < b ? a : b);
