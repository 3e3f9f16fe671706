import type { ReportTable } from '#contract/desktop/report.ts';
import { REPORTS } from '#domain/report/report.ts';
import { columnWord, reportWords as words } from '#renderer/messages/reports.ts';
import type { FigureColumn, FigureLine } from '#renderer/ui/figure-grid.tsx';
import type { StudioFormat } from '#renderer/ui/use-format.ts';
import { changeText, figureText, lineName } from './report-words.ts';
import { TOTAL_LINE } from './report-state.ts';

type Line = ReportTable['lines'][number];

/** A report as heads, lines and totals in words, for the screen and for paper. With comparison, the columns of the chart have two more. */
export interface DrawnReport {
  readonly columns: readonly FigureColumn[];
  readonly lines: readonly FigureLine[];
  readonly totals: readonly FigureLine[];
}

export function drawReport(
  table: Pick<ReportTable, 'name' | 'group' | 'lines' | 'totals' | 'totalsBefore' | 'before'>,
  format: StudioFormat,
  locale: string,
): DrawnReport {
  const shape = REPORTS[table.name];
  const isCompared = (key: string): boolean => table.before !== null && shape.chart.includes(key);
  const columns = shape.columns.flatMap(({ key }) => [
    { key, header: columnWord(key) },
    ...(isCompared(key)
      ? [
          { key: `${key}/before`, header: words.before },
          { key: `${key}/change`, header: words.change },
        ]
      : []),
  ]);
  const line = (
    key: string,
    name: string,
    { values, before }: Pick<Line, 'values' | 'before'>,
  ): FigureLine => ({
    key,
    name,
    cells: shape.columns.flatMap((column, index) => {
      const now = values[index] ?? null;
      const then = before?.[index] ?? null;
      return [
        figureText(now, column.kind, format),
        ...(isCompared(column.key)
          ? [figureText(then, column.kind, format), changeText(now, then, format)]
          : []),
      ];
    }),
    opens: shape.columns.flatMap(({ key: column, opens }, index) => [
      opens && (values[index] ?? 0) !== 0,
      ...(isCompared(column) ? [false, false] : []),
    ]),
  });
  const lines = table.lines.map((each) => line(each.key, lineName(table.group, each, format, locale), each));
  const total = line(TOTAL_LINE, words.total, { values: table.totals, before: table.totalsBefore });
  const before =
    table.totalsBefore && line('before', words.beforeRow, { values: table.totalsBefore, before: null });
  // The period before cannot be opened from here: it is opened by choosing its days.
  const closed = before && { ...before, opens: before.opens.map(() => false) };
  return { columns, lines, totals: closed ? [total, closed] : [total] };
}
