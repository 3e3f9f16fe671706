import { useQuery } from '@tanstack/react-query';
import { type ReactElement, Suspense } from 'react';
import type { ReportTable } from '#contract/desktop/report.ts';
import { paperOf } from '#domain/document/paper.ts';
import { REPORTS } from '#domain/report/report.ts';
import { addDays } from '#domain/values/time.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { useCatalog } from '#renderer/api/catalog.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import { accountWord, kindWord } from '#renderer/messages/report-rows.ts';
import { reportGroups, reportHints, reportNames, reportWords as words } from '#renderer/messages/reports.ts';
import { PrintTools } from '#renderer/ui/print-tools.tsx';
import '#renderer/ui/report.css';
import { ErrorState, LoadingState, NoPermissionState } from '#renderer/ui/states.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { type StudioFormat, useFormat } from '#renderer/ui/use-format.ts';
import { ReportChart } from './lazy-chart.ts';
import { drawReport } from './report-lines.ts';
import { type ReportState, useReportState } from './report-state.ts';
import './reports.css';

/** More than anybody would read on paper, about a hundred pages; the file has all of them. */
const MOST_LINES = 5000;
const PAGE = 500;

/** The whole report, page by page where it has many lines. */
function useWholeReport({ name, query, compare }: ReportState) {
  const input = { ...query, compare };
  return useQuery({
    queryKey: [...queries.report.get.key({ input }), 'paper'],
    queryFn: async ({ signal }): Promise<ReportTable> => {
      const page = REPORTS[name].isLong ? { limit: PAGE } : {};
      const first = await engine.report.get({ ...input, ...page }, { signal });
      const lines = [...first.lines];
      while (REPORTS[name].isLong && lines.length < Math.min(first.total, MOST_LINES)) {
        const next = await engine.report.get({ ...input, ...page, offset: lines.length }, { signal });
        if (next.lines.length === 0) break;
        lines.push(...next.lines);
      }
      return { ...first, lines };
    },
  });
}

/** A report on paper: what is on the screen is what comes out of the printer. */
export function ReportPrintScreen(): ReactElement {
  return useMay('owner', 'admin') ? <Sheet /> : <NoPermissionState />;
}

function Sheet(): ReactElement {
  const state = useReportState();
  const report = useWholeReport(state);
  return (
    <div className="report-page">
      <PrintTools
        isReady={report.data !== undefined}
        pdfName={words.pdfName(state.name, state.days.from, addDays(state.days.to, -1))}
      />
      {report.data ? (
        <ReportPaper state={state} table={report.data} at={report.dataUpdatedAt} />
      ) : report.error ? (
        <ErrorState error={report.error} onRetry={() => void report.refetch()} />
      ) : (
        <LoadingState rows={12} />
      )}
    </div>
  );
}

function ReportPaper(props: {
  readonly state: ReportState;
  readonly table: ReportTable;
  readonly at: number;
}): ReactElement {
  const { state, table } = props;
  const { name, locale } = useStudio();
  const format = useFormat();
  const catalog = useCatalog();
  const { isStanding, columns } = REPORTS[state.name];
  const { locationId, practitionerId } = state.query;
  const whose = [
    locationId === null ? '' : catalog.nameOf('locations', locationId),
    practitionerId === null ? '' : catalog.nameOf('practitioners', practitionerId),
  ].filter(Boolean);
  return (
    <article
      className="report report-figures"
      data-paper={paperOf(locale)}
      data-numbered={window.callboard ? undefined : true}
      data-wide={columns.length > 5 || undefined}
      aria-label={reportNames[state.name]}
    >
      <header className="report-head">
        <div>
          <h1>{reportNames[state.name]}</h1>
          <p>
            {isStanding
              ? `${words.asOf} ${format.day(state.days.from, 'long')}`
              : format.dayRange(state.days.from, state.days.to)}
          </p>
          {whose.length > 0 ? <p>{whose.join(', ')}</p> : null}
          {table.before ? (
            <p>{words.comparedWith(format.dayRange(table.before.from, table.before.to))}</p>
          ) : null}
        </div>
        <div className="report-studio">
          <strong>{name}</strong>
          <p>{words.printed(format.instant(props.at))}</p>
        </div>
      </header>
      <p className="report-about">{reportHints[state.name]}</p>
      {REPORTS[state.name].chart.length > 0 ? (
        <Suspense fallback={<div className="report-chart" />}>
          <ReportChart table={table} />
        </Suspense>
      ) : null}
      {state.group === 'posting' ? (
        <MovementTable table={table} format={format} />
      ) : (
        <FigureTable table={table} format={format} locale={locale} />
      )}
      {table.total > table.lines.length ? (
        <p className="report-note">{words.cutOff(format, table.lines.length, table.total)}</p>
      ) : null}
    </article>
  );
}

function FigureTable(props: {
  readonly table: ReportTable;
  readonly format: StudioFormat;
  readonly locale: string;
}): ReactElement {
  const { columns, lines, totals } = drawReport(props.table, props.format, props.locale);
  return (
    <table>
      <thead>
        <tr>
          <th>{reportGroups[props.table.group]}</th>
          {columns.map(({ key, header }) => (
            <th key={key} className="right">
              {header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map(({ key, name, cells }) => (
          <tr key={key}>
            <td>{name}</td>
            {cells.map((cell, index) => (
              <td key={columns[index]?.key} className="right">
                {cell}
              </td>
            ))}
          </tr>
        ))}
        {totals.map(({ key, name, cells }) => (
          <tr key={key} className="report-total">
            <td>{name}</td>
            {cells.map((cell, index) => (
              <td key={columns[index]?.key} className="right">
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function MovementTable({
  table,
  format,
}: {
  readonly table: ReportTable;
  readonly format: StudioFormat;
}): ReactElement {
  const { columns } = words;
  const [debit, credit] = table.totals;
  const isJournal = table.name === 'journal';
  return (
    <table>
      <thead>
        <tr>
          <th>{columns.day}</th>
          <th>{columns.what}</th>
          <th>{columns.account}</th>
          <th>{columns.client}</th>
          <th className="right">{isJournal ? columns.debit : columns.amount}</th>
          {isJournal ? <th className="right">{columns.credit}</th> : null}
        </tr>
      </thead>
      <tbody>
        {table.lines.map(({ key, row, values: [left, right] }) =>
          row ? (
            <tr key={key}>
              <td className="nowrap">{format.day(row.day, 'numeric')}</td>
              <td>{kindWord(row.kind)}</td>
              <td>{row.account === null ? '' : accountWord(row.account)}</td>
              <td>{row.client}</td>
              <td className="right">{left == null ? '' : format.money(left)}</td>
              {isJournal ? <td className="right">{right == null ? '' : format.money(right)}</td> : null}
            </tr>
          ) : null,
        )}
        <tr className="report-total">
          <td colSpan={4}>{words.total}</td>
          <td className="right">{format.money(debit ?? 0)}</td>
          {isJournal ? <td className="right">{format.money(credit ?? 0)}</td> : null}
        </tr>
      </tbody>
    </table>
  );
}
