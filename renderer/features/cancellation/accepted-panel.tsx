import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useEffect, useRef } from 'react';
import type { PlanSummary } from '#contract/desktop/cancellation.ts';
import type { JobId } from '#domain/values/ids.ts';
import { queries } from '#renderer/api/engine.ts';
import { accepted as words } from '#renderer/messages/cancellation.ts';
import { SavedFileNote, startDownload } from '#renderer/ui/saved-file-note.tsx';
import { ErrorNote } from '#renderer/ui/states.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { Accepted } from './bulk-cancel-store.ts';
import { InProcessNote } from './plan-section.tsx';

/** The answer to the button: the job is being processed, here is the audit file, and this is where to watch it. */
export function AcceptedPanel(props: {
  readonly accepted: Accepted;
  readonly onClose: () => void;
}): ReactElement {
  const { accepted } = props;
  const format = useFormat();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const save = useMutation(queries.job.saveCsv.mutationOptions({ onSuccess: startDownload }));
  const saveAgain = (): void => save.mutate({ id: accepted.jobId as JobId, which: 'request' });
  const csv = accepted.csv ?? save.data ?? null;
  const params = { jobId: String(accepted.jobId) };
  return (
    <Stack gap={14} p={16} role="status">
      <Group gap={10} wrap="nowrap" align="flex-start">
        <IconCircleCheck size={24} className="accepted-icon" aria-hidden />
        <Title order={2} ref={title} tabIndex={-1}>
          {words.title}
        </Title>
      </Group>
      <Text>{words.text(format, accepted.sessions, accepted.jobId)}</Text>
      {csv ? (
        <SavedFileNote
          file={csv}
          hint={words.csvAdvice}
          onAgain={saveAgain}
          actions={
            <Button
              size="xs"
              variant="default"
              renderRoot={(root) => (
                <Link to="/cancellations/jobs/$jobId/report" params={params} search={{}} {...root} />
              )}
            >
              {words.print}
            </Button>
          }
        />
      ) : (
        <Text role="alert">{words.csvFailed}</Text>
      )}
      <ErrorNote error={save.error} />
      {accepted.leftOut.length > 0 ? (
        <InProcessNote
          held={accepted.leftOut as PlanSummary['inProcess']}
          intro={words.leftOut(format, accepted.leftOut.length)}
        />
      ) : null}
      <Group gap={8}>
        <Button
          renderRoot={(root) => (
            <Link to="/cancellations/jobs/$jobId" params={params} search={{}} {...root} />
          )}
        >
          {words.goToJob}
        </Button>
        <Button variant="default" onClick={props.onClose}>
          {words.close}
        </Button>
      </Group>
    </Stack>
  );
}
