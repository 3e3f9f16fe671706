import { IconCalendarOff } from '@tabler/icons-react';
import { memo, type ReactElement } from 'react';
import type { SessionRow } from '#contract/desktop/session.ts';
import { calendarMessages } from '#renderer/messages/calendar.ts';
import { sessionStateLabel, sessionStateLooks } from '#renderer/ui/session-state-badge.tsx';
import { formatTime, formatTimeRange } from '#renderer/ui/format.ts';
import { useStudio } from '#renderer/ui/studio-context.ts';
import type { SessionProps } from './calendar-events.ts';
import { useLiveSession } from './live-sessions.ts';

/** `block` in week and day, `line` in the month, `row` in the list. */
export type EventShape = 'block' | 'line' | 'row';

/**
 * What an event shows: title, time, places taken; a cancelled one is struck through with icon, word and reason. Few elements,
 * for a week has hundreds of it, and it hears of its own session only.
 */
export const EventContent = memo(function EventContent(
  props: SessionProps & { readonly shape: EventShape },
): ReactElement {
  const { shape } = props;
  const session = useLiveSession(props.placed);
  const { locale } = useStudio();
  const places = calendarMessages.places(session.booked, session.capacity);
  const state =
    session.state !== 'open' ? (
      <EventState session={session} />
    ) : props.closedBy === '' ? null : (
      <InsideClosure titles={props.closedBy} />
    );
  if (shape !== 'block') {
    return (
      <div className="event-inner" data-shape={shape} data-state={session.state}>
        <span className="event-time figures">
          {shape === 'row'
            ? formatTimeRange(session.time, session.durationMinutes, locale)
            : formatTime(session.time, locale)}
        </span>
        <span className="event-title">{session.title}</span>
        {state}
        {shape === 'row' ? <span className="event-detail">{props.describe(session)}</span> : null}
        <span className="event-places figures">{places}</span>
      </div>
    );
  }
  return (
    <div
      className="event-inner"
      data-shape="block"
      data-state={session.state}
      data-room={roomOf(session.durationMinutes)}
      data-lanes={props.lanes > 1 ? Math.min(props.lanes, MOST_LANES) : undefined}
    >
      <div className="event-title">{session.title}</div>
      {state}
      <div className="event-facts figures">
        <span className="event-time">{formatTime(session.time, locale)} </span>
        {places}
      </div>
    </div>
  );
});

/** More than so many at one time are behind a "more" link. */
export const MOST_LANES = 3;

/** How much text a block of so many minutes has room for; three lines unless said. */
function roomOf(minutes: number): 'line' | 'two' | 'four' | undefined {
  if (minutes < 40) return 'line';
  if (minutes < 60) return 'two';
  return minutes < 75 ? undefined : 'four';
}

/** An open session at a time that is closed. */
function InsideClosure(props: { readonly titles: string }): ReactElement {
  const words = calendarMessages.insideClosure(props.titles);
  return (
    <span className="event-state event-closed" title={words}>
      <IconCalendarOff size={12} aria-hidden />
      <span className="event-closed-words">{words}</span>
    </span>
  );
}

function EventState(props: { readonly session: SessionRow }): ReactElement {
  const { state, cancelReason } = props.session;
  const Icon = sessionStateLooks[state].icon;
  return (
    <span className="event-state">
      <Icon size={12} aria-hidden />
      {sessionStateLabel(props.session)}
      {cancelReason ? <span className="event-reason">{`: ${cancelReason}`}</span> : null}
    </span>
  );
}
