import type { Db } from '#db/database.ts';
import type { FileGateway } from '#main/gateways/files/port.ts';
import type { ServiceContext } from '#main/services/context.ts';
import { previewCancellation } from '#main/services/preview-cancellation.ts';
import { submitCancellation } from '#main/services/submit-cancellation.ts';
import { anOwner, createTestServices } from '#tests/support/service-context.ts';
import type { CancelStudio } from './cancel-studio.ts';

/** Presses the button for every session of the studio. Returns the milliseconds from the call to its answer, CSV saved. */
export async function submitAll(
  db: Db,
  { owner, sessionIds }: CancelStudio,
  options: { readonly files?: FileGateway; readonly wakeJobs?: () => void } = {},
): Promise<number> {
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
  const took = performance.now() - startedAt;
  if (!answer.ok) throw new Error(answer.error.code);
  return took;
}
