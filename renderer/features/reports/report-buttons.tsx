import { Button } from '@mantine/core';
import { IconFileSpreadsheet, IconPrinter } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { queries } from '#renderer/api/engine.ts';
import { engineError } from '#renderer/api/engine-error.ts';
import { reportWords as words } from '#renderer/messages/reports.ts';
import { canChoosePath, chooseCsvPath } from '#renderer/ui/choose-csv-path.ts';
import { startDownload, toastSavedFile } from '#renderer/ui/saved-file-note.tsx';
import { toastError } from '#renderer/ui/toast.tsx';
import type { ReportState } from './report-state.ts';

type Request = ReportState['query'] & { readonly compare: boolean; readonly figure: ReportState['figure'] };

/** Saves the whole report, or all rows of a figure. Where the usual folder fails, another place can be chosen. */
export function SaveReport(props: { readonly request: Request }): ReactElement {
  const saving = useMutation(
    queries.report.saveCsv.mutationOptions({
      onSuccess: (file) => {
        startDownload(file);
        toastSavedFile(file);
      },
      onError: (error, { path }) => {
        toastError(error);
        if (engineError(error).code === 'SAVE_FAILED' && path === undefined && canChoosePath())
          void chooseCsvPath('report.csv').then((chosen) => {
            if (chosen !== undefined) saving.mutate({ ...props.request, path: chosen });
          });
      },
    }),
  );
  return (
    <Button
      variant="default"
      leftSection={<IconFileSpreadsheet size={16} aria-hidden />}
      loading={saving.isPending}
      onClick={() => saving.mutate(props.request)}
    >
      {words.saveCsv}
    </Button>
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
