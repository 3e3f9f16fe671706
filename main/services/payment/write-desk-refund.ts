import { hash } from 'node:crypto';
import type { WriteDb } from '#db/database.ts';
import * as refunds from '#db/repositories/refund.ts';
import * as studio from '#db/repositories/studio.ts';
import * as tasks from '#db/repositories/task.ts';
import { frozenRequest } from '#domain/refund/frozen-request.ts';
import { refundKey } from '#domain/refund/life.ts';
import type { RefundId, StaffId } from '#domain/values/ids.ts';
import type { Actor, ServiceContext } from '../context.ts';
import type { PlannedPart } from './plan-payment-refund.ts';

export interface DeskRefund {
  readonly part: PlannedPart;
  readonly actor: Actor;
  readonly approvedBy: StaffId | null;
  readonly reason: string;
  readonly isHandedOver: boolean;
  readonly at: number;
}

/**
 * The row of a refund that no cancellation stands behind: planned with key and frozen request for a card, which is sent by the
 * pipeline; in cash either due, with its task, or handed over at once.
 */
export function writeDeskRefund(tx: WriteDb, context: ServiceContext, refund: DeskRefund): RefundId {
  const { part, actor, approvedBy, reason, isHandedOver, at } = refund;
  const { payment, amountMinor } = part;
  const { tenantUid, restoreEpoch } = studio.get(tx);
  const uid = context.newUid();
  const isCard = part.way === 'card';
  const wanted = { uid, jobId: null, bookingId: null, tenantUid, paymentRef: payment.providerRef ?? '' };
  const requestBody = isCard ? frozenRequest({ ...wanted, amountMinor, currency: payment.currency }) : '';
  const id = refunds.insert(
    tx,
    {
      uid,
      jobId: null,
      bookingId: null,
      clientId: payment.clientId,
      paymentId: payment.id,
      method: isCard ? 'card' : 'cash',
      amountMinor,
      currency: payment.currency,
      idempotencyKey: isCard ? refundKey(tenantUid, uid, 1) : `cash:${uid}`,
      requestBody,
      requestSha256: hash('sha256', requestBody),
      reconcileFirst: isCard && restoreEpoch > 0,
      reason,
      requestedBy: actor.staffId,
      approvedBy,
    },
    at,
  );
  if (isCard) return id;
  if (isHandedOver) handOver(tx, id, at);
  else {
    const { clientId } = payment;
    const task = { kind: 'cash_due', code: 'CASH_DUE', jobId: null, refundId: id, clientId } as const;
    tasks.open(tx, { ...task, amountMinor, at });
  }
  return id;
}

function handOver(tx: WriteDb, id: RefundId, at: number): void {
  const refund = refunds.findById(tx, id);
  const step = { to: 'settled', settledAs: 'cash', detail: { answer: 'handed_over' } } as const;
  if (!refund || !refunds.change(tx, refund, step, at)) throw new Error(`refund ${id} cannot be handed over`);
}
