import { Anchor, Group, Select, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useMemo, useState } from 'react';
import type { OrphanRow } from '#contract/desktop/auto-invoice.ts';
import { ORPHAN_REASONS } from '#domain/auto-invoice/orphan.ts';
import { addDays, isLocalDate, type LocalDate } from '#domain/values/time.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { autoInvoices, orphanReasons, unbilled as words } from '#renderer/messages/auto-invoice.ts';
import type { DataColumn } from '#renderer/ui/data-table.tsx';
import { DayInput } from '#renderer/ui/day-input.tsx';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { PagedTable } from '#renderer/ui/paged-table.tsx';
import { usePanels } from '#renderer/ui/panels.ts';
import { EmptyState } from '#renderer/ui/states.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { todayIn } from '#renderer/ui/today.ts';
import { type StudioFormat, useFormat } from '#renderer/ui/use-format.ts';
import { usePagedRows } from '#renderer/ui/use-paged-rows.ts';
import { AutoInvoicePage } from './auto-invoice-page.tsx';

/** Accounting → Auto invoices → Never billed: what no run, package, payment or saved session will ever bill. */
export function UnbilledScreen(): ReactElement {
  return (
    <AutoInvoicePage>
      <Unbilled />
    </AutoInvoicePage>
  );
}

const reasons = ORPHAN_REASONS.map((value) => ({ value, label: orphanReasons[value].name }));
const DAYS_BACK = 92;

function Unbilled(): ReactElement {
  const format = useFormat();
  const today = todayIn(useStudio().zone);
  const { openSession, openClient } = usePanels();
  const [from, setFrom] = useState<string>(addDays(today, -DAYS_BACK));
  const [last, setLast] = useState<string>(today);
  const [reason, setReason] = useState<OrphanRow['reason'] | null>(null);
  const input = {
    from: isLocalDate(from) ? from : addDays(today, -DAYS_BACK),
    to: addDays(isLocalDate(last) ? last : today, 1),
    ...(reason ? { reason } : {}),
  };
  const list = usePagedRows<OrphanRow>({
    queryKey: queries.autoInvoice.orphans.key({ input }),
    load: (page, signal) => engine.autoInvoice.orphans({ ...input, ...page }, { signal }),
  });
  const columns = useMemo(() => unbilledColumns(format, openClient), [format, openClient]);
  return (
    <>
      <Text c="dimmed">{words.hint}</Text>
      <Group gap={12} align="flex-end">
        <DayInput label={words.from} value={from} onChange={setFrom} w={170} />
        <DayInput label={words.to} value={last} onChange={setLast} w={170} />
        <Select
          label={words.reason}
          placeholder={words.allReasons}
          data={reasons}
          value={reason}
          onChange={(value) => setReason(ORPHAN_REASONS.find((known) => known === value) ?? null)}
          clearable
          w={320}
        />
        <Total input={input} />
      </Group>
      <div className="auto-table">
        <PagedTable
          label={autoInvoices.unbilled}
          paged={list}
          skeletonRows={8}
          rowKey={({ bookingId }) => bookingId}
          columns={columns}
          onOpen={({ sessionId }) => openSession(sessionId)}
          empty={<EmptyState icon={IconCircleCheck} title={words.emptyTitle} hint={words.emptyText} />}
        />
      </div>
    </>
  );
}

/** How many there are, and what they are worth together. */
function Total({ input }: { readonly input: OrphanFilter }): ReactElement | null {
  const format = useFormat();
  const first = useQuery(queries.autoInvoice.orphans.queryOptions({ input: { ...input, limit: 1 } })).data;
  return first ? (
    <Text className="figures" role="status" pb={8}>
      {words.total(format, first.total, first.amountMinor)}
    </Text>
  ) : null;
}

interface OrphanFilter {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly reason?: OrphanRow['reason'];
}

function unbilledColumns(
  format: StudioFormat,
  openClient: (id: OrphanRow['clientId']) => void,
): readonly DataColumn<OrphanRow>[] {
  return [
    {
      key: 'when',
      header: words.columns.when,
      width: '140px',
      render: (row) => `${format.day(row.date)}, ${format.time(row.time)}`,
    },
    {
      key: 'session',
      header: words.columns.session,
      width: 'minmax(140px, 1fr)',
      render: (row) => row.title,
    },
    {
      key: 'client',
      header: words.columns.client,
      width: 'minmax(140px, 1fr)',
      render: (row) => (
        <Anchor component="button" type="button" onClick={() => openClient(row.clientId)}>
          {row.client}
        </Anchor>
      ),
    },
    {
      key: 'amount',
      header: words.columns.amount,
      width: '84px',
      align: 'right',
      render: (row) => <MoneyText amountMinor={row.amountMinor} />,
    },
    {
      key: 'reason',
      header: words.columns.reason,
      width: 'minmax(252px, 1.2fr)',
      render: (row) => orphanReasons[row.reason].name,
    },
    {
      key: 'todo',
      header: words.columns.todo,
      width: 'minmax(236px, 1.2fr)',
      render: (row) => orphanReasons[row.reason].todo,
    },
  ];
}
