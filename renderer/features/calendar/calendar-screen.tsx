import type { CalendarRef } from '@fullcalendar/react';
import { Alert, VisuallyHidden } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactElement, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { SessionRow } from '#contract/desktop/session.ts';
import type { DayRange } from '#domain/values/day-range.ts';
import { isLocalDate, isZone, type LocalDate } from '#domain/values/time.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import { calendarMessages } from '#renderer/messages/calendar.ts';
import { usePanels } from '#renderer/ui/panels.ts';
import { ErrorState } from '#renderer/ui/states.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { todayIn } from '#renderer/ui/today.ts';
import { useUiState } from '#renderer/ui/ui-state.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { type Anchor, anchorOf, CalendarGrid, libraryViews } from './calendar-grid.tsx';
import { clockChanges, rangeOf, stepFrom } from './calendar-range.ts';
import { CalendarNothing } from './calendar-nothing.tsx';
import { CalendarSkeleton } from './calendar-skeleton.tsx';
import { CalendarToolbar } from './calendar-toolbar.tsx';
import { HoverNote } from './hover-note.tsx';
import { sessionsInRange } from './sessions-in-range.ts';
import { SessionPopover } from './session-popover.tsx';
import { useCalendarEvents } from './use-calendar-events.ts';
import { useMoveSession } from './use-move-session.ts';

/** Home: the timetable of the chosen days. Only those days are loaded, and the next and the last ones kept ready. */
export function CalendarScreen(): ReactElement {
  const studio = useStudio();
  const place = useUiState((state) => state.calendar);
  const set = useUiState((state) => state.set);
  const { newSession, openClosure } = usePanels();
  const date = place.date && isLocalDate(place.date) ? place.date : todayIn(studio.zone);
  const go = useCallback(
    (next: Partial<typeof place>) => set({ calendar: { view: place.view, date, ...next } }),
    [set, place.view, date],
  );
  const range = useMemo(() => rangeOf(place.view, date, studio.weekStartsOn), [place.view, date, studio]);
  const sessions = useSessions(range);
  usePrefetch(place.view, date, studio.weekStartsOn);

  const mayEdit = useMay('owner', 'admin', 'staff');
  const calendar = useRef<CalendarRef>(null);
  // Before the page is painted, so that new events and new days are seen together.
  useLayoutEffect(() => {
    calendar.current?.getApi().changeView(libraryViews[place.view], date);
  }, [place.view, date]);
  const data = sessions.data;
  const events = useCalendarEvents(data, mayEdit, place.view, range);
  const [opened, setOpened] = useState<{ readonly session: SessionRow; readonly anchor: Anchor } | null>(
    null,
  );
  const [hovered, setHovered] = useState<{ readonly session: SessionRow; readonly anchor: Anchor } | null>(
    null,
  );
  const onOpen = useCallback((session: SessionRow, anchor: Anchor) => setOpened({ session, anchor }), []);
  const onHover = useCallback(
    (session: SessionRow | null, anchor: Anchor | null) =>
      setHovered(session && anchor ? { session, anchor } : null),
    [],
  );
  const onFocus = (target: EventTarget & Element): void => {
    const element = target.closest<HTMLElement>('[data-session]');
    const session = data?.sessions.find(({ id }) => String(id) === element?.dataset['session']);
    if (element && session && session.state !== 'open') onHover(session, anchorOf(element));
  };
  const onAdd = useCallback(
    (at: string, minutes: number | null) => newSession(at, minutes ?? undefined),
    [newSession],
  );
  const onMove = useMoveSession();

  return (
    <div className="calendar-page">
      <VisuallyHidden component="h1">{calendarMessages.title}</VisuallyHidden>
      <CalendarToolbar view={place.view} date={date} range={range} onGo={go} />
      <ClockNotes range={range} />
      <div
        className="calendar-body"
        aria-busy={sessions.isFetching}
        onFocus={({ target }) => onFocus(target)}
        onBlur={() => setHovered(null)}
      >
        {sessions.error && !data ? (
          <ErrorState error={sessions.error} onRetry={() => void sessions.refetch()} />
        ) : (
          <CalendarGrid
            calendar={calendar}
            initialView={place.view}
            initialDate={date}
            events={events}
            mayEdit={mayEdit}
            onOpen={onOpen}
            onHover={onHover}
            onAdd={onAdd}
            onMove={onMove}
            onOpenClosure={openClosure}
          />
        )}
        {sessions.isPending ? <CalendarSkeleton view={place.view} /> : null}
        {data?.sessions.length === 0 && place.view !== 'list' ? <CalendarNothing /> : null}
      </div>
      {opened ? (
        <SessionPopover session={opened.session} anchor={opened.anchor} onClose={() => setOpened(null)} />
      ) : null}
      {hovered && !opened ? <HoverNote session={hovered.session} anchor={hovered.anchor} /> : null}
    </div>
  );
}

function useSessions(range: DayRange) {
  const filters = useUiState((state) => state.filters);
  return useQuery({ ...sessionsInRange(range, filters), placeholderData: keepPreviousData });
}

/** The neighbouring pages are asked for while this one is looked at, so that a step shows at once. */
function usePrefetch(view: Parameters<typeof rangeOf>[0], date: LocalDate, weekStartsOn: number): void {
  const filters = useUiState((state) => state.filters);
  const later = rangeOf(view, stepFrom(view, date, 1), weekStartsOn);
  const earlier = rangeOf(view, stepFrom(view, date, -1), weekStartsOn);
  useQuery({ ...sessionsInRange(later, filters), notifyOnChangeProps: [] });
  useQuery({ ...sessionsInRange(earlier, filters), notifyOnChangeProps: [] });
}

function ClockNotes(props: { readonly range: DayRange }): ReactElement | null {
  const { zone } = useStudio();
  const format = useFormat();
  const changes = useMemo(() => (isZone(zone) ? clockChanges(props.range, zone) : []), [props.range, zone]);
  if (changes.length === 0) return null;
  return (
    <Alert icon={<IconClock aria-hidden />} color="yellow" radius={0} py={6} role="note">
      {changes.map(({ date, forwardMinutes }) => (
        <div key={date}>
          {forwardMinutes > 0
            ? calendarMessages.clockForward(format.day(date, 'long'), forwardMinutes)
            : calendarMessages.clockBack(format.day(date, 'long'), -forwardMinutes)}
        </div>
      ))}
    </Alert>
  );
}
