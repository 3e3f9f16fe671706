import { Tabs, Text, Title } from '@mantine/core';
import { useQuery, keepPreviousData } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, Suspense, useState } from 'react';
import { REPORT_NAMES, REPORTS } from '#domain/report/report.ts';
import { queries } from '#renderer/api/engine.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import { reportHints, reportNames, reportWords as words } from '#renderer/messages/reports.ts';
import { ErrorState, LoadingState, NoPermissionState } from '#renderer/ui/states.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { FigureRows } from './figure-rows.tsx';
import { LongReport } from './long-report.tsx';
import { ReportBar } from './report-bar.tsx';
import { ReportChart } from './lazy-chart.ts';
import { PrintReportLink, SaveReport } from './report-buttons.tsx';
import { type ReportProps, type ReportState, useReportState } from './report-state.ts';
import { ReportTable } from './report-table.tsx';
import './reports.css';

/** What the books and the timetable come to: a tab for each report, all drawn by the same page. For owners and admins. */
export function ReportsScreen(): ReactElement {
  return useMay('owner', 'admin') ? <Reports /> : <NoPermissionState />;
}

function Reports(): ReactElement {
  const state = useReportState();
  const navigate = useNavigate();
  const [left, setLeft] = useState<ReportState['figure']>(null);
  if (state.figure && state.figure !== left) setLeft(state.figure);
  const { period, from, last, compare } = state.search;
  const kept = {
    ...(period ? { period } : {}),
    ...(from ? { from } : {}),
    ...(last ? { last } : {}),
    ...(compare ? { compare } : {}),
  };
  return (
    <Tabs
      className="reports"
      value={state.name}
      onChange={(report) => {
        setLeft(null);
        if (report) void navigate({ to: '/reports/$report', params: { report }, search: kept });
      }}
    >
      <Tabs.List aria-label={words.menu} className="reports-tabs">
        {REPORT_NAMES.map((name) => (
          <Tabs.Tab key={name} value={name}>
            {reportNames[name]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={state.name} tabIndex={-1} className="reports-place">
        {state.figure ? (
          <FigureRows state={state} figure={state.figure} />
        ) : (
          <Report state={state} returnsTo={left} key={state.name} />
        )}
      </Tabs.Panel>
    </Tabs>
  );
}

function Report(props: ReportProps): ReactElement {
  const { state } = props;
  const format = useFormat();
  return (
    <div className="page">
      <div className="page-head">
        <Title order={1}>{reportNames[state.name]}</Title>
        <Text c="dimmed" className="figures">
          {REPORTS[state.name].isStanding
            ? format.day(state.days.from, 'long')
            : format.dayRange(state.days.from, state.days.to)}
        </Text>
        <PrintReportLink state={state} />
        <SaveReport request={{ ...state.query, compare: state.compare, figure: null }} />
      </div>
      <ReportBar state={state} />
      <Text c="dimmed" size="sm">
        {reportHints[state.name]}
      </Text>
      {REPORTS[state.name].isLong ? <LongReport {...props} /> : <WholeReport {...props} />}
    </div>
  );
}

/** A report that comes in one piece: its chart beside its table. */
function WholeReport({ state, returnsTo }: ReportProps): ReactElement {
  const report = useQuery({
    ...queries.report.get.queryOptions({ input: { ...state.query, compare: state.compare } }),
    placeholderData: keepPreviousData,
  });
  if (report.error) return <ErrorState error={report.error} onRetry={() => void report.refetch()} />;
  // The answer to another report is no placeholder for this one.
  if (report.data?.name !== state.name) return <LoadingState rows={12} />;
  return (
    <div className="report-body" data-stale={report.isPlaceholderData || undefined}>
      <Suspense fallback={<div className="report-chart" />}>
        <ReportChart table={report.data} onOpen={(line, column) => state.change({ line, column })} />
      </Suspense>
      <div className="report-table">
        <ReportTable state={state} table={report.data} returnsTo={returnsTo} />
      </div>
    </div>
  );
}
