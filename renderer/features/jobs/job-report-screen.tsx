import { Text } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { JobId } from '#domain/values/ids.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import { jobPage } from '#renderer/messages/jobs.ts';
import { report as words } from '#renderer/messages/report.ts';
import { PrintTools } from '#renderer/ui/print-tools.tsx';
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
      <PrintTools
        isReady={report !== undefined}
        pdfName={words.pdfName(props.id)}
        back={{
          label: words.back,
          renderRoot: (root) => (
            <Link
              to="/cancellations/jobs/$jobId"
              params={{ jobId: String(props.id) }}
              search={{}}
              {...root}
            />
          ),
        }}
      />
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
