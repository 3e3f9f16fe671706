import '@fullcalendar/react/skeleton.css';
import '@fullcalendar/react/themes/classic/theme.css';
import '@fullcalendar/react/themes/classic/palette.css';
import './calendar.css';
import FullCalendar, {
  type CalendarOptions,
  type CalendarRef,
  type DayHeaderInfo,
  type DateSelectInfo,
  type EventClickInfo,
  type EventDropInfo,
  type EventHoveringInfo,
  type EventInput,
  type EventResizeDoneInfo,
  type MountInfo,
  type EventDisplayInfo,
} from '@fullcalendar/react';
import dayGridPlugin from '@fullcalendar/react/daygrid';
import interactionPlugin from '@fullcalendar/react/interaction';
import listPlugin from '@fullcalendar/react/list';
import classicThemePlugin from '@fullcalendar/react/themes/classic';
import timeGridPlugin from '@fullcalendar/react/timegrid';
import { useComputedColorScheme } from '@mantine/core';
import { memo, type ReactElement, type RefObject, useMemo, useState } from 'react';
import type { SessionRow } from '#contract/desktop/session.ts';
import type { ClosureId } from '#domain/values/ids.ts';
import { calendarMessages } from '#renderer/messages/calendar.ts';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { wallNow } from '#renderer/ui/today.ts';
import type { CalendarView } from '#renderer/ui/ui-state.ts';
import type { ClosureProps } from './calendar-closures.ts';
import { mayBeMoved, type SessionProps } from './calendar-events.ts';
import { ClosureContent } from './closure-content.tsx';
import { EventContent, type EventShape, MOST_LANES } from './event-content.tsx';
import { liveSession } from './live-sessions.ts';

export const libraryViews: Readonly<Record<CalendarView, string>> = {
  month: 'dayGridMonth',
  week: 'timeGridWeek',
  day: 'timeGridDay',
  list: 'listWeek',
};

export interface Anchor {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface GridEvents {
  readonly onOpen: (session: SessionRow, anchor: Anchor) => void;
  readonly onHover: (session: SessionRow | null, anchor: Anchor | null) => void;
  readonly onAdd: (at: string, minutes: number | null) => void;
  readonly onMove: (session: SessionRow, start: string, minutes: number, revert: () => void) => void;
  readonly onOpenClosure: (id: ClosureId) => void;
}

interface Initial {
  readonly initialView: CalendarView;
  readonly initialDate: string;
}

const plugins = [dayGridPlugin, timeGridPlugin, listPlugin, interactionPlugin, classicThemePlugin];
const views = { timeGridWeek: { eventMaxStack: MOST_LANES }, dayGridMonth: { dayMaxEvents: true } };

/** The calendar library, told as little as possible: one array of events, no toolbar, no data of its own. */
export const CalendarGrid = memo(function CalendarGrid(
  props: GridEvents & {
    readonly calendar: RefObject<CalendarRef | null>;
    readonly events: EventInput[];
    readonly mayEdit: boolean;
  } & Initial,
): ReactElement {
  const { calendar, events } = props;
  const options = useOptions(props);
  return <FullCalendar ref={calendar} {...options} allDaySlot={events.some(isStrip)} events={events} />;
});

/** All options but the events. They stay the same objects from page to page, or the library would start over. */
function useOptions(props: GridEvents & { readonly mayEdit: boolean } & Initial): CalendarOptions {
  const { onOpen, onHover, onAdd, onMove, onOpenClosure, mayEdit } = props;
  const { zone, locale, weekStartsOn } = useStudio();
  const scheme = useComputedColorScheme('light');
  const [{ initialView, initialDate }] = useState<Initial>(props);
  return useMemo(() => {
    const handlers: GridEvents = { onOpen, onHover, onAdd, onMove, onOpenClosure };
    return {
      ...fixedOptions,
      initialView: libraryViews[initialView],
      initialDate,
      now: () => wallText(zone),
      locale,
      firstDay: weekStartsOn % 7,
      colorScheme: scheme,
      selectable: mayEdit,
      editable: mayEdit,
      eventClick: (info) => open(info, handlers),
      eventMouseEnter: (info) => hover(info, handlers, mayEdit),
      eventMouseLeave: () => onHover(null, null),
      select: (info) => add(info, handlers),
      eventDrop: (info) => move(info, handlers),
      eventResize: (info) => move(info, handlers),
    };
  }, [
    onOpen,
    onHover,
    onAdd,
    onMove,
    onOpenClosure,
    mayEdit,
    zone,
    locale,
    weekStartsOn,
    scheme,
    initialView,
    initialDate,
  ]);
}

const hours = { hour: '2-digit', minute: '2-digit' } as const;

const dayHeaderClass = (info: DayHeaderInfo): string =>
  info.isToday ? 'calendar-day calendar-today' : 'calendar-day';

function wallText(zone: string): string {
  const now = wallNow(zone);
  return `${now.date}T${now.time}:00Z`;
}

interface WithProps {
  readonly extendedProps: Record<string, unknown>;
}

/** What stands at the head of the days, above the hours. */
function isStrip({ allDay, display }: EventInput): boolean {
  return allDay === true && display !== 'background';
}

function closureOf(event: WithProps): ClosureProps | null {
  return 'closure' in event.extendedProps ? (event.extendedProps as unknown as ClosureProps) : null;
}

/** What calendarEvents gave the event; closures have none. */
function propsOf(event: WithProps): SessionProps | null {
  return 'placed' in event.extendedProps ? (event.extendedProps as unknown as SessionProps) : null;
}

function sessionOf(event: WithProps): SessionRow | null {
  const props = propsOf(event);
  return props && liveSession(props.placed);
}

/** Where an element stands in the window. */
export function anchorOf(element: HTMLElement): Anchor {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { left, top, width, height };
}

function shapeOf(info: EventDisplayInfo): EventShape {
  if (info.view.type === libraryViews.list) return 'row';
  return info.view.type === libraryViews.month ? 'line' : 'block';
}

const renderEvent = (info: EventDisplayInfo): ReactElement | null => {
  const props = propsOf(info.event);
  if (!props) return <ClosureContent closure={closureOf(info.event)} />;
  const { placed, describe, closedBy } = props;
  // Only the columns of a week are so narrow that it matters how many share one.
  const lanes = info.view.type === libraryViews.week ? props.lanes : 1;
  return (
    <EventContent
      placed={placed}
      lanes={lanes}
      describe={describe}
      closedBy={closedBy}
      shape={shapeOf(info)}
    />
  );
};

/** So that a focused element can be told from its session. */
const nameEvent = (info: MountInfo<EventDisplayInfo>): void => {
  const session = sessionOf(info.event);
  if (session) info.el.dataset['session'] = String(session.id);
};

function open(info: EventClickInfo, to: GridEvents): void {
  const closure = closureOf(info.event);
  if (closure) return to.onOpenClosure(closure.closure.id);
  const session = sessionOf(info.event);
  if (!session) return;
  info.jsEvent.preventDefault();
  to.onOpen(session, anchorOf(info.el));
}

function hover(info: EventHoveringInfo, to: GridEvents, mayEdit: boolean): void {
  const session = sessionOf(info.event);
  if (!session) return;
  // Its state may have changed since the events were made; the library hears of it when somebody comes to drag it.
  const mayMove = mayEdit && mayBeMoved(session);
  if (info.event.startEditable !== mayMove) info.event.setProp('editable', mayMove);
  if (session.state !== 'open') to.onHover(session, anchorOf(info.el));
}

function add(info: DateSelectInfo, to: GridEvents): void {
  info.view.calendar.unselect();
  if (info.allDay) return to.onAdd(info.startStr.slice(0, 10), null);
  const minutes = Math.round((info.end.getTime() - info.start.getTime()) / 60_000);
  // One click marks a single slot: then the service decides how long.
  to.onAdd(info.startStr.slice(0, 16), minutes > 30 ? minutes : null);
}

function move(info: EventDropInfo | EventResizeDoneInfo, to: GridEvents): void {
  const session = sessionOf(info.event);
  const { start, end } = info.event;
  if (!session || !start || info.event.allDay) return info.revert();
  const minutes = end ? Math.round((end.getTime() - start.getTime()) / 60_000) : session.durationMinutes;
  to.onMove(session, start.toISOString(), minutes, info.revert);
}

const fixedOptions: CalendarOptions = {
  plugins,
  views,
  headerToolbar: false,
  timeZone: 'UTC',
  height: '100%',
  borderless: true,
  eventDisplay: 'block',
  // Our content shows the time itself; the library need not format it.
  displayEventTime: false,
  eventContent: renderEvent,
  // Shaded ground has no words: the strip at the head of its days says them.
  backgroundEventContent: () => null,
  eventDidMount: nameEvent,
  eventInteractive: true,
  eventOrder: 'start,title',
  slotEventOverlap: false,
  eventShortHeight: 34,
  listItemEventBeforeClass: 'event-dot',
  slotDuration: '00:30:00',
  slotMinHeight: 26,
  snapDuration: '00:15:00',
  slotHeaderInterval: '01:00:00',
  slotHeaderFormat: hours,
  slotHeaderInnerClass: 'calendar-axis',
  dayHeaderInnerClass: dayHeaderClass,
  scrollTime: '07:00:00',
  scrollTimeReset: false,
  nowIndicator: true,
  allDayText: calendarMessages.closedDays,
  noEventsText: calendarMessages.noSessions,
  selectMirror: true,
  unselectAuto: true,
};
