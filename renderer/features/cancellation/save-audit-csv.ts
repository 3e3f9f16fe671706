import type { JobId } from '#domain/values/ids.ts';
import { engine } from '#renderer/api/engine.ts';
import { engineError } from '#renderer/api/engine-error.ts';
import { startDownload } from '#renderer/ui/saved-file-note.tsx';
import { type AuditCsv, useBulkCancel } from './bulk-cancel-store.ts';

/**
 * Has the engine save the audit CSV of a job that was just accepted, and tells the store how it goes; `path` is one that the person chose
 * after the usual folder failed. Should the window die meanwhile, the engine saves it by itself.
 */
export async function saveAuditCsv(jobId: number, path?: string): Promise<void> {
  const tell = (csv: AuditCsv): void =>
    useBulkCancel.setState(({ accepted }) =>
      accepted?.jobId === jobId ? { accepted: { ...accepted, csv } } : {},
    );
  tell({ state: 'saving' });
  try {
    const file = await engine.job.saveCsv({
      id: jobId as JobId,
      which: 'request',
      ...(path !== undefined && { path }),
    });
    startDownload(file);
    tell({ state: 'saved', file });
  } catch (thrown) {
    tell({ state: 'failed', error: engineError(thrown) });
  }
}
