import { Anchor, Group, Table } from '@mantine/core';
import { IconArrowBackUp, IconCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import type { WagePayout } from '#contract/desktop/wage.ts';
import type { PractitionerId } from '#domain/values/ids.ts';
import { addDays, localDate } from '#domain/values/time.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import { wageWords as words } from '#renderer/messages/wages.ts';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { ReasonDialog } from '#renderer/ui/reason-dialog.tsx';
import { EmptyState, ErrorState, LoadingState } from '#renderer/ui/states.tsx';
import { StatusBadge } from '#renderer/ui/status-badge.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { type StudioFormat, useFormat } from '#renderer/ui/use-format.ts';
import { usePagedRows } from '#renderer/ui/use-paged-rows.ts';

/** What was paid to one practitioner, the latest first; each opens as a document with its lines. */
export function PayoutList({ practitionerId }: { readonly practitionerId: PractitionerId }): ReactElement {
  const format = useFormat();
  const isManagement = useMay('owner', 'admin');
  const [undoing, setUndoing] = useState<WagePayout | null>(null);
  const paged = usePagedRows<WagePayout>({
    queryKey: [...queries.wage.payouts.key(), practitionerId],
    load: (page, signal) => engine.wage.payouts({ ...page, practitionerId }, { signal }),
  });
  if (paged.error) return <ErrorState error={paged.error} onRetry={paged.retry} />;
  if (paged.isPending) return <LoadingState rows={4} />;
  if (paged.rows.length === 0) return <EmptyState title={words.noPayouts} hint={words.noPayoutsHint} />;
  const { payoutColumns: columns } = words;
  return (
    <div className="panel-card wages-payouts" onScroll={() => paged.onSeen(paged.rows.length - 1)}>
      <Table verticalSpacing={6} horizontalSpacing={12} aria-label={words.shows.payouts} stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{columns.id}</Table.Th>
            <Table.Th>{columns.paidOn}</Table.Th>
            <Table.Th>{columns.days}</Table.Th>
            <Table.Th>{columns.method}</Table.Th>
            <Table.Th ta="right">{columns.lines}</Table.Th>
            <Table.Th>{columns.by}</Table.Th>
            <Table.Th ta="right">{columns.amount}</Table.Th>
            <Table.Th>{columns.state}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {paged.rows.map((payout) => (
            <PayoutRow
              key={payout.id}
              payout={payout}
              onUndo={isManagement ? () => setUndoing(payout) : null}
            />
          ))}
        </Table.Tbody>
      </Table>
      <ReasonDialog
        question={
          undoing && {
            title: words.undoTitle(undoing.id),
            consequence: words.undoConsequence(format.money(undoing.amountMinor)),
            reasonLabel: words.reason,
            confirm: words.undoConfirm,
            run: (wish) => engine.wage.undoPayout({ ...wish, id: undoing.id }),
            onDone: () => toast(words.undoDone),
          }
        }
        onClose={() => setUndoing(null)}
      />
    </div>
  );
}

function PayoutRow(props: {
  readonly payout: WagePayout;
  readonly onUndo: (() => void) | null;
}): ReactElement {
  const { payout, onUndo } = props;
  const format = useFormat();
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor
          aria-label={words.openPayout(payout.id)}
          renderRoot={(root) => (
            <Link
              {...root}
              to="/documents/$kind/$id"
              params={{ kind: 'wage_statement', id: String(payout.id) }}
            />
          )}
        >
          {payout.id}
        </Anchor>
      </Table.Td>
      <Table.Td>{format.day(payout.paidOn, 'numeric')}</Table.Td>
      <Table.Td>{daysOf(payout, format)}</Table.Td>
      <Table.Td>{words.methods[payout.method]}</Table.Td>
      <Table.Td ta="right" className="figures">
        {format.number(payout.entries)}
      </Table.Td>
      <Table.Td>{payout.createdBy}</Table.Td>
      <Table.Td ta="right">
        <MoneyText amountMinor={payout.amountMinor} />
      </Table.Td>
      <Table.Td>
        {payout.state === 'undone' ? (
          <span title={payout.undoReason}>
            <StatusBadge
              tone="neutral"
              icon={IconArrowBackUp}
              label={words.undone(payout.undoneOn ? format.day(payout.undoneOn, 'short') : '')}
            />
          </span>
        ) : (
          <Group gap={12}>
            <StatusBadge tone="good" icon={IconCheck} label={words.isPaid} />
            {onUndo ? (
              <Anchor component="button" type="button" onClick={onUndo}>
                {words.undoPayout}
              </Anchor>
            ) : null}
          </Group>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function daysOf({ fromDate, toDate }: WagePayout, format: StudioFormat): string {
  return fromDate === null
    ? words.until(format.day(addDays(localDate(toDate), -1), 'short'))
    : format.dayRange(fromDate, toDate);
}
