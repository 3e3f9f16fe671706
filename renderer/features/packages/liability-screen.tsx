import { Anchor, Box, Button, Table, Text, Title } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { isLocalDate } from '#domain/values/time.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import { liabilityWords as words } from '#renderer/messages/packages.ts';
import { DayInput } from '#renderer/ui/day-input.tsx';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { SaveCsvButton } from '#renderer/ui/save-csv-button.tsx';
import { EmptyState, ErrorState, LoadingState, NoPermissionState } from '#renderer/ui/states.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';

/** What the studio owes in sessions at the end of a day, per package; the total beside the ledger's. */
export function LiabilityScreen(): ReactElement {
  return useMay('owner', 'admin') ? <Liability /> : <NoPermissionState />;
}

function Liability(): ReactElement {
  const format = useFormat();
  const [day, setDay] = useState('');
  const liability = useQuery({
    ...queries.packages.liability.queryOptions({ input: { day: isLocalDate(day) ? day : null } }),
    placeholderData: keepPreviousData,
  });
  const { data } = liability;
  return (
    <div className="page">
      <div className="page-head">
        <Box flex={1}>
          <Title order={1}>{words.title}</Title>
          <Text c="dimmed">{words.intro}</Text>
        </Box>
        <SaveCsvButton
          save={() => engine.packages.saveLiabilityCsv({ day: isLocalDate(day) ? day : null })}
        />
        {data ? (
          <Button
            variant="default"
            leftSection={<IconPrinter size={16} aria-hidden />}
            renderRoot={(root: object) => (
              <Link
                to="/reports/$report/print"
                params={{ report: 'liability' }}
                search={{ from: data.day, last: data.day }}
                {...root}
              />
            )}
          >
            {words.print}
          </Button>
        ) : null}
        <Anchor renderRoot={(root) => <Link {...root} to="/accounting/packages" search={{}} />}>
          {words.back}
        </Anchor>
      </div>
      <div className="filter-bar">
        <DayInput
          label={words.day}
          placeholder={words.today}
          value={day}
          onChange={setDay}
          w={180}
          autoFocus
        />
      </div>
      <div className="page-body">
        {liability.error ? (
          <ErrorState error={liability.error} onRetry={() => void liability.refetch()} />
        ) : !data ? (
          <LoadingState rows={6} />
        ) : data.rows.length === 0 ? (
          <EmptyState title={words.none} />
        ) : (
          <div className="panel-card">
            <Table aria-label={words.table} className="figures">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">{words.columns.name}</Table.Th>
                  <Table.Th scope="col" ta="right">
                    {words.columns.lots}
                  </Table.Th>
                  <Table.Th scope="col" ta="right">
                    {words.columns.held}
                  </Table.Th>
                  <Table.Th scope="col" ta="right">
                    {words.columns.credits}
                  </Table.Th>
                  <Table.Th scope="col" ta="right">
                    {words.columns.owed}
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {data.rows.map((row) => (
                  <Table.Tr key={row.packageId ?? 0}>
                    <Table.Td>{row.name || words.other}</Table.Td>
                    <Table.Td ta="right">{format.number(row.lots)}</Table.Td>
                    <Table.Td ta="right">{format.number(row.held)}</Table.Td>
                    <Table.Td ta="right">{format.number(row.creditsLeft)}</Table.Td>
                    <Table.Td ta="right">
                      <MoneyText amountMinor={row.owedMinor} />
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
              <Table.Tfoot>
                <Table.Tr>
                  <Table.Th scope="row" colSpan={4}>
                    {words.total}
                  </Table.Th>
                  <Table.Th ta="right">
                    <MoneyText amountMinor={data.totalMinor} />
                  </Table.Th>
                </Table.Tr>
              </Table.Tfoot>
            </Table>
            <Text size="sm" p={12} role="status">
              {data.totalMinor === data.ledgerMinor
                ? words.agrees(format.money(data.ledgerMinor))
                : words.differs(format.money(data.ledgerMinor))}
            </Text>
          </div>
        )}
      </div>
    </div>
  );
}
