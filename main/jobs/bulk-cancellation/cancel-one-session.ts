import { hash } from 'node:crypto';
import type { WriteDb } from '#db/database.ts';
import { append } from '#db/repositories/audit.ts';
import {
  cancelSession,
  finishItems,
  linkRefund,
  type RefundItem,
  refundItems,
} from '#db/repositories/cancel-session.ts';
import type { Job } from '#db/repositories/job.ts';
import * as refunds from '#db/repositories/refund.ts';
import * as tasks from '#db/repositories/task.ts';
import { refundKey } from '#domain/refund/life.ts';
import type { SessionId } from '#domain/values/ids.ts';

export interface SessionStep {
  readonly job: Job;
  readonly sessionId: SessionId;
  readonly reason: string;
  readonly actor: string;
  readonly tenantUid: string;
  /** The studio was restored from a backup: refunds of a lost timeline may exist at the provider (reliability D6). */
  readonly restored: boolean;
  readonly newUid: () => string;
  readonly at: number;
}

/**
 * The whole local part of one session, in the caller's transaction: seats, credits, refund rows with their keys and frozen
 * requests, ledger, cash-due tasks, audit row. Running it twice is harmless: the second time the session is not planned any more.
 */
export function cancelOneSession(tx: WriteDb, step: SessionStep): boolean {
  const { job, sessionId, at } = step;
  if (!cancelSession(tx, { jobId: job.id, sessionId, reason: step.reason, at })) return false;
  const items = refundItems(tx, job.id, sessionId);
  for (const item of items) planRefund(tx, step, item);
  finishItems(tx, job.id, sessionId, at);
  append(tx, {
    at,
    staffId: job.requestedBy,
    actor: step.actor,
    action: 'session.canceled',
    subjectKind: 'session',
    subjectId: sessionId,
    data: {
      jobId: job.id,
      refunds: items.length,
      refundMinor: items.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    },
  });
  return true;
}

function planRefund(tx: WriteDb, step: SessionStep, item: RefundItem): void {
  const uid = step.newUid();
  const method = item.action === 'refund_card' ? 'card' : 'cash';
  const requestBody = method === 'card' ? frozenRequest(uid, step, item) : '';
  const id = refunds.insert(
    tx,
    {
      uid,
      jobId: step.job.id,
      bookingId: item.bookingId,
      clientId: item.clientId,
      paymentId: item.paymentId,
      method,
      amountMinor: item.amountMinor,
      currency: item.currency,
      idempotencyKey: method === 'card' ? refundKey(step.tenantUid, uid, 1) : `cash:${uid}`,
      requestBody,
      requestSha256: hash('sha256', requestBody),
      reconcileFirst: method === 'card' && step.restored,
    },
    step.at,
  );
  linkRefund(tx, item.id, id);
  if (method === 'cash')
    tasks.open(tx, {
      kind: 'cash_due',
      code: 'CASH_DUE',
      jobId: step.job.id,
      refundId: id,
      clientId: item.clientId,
      amountMinor: item.amountMinor,
      at: step.at,
    });
}

/** The bytes that every try of this refund sends (reliability D3). Metadata lets a look-up recognise it for ever. */
function frozenRequest(uid: string, { job, tenantUid }: SessionStep, item: RefundItem): string {
  const payment =
    item.paymentRef.startsWith('pi_') || !/^(ch|py)_/.test(item.paymentRef)
      ? { payment_intent: item.paymentRef }
      : { charge: item.paymentRef };
  return JSON.stringify({
    ...payment,
    amount: item.amountMinor,
    currency: item.currency.toLowerCase(),
    reason: 'requested_by_customer',
    metadata: {
      cb_refund: uid,
      cb_job: String(job.id),
      cb_booking: String(item.bookingId),
      cb_studio: tenantUid,
    },
  });
}
