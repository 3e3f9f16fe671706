import type { WriteDb } from '#db/database.ts';
import { clientsTold, noticeRowOfRefund } from '#db/repositories/cancellation-notice.ts';
import type { Refund } from '#db/repositories/refund.ts';
import type { Studio } from '#db/schema/studio.ts';
import { formatMoney } from '#domain/values/money.ts';
import { writeToClient } from '../../messages/write-to-client.ts';
import { readTemplates } from '../../settings/message-templates.ts';

/** The second message of reliability R10: the bank sent the refund back. Only to a client who was told of it in the first place. */
export function tellLateFailure(tx: WriteDb, studio: Studio, refund: Refund, at: number): void {
  if (refund.jobId === null) return;
  const place = noticeRowOfRefund(tx, refund.id);
  if (!place || !clientsTold(tx, refund.jobId).has(refund.clientId)) return;
  writeToClient(tx, studio, {
    uid: `refund_failed.${refund.uid}`,
    kind: 'refund_failed',
    jobId: refund.jobId,
    refundId: refund.id,
    to: { ...place, clientId: refund.clientId },
    template: readTemplates(tx).refundFailed,
    sessions: [place],
    refundText: formatMoney(refund.amountMinor, studio.currency, studio.locale),
    at,
    notBefore: at,
  });
}
