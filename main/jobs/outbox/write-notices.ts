import type { WriteDb } from '#db/database.ts';
import { type NoticeRow, noticeRows } from '#db/repositories/cancellation-notice.ts';
import * as jobs from '#db/repositories/job.ts';
import * as studios from '#db/repositories/studio.ts';
import { type NoticeText, refundLines } from '#domain/message/cancellation-notice.ts';
import type { JobId } from '#domain/values/ids.ts';
import { writeToClient } from '../../messages/write-to-client.ts';

export interface NoticeTask {
  readonly jobId: JobId;
  readonly kind: 'session_canceled' | 'session_restored';
  readonly template: NoticeText;
  readonly reason: string;
  /** Only to these clients; all if left out. */
  readonly onlyTo?: ReadonlySet<number>;
  /** Tells a corrected message from the one it replaces. */
  readonly edition?: string;
  readonly at: number;
}

/**
 * Writes one message per client into the outbox, in the caller's transaction: made from what was really done, so a stopped job
 * tells only those it reached. The uid names request, kind and client; with the step that calls it recorded in the same
 * transaction, no client is told twice. Returns how many were written.
 */
export function writeNotices(tx: WriteDb, task: NoticeTask): number {
  const studio = studios.get(tx);
  // Job ids may come again after a restore from a backup; the request's own name never does.
  const { requestUid } = jobs.getById(tx, task.jobId);
  const byClient = Map.groupBy(
    noticeRows(tx, task.jobId, task.kind === 'session_canceled' ? 'canceled' : 'restored'),
    ({ clientId }) => clientId,
  );
  let written = 0;
  for (const [clientId, rows] of byClient) {
    const [first] = rows;
    if (!first || (task.onlyTo && !task.onlyTo.has(clientId))) continue;
    writeToClient(tx, studio, {
      uid: `${task.kind}.${requestUid}.${clientId}${task.edition ?? ''}`,
      kind: task.kind,
      jobId: task.jobId,
      to: first,
      template: task.template,
      sessions: sessionsOf(rows),
      refundText: refundLines(rows, studio).join('\n'),
      reason: task.reason,
      at: task.at,
    });
    written += 1;
  }
  return written;
}

/** A booking paid in several ways has several rows; the client reads its session once. */
function sessionsOf(rows: readonly NoticeRow[]): NoticeRow[] {
  return [...new Map(rows.map((row) => [`${row.sessionId} ${row.participant}`, row])).values()];
}
