import { Button, Progress, Text, Title } from '@mantine/core';
import { IconProgressCheck } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactElement, useMemo, useState } from 'react';
import type { JobRow } from '#contract/desktop/job.ts';
import { queries } from '#renderer/api/engine.ts';
import { useMay, useMayBulkCancel } from '#renderer/api/signed-in.ts';
import { jobs as words, sessionsWords } from '#renderer/messages/jobs.ts';
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { EmptyState, ErrorState, LoadingState, NoPermissionState } from '#renderer/ui/states.tsx';
import { type StudioFormat, useFormat } from '#renderer/ui/use-format.ts';
import { JobStateBadge } from '#renderer/ui/job-state-badge.tsx';
import './jobs.css';
import { doneShare } from './time-left.ts';

/** All jobs, the newest first; running ones move by themselves. */
export function JobsScreen(): ReactElement {
  return useMay('owner', 'admin', 'staff') ? <Jobs /> : <NoPermissionState />;
}

const PAGE = 100;

function Jobs(): ReactElement {
  const format = useFormat();
  const navigate = useNavigate();
  const mayCancel = useMayBulkCancel();
  const [limit, setLimit] = useState(PAGE);
  const query = useQuery({
    ...queries.job.list.queryOptions({ input: { limit } }),
    placeholderData: keepPreviousData,
  });
  const leftovers = useQuery(queries.task.problems.queryOptions()).data?.undoLeftovers ?? 0;
  const columns = useMemo(() => jobColumns(format), [format]);
  const startOne = mayCancel ? (
    <Button renderRoot={(root) => <Link to="/cancellations/bulk" search={{}} {...root} />}>
      {words.startOne}
    </Button>
  ) : null;
  return (
    <div className="page">
      <div className="page-head">
        <Title order={1}>{words.title}</Title>
        {leftovers > 0 ? (
          <Link to="/cancellations/leftovers" search={{}}>
            {words.leftovers(format, leftovers)}
          </Link>
        ) : null}
        {startOne}
      </div>
      <div className="page-body">
        {query.isPending ? (
          <div className="panel-card">
            <LoadingState rows={8} />
          </div>
        ) : query.error ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <DataTable
            label={words.title}
            rows={query.data.rows}
            total={query.data.total}
            rowKey={(job) => job.id}
            columns={columns}
            onOpen={(job) => void navigate(placeOf(job))}
            onSeen={(last) => {
              if (last >= limit - 20 && limit < query.data.total && limit < 500) setLimit(limit + PAGE);
            }}
            empty={<EmptyState icon={IconProgressCheck} title={words.emptyTitle} hint={words.emptyText} />}
          />
        )}
      </div>
    </div>
  );
}

/** A run of automatic invoicing has a page of its own, under Accounting. */
function placeOf({ id, runId }: Pick<JobRow, 'id' | 'runId'>) {
  return runId === null
    ? ({ to: '/cancellations/jobs/$jobId', params: { jobId: String(id) }, search: {} } as const)
    : ({
        to: '/accounting/auto-invoices/history/$runId',
        params: { runId: String(runId) },
        search: {},
      } as const);
}

function jobColumns(format: StudioFormat): readonly DataColumn<JobRow>[] {
  return [
    {
      key: 'job',
      header: words.columns.job,
      width: '80px',
      render: (job) => (
        <Link {...placeOf(job)} tabIndex={-1}>
          {words.name(job.id)}
        </Link>
      ),
    },
    {
      key: 'state',
      header: words.columns.state,
      width: '120px',
      render: (job) => <JobStateBadge state={job.state} />,
    },
    {
      key: 'progress',
      header: words.columns.progress,
      width: 'minmax(220px, 1.2fr)',
      render: (job) => (
        <div className="job-progress-cell">
          <Progress
            value={doneShare(job.progress) * 100}
            size="sm"
            aria-label={words.columns.progress}
            transitionDuration={0}
          />
          <Text component="span" size="sm">
            {sessionsWords(job, format)}
          </Text>
        </div>
      ),
    },
    {
      key: 'refund',
      header: words.columns.refund,
      width: '120px',
      align: 'right',
      render: (job) =>
        job.kind === 'auto_invoice' ? null : <MoneyText amountMinor={job.refundTotalMinor} />,
    },
    {
      key: 'reason',
      header: words.columns.reason,
      width: 'minmax(120px, 1fr)',
      render: (job) => (job.kind === 'auto_invoice' ? words.autoInvoice : job.reason),
    },
    {
      key: 'by',
      header: words.columns.by,
      width: '262px',
      render: (job) => words.startedBy(format, job.requestedBy, job.createdAt),
    },
  ];
}
