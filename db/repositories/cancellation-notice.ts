import type { ReadDb, WriteDb } from '#db/database.ts';
import type { RefundAction } from '#domain/cancellation/plan.ts';
import type { ClientId, JobId } from '#domain/values/ids.ts';

export interface NoticeRow {
  readonly clientId: ClientId;
  readonly name: string;
  readonly email: string;
  readonly sessionId: number;
  readonly title: string;
  readonly localDate: string;
  readonly localTime: string;
  readonly participant: string;
  readonly action: RefundAction;
  readonly amountMinor: number;
  readonly credits: number;
}

/** Everything that the job's messages are about, ordered by client, then session: places that were lost, or places that stand after all. */
export function noticeRows(db: ReadDb | WriteDb, jobId: JobId, about: 'canceled' | 'restored'): NoticeRow[] {
  return db.all<NoticeRow>(
    `SELECT i.client_id AS clientId, c.name, c.email, i.session_id AS sessionId, s.service_name AS title, s.local_date AS localDate, s.local_time AS localTime, i.participant,
       i.action, i.amount_minor AS amountMinor, i.credits
     FROM cancellation_items i
     JOIN cancellation_clients c ON c.job_id = i.job_id AND c.client_id = i.client_id
     JOIN cancellation_sessions s ON s.job_id = i.job_id AND s.session_id = i.session_id
     WHERE i.job_id = ? AND ${about === 'canceled' ? LOST : RESTORED} ORDER BY i.client_id, i.seq`,
    [jobId],
  );
}

const LOST = `i.state = 'done' AND i.note_code <> 'seat_on_account'`;
const RESTORED = `(i.state = 'undone' OR i.note_code = 'seat_on_account')`;
