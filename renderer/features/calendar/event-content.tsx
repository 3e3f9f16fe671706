import type { ReactElement } from 'react';
import type { SessionRow } from '#contract/desktop/session.ts';
import { calendarMessages } from '#renderer/messages/calendar.ts';
import { sessionStateLabel, sessionStateLooks } from '#renderer/ui/session-state-badge.tsx';
import { formatTime, formatTimeRange } from '#renderer/ui/format.ts';
import { useStudio } from '#renderer/ui/studio-context.ts';

/** `block` in week and day, `line` in the month, `row` in the list. */
export type EventShape = 'block' | 'line' | 'row';

/** What an event shows: title, time, places taken; a cancelled one is struck through with icon, word and reason. */
export function EventContent(props: {
  readonly session: SessionRow;
  readonly detail: string;
  readonly shape: EventShape;
}): ReactElement {
  const { session, shape } = props;
  const { locale } = useStudio();
  const time =
    shape === 'row'
      ? formatTimeRange(session.time, session.durationMinutes, locale)
      : formatTime(session.time, locale);
  return (
    <div
      className="event-inner"
      style={{ borderLeftColor: `var(--service-${session.color}-edge)` }}
      data-shape={shape}
      data-short={(shape === 'block' && session.durationMinutes < 40) || undefined}
      data-tall={(shape === 'block' && session.durationMinutes >= 75) || undefined}
    >
      {shape === 'block' ? null : <span className="event-time figures">{time}</span>}
      <span className="event-title">{session.title}</span>
      {session.state === 'open' ? null : <EventState session={session} shape={shape} />}
      <span className="event-facts figures">
        {shape === 'block' ? <span>{time}</span> : null}
        {shape === 'row' ? <span className="event-detail">{props.detail}</span> : null}
        <span className="event-places">{calendarMessages.places(session.booked, session.capacity)}</span>
      </span>
    </div>
  );
}

function EventState(props: { readonly session: SessionRow; readonly shape: EventShape }): ReactElement {
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
