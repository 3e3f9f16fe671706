import { SegmentedControl, Text, Title } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { TaskRow } from '#contract/desktop/task.ts';
import { queries } from '#renderer/api/engine.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import { taskLists, tasks as words } from '#renderer/messages/tasks.ts';
import { EmptyState, ErrorState, LoadingState, NoPermissionState } from '#renderer/ui/states.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { TaskTable } from './task-table.tsx';
import './tasks.css';

type Kind = keyof typeof taskLists;
type State = TaskRow['state'];

/** What waits for a person: stuck refunds, cash to hand out, what an undo left over. */
export function TasksScreen(props: { readonly kind: Kind }): ReactElement {
  return useMay('owner', 'admin', 'staff') ? (
    <Tasks kind={props.kind} key={props.kind} />
  ) : (
    <NoPermissionState />
  );
}

const PAGE = 100;

function Tasks(props: { readonly kind: Kind }): ReactElement {
  const { kind } = props;
  const list = taskLists[kind];
  const format = useFormat();
  const [state, setState] = useState<State>('open');
  const query = useInfiniteQuery({
    ...queries.task.list.infiniteOptions({
      input: (offset: number) => ({ kind, state, limit: PAGE, offset }),
      initialPageParam: 0,
      getNextPageParam: (last, pages) => (pages.length * PAGE < last.total ? pages.length * PAGE : undefined),
    }),
    placeholderData: keepPreviousData,
  });
  const first = query.data?.pages[0];
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <div className="page tasks-page">
      <div className="page-head">
        <div className="tasks-title">
          <Title order={1}>{list.title}</Title>
          <Text c="dimmed">{list.intro}</Text>
        </div>
        <Text role="status" className="figures">
          {first ? words.total(format, first.total, first.amountMinor) : ''}
        </Text>
        <SegmentedControl
          aria-label={words.state}
          value={state}
          onChange={(value) => setState(value === 'done' ? 'done' : 'open')}
          data={[
            { value: 'open', label: words.open },
            { value: 'done', label: words.done },
          ]}
        />
      </div>
      {query.isPending ? (
        <div className="panel-card">
          <LoadingState rows={6} />
        </div>
      ) : query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : rows.length === 0 ? (
        <div className="panel-card">
          <EmptyState
            icon={IconCircleCheck}
            title={state === 'open' ? list.emptyTitle : words.noneSolved}
            {...(state === 'open' ? { hint: list.emptyText } : {})}
          />
        </div>
      ) : (
        <TaskTable
          label={list.title}
          rows={rows}
          {...(query.hasNextPage ? { onMore: () => void query.fetchNextPage() } : {})}
        />
      )}
    </div>
  );
}
