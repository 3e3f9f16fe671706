import { Alert, Text, Title, VisuallyHidden } from '@mantine/core';
import { IconClockPause } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, Navigate, useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { JobId } from '#domain/values/ids.ts';
import { queries } from '#renderer/api/engine.ts';
import { engineError } from '#renderer/api/engine-error.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import {
  aboutWords,
  holdUpWords,
  jobPage as words,
  jobs,
  jobStateNames,
  noUndoWords,
  wantedWords,
} from '#renderer/messages/jobs.ts';
import { PlanTotals } from '#renderer/ui/plan-totals.tsx';
import { EmptyState, ErrorState, LoadingState, NoPermissionState } from '#renderer/ui/states.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { JobButtons } from './job-buttons.tsx';
import { MissingCsv } from './missing-csv.tsx';
import { isMoving } from './job-actions.ts';
import { JobItems } from './job-items.tsx';
import { JobProgress } from './job-progress.tsx';
import { JobStateBadge } from '#renderer/ui/job-state-badge.tsx';
import type { JobDetails } from './job-details.ts';
import './jobs.css';

/** One job: how far it is, what holds it up, each row of it, and what can be done. */
export function JobScreen(): ReactElement {
  const { jobId } = useParams({ strict: false });
  const id = Number(jobId);
  if (!useMay('owner', 'admin', 'staff')) return <NoPermissionState />;
  return Number.isSafeInteger(id) && id > 0 ? <LoadedJob id={id as JobId} key={id} /> : <NoSuchJob />;
}

function LoadedJob(props: { readonly id: JobId }): ReactElement {
  const query = useQuery(queries.job.get.queryOptions({ input: { id: props.id } }));
  if (query.isPending) return <LoadingState rows={12} />;
  if (query.data && query.data.runId !== null)
    return (
      <Navigate
        to="/accounting/auto-invoices/history/$runId"
        params={{ runId: String(query.data.runId) }}
        search={{}}
        replace
      />
    );
  if (query.data) return <Job job={query.data} />;
  return engineError(query.error).code === 'NOT_FOUND' ? (
    <NoSuchJob />
  ) : (
    <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  );
}

function NoSuchJob(): ReactElement {
  return (
    <EmptyState
      title={words.notFoundTitle}
      hint={words.notFoundText}
      action={
        <Link to="/cancellations" search={{}}>
          {jobs.allJobs}
        </Link>
      }
    />
  );
}

function Job(props: { readonly job: JobDetails }): ReactElement {
  const { job } = props;
  const format = useFormat();
  const waitsFor = wantedWords[job.wanted];
  const about = [aboutWords(job, format), noUndoWords(job)].filter(Boolean).join(' ');
  const isWaiting = waitsFor !== '' && isMoving(job) && job.state !== 'undoing';
  return (
    <div className="page job-page">
      <div className="page-head">
        <Title order={1} className="job-title">
          {words.title(job.id)} <JobStateBadge state={job.state} />
        </Title>
        <JobButtons job={job} />
      </div>
      <VisuallyHidden role="status">{words.announceState(jobStateNames[job.state])}</VisuallyHidden>
      {about === '' ? null : <Text>{about}</Text>}
      {isWaiting ? (
        <Text size="sm" c="dimmed">
          {waitsFor}
        </Text>
      ) : null}
      {job.holdUp !== null && job.state !== 'done' && job.state !== 'undone' ? (
        <Alert color="yellow" variant="light" icon={<IconClockPause aria-hidden />} role="status">
          {holdUpWords[job.holdUp]}
        </Alert>
      ) : null}
      {job.hasRequestCsv ? null : <MissingCsv jobId={job.id} />}
      <div className="job-top">
        <section className="panel-card job-card" aria-label={words.progress}>
          <JobProgress job={job} />
        </section>
        <section className="panel-card job-card" aria-label={words.totals}>
          <dl className="job-facts">
            <dt>{words.reason}</dt>
            <dd>{job.reason}</dd>
            <dt>{words.startedLabel}</dt>
            <dd>
              {words.started(format, job.requestedBy, job.createdAt)}
              {job.approvedBy === null ? null : <> · {words.approved(job.approvedBy)}</>}
            </dd>
            {job.fromDate !== null && job.toDate !== null ? (
              <>
                <dt>{words.daysLabel}</dt>
                <dd>{words.days(format.day(job.fromDate), format.day(job.toDate))}</dd>
              </>
            ) : null}
            {job.finishedAt === null ? null : (
              <>
                <dt>{words.finishedLabel}</dt>
                <dd>{format.instant(job.finishedAt)}</dd>
              </>
            )}
          </dl>
          <PlanTotals
            totals={job.totals}
            refundTotalMinor={job.refundTotalMinor}
            totalLabel={words.plannedTotal}
          />
        </section>
      </div>
      <JobItems jobId={job.id} />
    </div>
  );
}
