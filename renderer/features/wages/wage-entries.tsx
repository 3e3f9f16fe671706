import { Anchor, Button, Group } from '@mantine/core';
import { IconCashBanknote, IconFileText, IconPlusMinus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useMemo, useState } from 'react';
import type { WageEntry, WageTotals } from '#contract/desktop/wage.ts';
import type { WageAdjustmentId } from '#domain/values/ids.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import { wageWords as words } from '#renderer/messages/wages.ts';
import type { DataColumn } from '#renderer/ui/data-table.tsx';
import type { DaySpan } from '#renderer/ui/day-span-fields.tsx';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { PagedTable } from '#renderer/ui/paged-table.tsx';
import { usePanels } from '#renderer/ui/panels.ts';
import { ReasonDialog } from '#renderer/ui/reason-dialog.tsx';
import { EmptyState } from '#renderer/ui/states.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { type StudioFormat, useFormat } from '#renderer/ui/use-format.ts';
import { usePagedRows } from '#renderer/ui/use-paged-rows.ts';
import { AdjustDialog } from './adjust-dialog.tsx';
import { PayDialog } from './pay-dialog.tsx';

/** The lines of one practitioner with what made each; owners and admins adjust and pay them here. */
export function WageEntries(props: { readonly days: DaySpan; readonly totals: WageTotals }): ReactElement {
  const { days, totals } = props;
  const { practitionerId } = totals;
  const isManagement = useMay('owner', 'admin');
  const format = useFormat();
  const { openSession } = usePanels();
  const [reversing, setReversing] = useState<WageEntry | null>(null);
  const columns = useMemo(
    () => columnsOf(format, isManagement ? setReversing : null),
    [format, isManagement],
  );
  const paged = usePagedRows<WageEntry>({
    queryKey: [...queries.wage.entries.key(), practitionerId, days.from, days.to],
    load: (page, signal) => engine.wage.entries({ ...days, ...page, practitionerId }, { signal }),
  });
  return (
    <>
      <Actions days={days} totals={totals} isManagement={isManagement} />
      <PagedTable
        label={words.linesOf(totals.name)}
        paged={paged}
        skeletonRows={6}
        rowKey={({ kind, refId }) => `${kind} ${refId}`}
        columns={columns}
        onOpen={({ sessionId }) => {
          if (sessionId !== null) openSession(sessionId);
        }}
        isMuted={({ isReversed, reversesId }) => isReversed || reversesId !== null}
        empty={<EmptyState title={words.noEntries} />}
      />
      <ReasonDialog
        question={
          reversing && {
            title: words.reverseTitle,
            consequence: words.reverseConsequence(format.money(-reversing.amountMinor)),
            reasonLabel: words.reason,
            confirm: words.reverse,
            run: (wish) =>
              engine.wage.reverseAdjustment({ ...wish, id: reversing.refId as WageAdjustmentId }),
            onDone: () => toast(words.reverseDone),
          }
        }
        onClose={() => setReversing(null)}
      />
    </>
  );
}

function Actions(props: {
  readonly days: DaySpan;
  readonly totals: WageTotals;
  readonly isManagement: boolean;
}): ReactElement {
  const { days, totals, isManagement } = props;
  const [open, setOpen] = useState<'pay' | 'adjust' | null>(null);
  const close = (): void => setOpen(null);
  return (
    <Group gap={8}>
      {isManagement ? (
        <>
          <Button
            leftSection={<IconCashBanknote size={16} aria-hidden />}
            disabled={totals.dueMinor <= 0 && totals.dueMinor + totals.dueBeforeMinor <= 0}
            onClick={() => setOpen('pay')}
          >
            {words.markAsPaid}
          </Button>
          <Button
            variant="default"
            leftSection={<IconPlusMinus size={16} aria-hidden />}
            onClick={() => setOpen('adjust')}
          >
            {words.adjust}
          </Button>
        </>
      ) : null}
      <Button
        variant="default"
        leftSection={<IconFileText size={16} aria-hidden />}
        renderRoot={(root) => (
          <Link
            {...root}
            to="/wages/statement"
            search={{ from: days.from, to: days.to, of: totals.practitionerId }}
          />
        )}
      >
        {words.statement}
      </Button>
      <PayDialog days={days} totals={totals} opened={open === 'pay'} onClose={close} />
      <AdjustDialog days={days} totals={totals} opened={open === 'adjust'} onClose={close} />
    </Group>
  );
}

function columnsOf(
  format: StudioFormat,
  onReverse: ((entry: WageEntry) => void) | null,
): readonly DataColumn<WageEntry>[] {
  const { entryColumns: columns } = words;
  return [
    {
      key: 'on',
      header: columns.on,
      width: '148px',
      render: ({ on, time }) => [format.day(on), time ? format.time(time) : ''].filter(Boolean).join(', '),
    },
    {
      key: 'what',
      header: columns.what,
      width: 'minmax(110px, 1fr)',
      render: ({ kind, title }) => (kind === 'adjustment' ? words.adjustment : title),
    },
    {
      key: 'status',
      header: columns.status,
      width: '84px',
      render: ({ kind, statusLabel }) => (kind === 'taken_back' ? words.takenBack : statusLabel),
    },
    {
      key: 'given',
      header: columns.given,
      width: '150px',
      render: ({ sessionId, minutes, attendees }) =>
        sessionId === null ? '' : `${minutes} min, ${words.attendees(attendees)}`,
    },
    {
      key: 'rule',
      header: columns.rule,
      width: 'minmax(240px, 2.4fr)',
      render: ({ rule }) => <span title={rule}>{rule}</span>,
    },
    {
      key: 'amount',
      header: columns.amount,
      width: '88px',
      align: 'right',
      render: ({ amountMinor }) => <MoneyText amountMinor={amountMinor} />,
    },
    {
      key: 'paid',
      header: columns.paid,
      width: '72px',
      render: (entry) =>
        entry.paidOn ? (
          format.day(entry.paidOn, 'short')
        ) : onReverse && entry.kind === 'adjustment' && entry.reversesId === null && !entry.isReversed ? (
          <Anchor component="button" type="button" onClick={() => onReverse(entry)}>
            {words.reverse}
          </Anchor>
        ) : entry.isReversed ? (
          words.reversed
        ) : (
          ''
        ),
    },
  ];
}
