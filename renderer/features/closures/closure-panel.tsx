import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconCalendarCancel, IconPencil, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import type { ClosureView } from '#contract/desktop/closure.ts';
import type { ClosureId } from '#domain/values/ids.ts';
import { useCatalog } from '#renderer/api/catalog.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { useMay, useMayBulkCancel } from '#renderer/api/signed-in.ts';
import { closedWhat, closureForm, closureMessages as words } from '#renderer/messages/closures.ts';
import { FactList } from '#renderer/ui/fact-list.tsx';
import { JobStateBadge } from '#renderer/ui/job-state-badge.tsx';
import { usePanels } from '#renderer/ui/panels.ts';
import { SidePanel } from '#renderer/ui/side-panel.tsx';
import { ErrorState, LoadingState } from '#renderer/ui/states.tsx';
import { toastUndoable } from '#renderer/ui/undo-toast.ts';
import { discardUnsaved } from '#renderer/ui/unsaved.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { ClosureForm } from './closure-form.tsx';
import { editedClosureValues } from './closure-values.ts';
import { ClosureWhen } from './closure-words.tsx';
import './closures.css';
import { RemoveClosureDialog } from './remove-closure-dialog.tsx';

/** One closure over the place one is in: what is closed, the sessions inside and what to do about them, or its form. */
export function ClosurePanel(props: { readonly id: ClosureId }): ReactElement {
  const { panel, openClosure, close } = usePanels();
  const closure = useQuery(queries.closure.get.queryOptions({ input: { id: props.id } }));
  const mayEdit = useMay('owner', 'admin', 'staff');
  const isEditing = panel.edit === true && mayEdit;
  const back = (): void => {
    discardUnsaved(({ over }) => over);
    openClosure(props.id);
  };
  const { data } = closure;
  return (
    <SidePanel
      title={isEditing ? closureForm.editTitle : (data?.title ?? words.closure)}
      opened
      onClose={close}
    >
      {closure.error ? (
        <ErrorState error={closure.error} onRetry={() => void closure.refetch()} />
      ) : data === undefined ? (
        <LoadingState />
      ) : isEditing ? (
        <ClosureForm
          id={props.id}
          initial={editedClosureValues(data)}
          note={data.jobs.length > 0 ? closureForm.keepsCancelled : undefined}
          save={async (fields) => {
            const { undoId } = await engine.closure.update({
              ...fields,
              id: props.id,
              version: data.version,
            });
            return { id: props.id, undoId };
          }}
          onDone={({ undoId }, title) => {
            toastUndoable(closureForm.saved(title), undoId);
            back();
          }}
          onCancel={back}
        />
      ) : (
        <Details closure={data} mayEdit={mayEdit} />
      )}
    </SidePanel>
  );
}

function Details(props: { readonly closure: ClosureView; readonly mayEdit: boolean }): ReactElement {
  const { closure, mayEdit } = props;
  const format = useFormat();
  const catalog = useCatalog();
  const { openClosure, close } = usePanels();
  const [isRemoving, setRemoving] = useState(false);
  return (
    <Stack gap={0}>
      <FactList
        facts={[
          [words.facts.when, <ClosureWhen key="when" span={closure} format={format} />],
          [words.facts.what, closedWhat(closure, catalog.nameOf)],
          [words.facts.added, words.sources[closure.source]],
        ]}
      />
      {mayEdit ? (
        <Group mt={16} gap={8}>
          <Button
            variant="default"
            leftSection={<IconPencil size={16} aria-hidden />}
            onClick={() => openClosure(closure.id, { edit: true })}
          >
            {words.edit}
          </Button>
          <Button
            variant="default"
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() => setRemoving(true)}
          >
            {words.remove}
          </Button>
        </Group>
      ) : null}
      <Inside closure={closure} mayEdit={mayEdit} />
      <Jobs jobs={closure.jobs} />
      {isRemoving ? (
        <RemoveClosureDialog closure={closure} onClose={() => setRemoving(false)} onRemoved={close} />
      ) : null}
    </Stack>
  );
}

function Inside(props: { readonly closure: ClosureView; readonly mayEdit: boolean }): ReactElement {
  const { closure, mayEdit } = props;
  const { inside, sessions } = closure;
  const format = useFormat();
  const mayCancel = useMayBulkCancel();
  const { openSession } = usePanels();
  const rest = inside.count - sessions.length;
  return (
    <>
      <div className="section-head">
        <Title order={3}>{words.sessionsInside(format, inside.count, inside.more)}</Title>
      </div>
      {inside.count === 0 ? (
        <Text c="dimmed">{words.noneInside}</Text>
      ) : (
        <Stack gap={10}>
          {mayEdit ? (
            <>
              <Text size="sm">{words.stayOpen}</Text>
              {mayCancel ? (
                <Group>
                  <Button
                    color="red.9"
                    leftSection={<IconCalendarCancel size={16} aria-hidden />}
                    renderRoot={(root) => (
                      <Link
                        to="/cancellations/closures/$closureId/cancel"
                        params={{ closureId: String(closure.id) }}
                        search={{}}
                        {...root}
                      />
                    )}
                  >
                    {words.cancelInside(format, inside.count, inside.more)}
                  </Button>
                </Group>
              ) : (
                <Text size="sm">{words.mayNotCancel}</Text>
              )}
            </>
          ) : null}
          <ul className="closure-sessions">
            {sessions.map((session) => (
              <li key={session.id}>
                <span className="figures">{`${format.day(session.date)}, ${format.time(session.time)}`}</span>
                <span>
                  <Anchor component="button" type="button" onClick={() => openSession(session.id)}>
                    {session.title}
                  </Anchor>
                </span>
                <span className="figures">{words.booked(session.booked, session.capacity)}</span>
              </li>
            ))}
          </ul>
          {rest > 0 ? <Text size="sm">{words.moreSessions(format, rest)}</Text> : null}
        </Stack>
      )}
    </>
  );
}

function Jobs(props: { readonly jobs: ClosureView['jobs'] }): ReactElement | null {
  const format = useFormat();
  if (props.jobs.length === 0) return null;
  return (
    <>
      <div className="section-head">
        <Title order={3}>{words.jobsTitle}</Title>
      </div>
      <Stack gap={6}>
        {props.jobs.map(({ jobId, state, sessions }) => (
          <Group key={jobId} gap={12}>
            <Link to="/cancellations/jobs/$jobId" params={{ jobId: String(jobId) }} search={{}}>
              {words.job(jobId)}
            </Link>
            <Text>{words.jobLine(format, sessions)}</Text>
            <JobStateBadge state={state} />
          </Group>
        ))}
      </Stack>
    </>
  );
}
