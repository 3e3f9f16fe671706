import type { ReadDb, WriteDb } from '#db/database.ts';
import type { RefundAction } from '#domain/cancellation/plan.ts';
import type { ClientId, JobId, RefundId } from '#domain/values/ids.ts';

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
    `${SELECT} WHERE i.job_id = ? AND ${about === 'canceled' ? LOST : RESTORED} ORDER BY i.client_id, i.seq`,
    [jobId],
  );
}

/** The place that a refund was for; none if it stands after all. */
export function noticeRowOfRefund(db: ReadDb | WriteDb, refundId: RefundId): NoticeRow | undefined {
  return db.get<NoticeRow>(`${SELECT} WHERE i.refund_id = ? AND ${LOST}`, [refundId]);
}

/** Clients of the job that a message of its cancellation has reached, or may reach any moment. */
export function clientsTold(db: ReadDb | WriteDb, jobId: JobId): Set<ClientId> {
  const rows = db.all<{ id: ClientId }>(
    `SELECT client_id AS id FROM messages WHERE job_id = ? AND kind = 'session_canceled' AND state IN ('sent', 'sending')`,
    [jobId],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Clients who lost a place for good, also after an undo of the job. */
export function clientsStillCanceled(db: ReadDb | WriteDb, jobId: JobId): Set<ClientId> {
  const rows = db.all<{ id: ClientId }>(
    `SELECT DISTINCT i.client_id AS id FROM cancellation_items i JOIN bookings b ON b.id = i.booking_id AND b.state = 'canceled' WHERE i.job_id = ? AND i.state = 'done'`,
    [jobId],
  );
  return new Set(rows.map(({ id }) => id));
}

const LOST = `i.state = 'done' AND i.note_code <> 'seat_on_account'`;
const RESTORED = `(i.state = 'undone' OR i.note_code = 'seat_on_account')`;

const SELECT = `SELECT i.client_id AS clientId, c.name, c.email, i.session_id AS sessionId, s.service_name AS title, s.local_date AS localDate, s.local_time AS localTime, i.participant,
    i.action, i.amount_minor AS amountMinor, i.credits
  FROM cancellation_items i
  JOIN cancellation_clients c ON c.job_id = i.job_id AND c.client_id = i.client_id
  JOIN cancellation_sessions s ON s.job_id = i.job_id AND s.session_id = i.session_id`;
