import type { EventInput } from '@fullcalendar/react';
import type { CalendarClosure, SessionRow } from '#contract/desktop/session.ts';
import { createClosureFinder } from '#domain/closure/closed.ts';
import { type ClosureScene, closureEvents } from './calendar-closures.ts';

/** What the calendar library keeps for a session: `placed` is the row as it stood when the events were made. */
export interface SessionProps {
  readonly placed: SessionRow;
  /** How many sessions share its time, itself included: the lanes that its day's column is divided into there. */
  readonly lanes: number;
  readonly describe: (session: SessionRow) => string;
  /** Names of the closures that it touches; empty for most. */
  readonly closedBy: string;
}

/**
 * Sessions and closures as the calendar library takes them. Times are wall times written as UTC, and the calendar runs in
 * UTC: a session stands on its own local day and hour whatever the zone of this computer.
 */
export function calendarEvents(
  sessions: readonly SessionRow[],
  closures: readonly CalendarClosure[],
  mayMove: boolean,
  describe: (session: SessionRow) => string,
  scene: ClosureScene | null = null,
): EventInput[] {
  const lanes = lanesOf(sessions);
  const closedBy = closedByOf(closures);
  return [
    ...sessions.map((placed, index) =>
      sessionEvent(
        { placed, lanes: lanes[index] ?? 1, describe, closedBy: closedBy(placed) },
        mayMove && mayBeMoved(placed),
      ),
    ),
    ...(scene === null ? [] : closureEvents(closures, scene)),
  ];
}

function closedByOf(closures: readonly CalendarClosure[]): (session: SessionRow) => string {
  if (closures.length === 0) return () => '';
  const find = createClosureFinder(closures);
  return (session) =>
    find(session)
      .map(({ title }) => title)
      .join(', ');
}

/**
 * Whether the events made from `before` can stand for `now`: the same sessions at the same times, whatever became of them.
 * Where they can, the library need not draw them anew, which would cost nearly as much as a new page.
 */
export function areSamePlaces(before: readonly SessionRow[], now: readonly SessionRow[]): boolean {
  return before.length === now.length && before.every((row, index) => isSamePlace(row, now[index]));
}

export function mayBeMoved(session: SessionRow): boolean {
  return session.state === 'open';
}

/** `2026-10-06T09:00:00Z` → the wall date and time it stands for. */
export function wallOf(startStr: string): { readonly date: string; readonly time: string } {
  return { date: startStr.slice(0, 10), time: startStr.slice(11, 16) || '09:00' };
}

function isSamePlace(before: SessionRow, now: SessionRow | undefined): boolean {
  return (
    before === now ||
    (before.id === now?.id &&
      before.date === now.date &&
      before.time === now.time &&
      before.durationMinutes === now.durationMinutes &&
      before.title === now.title &&
      before.color === now.color)
  );
}

function sessionEvent(props: SessionProps, mayMove: boolean): EventInput {
  const { placed } = props;
  const start = wallStartOf(placed);
  return {
    id: String(placed.id),
    title: placed.title,
    start,
    end: start + placed.durationMinutes * 60_000,
    color: `var(--service-${placed.color}-fill)`,
    contrastColor: `var(--service-${placed.color}-edge)`,
    className: 'event',
    editable: mayMove,
    extendedProps: props,
  };
}

function wallStartOf(session: SessionRow): number {
  return Date.parse(`${session.date}T${session.time}:00Z`);
}

/** For each session, the most that go on at once while it lasts. */
function lanesOf(sessions: readonly SessionRow[]): readonly number[] {
  const spans = sessions.map((session, index) => {
    const start = wallStartOf(session);
    return { index, start, end: start + session.durationMinutes * 60_000 };
  });
  const lanes = sessions.map(() => 1);
  let going: typeof spans = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    going = going.filter(({ end }) => end > span.start);
    going.push(span);
    for (const { index } of going) lanes[index] = Math.max(lanes[index] ?? 1, going.length);
  }
  return lanes;
}
