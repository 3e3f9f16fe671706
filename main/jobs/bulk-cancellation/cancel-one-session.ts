import type { WriteDb } from '#db/database.ts';
import { append } from '#db/repositories/audit.ts';
import { cancelSession, finishItems, refundItems } from '#db/repositories/cancel-session.ts';
import { cancelPagesForSession } from '#db/repositories/card-due.ts';
import type { Job } from '#db/repositories/job.ts';
import { planRefund } from '#db/repositories/plan-refund.ts';
import type { SessionId } from '#domain/values/ids.ts';
import { followSessions } from '../../invoices/follow-bookings.ts';

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
  for (const item of items) planRefund(tx, { ...step, jobId: job.id }, item);
  finishItems(tx, job.id, sessionId, at);
  cancelPagesForSession(tx, sessionId);
  followSessions(tx, [sessionId], { reason: step.reason, by: job.requestedBy, at });
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
