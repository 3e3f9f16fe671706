import type { EventInput } from '@fullcalendar/react';
import { useEffect, useMemo, useState } from 'react';
import type { SessionRow } from '#contract/desktop/session.ts';
import { type Catalog, useCatalog } from '#renderer/api/catalog.ts';
import { areSamePlaces, calendarEvents, type Closure, type SessionProps } from './calendar-events.ts';
import { forgetChanges, showChanges } from './live-sessions.ts';

interface Page {
  readonly sessions: readonly SessionRow[];
  readonly closures: readonly Closure[];
}

/**
 * The events of a page for the calendar library: the same array for as long as the sessions keep their places. What else
 * becomes of them reaches their events without the library (live-sessions.ts).
 */
export function useCalendarEvents(page: Page | undefined, mayMove: boolean): EventInput[] {
  const describe = useDescription();
  const [placer] = useState(createPlacer);
  const placed = useMemo(() => placer(page ?? noPage, mayMove, describe), [placer, page, mayMove, describe]);
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
  return (page: Page, mayMove: boolean, describe: SessionProps['describe']): Placed => {
    const stands =
      last &&
      lastMayMove === mayMove &&
      lastDescribe === describe &&
      last.closures === page.closures &&
      areSamePlaces(last.sessions, page.sessions);
    if (stands && last) return last;
    [lastMayMove, lastDescribe] = [mayMove, describe];
    last = { ...page, events: calendarEvents(page.sessions, page.closures, mayMove, describe) };
    return last;
  };
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
