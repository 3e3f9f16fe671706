import type { ReportTable } from '#contract/desktop/report.ts';
import { isTimeGroup, type ReportColumn, REPORTS } from '#domain/report/report.ts';
import { columnName, reportWords as words } from '#renderer/messages/reports.ts';
import type { StudioFormat } from '#renderer/ui/use-format.ts';
import { TOTAL_LINE } from './report-state.ts';
import { lineName } from './report-words.ts';

export interface ChartData {
  readonly points: readonly Readonly<Record<string, string | number>>[];
  /** Names of the series, as the legend and the points have them. */
  readonly series: readonly string[];
  readonly isStacked: boolean;
  /** Names, which need more room than days: their bars lie on their side. */
  readonly isNamed: boolean;
  /** Which figure a bar stands for, by point and series; null where it opens nothing. */
  readonly figures: readonly (readonly (ChartFigure | null)[])[];
}

/** A figure of the table, as `FigureGrid` opens it. */
export interface ChartFigure {
  readonly line: string;
  readonly column: string;
}

/** More lines than a chart can name. */
const MOST_NAMES = 8;

/**
 * The chart of a table: one column beside the period before, or several columns. Of a standing with ages, the totals; of more groups than
 * can be named, the largest.
 */
export function chartData(table: ReportTable, format: StudioFormat, locale: string): ChartData {
  const { columns, chart, isLong } = REPORTS[table.name];
  const indexes = chart.map((key) => columns.findIndex((column) => column.key === key));
  if (isLong) return totalsOf(table, chart, indexes);
  const [first = -1] = indexes;
  const isBeside = chart.length === 1 && table.before !== null;
  const series = isBeside ? [columnName(chart[0] ?? ''), words.beforeRow] : chart.map(columnName);
  const size = ({ values }: ReportTable['lines'][number]): number => Math.abs(values[first] ?? 0);
  const lines = isTimeGroup(table.group)
    ? table.lines
    : table.lines.toSorted((a, b) => size(b) - size(a)).slice(0, MOST_NAMES);
  const points = lines.map((line) => ({
    name: shortName(table, line, format, locale),
    ...Object.fromEntries(indexes.map((index, at) => [series[at] ?? '', line.values[index] ?? 0])),
    ...(isBeside ? { [words.beforeRow]: line.before?.[first] ?? 0 } : {}),
  }));
  const isEmpty = points.every((point) =>
    series.every((name) => (point as Record<string, unknown>)[name] === 0),
  );
  const figures = lines.map(({ key }) => indexes.map((index) => figureOf(columns[index], key)));
  return {
    points: isEmpty ? [] : points,
    series,
    isStacked: table.name === 'attendance',
    isNamed: !isTimeGroup(table.group),
    figures,
  };
}

function totalsOf(
  { name, totals, totalsBefore, before }: ReportTable,
  chart: readonly string[],
  indexes: readonly number[],
): ChartData {
  const series = before ? [words.total, words.beforeRow] : [words.total];
  const points = chart.map((key, at) => ({
    name: columnName(key),
    [words.total]: totals[indexes[at] ?? -1] ?? 0,
    ...(before ? { [words.beforeRow]: totalsBefore?.[indexes[at] ?? -1] ?? 0 } : {}),
  }));
  const isEmpty = points.every((point) => point[words.total] === 0);
  const { columns } = REPORTS[name];
  const figures = indexes.map((index) => [figureOf(columns[index], TOTAL_LINE)]);
  return { points: isEmpty ? [] : points, series, isStacked: false, isNamed: false, figures };
}

const figureOf = (column: ReportColumn | undefined, line: string): ChartFigure | null =>
  column?.opens ? { line, column: column.key } : null;

/** Letters that fit beside a bar. */
const MOST_LETTERS = 24;

/** Short enough to stand under a bar, or beside one. */
function shortName(
  { group }: ReportTable,
  line: ReportTable['lines'][number],
  format: StudioFormat,
  locale: string,
): string {
  if (group === 'day' || group === 'week') return format.day(line.key, 'short');
  const name = lineName(group, line, format, locale);
  return name.length > MOST_LETTERS ? `${name.slice(0, MOST_LETTERS - 1)}…` : name;
}
