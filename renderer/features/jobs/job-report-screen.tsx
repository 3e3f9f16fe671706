import { Button, Group, Text } from '@mantine/core';
import { IconArrowLeft, IconFileTypePdf, IconPrinter } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import type { JobId } from '#domain/values/ids.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import { jobPage } from '#renderer/messages/jobs.ts';
import { report as words } from '#renderer/messages/report.ts';
import { toastSavedFile } from '#renderer/ui/saved-file-note.tsx';
import { EmptyState, ErrorState, LoadingState, NoPermissionState } from '#renderer/ui/states.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { CancellationReport } from './cancellation-report.tsx';
import '#renderer/ui/report.css';
import { useReport } from './use-report.ts';

/** The printable report of a job: what is on the screen is what comes out of the printer. */
export function JobReportScreen(): ReactElement {
  const { jobId } = useParams({ strict: false });
  const id = Number(jobId);
  if (!useMay('owner', 'admin', 'staff')) return <NoPermissionState />;
  if (!Number.isSafeInteger(id) || id < 1)
    return <EmptyState title={jobPage.notFoundTitle} hint={jobPage.notFoundText} />;
  return <LoadedReport id={id as JobId} key={id} />;
}

function LoadedReport(props: { readonly id: JobId }): ReactElement {
  const { report, error, refetch, loaded } = useReport(props.id);
  const format = useFormat();
  return (
    <div className="report-page">
      <Toolbar id={props.id} isReady={report !== undefined} />
      {report ? (
        <CancellationReport report={report} />
      ) : error ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : (
        <>
          <Text role="status" p={16} className="figures">
            {loaded.total > 0 ? words.loading(format, loaded.done, loaded.total) : ''}
          </Text>
          <LoadingState rows={12} />
        </>
      )}
    </div>
  );
}

function Toolbar(props: { readonly id: JobId; readonly isReady: boolean }): ReactElement {
  const [hasFailed, setFailed] = useState(false);
  const shell = window.callboard;
  const print = async (): Promise<void> => {
    if (!shell) return window.print();
    const answer = await shell.print.page();
    setFailed(!answer.ok);
  };
  const savePdf = async (): Promise<void> => {
    if (!shell) return;
    const answer = await shell.print.toPdf({ suggestedName: words.pdfName(props.id) });
    setFailed(!answer.ok);
    if (answer.ok)
      toastSavedFile({ fileName: answer.value.split(/[\\/]/).at(-1) ?? '', path: answer.value, url: null });
  };
  return (
    <Group gap={8} className="report-tools">
      <Button
        variant="subtle"
        leftSection={<IconArrowLeft size={16} aria-hidden />}
        renderRoot={(root) => (
          <Link to="/cancellations/jobs/$jobId" params={{ jobId: String(props.id) }} search={{}} {...root} />
        )}
      >
        {words.back}
      </Button>
      <Button
        leftSection={<IconPrinter size={16} aria-hidden />}
        disabled={!props.isReady}
        onClick={() => void print()}
        ml="auto"
      >
        {words.print}
      </Button>
      {shell ? (
        <Button
          variant="default"
          leftSection={<IconFileTypePdf size={16} aria-hidden />}
          disabled={!props.isReady}
          onClick={() => void savePdf()}
        >
          {words.savePdf}
        </Button>
      ) : null}
      {hasFailed ? (
        <Text size="sm" role="alert">
          {words.printFailed}
        </Text>
      ) : null}
    </Group>
  );
}
