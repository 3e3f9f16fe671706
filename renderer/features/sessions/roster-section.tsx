import { Anchor, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { SessionView } from '#contract/desktop/session.ts';
import { queries } from '#renderer/api/engine.ts';
import { rosterWords } from '#renderer/messages/roster.ts';
import { sessionMessages as words } from '#renderer/messages/sessions.ts';
import { ErrorNote } from '#renderer/ui/states.tsx';
import { BookingList } from './booking-list.tsx';
import { CheckInField } from './check-in-field.tsx';
import './roster.css';
import { WaitlistSection } from './waitlist-section.tsx';

/** Who is booked, who is here, and who waits. */
export function RosterSection(props: {
  readonly session: SessionView;
  readonly mayEdit: boolean;
}): ReactElement {
  const { session, mayEdit } = props;
  const isOpen = session.state === 'open';
  const roster = useQuery(queries.roster.get.queryOptions({ input: { id: session.id } }));
  const entries = roster.data?.entries ?? [];
  return (
    <>
      <div className="section-head">
        <Title order={3}>{words.bookings(session.booked)}</Title>
        {session.booked > 0 ? (
          <Anchor
            renderRoot={(root) => (
              <Link
                {...root}
                to="/sessions/$sessionId/roster"
                params={{ sessionId: String(session.id) }}
                search={{}}
              />
            )}
          >
            {rosterWords.printRoster}
          </Anchor>
        ) : null}
      </div>
      {roster.error ? <ErrorNote error={roster.error} /> : null}
      {isOpen && entries.length > 0 ? (
        <CheckInField expected={entries.map((entry) => ({ entry, place: '' }))} />
      ) : null}
      <BookingList
        bookings={session.bookings}
        roster={new Map(entries.map((entry) => [entry.bookingId, entry]))}
        isOpen={isOpen}
        mayEdit={mayEdit}
      />
      {isOpen ? (
        <WaitlistSection session={session} waiting={roster.data?.waiting ?? []} mayEdit={mayEdit} />
      ) : null}
    </>
  );
}
