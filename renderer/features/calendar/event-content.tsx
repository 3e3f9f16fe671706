import { IconBan, IconLoader2 } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { SessionRow } from '#contract/desktop/session.ts';
import { calendarMessages } from '#renderer/messages/calendar.ts';
import { formatTime } from '#renderer/ui/format.ts';
import { useStudio } from '#renderer/ui/studio-context.ts';

/** What an event shows: title, time, places taken; a cancelled one is struck through with icon, word and reason. */
export function EventContent(props: {
  readonly session: SessionRow;
  readonly isList: boolean;
}): ReactElement {
  const { session } = props;
  const { locale } = useStudio();
  return (
    <div
      className="event-inner"
      style={{ borderLeftColor: `var(--service-${session.color}-edge)` }}
      data-list={props.isList || undefined}
    >
      <span className="event-title">{session.title}</span>
      <span className="event-facts">
        {props.isList ? null : <span>{formatTime(session.time, locale)}</span>}
        <span>{calendarMessages.places(session.booked, session.capacity)}</span>
      </span>
      {session.state === 'open' ? null : (
        <span className="event-state">
          {session.state === 'canceled' ? (
            <IconBan size={12} aria-hidden />
          ) : (
            <IconLoader2 size={12} aria-hidden />
          )}
          {calendarMessages.states[session.state]}
          {props.isList && session.cancelReason ? `: ${session.cancelReason}` : null}
        </span>
      )}
    </div>
  );
}
