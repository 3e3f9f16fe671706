import { Text } from '@mantine/core';
import { IconRepeat } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactElement, useMemo } from 'react';
import type { RunView } from '#contract/desktop/auto-invoice.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import {
  autoInvoices,
  autoHistory as words,
  billedNames,
  intervalNames,
} from '#renderer/messages/auto-invoice.ts';
import type { DataColumn } from '#renderer/ui/data-table.tsx';
import { JobStateBadge } from '#renderer/ui/job-state-badge.tsx';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { PagedTable } from '#renderer/ui/paged-table.tsx';
import { EmptyState } from '#renderer/ui/states.tsx';
import { type StudioFormat, useFormat } from '#renderer/ui/use-format.ts';
import { usePagedRows } from '#renderer/ui/use-paged-rows.ts';
import { AutoInvoicePage } from './auto-invoice-page.tsx';

/** Accounting → Auto invoices → Auto history: every run, the newest first. */
export function AutoHistoryScreen(): ReactElement {
  return (
    <AutoInvoicePage>
      <Runs />
    </AutoInvoicePage>
  );
}

function Runs(): ReactElement {
  const format = useFormat();
  const navigate = useNavigate();
  const columns = useMemo(() => runColumns(format), [format]);
  const list = usePagedRows<RunView>({
    queryKey: queries.autoInvoice.runs.key({ input: {} }),
    load: (page, signal) => engine.autoInvoice.runs(page, { signal }),
  });
  return (
    <div className="auto-table">
      <PagedTable
        label={autoInvoices.history}
        paged={list}
        skeletonRows={8}
        rowKey={({ id }) => id}
        columns={columns}
        onOpen={({ id }) =>
          void navigate({
            to: '/accounting/auto-invoices/history/$runId',
            params: { runId: String(id) },
            search: {},
          })
        }
        empty={<EmptyState icon={IconRepeat} title={words.emptyTitle} hint={words.emptyText} />}
      />
    </div>
  );
}

function runColumns(format: StudioFormat): readonly DataColumn<RunView>[] {
  return [
    {
      key: 'day',
      header: words.columns.day,
      width: '150px',
      render: (run) => (
        <Link
          to="/accounting/auto-invoices/history/$runId"
          params={{ runId: String(run.id) }}
          search={{}}
          tabIndex={-1}
        >
          {format.instant(run.createdAt)}
        </Link>
      ),
    },
    {
      key: 'of',
      header: words.columns.of,
      width: 'minmax(150px, 1.4fr)',
      render: (run) => words.of(intervalNames[run.interval], billedNames[run.kind]),
    },
    {
      key: 'covers',
      header: words.columns.covers,
      width: 'minmax(226px, 1fr)',
      render: (run) => format.dayRange(run.covers.from, run.covers.to),
    },
    {
      key: 'state',
      header: words.columns.state,
      width: '92px',
      render: (run) => <JobStateBadge state={run.jobState} />,
    },
    {
      key: 'invoices',
      header: words.columns.invoices,
      width: '66px',
      align: 'right',
      render: (run) => <span className="figures">{format.number(run.invoiced)}</span>,
    },
    {
      key: 'amount',
      header: words.columns.amount,
      width: '84px',
      align: 'right',
      render: (run) => <MoneyText amountMinor={run.amountMinor} />,
    },
    {
      key: 'paid',
      header: words.columns.paid,
      width: '84px',
      align: 'right',
      render: (run) => <MoneyText amountMinor={run.paidMinor} />,
    },
    {
      key: 'problems',
      header: words.columns.problems,
      width: 'minmax(154px, 1fr)',
      render: (run) => <Text size="sm">{words.problems(format, run)}</Text>,
    },
  ];
}
