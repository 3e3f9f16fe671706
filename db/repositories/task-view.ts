import type { ReadDb } from '#db/database.ts';
import type { RefundState } from '#domain/refund/life.ts';
import type { ChargeId, ClientId, JobId, RefundId, TaskId } from '#domain/values/ids.ts';
import type { TaskKind } from './task.ts';

/** A task with everything that a list shows of it. */
export interface TaskView {
  readonly id: TaskId;
  readonly kind: TaskKind;
  readonly code: string;
  readonly jobId: JobId | null;
  readonly refundId: RefundId | null;
  readonly refundState: RefundState | null;
  readonly refundMethod: 'card' | 'cash' | null;
  readonly clientId: ClientId | null;
  readonly client: string;
  readonly phone: string;
  readonly amountMinor: number;
  readonly title: string;
  readonly date: string;
  readonly failureCode: string | null;
  readonly chargeId: ChargeId | null;
  /** Why, of a declined card or a dispute; '' where nobody said. */
  readonly reason: string;
  /** Until when a dispute may be answered, epoch ms; null when there is no such day. */
  readonly dueAt: number | null;
  readonly createdAt: number;
  readonly state: 'open' | 'done';
  readonly resolution: string | null;
  readonly resolvedBy: string | null;
  readonly resolvedAt: number | null;
}

const CARD_KINDS: readonly TaskKind[] = ['card_declined', 'dispute', 'charge_unclear'];

export interface TaskFilter {
  /** `cards`: everything about charges of cards and disputes. */
  readonly kind?: TaskKind | 'cards' | undefined;
  readonly state: 'open' | 'done';
  readonly jobId?: JobId | undefined;
  readonly limit: number;
  readonly offset: number;
}

/** Oldest first; `amountMinor` sums all that match. */
export function listTasks(
  db: ReadDb,
  { kind, state, jobId, limit, offset }: TaskFilter,
): { readonly rows: TaskView[]; readonly total: number; readonly amountMinor: number } {
  const kinds = kind === undefined ? null : JSON.stringify(kind === 'cards' ? CARD_KINDS : [kind]);
  const where = `WHERE t.state = @state AND (@kinds IS NULL OR t.kind IN (SELECT value FROM json_each(@kinds))) AND (@jobId IS NULL OR t.job_id = @jobId)`;
  const params = { state, kinds, jobId: jobId ?? null };
  const sums = db.get<{ total: number; amountMinor: number }>(
    `SELECT COUNT(*) AS total, IFNULL(SUM(amount_minor), 0) AS amountMinor FROM tasks t ${where}`,
    params,
  );
  return {
    rows: db.all<TaskView>(`${SELECT} ${where} ORDER BY t.created_at, t.id LIMIT @limit OFFSET @offset`, {
      ...params,
      limit,
      offset,
    }),
    total: sums?.total ?? 0,
    amountMinor: sums?.amountMinor ?? 0,
  };
}

export function findTask(db: ReadDb, id: TaskId): TaskView | undefined {
  return db.get<TaskView>(`${SELECT} WHERE t.id = ?`, [id]);
}

export interface Problems {
  readonly stuckRefunds: number;
  readonly cashDue: number;
  readonly undoLeftovers: number;
  readonly cardProblems: number;
  readonly unsentMessages: number;
  readonly waitingOffers: number;
  readonly overdueOffers: number;
  readonly runningJobs: number;
}

export const NO_PROBLEMS: Problems = {
  stuckRefunds: 0,
  cashDue: 0,
  undoLeftovers: 0,
  cardProblems: 0,
  unsentMessages: 0,
  waitingOffers: 0,
  overdueOffers: 0,
  runningJobs: 0,
};

export function countProblems(db: ReadDb, now: number): Problems {
  return (
    db.get<Problems>(
      `SELECT (SELECT COUNT(*) FROM tasks WHERE state = 'open' AND kind = 'stuck_refund') AS stuckRefunds, (SELECT COUNT(*) FROM tasks WHERE state = 'open' AND kind = 'cash_due') AS cashDue,
         (SELECT COUNT(*) FROM tasks WHERE state = 'open' AND kind = 'undo_leftover') AS undoLeftovers,
         (SELECT COUNT(*) FROM tasks WHERE state = 'open' AND kind IN (SELECT value FROM json_each('${JSON.stringify(CARD_KINDS)}'))) AS cardProblems, (SELECT COUNT(*) FROM messages WHERE state IN ('unsent', 'failed')) AS unsentMessages,
         (SELECT COUNT(*) FROM reschedule_offers WHERE state = 'open') AS waitingOffers,
         (SELECT COUNT(*) FROM reschedule_offers WHERE state = 'open' AND deadline_at <= ?) AS overdueOffers,
         (SELECT COUNT(*) FROM jobs WHERE state IN ('queued', 'running', 'undoing')) AS runningJobs`,
      [now],
    ) ?? NO_PROBLEMS
  );
}

const SELECT = `SELECT t.id, t.kind, t.code, t.job_id AS jobId, t.refund_id AS refundId, r.state AS refundState, r.method AS refundMethod, t.client_id AS clientId,
  IFNULL(TRIM(c.first_name || ' ' || c.last_name), '') AS client, IFNULL(c.phone, '') AS phone, t.amount_minor AS amountMinor, IFNULL(s.service_name, '') AS title, IFNULL(s.local_date, '') AS date,
  r.failure_code AS failureCode, t.charge_id AS chargeId, IFNULL(t.data ->> 'reason', '') AS reason, NULLIF(t.data ->> 'dueAt', 0) AS dueAt, t.created_at AS createdAt, t.state, t.resolution, p.name AS resolvedBy, t.resolved_at AS resolvedAt
  FROM tasks t LEFT JOIN refunds r ON r.id = t.refund_id LEFT JOIN clients c ON c.id = t.client_id LEFT JOIN staff p ON p.id = t.resolved_by
  LEFT JOIN bookings b ON b.id = IFNULL(r.booking_id, json_extract(t.data, '$.bookingId'))
  LEFT JOIN cancellation_sessions s ON s.job_id = t.job_id AND s.session_id = b.session_id`;
