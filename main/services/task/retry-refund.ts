import type { WriteDb } from '#db/database.ts';
import * as refunds from '#db/repositories/refund.ts';
import * as studios from '#db/repositories/studio.ts';
import { refundKey } from '#domain/refund/life.ts';

/**
 * Puts a refund that the provider definitely refused back in line, under a new key: the old one would repeat the refusal
 * (reliability D3). False if that is not its state, or the provider called the key misused, which a new key must never
 * paper over (R6).
 */
export function retryRefund(tx: WriteDb, refund: refunds.Refund, now: number): boolean {
  if (!isRetryable(refund)) return false;
  const epoch = refund.epoch + 1;
  const idempotencyKey = refundKey(studios.get(tx).tenantUid, refund.uid, epoch);
  return refunds.change(
    tx,
    refund,
    {
      to: 'planned',
      epoch,
      idempotencyKey,
      firstAttemptAt: null,
      checks: 0,
      nextTryAt: now,
      failureCode: null,
      reconcileFirst: 1,
      detail: { answer: 'retried', epoch },
    },
    now,
  );
}

export function isRetryable({
  state,
  method,
  failureCode,
}: Pick<refunds.Refund, 'state' | 'method' | 'failureCode'>): boolean {
  return method === 'card' && state === 'failed' && failureCode !== 'key_conflict';
}
