import { Anchor, Button, Text, Tooltip } from '@mantine/core';
import {
  IconAlertTriangle,
  IconBan,
  IconCircleCheck,
  IconClock,
  IconCreditCard,
  IconCreditCardOff,
  IconFilePencil,
  IconMinus,
  IconSend,
  type TablerIcon,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useMemo } from 'react';
import type { RunRow } from '#contract/desktop/auto-invoice.ts';
import { engine } from '#renderer/api/engine.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import {
  autoHistory as words,
  autoInvoices,
  declinedWords,
  intervalNames,
  resultNames,
  rowTrouble,
} from '#renderer/messages/auto-invoice.ts';
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { usePanels } from '#renderer/ui/panels.ts';
import { EmptyState } from '#renderer/ui/states.tsx';
import { StatusBadge, type StatusTone } from '#renderer/ui/status-badge.tsx';
import { toast, toastError } from '#renderer/ui/toast.tsx';
import { type StudioFormat, useFormat } from '#renderer/ui/use-format.ts';

/** What became of each client of a run, with a way on from each row. */
export function RunRows(props: {
  readonly rows: readonly RunRow[];
  readonly total: number;
  readonly onSeen: (lastIndex: number) => void;
}): ReactElement {
  const format = useFormat();
  const mayRetry = useMay('owner', 'admin');
  const columns = useMemo(() => rowColumns(format, mayRetry), [format, mayRetry]);
  return (
    <div className="auto-table">
      <DataTable
        label={autoInvoices.history}
        rows={props.rows}
        total={props.total}
        rowKey={({ id }) => id}
        columns={columns}
        onSeen={props.onSeen}
        empty={<EmptyState title={words.rowsEmpty} />}
      />
    </div>
  );
}

function rowColumns(format: StudioFormat, mayRetry: boolean): readonly DataColumn<RunRow>[] {
  return [
    {
      key: 'client',
      header: words.rowColumns.client,
      width: 'minmax(126px, 1fr)',
      render: (row) => <Client row={row} />,
    },
    {
      key: 'sessions',
      header: words.rowColumns.sessions,
      width: '66px',
      align: 'right',
      render: (row) => <span className="figures">{format.number(row.sessions)}</span>,
    },
    {
      key: 'amount',
      header: words.rowColumns.amount,
      width: '84px',
      align: 'right',
      render: (row) => <MoneyText amountMinor={row.amountMinor} />,
    },
    {
      key: 'interval',
      header: words.rowColumns.interval,
      width: '134px',
      render: (row) => intervalNames[row.interval],
    },
    {
      key: 'result',
      header: words.rowColumns.result,
      width: '212px',
      render: (row) => <StatusBadge {...looks[row.result]} label={resultNames[row.result]} />,
    },
    {
      key: 'error',
      header: words.rowColumns.error,
      width: 'minmax(200px, 1.8fr)',
      render: (row) => <Trouble row={row} />,
    },
    {
      key: 'invoice',
      header: words.rowColumns.invoice,
      width: '92px',
      render: (row) => <Invoice row={row} />,
    },
    ...(mayRetry
      ? [
          {
            key: 'action',
            header: words.rowColumns.action,
            width: '84px',
            render: (row: RunRow) => (row.canRetry ? <Retry row={row} /> : null),
          },
        ]
      : []),
  ];
}

function Client({ row }: { readonly row: RunRow }): ReactElement {
  const { openClient } = usePanels();
  return (
    <Anchor component="button" type="button" onClick={() => openClient(row.clientId)}>
      {row.client}
    </Anchor>
  );
}

function Invoice({ row }: { readonly row: RunRow }): ReactElement | null {
  if (row.invoiceId === null) return null;
  return (
    <Link to="/accounting/invoices/$invoiceId" params={{ invoiceId: String(row.invoiceId) }} search={{}}>
      {row.invoiceNumber ?? words.draftInvoice}
    </Link>
  );
}

function Trouble({ row }: { readonly row: RunRow }): ReactElement {
  const format = useFormat();
  const next = row.nextTryAt === null ? '' : words.nextTry(format.instant(row.nextTryAt));
  const text = [rowTrouble(row, declinedWords), next].filter((part) => part !== '').join(' ');
  return (
    <Text size="sm" title={text} truncate>
      {text}
    </Text>
  );
}

function Retry({ row }: { readonly row: RunRow }): ReactElement {
  const format = useFormat();
  return (
    <Tooltip label={words.retryHint(row, format)} multiline maw={320}>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={`${words.retry}: ${row.client}`}
        onClick={() =>
          void engine.autoInvoice
            .retryRow({ id: row.id })
            .then(() => toast(words.retriedOne(row.client)), toastError)
        }
      >
        {words.retry}
      </Button>
    </Tooltip>
  );
}

const looks: Readonly<Record<RunRow['result'], { readonly tone: StatusTone; readonly icon: TablerIcon }>> = {
  planned: { tone: 'neutral', icon: IconClock },
  draft: { tone: 'neutral', icon: IconFilePencil },
  sent: { tone: 'busy', icon: IconSend },
  paid: { tone: 'good', icon: IconCircleCheck },
  void: { tone: 'neutral', icon: IconBan },
  charging: { tone: 'busy', icon: IconCreditCard },
  retry: { tone: 'warning', icon: IconCreditCardOff },
  new_card: { tone: 'bad', icon: IconCreditCardOff },
  gave_up: { tone: 'bad', icon: IconCreditCardOff },
  nothing: { tone: 'neutral', icon: IconMinus },
  failed: { tone: 'bad', icon: IconAlertTriangle },
  released: { tone: 'neutral', icon: IconBan },
};
