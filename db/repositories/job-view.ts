import type { ReadDb } from '#db/database.ts';
import type { PlanTotal } from '#domain/cancellation/plan.ts';
import type { InvoiceRunId, JobId } from '#domain/values/ids.ts';
import type { LocalDate } from '#domain/values/time.ts';
import type { Job } from './job.ts';

/** A job as lists show it. */
export interface JobOverview
  extends Pick<
    Job,
    | 'id'
    | 'kind'
    | 'state'
    | 'wanted'
    | 'payload'
    | 'createdAt'
    | 'startedAt'
    | 'finishedAt'
    | 'sessionsTotal'
    | 'itemsTotal'
  > {
  /** Empty when the engine itself began it. */
  readonly requestedBy: string;
  readonly approvedBy: string | null;
  readonly fromDate: LocalDate | null;
  readonly toDate: LocalDate | null;
  /** The run of automatic invoicing that it carries out. */
  readonly runId: InvoiceRunId | null;
}

/** Newest first; `live`: only jobs that have work left. */
export function listOverviews(
  db: ReadDb,
  filter: { readonly live: boolean; readonly limit: number; readonly offset: number },
): { readonly rows: JobOverview[]; readonly total: number } {
  const where = filter.live ? `WHERE j.state IN ('queued', 'running', 'paused', 'undoing')` : '';
  return {
    rows: db.all<JobOverview>(`${SELECT} ${where} ORDER BY j.id DESC LIMIT ? OFFSET ?`, [
      filter.limit,
      filter.offset,
    ]),
    total: db.get<{ n: number }>(`SELECT COUNT(*) AS n FROM jobs j ${where}`)?.n ?? 0,
  };
}

export function findOverview(db: ReadDb, id: JobId): JobOverview | undefined {
  return db.get<JobOverview>(`${SELECT} WHERE j.id = ?`, [id]);
}

export interface JobProgress {
  readonly sessions: {
    readonly total: number;
    readonly done: number;
    readonly released: number;
    readonly restored: number;
  };
  readonly items: { readonly total: number; readonly done: number };
  readonly refunds: {
    readonly total: number;
    readonly toSend: number;
    readonly settled: number;
    readonly waiting: number;
    readonly problems: number;
    readonly withdrawn: number;
  };
  readonly cashDue: { readonly total: number; readonly open: number; readonly amountOpenMinor: number };
  readonly messages: {
    readonly total: number;
    readonly sent: number;
    readonly unsent: number;
    readonly failed: number;
    readonly withdrawn: number;
  };
}

/** How far the job is, counted from its rows. */
export function progressOf(db: ReadDb, job: Pick<Job, 'id' | 'sessionsTotal' | 'itemsTotal'>): JobProgress {
  const sessions = countBy(
    db,
    'SELECT state AS word, COUNT(*) AS n FROM cancellation_sessions WHERE job_id = ? GROUP BY state',
    job.id,
  );
  const items =
    db.get<{ n: number }>(
      `SELECT COUNT(*) AS n FROM cancellation_items WHERE job_id = ? AND state = 'planned'`,
      [job.id],
    )?.n ?? 0;
  const messages = countBy(
    db,
    'SELECT state AS word, COUNT(*) AS n FROM messages WHERE job_id = ? GROUP BY state',
    job.id,
  );
  const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((a, b) => a + b, 0);
  return {
    sessions: {
      total: job.sessionsTotal,
      done: job.sessionsTotal - (sessions['planned'] ?? 0) - (sessions['released'] ?? 0),
      released: sessions['released'] ?? 0,
      restored: sessions['restored'] ?? 0,
    },
    items: { total: job.itemsTotal, done: job.itemsTotal - items },
    refunds: refundProgress(db, job.id),
    cashDue: cashDueProgress(db, job.id),
    messages: {
      total: sum(messages),
      sent: messages['sent'] ?? 0,
      unsent: messages['unsent'] ?? 0,
      failed: messages['failed'] ?? 0,
      withdrawn: messages['withdrawn'] ?? 0,
    },
  };
}

/** How far a run of automatic invoicing is, in clients; it cancels and refunds nothing. */
export function runProgressOf(db: ReadDb, job: Pick<Job, 'id' | 'itemsTotal'>): JobProgress {
  const rows = countBy(
    db,
    `SELECT w.state AS word, COUNT(*) AS n FROM invoice_runs r JOIN invoice_run_rows w ON w.run_id = r.id
     WHERE r.job_id = ? GROUP BY w.state`,
    job.id,
  );
  return {
    ...progressOf(db, { ...job, sessionsTotal: 0 }),
    items: { total: job.itemsTotal, done: job.itemsTotal - (rows['planned'] ?? 0) },
  };
}

function refundProgress(db: ReadDb, id: JobId): JobProgress['refunds'] {
  const counts = countBy(
    db,
    `SELECT CASE WHEN EXISTS (SELECT 1 FROM tasks t WHERE t.refund_id = r.id AND t.state = 'open') THEN 'problems'
       WHEN r.state IN ('planned', 'sending', 'unknown') THEN 'toSend' WHEN r.state = 'pending' THEN 'waiting' WHEN r.state = 'withdrawn' THEN 'withdrawn' ELSE 'settled' END AS word, COUNT(*) AS n
     FROM refunds r WHERE r.job_id = ? AND r.method = 'card' GROUP BY word`,
    id,
  );
  const of = (word: string) => counts[word] ?? 0;
  return {
    total: Object.values(counts).reduce((a, b) => a + b, 0),
    toSend: of('toSend'),
    settled: of('settled'),
    waiting: of('waiting'),
    problems: of('problems'),
    withdrawn: of('withdrawn'),
  };
}

function cashDueProgress(db: ReadDb, id: JobId): JobProgress['cashDue'] {
  return (
    db.get<JobProgress['cashDue']>(
      `SELECT COUNT(*) AS total, IFNULL(SUM(state = 'due'), 0) AS open, IFNULL(SUM(CASE WHEN state = 'due' THEN amount_minor ELSE 0 END), 0) AS amountOpenMinor
       FROM refunds WHERE job_id = ? AND method = 'cash' AND state <> 'withdrawn'`,
      [id],
    ) ?? { total: 0, open: 0, amountOpenMinor: 0 }
  );
}

/** The plan as it was stored, summed per action and tender. */
export function planTotalsOf(db: ReadDb, id: JobId): PlanTotal[] {
  return db.all(
    `SELECT action, tender, COUNT(*) AS items, SUM(amount_minor) AS amountMinor, SUM(credits) AS credits FROM cancellation_items
     WHERE job_id = ? AND booking_id IS NOT NULL GROUP BY action, tender ORDER BY action, tender`,
    [id],
  );
}

function countBy(db: ReadDb, sql: string, id: JobId): Record<string, number> {
  return Object.fromEntries(db.all<{ word: string; n: number }>(sql, [id]).map(({ word, n }) => [word, n]));
}

const SELECT = `SELECT j.id, j.kind, j.state, j.wanted, j.payload, j.created_at AS createdAt, j.started_at AS startedAt, j.finished_at AS finishedAt, j.sessions_total AS sessionsTotal, j.items_total AS itemsTotal,
  IFNULL(p.name, '') AS requestedBy, a.name AS approvedBy, r.id AS runId,
  IFNULL(r.from_day, (SELECT MIN(local_date) FROM cancellation_sessions WHERE job_id = j.id)) AS fromDate,
  IFNULL(date(r.to_day, '-1 day'), (SELECT MAX(local_date) FROM cancellation_sessions WHERE job_id = j.id)) AS toDate
  FROM jobs j LEFT JOIN staff p ON p.id = j.requested_by LEFT JOIN staff a ON a.id = j.approved_by LEFT JOIN invoice_runs r ON r.job_id = j.id`;
