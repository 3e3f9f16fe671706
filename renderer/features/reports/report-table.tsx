import { IconReportAnalytics } from '@tabler/icons-react';
import { type ReactElement, useMemo } from 'react';
import type { ReportTable as Table } from '#contract/desktop/report.ts';
import { reportGroups, reportNames, reportWords as words } from '#renderer/messages/reports.ts';
import { FigureGrid } from '#renderer/ui/figure-grid.tsx';
import { EmptyState } from '#renderer/ui/states.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { drawReport } from './report-lines.ts';
import { type ReportState, TOTAL_LINE } from './report-state.ts';

/** The table of a report; a figure opens the rows that it is made of. */
export function ReportTable(props: {
  readonly state: ReportState;
  readonly table: Table;
  readonly returnsTo: ReportState['figure'];
  readonly onSeen?: (lastIndex: number) => void;
}): ReactElement {
  const { state, table, returnsTo } = props;
  const format = useFormat();
  const { locale } = useStudio();
  const drawn = useMemo(() => drawReport(table, format, locale), [table, format, locale]);
  return (
    <FigureGrid
      label={reportNames[table.name]}
      nameHeader={reportGroups[table.group]}
      {...drawn}
      total={table.total}
      returnsTo={returnsTo && { line: returnsTo.key ?? TOTAL_LINE, column: returnsTo.column }}
      onOpen={(line, column) => state.change({ line, column })}
      {...(props.onSeen ? { onSeen: props.onSeen } : {})}
      empty={<EmptyState icon={IconReportAnalytics} title={words.emptyTitle} hint={words.emptyHint} />}
    />
  );
}
