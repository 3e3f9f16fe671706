import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { engine } from '#renderer/api/engine.ts';
import { reportWords as words } from '#renderer/messages/reports.ts';
import { SaveCsvButton } from '#renderer/ui/save-csv-button.tsx';
import type { ReportState } from './report-state.ts';

type Request = ReportState['query'] & { readonly compare: boolean; readonly figure: ReportState['figure'] };

/** Saves the whole report, or all rows of a figure. */
export function SaveReport({ request }: { readonly request: Request }): ReactElement {
  return (
    <SaveCsvButton
      save={(path) => engine.report.saveCsv({ ...request, path })}
      suggestedName="report.csv"
      label={words.saveCsv}
    />
  );
}

/** To the sheet that is printed. */
export function PrintReportLink({ state }: { readonly state: ReportState }): ReactElement {
  return (
    <Button
      variant="default"
      leftSection={<IconPrinter size={16} aria-hidden />}
      renderRoot={(root: object) => (
        <Link to="/reports/$report/print" params={{ report: state.name }} search={state.search} {...root} />
      )}
    >
      {words.print}
    </Button>
  );
}
