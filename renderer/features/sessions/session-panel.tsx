import { Anchor, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { SessionView } from '#contract/desktop/session.ts';
import type { SessionId } from '#domain/values/ids.ts';
import { queries } from '#renderer/api/engine.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import { completionWords } from '#renderer/messages/completion.ts';
import { bookingMessages, sessionMessages as words } from '#renderer/messages/sessions.ts';
import { FactList } from '#renderer/ui/fact-list.tsx';
import { usePanels } from '#renderer/ui/panels.ts';
import { SidePanel } from '#renderer/ui/side-panel.tsx';
import { ErrorState, LoadingState } from '#renderer/ui/states.tsx';
import { SessionStateBadge } from '#renderer/ui/session-state-badge.tsx';
import { InstantText, TimeText } from '#renderer/ui/time-text.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { toastUndoable } from '#renderer/ui/undo-toast.ts';
import { discardUnsaved } from '#renderer/ui/unsaved.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { BookingStart } from './booking-start.tsx';
import { InsideClosures } from './inside-closures.tsx';
import { CompletionForm } from './completion-form.tsx';
import { RosterSection } from './roster-section.tsx';
import { saveEdited } from './save-edited.ts';
import { SeriesLink } from './series-link.tsx';
import { SessionButtons } from './session-buttons.tsx';
import { SessionForm } from './session-form.tsx';
import { SessionVisibility } from './session-visibility.tsx';
import { editedSessionValues } from './session-values.ts';

/** One session over the place one is in: its facts and bookings, its form, or a new booking. */
export function SessionPanel(props: { readonly id: SessionId }): ReactElement {
  const { panel, openSession, close } = usePanels();
  const client = useQueryClient();
  const session = useQuery(queries.session.get.queryOptions({ input: { id: props.id } }));
  const back = (): void => {
    discardUnsaved(({ over }) => over);
    openSession(props.id);
  };
  const refresh = (): void => {
    void client.invalidateQueries({ queryKey: queries.session.key() });
    void client.invalidateQueries({ queryKey: queries.client.key() });
  };
  const mayEdit = useMay('owner', 'admin', 'staff') && session.data?.state === 'open';
  const isCompleting = panel.act === 'complete' && session.data?.state === 'open';
  const heading = isCompleting
    ? completionWords.title
    : panel.edit
      ? words.editSession
      : panel.book
        ? bookingMessages.title
        : titleOf(session.data);
  return (
    <SidePanel title={heading ?? words.session} opened onClose={close}>
      {session.error ? <ErrorState error={session.error} onRetry={() => void session.refetch()} /> : null}
      {session.isPending ? <LoadingState /> : null}
      {session.data && panel.edit && mayEdit ? (
        <SessionForm
          initial={editedSessionValues(session.data)}
          submitLabel={words.save}
          save={(fields) => saveEdited(session.data, fields)}
          onDone={(_, answer) => {
            if (answer.kind === 'kept') return;
            refresh();
            if (answer.kind === 'saved') toastUndoable(words.saved(answer.promoted), answer.undoId);
            back();
          }}
          onCancel={back}
        />
      ) : null}
      {session.data && panel.book && mayEdit ? (
        <BookingStart
          session={session.data}
          who={panel.who}
          onDone={(name) => {
            refresh();
            toast(bookingMessages.booked(name));
            back();
          }}
          onCancel={back}
        />
      ) : null}
      {session.data && isCompleting ? (
        <CompletionForm
          session={session.data}
          onDone={(label, undoId) => {
            refresh();
            toastUndoable(completionWords.saved(titleOf(session.data) ?? '', label), undoId);
            back();
          }}
          onCancel={back}
          onCancelSession={() => openSession(props.id, { act: 'cancel' })}
        />
      ) : null}
      {session.data && !isCompleting && !(mayEdit && (panel.edit || panel.book)) ? (
        <Details session={session.data} mayEdit={mayEdit} />
      ) : null}
    </SidePanel>
  );
}

function titleOf(session: SessionView | undefined): string | undefined {
  return session && (session.title || session.serviceName);
}

function Details(props: { readonly session: SessionView; readonly mayEdit: boolean }): ReactElement {
  const { session, mayEdit } = props;
  return (
    <Stack gap={0}>
      {session.state === 'completed' || session.state === 'missed' ? (
        <Group mb={16}>
          <SessionStateBadge session={session} />
        </Group>
      ) : session.state === 'open' ? null : (
        <Cancellation session={session} />
      )}
      <InsideClosures closures={session.closures} />
      <SeriesLink session={session} />
      <Facts session={session} />
      <SessionButtons session={session} mayEdit={mayEdit} />
      <RosterSection session={session} mayEdit={mayEdit} />
      <SessionVisibility session={session} />
      <History entries={session.history} />
    </Stack>
  );
}

function Cancellation(props: { readonly session: SessionView }): ReactElement {
  const { cancelReason, cancelJobId } = props.session;
  const atDesk = useMay('owner', 'admin', 'staff');
  return (
    <Group gap={12} mb={16}>
      <SessionStateBadge session={props.session} />
      <Text>{words.canceledBecause(cancelReason)}</Text>
      {cancelJobId !== null && atDesk ? (
        <Anchor
          renderRoot={(root) => (
            <Link
              {...root}
              to="/cancellations/jobs/$jobId"
              params={{ jobId: String(cancelJobId) }}
              search={{}}
            />
          )}
        >
          {words.toJob(cancelJobId)}
        </Anchor>
      ) : null}
    </Group>
  );
}

function Facts(props: { readonly session: SessionView }): ReactElement {
  const { session } = props;
  const format = useFormat();
  return (
    <FactList
      facts={[
        [
          words.when,
          <span key="when">
            {format.day(session.date, 'long')},{' '}
            <TimeText time={session.time} durationMinutes={session.durationMinutes} zone={session.zone} />
          </span>,
        ],
        [words.service, session.serviceName],
        [words.withWhom, session.practitionerName || words.nobodyYet],
        [words.where, [session.roomName, session.locationName].filter(Boolean).join(', ')],
        [words.places, words.placesTaken(session.booked, session.capacity)],
        [words.publicNote, session.publicNote],
        [words.privateNote, session.privateNote],
        [words.meetingLink, session.meetingLink ? <MeetingLink key="link" url={session.meetingLink} /> : ''],
      ]}
    />
  );
}

function MeetingLink(props: { readonly url: string }): ReactElement {
  const { callboard } = window;
  return (
    <Anchor
      href={props.url}
      target="_blank"
      rel="noreferrer"
      onClick={(event) => {
        if (!callboard) return;
        event.preventDefault();
        void callboard.link.open({ url: props.url });
      }}
    >
      {props.url}
    </Anchor>
  );
}

function History(props: { readonly entries: SessionView['history'] }): ReactElement | null {
  if (props.entries.length === 0) return null;
  return (
    <>
      <div className="section-head">
        <Title order={3}>{words.history}</Title>
      </div>
      <Stack component="ul" gap={4} className="plain-list">
        {props.entries.map((entry) => (
          <li key={`${entry.at}${entry.action}`}>
            <InstantText at={entry.at} /> · {words.deeds[entry.action] ?? entry.action} · {entry.by}
          </li>
        ))}
      </Stack>
    </>
  );
}
