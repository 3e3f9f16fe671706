import { Button, Group, Select, Text, Title } from '@mantine/core';
import { IconMailbox } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactElement, useMemo, useState } from 'react';
import { type MessageRow, messageState } from '#contract/desktop/message.ts';
import { queries } from '#renderer/api/engine.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import { messageStateNames, outbox as words } from '#renderer/messages/messages.ts';
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx';
import { EmptyState, ErrorState, LoadingState, NoPermissionState } from '#renderer/ui/states.tsx';
import { type StudioFormat, useFormat } from '#renderer/ui/use-format.ts';
import { MessageStateBadge } from './message-state-badge.tsx';
import './messages.css';
import { ReadingPane } from './reading-pane.tsx';
import { useMessageActions } from './use-message-actions.ts';

/** What clients are told and what became of it. */
export function MessagesScreen(): ReactElement {
  return useMay('owner', 'admin', 'staff') ? <Outbox /> : <NoPermissionState />;
}

const PAGE = 200;
type State = MessageRow['state'];

function Outbox(): ReactElement {
  const format = useFormat();
  const [state, setState] = useState<State | null>(null);
  const [chosenId, setChosenId] = useState<MessageRow['id'] | null>(null);
  const navigate = useNavigate();
  const { of } = useSearch({ from: '/communications/outbox' });
  const { retry } = useMessageActions();
  const query = useInfiniteQuery({
    ...queries.message.list.infiniteOptions({
      input: (offset: number) => ({
        ...(state ? { state } : {}),
        ...(of === undefined ? {} : { clientId: of }),
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
  const columns = useMemo(() => messageColumns(format), [format]);
  const chosen = rows.find(({ id }) => id === chosenId) ?? null;
  const retryable = state === 'unsent' || state === 'failed' ? rows.slice(0, 500) : [];
  return (
    <div className="page">
      <div className="page-head">
        <div className="outbox-title">
          <Title order={1}>{words.title}</Title>
          <Text c="dimmed">{words.intro}</Text>
        </div>
        {retryable.length > 1 ? (
          <Button variant="default" onClick={() => void retry(retryable)}>
            {words.retryAll(format, retryable.length)}
          </Button>
        ) : null}
        <Group gap={8}>
          {of === undefined ? null : (
            <Button
              variant="default"
              onClick={() => void navigate({ to: '/communications/outbox', search: {} })}
            >
              {words.everyone}
            </Button>
          )}
          <Select
            aria-label={words.filter}
            placeholder={words.all}
            clearable
            value={state}
            onChange={(value) => setState(messageState.options.find((option) => option === value) ?? null)}
            data={messageState.options.map((value) => ({ value, label: messageStateNames[value] }))}
            w={170}
          />
        </Group>
      </div>
      {query.isPending ? (
        <div className="panel-card">
          <LoadingState rows={8} />
        </div>
      ) : query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <div className="outbox">
          <DataTable
            label={words.title}
            rows={rows}
            total={total}
            rowKey={(message) => message.id}
            columns={columns}
            onOpen={(message) => setChosenId(message.id)}
            onSeen={(last) => {
              if (last > rows.length - 40 && query.hasNextPage && !query.isFetchingNextPage)
                void query.fetchNextPage();
            }}
            empty={
              <EmptyState
                icon={IconMailbox}
                title={words.empty}
                hint={state === null ? words.emptyText : words.emptyFiltered}
              />
            }
          />
          <ReadingPane message={chosen} />
        </div>
      )}
    </div>
  );
}

function messageColumns(format: StudioFormat): readonly DataColumn<MessageRow>[] {
  return [
    { key: 'to', header: words.columns.to, width: 'minmax(120px, 1fr)', render: (message) => message.toName },
    {
      key: 'subject',
      header: words.columns.subject,
      width: 'minmax(160px, 2fr)',
      render: (message) => message.subject,
    },
    {
      key: 'state',
      header: words.columns.state,
      width: '120px',
      render: (message) => <MessageStateBadge state={message.state} />,
    },
    {
      key: 'at',
      header: words.columns.at,
      width: '160px',
      render: (message) => format.instant(message.createdAt),
    },
  ];
}
