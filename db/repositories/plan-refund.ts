import { hash } from 'node:crypto';
import type { WriteDb } from '#db/database.ts';
import { frozenRequest } from '#domain/refund/frozen-request.ts';
import { refundKey } from '#domain/refund/life.ts';
import type { JobId } from '#domain/values/ids.ts';
import { linkRefund, type RefundItem } from './cancel-session.ts';
import * as refunds from './refund.ts';
import * as tasks from './task.ts';

export interface RefundStep {
  readonly jobId: JobId;
  readonly tenantUid: string;
  /** The studio was restored from a backup: refunds of a lost timeline may exist at the provider (reliability D6). */
  readonly restored: boolean;
  readonly newUid: () => string;
  readonly at: number;
  /** Not sent before, so that a mistake can still be taken back; at once if left out. */
  readonly notBefore?: number;
}

/**
 * Plans the refund of one row of a cancellation: its row with key and frozen request, the ledger, and for cash the task to
 * hand it over. Nothing is sent here.
 */
export function planRefund(tx: WriteDb, step: RefundStep, item: RefundItem): void {
  const uid = step.newUid();
  const method = item.action === 'refund_card' ? 'card' : 'cash';
  const requestBody = method === 'card' ? frozenRequest({ ...item, ...step, uid }) : '';
  const id = refunds.insert(
    tx,
    {
      uid,
      jobId: step.jobId,
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
      nextTryAt: method === 'card' ? (step.notBefore ?? 0) : 0,
    },
    step.at,
  );
  linkRefund(tx, item.id, id);
  if (method === 'cash')
    tasks.open(tx, {
      kind: 'cash_due',
      code: 'CASH_DUE',
      jobId: step.jobId,
      refundId: id,
      clientId: item.clientId,
      amountMinor: item.amountMinor,
      at: step.at,
    });
}
