import type { Db } from '#db/database.ts';
import type { FileGateway } from '#main/gateways/files/port.ts';
import type { ServiceContext } from '#main/services/context.ts';
import { previewCancellation } from '#main/services/cancellation/preview-cancellation.ts';
import { saveRequestCsv } from '#main/services/cancellation/save-request-csv.ts';
import { submitCancellation } from '#main/services/cancellation/submit-cancellation.ts';
import { anOwner, createTestServices } from '#tests/support/service-context.ts';
import type { CancelStudio } from './cancel-studio.ts';

/** Presses the button for every session of the studio. Milliseconds from the call to its answer, and on to the audit CSV on the disk. */
export async function submitAll(
  db: Db,
  { owner, sessionIds }: CancelStudio,
  options: { readonly files?: FileGateway; readonly wakeJobs?: () => void } = {},
): Promise<{ readonly acceptedMs: number; readonly csvMs: number }> {
  const base = createTestServices(db).ctx;
  const { files = base.gateways.files, wakeJobs = base.wakeJobs } = options;
  const ctx: ServiceContext = { ...base, wakeJobs, gateways: { ...base.gateways, files } };
  const actor = anOwner(owner);
  const { planHash, refundTotalMinor } = previewCancellation(ctx, actor, { sessionIds });
  const startedAt = performance.now();
  const answer = await submitCancellation(ctx, actor, {
    sessionIds,
    requestUid: ctx.newUid(),
    planHash,
    reason: 'Storm',
    message: { channel: 'none', subject: '', body: '' },
    typedTotalMinor: refundTotalMinor,
  });
  const acceptedMs = performance.now() - startedAt;
  if (!answer.ok) throw new Error(answer.error.code);
  // What the window asks for as soon as it has the answer.
  const saved = saveRequestCsv(ctx, answer.value.jobId);
  if (!saved.ok) throw new Error(saved.error.code);
  return { acceptedMs, csvMs: performance.now() - startedAt };
}
