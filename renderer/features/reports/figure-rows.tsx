import { Button, Text, Title } from '@mantine/core';
import { IconArrowLeft, IconListDetails } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { REPORTS } from '#domain/report/report.ts';
import { queries } from '#renderer/api/engine.ts';
import { columnName, reportNames, reportWords as words } from '#renderer/messages/reports.ts';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { EmptyState, ErrorState, LoadingState } from '#renderer/ui/states.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { SaveReport } from './report-buttons.tsx';
import type { ReportState } from './report-state.ts';
import { figureText, lineName } from './report-words.ts';
import { useOpenRow, useRowColumns } from './row-columns.tsx';

const PAGE = 200;
type Figure = NonNullable<ReportState['figure']>;

/** What one figure is made of, with its sum: the figure. Each row leads to its session or client. */
export function FigureRows(props: { readonly state: ReportState; readonly figure: Figure }): ReactElement {
  const { state, figure } = props;
  const format = useFormat();
  const kind = REPORTS[state.name].columns.find(({ key }) => key === figure.column)?.kind ?? 'count';
  const query = useInfiniteQuery({
    ...queries.report.rows.infiniteOptions({
      input: (offset: number) => ({ ...state.query, ...figure, limit: PAGE, offset }),
      initialPageParam: 0,
      getNextPageParam: (last, pages) => (pages.length * PAGE < last.total ? pages.length * PAGE : undefined),
    }),
    placeholderData: keepPreviousData,
  });
  const open = useOpenRow();
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const columns = useRowColumns('one', kind, rows);
  const [first] = query.data?.pages ?? [];
  const name = useLineName(state, figure);
  return (
    <div className="page">
      <div className="page-head">
        <Button
          variant="subtle"
          leftSection={<IconArrowLeft size={16} aria-hidden />}
          onClick={() => state.change({ line: undefined, column: undefined })}
        >
          {words.back}
        </Button>
        <Title order={1} size="h3">
          {reportNames[state.name]} – {words.rowsOf(name, columnName(figure.column))}
        </Title>
        <Text c="dimmed" className="figures">
          {first ? `${figureText(first.sum, kind, format)} · ${words.rowCount(format, first.total)}` : ''}
        </Text>
        <SaveReport request={{ ...state.query, compare: false, figure }} />
      </div>
      <div className="page-body">
        {query.error ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : query.isPending ? (
          <LoadingState rows={12} />
        ) : (
          <DataTable
            label={words.rows}
            rows={rows}
            total={first?.total ?? rows.length}
            rowKey={({ id }) => id}
            columns={columns}
            takesFocus
            onOpen={open}
            onSeen={(lastIndex) => {
              if (lastIndex >= rows.length - 40 && query.hasNextPage && !query.isFetchingNextPage)
                void query.fetchNextPage();
            }}
            empty={<EmptyState icon={IconListDetails} title={words.emptyTitle} hint={words.emptyHint} />}
          />
        )}
      </div>
    </div>
  );
}

/** Names come with the report, which was shown a moment ago; after a reload it is asked for again. */
function useLineName(state: ReportState, { key }: Figure): string {
  const format = useFormat();
  const { locale } = useStudio();
  const isNamed = key !== null && key !== '' && NAMED.has(state.group);
  const table = useQuery({
    ...queries.report.get.queryOptions({ input: { ...state.query, compare: state.compare } }),
    enabled: isNamed,
  });
  if (key === null) return words.total;
  const label = table.data?.lines.find((line) => line.key === key)?.label ?? '';
  return isNamed && label === '' ? '…' : lineName(state.group, { key, label }, format, locale);
}

const NAMED = new Set<ReportState['group']>(['service', 'location', 'practitioner', 'package', 'client']);
