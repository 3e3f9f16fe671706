import type { ReadDb } from '#db/database.ts';
import type { RefundAction, Tender } from '#domain/cancellation/plan.ts';
import type { RefundState } from '#domain/refund/life.ts';
import type { BookingId, ClientId, ItemId, JobId, RefundId, SessionId } from '#domain/values/ids.ts';
import type { LocalDate, LocalTime } from '#domain/values/time.ts';

/** One row of the request list with everything that was frozen with it, and how far it is. */
export interface ReportRow {
  readonly id: ItemId;
  readonly seq: number;
  readonly sessionId: SessionId;
  readonly title: string;
  readonly localDate: LocalDate;
  readonly localTime: LocalTime;
  readonly zone: string;
  readonly durationMinutes: number;
  readonly location: string;
  readonly room: string;
  readonly practitioner: string;
  readonly bookingId: BookingId | null;
  readonly clientId: ClientId | null;
  readonly client: string;
  readonly participant: string;
  readonly email: string;
  readonly phone: string;
  readonly tender: Tender;
  readonly action: RefundAction;
  readonly amountMinor: number;
  readonly credits: number;
  readonly lot: string;
  readonly lotExpiresOn: LocalDate | null;
  readonly paymentRef: string;
  readonly planNote: string;
  readonly noteCode: string;
  readonly state: 'planned' | 'done' | 'released' | 'undone' | 'kept';
  readonly doneAt: number | null;
  readonly refundId: RefundId | null;
  readonly refundState: RefundState | null;
  readonly settledAs: string | null;
  readonly settledAt: number | null;
  readonly failureCode: string | null;
  readonly providerRefundId: string | null;
  readonly openTask: string | null;
}

/** All rows of the job, one after another, in the order of the request list; never all in memory. */
export function iterateReport(db: ReadDb, jobId: JobId): IterableIterator<ReportRow> {
  return db.iterate<ReportRow>(`${SELECT} WHERE i.job_id = ? ORDER BY i.seq`, [jobId]);
}

/** A page of rows; `search` is part of a client's, participant's or session's name. */
export function listReport(
  db: ReadDb,
  jobId: JobId,
  filter: {
    readonly outcome?: Outcome | undefined;
    readonly search: string;
    readonly limit: number;
    readonly offset: number;
  },
): { readonly rows: ReportRow[]; readonly total: number } {
  const where = `WHERE i.job_id = @jobId AND (@outcome = '' OR ${OUTCOME} = @outcome)
    AND (@search = '' OR c.name LIKE @pattern ESCAPE '\\' OR i.participant LIKE @pattern ESCAPE '\\' OR s.service_name LIKE @pattern ESCAPE '\\')`;
  const params = {
    jobId,
    outcome: filter.outcome ?? '',
    search: filter.search,
    pattern: `%${filter.search.replaceAll(/[\\%_]/g, '\\$&')}%`,
  };
  return {
    rows: db.all<ReportRow>(`${SELECT} ${where} ORDER BY i.seq LIMIT @limit OFFSET @offset`, {
      ...params,
      limit: filter.limit,
      offset: filter.offset,
    }),
    total: db.get<{ n: number }>(`SELECT COUNT(*) AS n ${FROM} ${where}`, params)?.n ?? 0,
  };
}

export type Outcome = 'planned' | 'done' | 'waiting' | 'problem' | 'released' | 'undone' | 'kept';

/** The word for how far a row is, from its own state and that of its refund. */
export function outcomeOf({
  state,
  refundState,
  openTask,
}: Pick<ReportRow, 'state' | 'refundState' | 'openTask'>): Outcome {
  if (state !== 'done') return state;
  if (openTask !== null && openTask !== 'CASH_DUE') return 'problem';
  if (refundState === null || refundState === 'succeeded' || refundState === 'settled') return 'done';
  if (refundState === 'withdrawn') return 'undone';
  return refundState === 'failed' || refundState === 'failed_late' || refundState === 'requires_action'
    ? 'problem'
    : 'waiting';
}

const OUTCOME = `CASE WHEN i.state <> 'done' THEN i.state WHEN t.code IS NOT NULL AND t.code <> 'CASH_DUE' THEN 'problem' WHEN r.state IS NULL OR r.state IN ('succeeded', 'settled') THEN 'done'
  WHEN r.state = 'withdrawn' THEN 'undone' WHEN r.state IN ('failed', 'failed_late', 'requires_action') THEN 'problem' ELSE 'waiting' END`;

const FROM = `FROM cancellation_items i
  JOIN cancellation_sessions s ON s.job_id = i.job_id AND s.session_id = i.session_id
  LEFT JOIN cancellation_clients c ON c.job_id = i.job_id AND c.client_id = i.client_id
  LEFT JOIN credit_lots l ON l.id = i.lot_id
  LEFT JOIN payments p ON p.id = i.payment_id
  LEFT JOIN refunds r ON r.id = i.refund_id
  LEFT JOIN tasks t ON t.refund_id = r.id AND t.state = 'open'`;

const SELECT = `SELECT i.id, i.seq, i.session_id AS sessionId, s.service_name AS title, s.local_date AS localDate, s.local_time AS localTime, s.zone, s.duration_minutes AS durationMinutes,
  s.location_name AS location, s.room_name AS room, s.practitioner_name AS practitioner, i.booking_id AS bookingId, i.client_id AS clientId, IFNULL(c.name, '') AS client, i.participant,
  IFNULL(c.email, '') AS email, IFNULL(c.phone, '') AS phone, i.tender, i.action, i.amount_minor AS amountMinor, i.credits, IFNULL(l.name, '') AS lot, i.lot_expires_on AS lotExpiresOn,
  IFNULL(p.provider_ref, '') AS paymentRef, i.plan_note AS planNote, i.note_code AS noteCode, i.state, i.done_at AS doneAt, r.id AS refundId, r.state AS refundState, r.settled_as AS settledAs, r.settled_at AS settledAt,
  r.failure_code AS failureCode, r.provider_refund_id AS providerRefundId, t.code AS openTask ${FROM}`;
