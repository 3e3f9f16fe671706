import { Button, Group } from '@mantine/core';
import {
  IconArrowBackUp,
  IconFileSpreadsheet,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerStop,
  IconPrinter,
  IconRefresh,
} from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { queries } from '#renderer/api/engine.ts';
import { useMayBulkCancel } from '#renderer/api/signed-in.ts';
import { jobPage as words } from '#renderer/messages/jobs.ts';
import { confirm } from '#renderer/ui/confirm.tsx';
import { toast, toastError } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { type JobAction, jobActions } from './job-actions.ts';
import type { JobDetails } from './job-details.ts';
import { UndoDialog } from './undo-dialog.tsx';
import { useSaveCsv } from './use-save-csv.tsx';

/** What can be done with the job as it stands; only buttons that work are shown. */
export function JobButtons(props: { readonly job: JobDetails }): ReactElement {
  const { job } = props;
  const mayAct = useMayBulkCancel();
  const actions: readonly JobAction[] = mayAct ? jobActions(job) : [];
  const act = useJobActions(job);
  const [isUndoOpen, setUndoOpen] = useState(false);
  const has = (action: JobAction): boolean => actions.includes(action);
  return (
    <>
      <Group gap={8}>
        {has('pause') ? (
          <Button variant="default" leftSection={<IconPlayerPause size={16} aria-hidden />} {...act.pause}>
            {words.pause}
          </Button>
        ) : null}
        {has('resume') ? (
          <Button leftSection={<IconPlayerPlay size={16} aria-hidden />} {...act.resume}>
            {words.resume}
          </Button>
        ) : null}
        {has('stop') ? (
          <Button variant="default" leftSection={<IconPlayerStop size={16} aria-hidden />} {...act.stop}>
            {words.stop}
          </Button>
        ) : null}
        {has('retry_failed') ? (
          <Button variant="default" leftSection={<IconRefresh size={16} aria-hidden />} {...act.retryFailed}>
            {words.retryFailed}
          </Button>
        ) : null}
        {has('undo') ? (
          <Button
            variant="default"
            leftSection={<IconArrowBackUp size={16} aria-hidden />}
            onClick={() => setUndoOpen(true)}
          >
            {words.undo}
          </Button>
        ) : null}
        <CsvButton job={job} which="request" label={words.requestCsv} />
        <CsvButton job={job} which="outcome" label={words.outcomeCsv} />
        <Button
          variant="default"
          leftSection={<IconPrinter size={16} aria-hidden />}
          renderRoot={(root) => (
            <Link
              to="/cancellations/jobs/$jobId/report"
              params={{ jobId: String(job.id) }}
              search={{}}
              {...root}
            />
          )}
        >
          {words.printReport}
        </Button>
      </Group>
      <UndoDialog job={job} opened={isUndoOpen} onClose={() => setUndoOpen(false)} />
    </>
  );
}

interface ButtonDeed {
  readonly onClick: () => void;
  readonly loading: boolean;
}

function useJobActions(
  job: JobDetails,
): Readonly<Record<'pause' | 'resume' | 'stop' | 'retryFailed', ButtonDeed>> {
  const format = useFormat();
  const done = (message: string) => ({ onSuccess: () => toast(message), onError: toastError });
  const pause = useMutation(queries.job.pause.mutationOptions(done(words.paused)));
  const resume = useMutation(queries.job.resume.mutationOptions(done(words.resumed)));
  const stop = useMutation(queries.job.stop.mutationOptions(done(words.stopped)));
  const retry = useMutation(
    queries.job.retryFailed.mutationOptions({
      onSuccess: ({ retried }) => toast(words.retried(format, retried)),
      onError: toastError,
    }),
  );
  const input = { id: job.id };
  const askStop = async (): Promise<void> => {
    const isSure = await confirm({
      title: words.stopTitle,
      consequence: words.stopText(format, job),
      confirmLabel: words.stopConfirm,
      keepLabel: words.goOn,
      danger: true,
    });
    if (isSure) stop.mutate(input);
  };
  const askRetry = async (): Promise<void> => {
    const isSure = await confirm({
      title: words.retryFailed,
      consequence: words.retryConsequence(format, job.progress.refunds.problems),
      confirmLabel: words.retryFailed,
    });
    if (isSure) retry.mutate(input);
  };
  return {
    pause: { onClick: () => pause.mutate(input), loading: pause.isPending },
    resume: { onClick: () => resume.mutate(input), loading: resume.isPending },
    stop: { onClick: () => void askStop(), loading: stop.isPending },
    retryFailed: { onClick: () => void askRetry(), loading: retry.isPending },
  };
}

function CsvButton(props: {
  readonly job: JobDetails;
  readonly which: 'request' | 'outcome';
  readonly label: string;
}): ReactElement {
  const { save, isPending } = useSaveCsv(props.job.id, props.which);
  return (
    <Button
      variant="default"
      leftSection={<IconFileSpreadsheet size={16} aria-hidden />}
      loading={isPending}
      onClick={save}
    >
      {props.label}
    </Button>
  );
}
