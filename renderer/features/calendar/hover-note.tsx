import type { ReactElement } from 'react';
import type { SessionRow } from '#contract/desktop/session.ts';
import { calendarMessages } from '#renderer/messages/calendar.ts';
import type { Anchor } from './calendar-grid.tsx';

/** Why a session is cancelled, beside the event that the pointer or the focus is on. */
export function HoverNote(props: { readonly session: SessionRow; readonly anchor: Anchor }): ReactElement {
  const { session, anchor } = props;
  const isLow = anchor.top > window.innerHeight - 80;
  return (
    <div
      role="tooltip"
      className="calendar-note"
      style={{
        left: Math.min(anchor.left, window.innerWidth - 340),
        ...(isLow
          ? { bottom: window.innerHeight - anchor.top + 4 }
          : { top: anchor.top + anchor.height + 4 }),
      }}
    >
      {session.state === 'canceled'
        ? calendarMessages.canceledBecause(session.cancelReason)
        : calendarMessages.cancelingBecause(session.cancelReason)}
    </div>
  );
}
