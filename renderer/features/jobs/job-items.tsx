import { Button, Select, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { type ReactElement, useMemo, useState } from 'react';
import { itemOutcome, type JobItem } from '#contract/desktop/job.ts';
import type { JobId } from '#domain/values/ids.ts';
import { queries } from '#renderer/api/engine.ts';
import { hasAmount } from '#renderer/messages/cancellation.ts';
import { itemsTable as words, itemWords, outcomeNames } from '#renderer/messages/job-items.ts';
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { EmptyState, ErrorState, LoadingState } from '#renderer/ui/states.tsx';
import { type StudioFormat, useFormat } from '#renderer/ui/use-format.ts';
import { ItemOutcome } from './item-outcome.tsx';
import { RefundSteps } from './refund-steps.tsx';

const PAGE = 200;
type Outcome = JobItem['outcome'];

/** Every row of the job's request list with what became of it; the steps of a refund on demand. */
export function JobItems(props: { readonly jobId: JobId }): ReactElement {
  const format = useFormat();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 150);
  const [opened, setOpened] = useState<JobItem | null>(null);
  const query = useInfiniteQuery({
    ...queries.job.items.infiniteOptions({
      input: (offset: number) => ({
        id: props.jobId,
        search,
        ...(outcome ? { outcome } : {}),
        limit: PAGE,
        offset,
      }),
      initialPageParam: 0,
      getNextPageParam: (last, pages) => (pages.length * PAGE < last.total ? pages.length * PAGE : undefined),
    }),
    placeholderData: keepPreviousData,
  });
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data]);
  const total = query.data?.pages[0]?.total ?? 0;
  const columns = useMemo(() => itemColumns(format, setOpened), [format]);
  return (
    <section className="job-items" aria-label={words.title}>
      <div className="job-items-head">
        <Title order={2}>{words.title}</Title>
        <TextInput
          aria-label={words.search}
          placeholder={words.search}
          leftSection={<IconSearch size={15} aria-hidden />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          maxLength={100}
          w={240}
        />
        <Select
          aria-label={words.filter}
          placeholder={words.all}
          clearable
          value={outcome}
          onChange={(value) => setOutcome(itemOutcome.options.find((option) => option === value) ?? null)}
          data={itemOutcome.options.map((value) => ({ value, label: outcomeNames[value] }))}
          w={190}
        />
        <Text size="sm" c="dimmed" role="status" className="figures">
          {query.data ? words.count(format, total) : ''}
        </Text>
      </div>
      <div className="job-items-table">
        {query.isPending ? (
          <LoadingState rows={8} />
        ) : query.error ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <DataTable
            label={words.title}
            rows={rows}
            total={total}
            rowKey={(item) => item.id}
            columns={columns}
            onOpen={(item) => (item.refundId === null ? undefined : setOpened(item))}
            onSeen={(last) => {
              if (last > rows.length - 40 && query.hasNextPage && !query.isFetchingNextPage)
                void query.fetchNextPage();
            }}
            empty={<EmptyState title={words.empty} />}
          />
        )}
      </div>
      {opened && opened.refundId !== null ? (
        <RefundSteps item={opened} refundId={opened.refundId} onClose={() => setOpened(null)} />
      ) : null}
    </section>
  );
}

function itemColumns(format: StudioFormat, onSteps: (item: JobItem) => void): readonly DataColumn<JobItem>[] {
  return [
    {
      key: 'session',
      header: words.columns.session,
      width: 'minmax(220px, 1.4fr)',
      render: (item) => `${format.day(item.date)} ${format.time(item.time)} ${item.title}`,
    },
    {
      key: 'client',
      header: words.columns.client,
      width: 'minmax(120px, 1fr)',
      render: (item) =>
        item.client === '' ? (
          <Text component="span" inherit c="dimmed">
            {words.noClient}
          </Text>
        ) : item.participant === '' || item.participant === item.client ? (
          item.client
        ) : (
          `${item.client} (${item.participant})`
        ),
    },
    {
      key: 'what',
      header: words.columns.what,
      width: 'minmax(150px, 1fr)',
      render: (item) => itemWords(item, format),
    },
    {
      key: 'amount',
      header: words.columns.amount,
      width: '110px',
      align: 'right',
      render: (item) =>
        hasAmount(item.action) ? (
          <MoneyText amountMinor={item.amountMinor} />
        ) : item.credits > 0 ? (
          words.credits(format, item.credits)
        ) : (
          ''
        ),
    },
    {
      key: 'outcome',
      header: words.columns.outcome,
      width: 'minmax(230px, 1fr)',
      render: (item) => <ItemOutcome item={item} />,
    },
    {
      key: 'steps',
      header: words.attempts,
      width: '64px',
      render: (item) =>
        item.refundId === null ? null : (
          <Button
            variant="subtle"
            size="compact-xs"
            px={0}
            tabIndex={-1}
            aria-label={words.showAttempts(item.client)}
            onClick={() => onSteps(item)}
          >
            {words.attempts}
          </Button>
        ),
    },
  ];
}
