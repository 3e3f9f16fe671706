import { Button, Group, Progress, SegmentedControl, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import type { RunRow, RunView } from '#contract/desktop/auto-invoice.ts';
import type { InvoiceRunId } from '#domain/values/ids.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { engineError } from '#renderer/api/engine-error.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import { autoHistory as words, billedNames, intervalNames } from '#renderer/messages/auto-invoice.ts';
import { JobStateBadge } from '#renderer/ui/job-state-badge.tsx';
import { EmptyState, ErrorState, LoadingState } from '#renderer/ui/states.tsx';
import { toast, toastError } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { usePagedRows } from '#renderer/ui/use-paged-rows.ts';
import { AutoInvoicePage } from './auto-invoice-page.tsx';
import { RunRows } from './run-rows.tsx';

/** One run: how far it is and what became of each client. */
export function RunScreen(): ReactElement {
  const { runId } = useParams({ strict: false });
  const id = Number(runId) as InvoiceRunId;
  const query = useQuery(queries.autoInvoice.run.queryOptions({ input: { id } }));
  return (
    <AutoInvoicePage>
      {query.error ? (
        engineError(query.error).code === 'NOT_FOUND' || engineError(query.error).code === 'INVALID_INPUT' ? (
          <EmptyState title={words.notFoundTitle} hint={words.notFoundText} action={<Back />} />
        ) : (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        )
      ) : query.data ? (
        <Run run={query.data} />
      ) : (
        <LoadingState rows={8} />
      )}
    </AutoInvoicePage>
  );
}

function Back(): ReactElement {
  return (
    <Link to="/accounting/auto-invoices/history" search={{}}>
      {words.back}
    </Link>
  );
}

type Filter = keyof typeof words.filters;
const FILTERS = Object.keys(words.filters) as Filter[];

function Run({ run }: { readonly run: RunView }): ReactElement {
  const [result, setResult] = useState<Filter>('all');
  const [search, setSearch] = useState('');
  const [asked] = useDebouncedValue(search.trim(), 200);
  const input = { runId: run.id, result, search: asked };
  const list = usePagedRows<RunRow>({
    queryKey: queries.autoInvoice.rows.key({ input }),
    load: (page, signal) => engine.autoInvoice.rows({ ...input, ...page }, { signal }),
  });
  return (
    <>
      <RunHead run={run} />
      <Group gap={12} align="flex-end">
        <SegmentedControl
          aria-label={words.filter}
          data={FILTERS.map((value) => ({ value, label: words.filters[value] }))}
          value={result}
          onChange={(value) => setResult(FILTERS.find((filter) => filter === value) ?? 'all')}
        />
        <TextInput
          aria-label={words.search}
          placeholder={words.search}
          value={search}
          maxLength={100}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      </Group>
      {list.error ? (
        <ErrorState error={list.error} onRetry={list.retry} />
      ) : list.isPending ? (
        <LoadingState rows={8} />
      ) : (
        <RunRows rows={list.rows} total={list.total} onSeen={list.onSeen} />
      )}
    </>
  );
}

function RunHead({ run }: { readonly run: RunView }): ReactElement {
  const format = useFormat();
  const isMoving = run.jobState === 'running' || run.jobState === 'queued' || run.jobState === 'paused';
  const wasLate = run.createdAt - run.dueAt > 3_600_000;
  return (
    <section aria-label={words.runTitle(format.instant(run.createdAt))}>
      <Group gap={12}>
        <Back />
        <Title order={2}>{words.runTitle(format.instant(run.createdAt))}</Title>
        <JobStateBadge state={run.jobState} />
        <Text c="dimmed" mr="auto">
          {words.of(intervalNames[run.interval], billedNames[run.kind])}
          {' · '}
          {format.dayRange(run.covers.from, run.covers.to)}
        </Text>
        <RunButtons run={run} />
      </Group>
      {wasLate ? (
        <Text size="sm" c="dimmed">
          {words.late(format.instant(run.dueAt))}
        </Text>
      ) : null}
      {isMoving ? (
        <>
          <Progress
            value={run.rows === 0 ? 100 : (run.done / run.rows) * 100}
            aria-label={words.runTitle(format.instant(run.createdAt))}
            transitionDuration={0}
            my={8}
          />
          <Text size="sm" role="status" className="figures">
            {words.progress(format, run.done, run.rows)}
          </Text>
        </>
      ) : (
        <Text size="sm" className="figures">
          {words.totals(format, run.rows, run.amountMinor)}
        </Text>
      )}
    </section>
  );
}

function RunButtons({ run }: { readonly run: RunView }): ReactElement | null {
  const format = useFormat();
  const mayChange = useMay('owner', 'admin');
  if (!mayChange) return null;
  const isLive = run.jobState === 'running' || run.jobState === 'queued';
  const id = run.jobId;
  return (
    <Group gap={8}>
      {isLive ? (
        <Button size="xs" variant="default" onClick={() => void engine.job.pause({ id }).catch(toastError)}>
          {words.pause}
        </Button>
      ) : null}
      {run.jobState === 'paused' ? (
        <Button size="xs" variant="default" onClick={() => void engine.job.resume({ id }).catch(toastError)}>
          {words.resume}
        </Button>
      ) : null}
      {isLive || run.jobState === 'paused' ? (
        <Button size="xs" variant="default" onClick={() => void engine.job.stop({ id }).catch(toastError)}>
          {words.stop}
        </Button>
      ) : null}
      {run.failed + run.declined + run.undelivered > 0 && !isLive ? (
        <Button
          size="xs"
          onClick={() =>
            void engine.autoInvoice
              .retryFailed({ runId: run.id })
              .then(({ retried }) => toast(words.retried(format, retried)), toastError)
          }
        >
          {words.retryFailed}
        </Button>
      ) : null}
    </Group>
  );
}
