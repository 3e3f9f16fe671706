import type { WriteDb } from '#db/database.ts';
import { noticeRows } from '#db/repositories/cancellation-notice.ts';
import * as messages from '#db/repositories/message.ts';
import type { Refund } from '#db/repositories/refund.ts';
import type { Studio } from '#db/schema/studio.ts';
import { writeNotice } from '#domain/message/cancellation-notice.ts';
import { formatMoney } from '#domain/values/money.ts';
import { readTemplates } from '../../settings/studio-settings.ts';

/** The second message of reliability R10: the bank sent the refund back. Only to a client who was told of it in the first place. */
export function tellLateFailure(tx: WriteDb, studio: Studio, refund: Refund, at: number): void {
  const told = tx.get<{ name: string; address: string }>(
    `SELECT to_name AS name, to_address AS address FROM messages WHERE job_id = ? AND client_id = ? AND kind = 'session_canceled' LIMIT 1`,
    [refund.jobId, refund.clientId],
  );
  if (!told) return;
  const sessions = noticeRows(tx, refund.jobId, 'canceled').filter(
    ({ clientId, action }) => clientId === refund.clientId && action === 'refund_card',
  );
  const { subject, body } = writeNotice(readTemplates(tx).refundFailed, {
    clientName: told.name,
    sessions,
    refundText: formatMoney(refund.amountMinor, studio.currency, studio.locale),
    reason: '',
    studio,
  });
  messages.insert(tx, {
    uid: `refund_failed.${refund.uid}`,
    kind: 'refund_failed',
    jobId: refund.jobId,
    clientId: refund.clientId,
    refundId: refund.id,
    toName: told.name,
    toAddress: told.address,
    subject,
    body,
    notBefore: at,
    at,
  });
}
