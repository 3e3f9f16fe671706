import { Button, Group, Loader, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { RehearsedRow } from '#contract/desktop/auto-invoice.ts';
import { queries } from '#renderer/api/engine.ts';
import { rehearsal as words, rehearsedWords } from '#renderer/messages/auto-invoice.ts';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { ErrorNote, LoadingState } from '#renderer/ui/states.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';

/** Who would be invoiced by the next run, as things stand; nothing is written. */
export function Rehearsal(props: { readonly isOn: boolean; readonly sends: boolean }): ReactElement {
  const [isAsked, setAsked] = useState(false);
  const query = useQuery({ ...queries.autoInvoice.rehearse.queryOptions(), enabled: isAsked });
  const ask = (): void => {
    if (query.isFetching) return;
    if (isAsked) void query.refetch();
    setAsked(true);
  };
  return (
    <section aria-label={words.title} className="auto-rehearsal">
      <Group justify="space-between">
        <Title order={2}>{words.title}</Title>
        {/* A button that is disabled meanwhile would lose the focus: what is below is scrolled with the arrows from here. */}
        <Button
          variant="default"
          onClick={ask}
          disabled={!props.isOn}
          aria-busy={query.isFetching}
          leftSection={query.isFetching ? <Loader size={14} /> : null}
        >
          {query.data ? words.again : words.start}
        </Button>
      </Group>
      <Text size="sm" c="dimmed">
        {props.isOn ? words.hint : words.noRun}
      </Text>
      <ErrorNote error={query.error} />
      {isAsked && query.isPending ? <LoadingState rows={4} /> : null}
      {query.data ? <Rehearsed answer={query.data} sends={props.sends} /> : null}
    </section>
  );
}

interface RehearsalAnswer {
  readonly run: {
    readonly at: number;
    readonly covers: { readonly from: string; readonly to: string };
  } | null;
  readonly rows: readonly RehearsedRow[];
  readonly total: number;
  readonly amountMinor: number;
  readonly chargedMinor: number;
  readonly creditMinor: number;
  readonly withTrouble: number;
}

function Rehearsed({
  answer,
  sends,
}: {
  readonly answer: RehearsalAnswer;
  readonly sends: boolean;
}): ReactElement {
  const format = useFormat();
  const { run, rows, total } = answer;
  if (!run) return <Text>{words.noRun}</Text>;
  const facts = [
    words.sum(format, total, answer.amountMinor),
    ...(answer.creditMinor > 0 ? [words.fromCredit(format, answer.creditMinor)] : []),
    ...(answer.chargedMinor > 0 ? [words.charged(format, answer.chargedMinor)] : []),
    ...(answer.withTrouble > 0 ? [words.trouble(format, answer.withTrouble)] : []),
  ];
  return (
    <>
      <Text className="figures" role="status">
        {words.when(format.instant(run.at), format.dayRange(run.covers.from, run.covers.to))}
        {': '}
        {total === 0 ? words.nobody : `${facts.join('; ')}.`}
      </Text>
      {total === 0 ? null : (
        <Table aria-label={words.title} verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.columns.client}</Table.Th>
              <Table.Th ta="right">{words.columns.sessions}</Table.Th>
              <Table.Th ta="right">{words.columns.amount}</Table.Th>
              <Table.Th>{words.columns.outcome}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row.clientId}>
                <Table.Td>{row.client}</Table.Td>
                <Table.Td ta="right" className="figures">
                  {format.number(row.sessions)}
                </Table.Td>
                <Table.Td ta="right">
                  <MoneyText amountMinor={row.amountMinor} />
                </Table.Td>
                <Table.Td>{rehearsedWords(row, sends, format)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {total > rows.length ? <Text c="dimmed">{words.more(format, total - rows.length)}</Text> : null}
    </>
  );
}
