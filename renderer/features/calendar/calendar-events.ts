import type { EventInput } from '@fullcalendar/react';
import type { SessionRow } from '#contract/desktop/session.ts';

export interface Closure {
  readonly id: number;
  readonly title: string;
  readonly startDate: string;
  readonly endDate: string;
}

/**
 * Sessions and closures as the calendar library takes them. Times are wall times written as UTC, and the calendar runs in
 * UTC: a session stands on its own local day and hour whatever the zone of this computer.
 */
export function calendarEvents(
  sessions: readonly SessionRow[],
  closures: readonly Closure[],
  mayMove: boolean,
  describe: (session: SessionRow) => string,
): EventInput[] {
  return [
    ...sessions.map((session) => sessionEvent(session, mayMove, describe(session))),
    ...closures.map(closureEvent),
  ];
}

/** `2026-10-06T09:00:00Z` → the wall date and time it stands for. */
export function wallOf(startStr: string): { readonly date: string; readonly time: string } {
  return { date: startStr.slice(0, 10), time: startStr.slice(11, 16) || '09:00' };
}

function sessionEvent(session: SessionRow, mayMove: boolean, detail: string): EventInput {
  const start = Date.parse(`${session.date}T${session.time}:00Z`);
  return {
    id: String(session.id),
    title: session.title,
    start,
    end: start + session.durationMinutes * 60_000,
    color: `var(--service-${session.color}-fill)`,
    contrastColor: 'var(--service-text)',
    className: `event event-${session.state}`,
    editable: mayMove && session.state === 'open',
    extendedProps: { session, detail },
  };
}

function closureEvent(closure: Closure): EventInput {
  return {
    id: `closure-${closure.id}`,
    title: closure.title,
    start: closure.startDate,
    end: closure.endDate,
    allDay: true,
    display: 'background',
    className: 'closure',
  };
}
