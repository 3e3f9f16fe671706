import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useEffect, useRef } from 'react';
import type { PlanSummary } from '#contract/desktop/cancellation.ts';
import type { EngineError } from '#renderer/api/engine-error.ts';
import { accepted as words, savedFileMessages } from '#renderer/messages/cancellation.ts';
import { jobPage } from '#renderer/messages/jobs.ts';
import { canChoosePath, chooseCsvPath } from '#renderer/ui/choose-csv-path.ts';
import { SavedFileNote } from '#renderer/ui/saved-file-note.tsx';
import { ErrorNote } from '#renderer/ui/states.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { Accepted } from './bulk-cancel-store.ts';
import { InProcessNote } from './plan-section.tsx';
import { saveAuditCsv } from './save-audit-csv.ts';

/** The answer to the button: the job is being processed, here is the audit file, and this is where to watch it. */
export function AcceptedPanel(props: {
  readonly accepted: Accepted;
  readonly onClose: () => void;
}): ReactElement {
  const { accepted } = props;
  const format = useFormat();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
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
      <AuditCsvNote accepted={accepted} />
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

/** Where the audit CSV is, or why it is not there yet and what can be done. */
function AuditCsvNote(props: { readonly accepted: Accepted }): ReactElement {
  const { jobId, csv } = props.accepted;
  switch (csv.state) {
    case 'saving':
      return <Text c="dimmed">{words.csvSaving}</Text>;
    case 'saved':
      return (
        <SavedFileNote
          file={csv.file}
          hint={words.csvAdvice}
          onAgain={() => void saveAuditCsv(jobId)}
          actions={
            <Button
              size="xs"
              variant="default"
              renderRoot={(root) => (
                <Link
                  to="/cancellations/jobs/$jobId/report"
                  params={{ jobId: String(jobId) }}
                  search={{}}
                  {...root}
                />
              )}
            >
              {words.print}
            </Button>
          }
        />
      );
    case 'failed':
      return <CsvFailedNote jobId={jobId} error={csv.error} />;
  }
}

function CsvFailedNote(props: { readonly jobId: number; readonly error: EngineError }): ReactElement {
  const { jobId, error } = props;
  const saveElsewhere = async (): Promise<void> => {
    const path = await chooseCsvPath(jobPage.requestCsvName(jobId));
    if (path !== undefined) await saveAuditCsv(jobId, path);
  };
  return (
    <Stack gap={8}>
      <ErrorNote error={error} />
      <Text>{words.csvFailed}</Text>
      <Group gap={8}>
        <Button size="xs" variant="default" onClick={() => void saveAuditCsv(jobId)}>
          {words.csvTryAgain}
        </Button>
        {canChoosePath() ? (
          <Button size="xs" variant="default" onClick={() => void saveElsewhere()}>
            {savedFileMessages.elsewhere}
          </Button>
        ) : null}
      </Group>
    </Stack>
  );
}
