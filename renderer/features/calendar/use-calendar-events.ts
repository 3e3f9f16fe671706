import type { EventInput } from '@fullcalendar/react';
import { useEffect, useMemo, useState } from 'react';
import type { CalendarClosure, SessionRow } from '#contract/desktop/session.ts';
import { type Catalog, useCatalog } from '#renderer/api/catalog.ts';
import { useSignedIn } from '#renderer/api/signed-in.ts';
import { closedWhat } from '#renderer/messages/closures.ts';
import { type CalendarView, useUiState } from '#renderer/ui/ui-state.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { ClosureScene } from './calendar-closures.ts';
import { areSamePlaces, calendarEvents, type SessionProps } from './calendar-events.ts';
import type { DayRange } from '#domain/values/day-range.ts';
import { forgetChanges, showChanges } from './live-sessions.ts';

interface Page {
  readonly sessions: readonly SessionRow[];
  readonly closures: readonly CalendarClosure[];
}

/**
 * The events of a page for the calendar library: the same array for as long as the sessions keep their places. What else
 * becomes of them reaches their events without the library (live-sessions.ts).
 */
export function useCalendarEvents(
  page: Page | undefined,
  mayMove: boolean,
  view: CalendarView,
  range: DayRange,
): EventInput[] {
  const describe = useDescription();
  const scene = useScene(view, range);
  const [placer] = useState(createPlacer);
  const placed = useMemo(
    () => placer(page ?? noPage, mayMove, describe, scene),
    [placer, page, mayMove, describe, scene],
  );
  useEffect(() => forgetChanges, [placed]);
  useEffect(() => (page ? showChanges(placed.sessions, page.sessions) : undefined), [placed, page]);
  return placed.events;
}

const noPage: Page = { sessions: [], closures: [] };

interface Placed extends Page {
  readonly events: EventInput[];
}

/** Makes events, or answers with those it made last when they still stand. */
function createPlacer() {
  let last: Placed | null = null;
  let lastMayMove = false;
  let lastDescribe: SessionProps['describe'] | null = null;
  let lastScene: ClosureScene | null = null;
  return (page: Page, mayMove: boolean, describe: SessionProps['describe'], scene: ClosureScene): Placed => {
    const stands =
      last &&
      lastMayMove === mayMove &&
      lastDescribe === describe &&
      last.closures === page.closures &&
      // Without closures it does not matter how they would be shown.
      (lastScene === scene || page.closures.length === 0) &&
      areSamePlaces(last.sessions, page.sessions);
    if (stands && last) return last;
    [lastMayMove, lastDescribe, lastScene] = [mayMove, describe, scene];
    last = { ...page, events: calendarEvents(page.sessions, page.closures, mayMove, describe, scene) };
    return last;
  };
}

/** How closures are shown here; the same object as long as nothing of it changes. */
function useScene(view: CalendarView, range: DayRange): ClosureScene {
  const catalog = useCatalog();
  const format = useFormat();
  const filters = useUiState((state) => state.filters);
  const { role, practitionerId } = useSignedIn();
  const ownPractitionerId = role === 'practitioner' ? practitionerId : null;
  return useMemo(
    () => ({
      view,
      range,
      filters,
      ownPractitionerId,
      locationOfRoom: (id) => catalog.rooms.find((room) => room.id === id)?.locationId ?? null,
      label: (closure) => {
        const { title, locationId, roomId, practitionerId: whose } = closure;
        const isStudio = locationId === null && roomId === null && whose === null;
        return isStudio ? title : `${title} · ${closedWhat(closure, catalog.nameOf)}`;
      },
      timesLabel: ({ startTime, endTime }) =>
        startTime && endTime ? `${format.time(startTime)}–${format.time(endTime)}` : '',
    }),
    [view, range, filters, ownPractitionerId, catalog, format],
  );
}

/** Practitioner and place of a session in one line. */
function useDescription(): SessionProps['describe'] {
  const catalog = useCatalog();
  return useMemo(() => describeBy(catalog), [catalog]);
}

function describeBy(catalog: Catalog): SessionProps['describe'] {
  return (session) =>
    [
      catalog.nameOf('practitioners', session.practitionerId),
      catalog.nameOf('rooms', session.roomId),
      catalog.nameOf('locations', session.locationId),
    ]
      .filter(Boolean)
      .join(', ');
}
