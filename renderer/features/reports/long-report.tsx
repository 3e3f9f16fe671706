import { Suspense, type ReactElement } from 'react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { IconNotebook } from '@tabler/icons-react';
import type { ReportTable as Table } from '#contract/desktop/report.ts';
import { queries } from '#renderer/api/engine.ts';
import { reportNames, reportWords as words } from '#renderer/messages/reports.ts';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { EmptyState, ErrorState, LoadingState } from '#renderer/ui/states.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { ReportChart } from './lazy-chart.ts';
import { ReportTable } from './report-table.tsx';
import type { ReportProps } from './report-state.ts';
import { useOpenRow, useRowColumns } from './row-columns.tsx';

const PAGE = 200;

/** A report of as many lines as there are clients or movements, loaded page by page as one scrolls. */
export function LongReport({ state, returnsTo }: ReportProps): ReactElement {
  const report = useInfiniteQuery({
    ...queries.report.get.infiniteOptions({
      input: (offset: number) => ({ ...state.query, compare: state.compare, limit: PAGE, offset }),
      initialPageParam: 0,
      getNextPageParam: (last, pages) => (pages.length * PAGE < last.total ? pages.length * PAGE : undefined),
    }),
    placeholderData: keepPreviousData,
  });
  if (report.error) return <ErrorState error={report.error} onRetry={() => void report.refetch()} />;
  const [first] = report.data?.pages ?? [];
  if (first?.name !== state.name) return <LoadingState rows={12} />;
  const lines = report.data?.pages.flatMap((page) => page.lines) ?? [];
  const onSeen = (lastIndex: number): void => {
    if (lastIndex >= lines.length - 40 && report.hasNextPage && !report.isFetchingNextPage)
      void report.fetchNextPage();
  };
  const table: Table = { ...first, lines };
  if (state.group === 'posting') return <Movements table={table} onSeen={onSeen} />;
  return (
    <div className="report-body" data-stale={report.isPlaceholderData || undefined}>
      <Suspense fallback={<div className="report-chart" />}>
        <ReportChart table={table} onOpen={(line, column) => state.change({ line, column })} />
      </Suspense>
      <div className="report-table">
        <ReportTable state={state} table={table} returnsTo={returnsTo} onSeen={onSeen} />
      </div>
    </div>
  );
}

/** Lines that are movements or places: each leads to what it is about. */
function Movements(props: {
  readonly table: Table;
  readonly onSeen: (lastIndex: number) => void;
}): ReactElement {
  const { table, onSeen } = props;
  const format = useFormat();
  const rows = table.lines.flatMap(({ row }) => (row ? [row] : []));
  const isJournal = table.name === 'journal';
  const columns = useRowColumns(isJournal ? 'sides' : 'one', 'money', rows);
  const open = useOpenRow();
  const [debit, credit] = table.totals;
  return (
    <div className="page-body">
      <DataTable
        label={reportNames[table.name]}
        rows={rows}
        total={table.total}
        rowKey={({ id }) => id}
        columns={columns}
        onOpen={open}
        onSeen={onSeen}
        empty={<EmptyState icon={IconNotebook} title={words.emptyTitle} hint={words.emptyHint} />}
        footer={
          <div className="report-foot figures">
            <span>{words.rowCount(format, table.total)}</span>
            <span>
              {isJournal ? words.columns.debit : words.total} <strong>{format.money(debit ?? 0)}</strong>
            </span>
            {isJournal ? (
              <span>
                {words.columns.credit} <strong>{format.money(credit ?? 0)}</strong>
              </span>
            ) : null}
          </div>
        }
      />
    </div>
  );
}
