import { Anchor, Button, Group, Table, Text, Title } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { engine, queries } from '#renderer/api/engine.ts';
import { tillWords as words } from '#renderer/messages/payments.ts';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { SaveCsvButton } from '#renderer/ui/save-csv-button.tsx';
import { ErrorState, LoadingState } from '#renderer/ui/states.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';

const PAGE = 30;

/** The days before, the latest first, each with its report. */
export function ClosedTills(): ReactElement {
  const format = useFormat();
  const query = useInfiniteQuery({
    ...queries.till.list.infiniteOptions({
      input: (offset: number) => ({ limit: PAGE, offset }),
      initialPageParam: 0,
      getNextPageParam: (last, pages) => (pages.length * PAGE < last.total ? pages.length * PAGE : undefined),
    }),
    placeholderData: keepPreviousData,
  });
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <section className="panel-card till-card" aria-label={words.history}>
      <Group justify="space-between" mb={8}>
        <Title order={2}>{words.history}</Title>
        {rows.length > 0 ? <SaveCsvButton save={() => engine.till.saveCsv()} /> : null}
      </Group>
      {query.error ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isPending ? <LoadingState rows={4} /> : null}
      {query.data && rows.length === 0 ? <Text c="dimmed">{words.noHistory}</Text> : null}
      {rows.length > 0 ? (
        <Table verticalSpacing={6} aria-label={words.history}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.columns.closed}</Table.Th>
              <Table.Th>{words.columns.by}</Table.Th>
              <Table.Th ta="right">{words.columns.expected}</Table.Th>
              <Table.Th ta="right">{words.columns.counted}</Table.Th>
              <Table.Th ta="right">{words.columns.difference}</Table.Th>
              <Table.Th>{words.columns.report}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((till) => (
              <Table.Tr key={till.id}>
                <Table.Td>{format.instant(till.closedAt ?? till.openedAt)}</Table.Td>
                <Table.Td>{till.closedBy}</Table.Td>
                <Table.Td ta="right">
                  <MoneyText amountMinor={till.expectedMinor} />
                </Table.Td>
                <Table.Td ta="right">
                  <MoneyText amountMinor={till.countedMinor ?? 0} />
                </Table.Td>
                <Table.Td ta="right">
                  <MoneyText
                    amountMinor={till.differenceMinor ?? 0}
                    dimmed={till.differenceMinor === 0}
                    strong={till.differenceMinor !== 0}
                  />
                </Table.Td>
                <Table.Td>
                  <Anchor
                    renderRoot={(root) => (
                      <Link
                        {...root}
                        to="/documents/$kind/$id"
                        params={{ kind: 'day_close', id: String(till.id) }}
                        search={{}}
                      />
                    )}
                  >
                    {words.openReport}
                  </Anchor>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      ) : null}
      {query.hasNextPage ? (
        <Button variant="default" size="xs" mt={12} onClick={() => void query.fetchNextPage()}>
          {words.older}
        </Button>
      ) : null}
    </section>
  );
}
