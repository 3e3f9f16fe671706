import { Button, Stack, Table, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch, IconUsers } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { planLine } from '#contract/desktop/cancellation.ts';
import type { SessionId } from '#domain/values/ids.ts';
import { queries } from '#renderer/api/engine.ts';
import { clients as words, hasAmount, planLineWords } from '#renderer/messages/cancellation.ts';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { SidePanel } from '#renderer/ui/side-panel.tsx';
import { EmptyState, ErrorState, LoadingState } from '#renderer/ui/states.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { NonCardRefund } from './use-plan.ts';

type PlanLine = ReturnType<(typeof planLine)['parse']>;

const PAGE = 50;

/** The refund plan client by client, each line tender by tender. Asked only while it is open. */
export function ClientPlanPanel(props: {
  readonly onClose: () => void;
  readonly sessionIds: readonly SessionId[];
  readonly nonCardRefund: NonCardRefund | null;
}): ReactElement {
  return (
    <SidePanel title={words.title} opened onClose={props.onClose} wide>
      <ClientList {...props} />
    </SidePanel>
  );
}

function ClientList(props: {
  readonly sessionIds: readonly SessionId[];
  readonly nonCardRefund: NonCardRefund | null;
}): ReactElement {
  const format = useFormat();
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 150);
  const query = useInfiniteQuery({
    ...queries.cancellation.previewClients.infiniteOptions({
      input: (offset: number) => ({
        sessionIds: [...props.sessionIds],
        ...(props.nonCardRefund ? { nonCardRefund: props.nonCardRefund } : {}),
        search,
        limit: PAGE,
        offset,
      }),
      initialPageParam: 0,
      getNextPageParam: (last, pages) => (pages.length * PAGE < last.total ? pages.length * PAGE : undefined),
    }),
    placeholderData: keepPreviousData,
    gcTime: 30_000,
  });
  const total = query.data?.pages[0]?.total ?? 0;
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <Stack gap={12}>
      <TextInput
        label={words.search}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        leftSection={<IconSearch size={15} aria-hidden />}
        maxLength={100}
        data-autofocus
      />
      {query.isPending ? <LoadingState rows={6} /> : null}
      {query.error ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.data ? (
        <Text size="sm" c="dimmed" role="status">
          {words.count(format, total)}
        </Text>
      ) : null}
      {query.data && rows.length === 0 ? (
        <EmptyState icon={IconUsers} title={search === '' ? words.noBookings : words.none} />
      ) : null}
      {rows.map((client) => (
        <section key={client.clientId} className="client-plan" aria-label={client.name}>
          <div className="client-plan-head">
            <div>
              <Text fw={600}>{client.name}</Text>
              <Text size="sm" c="dimmed">
                {[client.email || words.noEmail, client.phone].filter(Boolean).join(' · ')}
              </Text>
            </div>
            <Headline lines={client.lines} />
          </div>
          <LineTable name={client.name} lines={client.lines} />
        </section>
      ))}
      {query.hasNextPage ? (
        <Button
          variant="default"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {words.more}
        </Button>
      ) : null}
    </Stack>
  );
}

/** The money that goes back, the credits where nothing else does; both where there are both. */
function Headline(props: { readonly lines: readonly PlanLine[] }): ReactElement {
  const format = useFormat();
  const money = moneyBack(props.lines);
  const credits = props.lines
    .filter(({ action }) => action === 'return_credit')
    .reduce((sum, line) => sum + line.credits, 0);
  if (credits === 0) return <MoneyText amountMinor={money} strong />;
  return (
    <Text fw={600} className="figures">
      {money > 0 ? `${format.money(money)} + ` : ''}
      {words.credits(format, credits)}
    </Text>
  );
}

/** To the card, to the balance and over the desk together; credits and dropped charges are no money back. */
function moneyBack(lines: readonly PlanLine[]): number {
  return lines
    .filter(({ action }) => action === 'refund_card' || action === 'account_credit' || action === 'cash_due')
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

function LineTable(props: { readonly name: string; readonly lines: readonly PlanLine[] }): ReactElement {
  const format = useFormat();
  return (
    <Table verticalSpacing={4} horizontalSpacing={0} aria-label={props.name}>
      <Table.Tbody>
        {props.lines.map((line, index) => (
          // Lines have no id of their own; their order is the plan's and never changes within one answer.
          <Table.Tr key={index}>
            <Table.Td>
              <Text size="sm">
                {words.lineSession(line.title, format.day(line.date), format.time(line.time))}
              </Text>
              <Text size="sm" c="dimmed">
                {planLineWords(line, format)}
                {line.participant === '' ? '' : ` · ${words.participant(line.participant)}`}
              </Text>
            </Table.Td>
            <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
              {hasAmount(line.action) ? (
                <MoneyText amountMinor={line.amountMinor} />
              ) : (
                words.credits(format, line.credits)
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
