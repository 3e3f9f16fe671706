import '@mantine/charts/styles.css';
import { BarChart, type BarChartSeries, LineChart } from '@mantine/charts';
import { type ReactElement, useMemo } from 'react';
import type { ReportTable } from '#contract/desktop/report.ts';
import { isTimeGroup, REPORTS } from '#domain/report/report.ts';
import { reportGroups, reportNames, reportWords as words } from '#renderer/messages/reports.ts';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { type ChartData, chartData } from './chart-data.ts';
import { figureText } from './report-words.ts';

/** The palette of the services: apart for colour-blind eyes, in both themes. */
const COLORS = [
  'var(--service-0-edge)',
  'var(--service-1-edge)',
  'var(--service-2-edge)',
  'var(--service-3-edge)',
];

/** More points than bars that can be told from each other. */
const MOST_BARS = 62;

/**
 * The figures of a report's main columns as bars, or as a line where they are many. Series differ by pattern as well as by colour,
 * and each has its name in the legend; the table beside it holds the same figures.
 */
export function ReportChart(props: {
  readonly table: ReportTable;
  /** A bar opens its figure; left out on paper. */
  readonly onOpen?: (line: string, column: string) => void;
}): ReactElement | null {
  const { table, onOpen } = props;
  const format = useFormat();
  const { locale } = useStudio();
  const data = useMemo(() => chartData(table, format, locale), [table, format, locale]);
  if (data.points.length === 0) return <div className="report-chart" />;
  const { columns, chart } = REPORTS[table.name];
  const kind = columns.find(({ key }) => key === chart[0])?.kind ?? 'count';
  const series = data.series.map((name, index) => ({ name, color: COLORS[index % COLORS.length] ?? '' }));
  const isLine = data.points.length > MOST_BARS;
  const common = {
    h: '100%',
    data: [...data.points],
    dataKey: 'name',
    series,
    withLegend: false,
    valueFormatter: (value: number) => figureText(value, kind, format),
    ...axesOf(data, table),
  };
  return (
    <figure
      className="report-chart"
      aria-label={words.chart(reportNames[table.name], reportGroups[table.group])}
    >
      {series.length > 1 ? <Legend names={data.series} isLine={isLine} /> : null}
      <div className="report-drawing">
        {isLine ? (
          <LineChart
            {...common}
            series={series.map((each, index) => ({
              ...each,
              strokeDasharray: DASHES[index % DASHES.length] ?? '0',
            }))}
            curveType="linear"
            withDots={false}
            lineChartProps={STILL}
            lineProps={UNMOVED}
          />
        ) : (
          <BarChart
            {...common}
            type={data.isStacked ? 'stacked' : 'default'}
            orientation={data.isNamed ? 'vertical' : 'horizontal'}
            gridAxis={data.isNamed ? 'y' : 'x'}
            maxBarWidth={56}
            barChartProps={STILL}
            barProps={(each: BarChartSeries) => {
              const at = series.findIndex(({ name }) => name === each.name);
              return {
                ...UNMOVED,
                fill: fillOf(at),
                ...(onOpen && { cursor: 'pointer', onClick: opener(data, at, onOpen) }),
              };
            }}
          >
            <Patterns />
          </BarChart>
        )}
      </div>
    </figure>
  );
}

/** Names stand beside their bars, days under them; every mark of the amounts is written. */
function axesOf({ isNamed }: ChartData, { group }: ReportTable) {
  if (isNamed) return { yAxisProps: { width: 180, interval: 0 }, xAxisProps: { minTickGap: 16 } };
  const days = { interval: 'preserveStartEnd' as const, minTickGap: 16 };
  return {
    yAxisProps: { width: 90, interval: 0 },
    xAxisProps: isTimeGroup(group) ? days : { interval: 0 },
  };
}

/** What a click on the n-th bar of a series does; the table offers the same by keyboard. */
const opener =
  ({ figures }: ChartData, series: number, open: (line: string, column: string) => void) =>
  (_bar: unknown, index: number): void => {
    const figure = figures[index]?.[series];
    if (figure) open(figure.line, figure.column);
  };

const STILL = { accessibilityLayer: false } as const;
const UNMOVED = { isAnimationActive: false } as const;
const DASHES = ['0', '6 4', '2 3', '10 3 2 3'];
const fillOf = (index: number): string => (index <= 0 ? (COLORS[0] ?? '') : `url(#report-pattern-${index})`);

/** The names of the series, each beside its line or its pattern. */
function Legend(props: { readonly names: readonly string[]; readonly isLine: boolean }): ReactElement {
  return (
    <ul className="report-legend">
      {props.names.map((name, index) => (
        <li key={name}>
          <svg width="22" height="12" aria-hidden>
            {props.isLine ? (
              <path d="M0 6H22" stroke={COLORS[index]} strokeWidth="2.5" strokeDasharray={DASHES[index]} />
            ) : (
              <rect width="22" height="12" rx="2" fill={fillOf(index)} />
            )}
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}

/** Stripes for the second series, dots for the third, a lattice for the fourth. */
function Patterns(): ReactElement {
  const [, stripes, dots, lattice] = COLORS;
  return (
    <defs>
      <pattern
        id="report-pattern-1"
        width="6"
        height="6"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect width="6" height="6" fill={stripes} opacity="0.35" />
        <rect width="3" height="6" fill={stripes} />
      </pattern>
      <pattern id="report-pattern-2" width="6" height="6" patternUnits="userSpaceOnUse">
        <rect width="6" height="6" fill={dots} opacity="0.35" />
        <circle cx="3" cy="3" r="1.7" fill={dots} />
      </pattern>
      <pattern id="report-pattern-3" width="8" height="8" patternUnits="userSpaceOnUse">
        <rect width="8" height="8" fill={lattice} opacity="0.3" />
        <path d="M0 0H8M0 0V8" stroke={lattice} strokeWidth="3" />
      </pattern>
    </defs>
  );
}
