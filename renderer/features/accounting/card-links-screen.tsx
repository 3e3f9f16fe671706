import { Anchor, Box, Button, SegmentedControl, Table, Text, Title } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { CardLinkView } from '#contract/desktop/card.ts';
import { queries } from '#renderer/api/engine.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import { cardWords, cardLinkList as words, declineReason } from '#renderer/messages/cards.ts';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { usePanels } from '#renderer/ui/panels.ts';
import { EmptyState, ErrorState, LoadingState, NoPermissionState } from '#renderer/ui/states.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';

const PAGE = 100;

/** All links to leave a card or to pay, newest first, with what became of each. */
export function CardLinksScreen(): ReactElement {
  return useMay('owner', 'admin', 'staff') ? <Links /> : <NoPermissionState />;
}

function Links(): ReactElement {
  const [isOpen, setOpen] = useState(true);
  const query = useInfiniteQuery({
    ...queries.card.listLinks.infiniteOptions({
      input: (offset: number) => ({ isOpen, limit: PAGE, offset }),
      initialPageParam: 0,
      getNextPageParam: (last, pages) => (pages.length * PAGE < last.total ? pages.length * PAGE : undefined),
    }),
    placeholderData: keepPreviousData,
  });
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <div className="page">
      <div className="page-head">
        <Box mr="auto">
          <Title order={1}>{words.title}</Title>
          <Text c="dimmed">{words.intro}</Text>
        </Box>
        <SegmentedControl
          aria-label={words.which}
          value={isOpen ? 'open' : 'all'}
          onChange={(value) => setOpen(value === 'open')}
          data={[
            { value: 'open', label: words.open },
            { value: 'all', label: words.all },
          ]}
        />
      </div>
      <div className="panel-card">
        {query.isPending ? (
          <LoadingState rows={6} />
        ) : query.error ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : rows.length === 0 ? (
          <EmptyState icon={IconLink} title={words.none} hint={words.noneHint} />
        ) : (
          <LinkTable rows={rows} />
        )}
        {query.hasNextPage ? (
          <Button variant="default" size="xs" m={12} onClick={() => void query.fetchNextPage()}>
            {words.more}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

function LinkTable({ rows }: { readonly rows: readonly CardLinkView[] }): ReactElement {
  return (
    <Table verticalSpacing={8} horizontalSpacing={12} aria-label={words.title} stickyHeader>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{words.columns.client}</Table.Th>
          <Table.Th>{words.columns.what}</Table.Th>
          <Table.Th ta="right">{words.columns.amount}</Table.Th>
          <Table.Th>{words.columns.state}</Table.Th>
          <Table.Th>{words.columns.made}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <LinkRow key={row.id} row={row} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function LinkRow({ row }: { readonly row: CardLinkView }): ReactElement {
  const { openClient } = usePanels();
  const format = useFormat();
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor component="button" type="button" fw={500} onClick={() => openClient(row.clientId)}>
          {row.client}
        </Anchor>
      </Table.Td>
      <Table.Td>
        {cardWords.linkKinds[row.kind]}: {row.title}
      </Table.Td>
      <Table.Td ta="right">
        {row.amountMinor === null ? null : <MoneyText amountMinor={row.amountMinor} />}
      </Table.Td>
      <Table.Td>
        {cardWords.linkStates[row.state]}
        <Text size="sm" c="dimmed">
          {row.state === 'open' && row.expiresAt !== null
            ? cardWords.openUntil(format.instant(row.expiresAt))
            : row.state === 'failed'
              ? declineReason(row.failureCode)
              : ''}
        </Text>
      </Table.Td>
      <Table.Td className="figures">{format.instant(row.createdAt)}</Table.Td>
    </Table.Tr>
  );
}
