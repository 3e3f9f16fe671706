import type { ReadDb, WriteDb } from '#db/database.ts';
import type { JobId, StaffId } from '#domain/values/ids.ts';

export type JobState = 'queued' | 'running' | 'paused' | 'stopped' | 'done' | 'undoing' | 'undone';
export type JobWish = 'run' | 'pause' | 'stop' | 'undo';

export interface Job {
  readonly id: JobId;
  readonly requestUid: string;
  readonly kind: 'bulk_cancellation' | 'booking_cancellation' | 'auto_invoice';
  readonly state: JobState;
  readonly wanted: JobWish;
  /** JSON, parsed by the job's definition. */
  readonly payload: string;
  /** Null when the engine itself began it. */
  readonly requestedBy: StaffId | null;
  readonly approvedBy: StaffId | null;
  readonly sessionsTotal: number;
  readonly itemsTotal: number;
  readonly createdAt: number;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  readonly version: number;
}

export interface NewJob {
  readonly requestUid: string;
  readonly kind: Job['kind'];
  readonly payload: string;
  readonly requestedBy: StaffId | null;
  readonly approvedBy: StaffId | null;
  readonly sessionsTotal: number;
  readonly itemsTotal: number;
  readonly createdAt: number;
}

export function insert(tx: WriteDb, job: NewJob): JobId {
  return tx.run(
    `INSERT INTO jobs (request_uid, kind, state, payload, requested_by, approved_by, sessions_total, items_total, created_at)
     VALUES (@requestUid, @kind, 'queued', @payload, @requestedBy, @approvedBy, @sessionsTotal, @itemsTotal, @createdAt)`,
    { ...job },
  ).id as JobId;
}

export function findById(db: ReadDb | WriteDb, id: JobId): Job | undefined {
  return db.get<Job>(`${SELECT} WHERE id = ?`, [id]);
}

export function findByRequestUid(db: ReadDb | WriteDb, requestUid: string): Job | undefined {
  return db.get<Job>(`${SELECT} WHERE request_uid = ?`, [requestUid]);
}

/** What a person has submitted to go back since `from` (epoch ms), whatever became of it; `aloneMinor` without a second person. */
export function refundsSubmitted(
  db: ReadDb | WriteDb,
  staffId: StaffId,
  from: number,
): { readonly totalMinor: number; readonly aloneMinor: number } {
  return (
    db.get<{ totalMinor: number; aloneMinor: number }>(
      `SELECT TOTAL(amount) AS totalMinor, TOTAL(CASE WHEN approved_by IS NULL THEN amount END) AS aloneMinor
       FROM (SELECT approved_by, payload ->> '$.refundTotalMinor' AS amount FROM jobs WHERE requested_by = @staffId AND created_at >= @from
         UNION ALL SELECT approved_by, amount_minor FROM refunds WHERE job_id IS NULL AND requested_by = @staffId AND created_at >= @from)`,
      { staffId, from },
    ) ?? { totalMinor: 0, aloneMinor: 0 }
  );
}

/** Jobs with work for the runner, oldest first: not ended, and not paused unless a wish is still to be carried out. */
export function listRunnable(db: ReadDb): Job[] {
  return db.all<Job>(
    `${SELECT} WHERE (state IN ('queued', 'running', 'undoing') AND wanted <> 'pause') OR (state IN ('queued', 'running') AND wanted = 'pause')
       OR (state = 'paused' AND wanted <> 'pause') OR (state IN ('done', 'stopped') AND wanted = 'undo') ORDER BY id`,
  );
}

/** Sets what the person wants; the runner carries it out. False if the job is not in one of `from`. */
export function wish(tx: WriteDb, id: JobId, wanted: JobWish, from: readonly JobState[]): boolean {
  return (
    tx.run(
      `UPDATE jobs SET wanted = ?, version = version + 1 WHERE id = ? AND state IN (SELECT value FROM json_each(?))`,
      [wanted, id, JSON.stringify(from)],
    ).changes === 1
  );
}

/** Takes the job for this runner; false while another one's lease holds. Renewing one's own always works. */
export function claim(tx: WriteDb, id: JobId, token: string, now: number, leaseMs: number): boolean {
  return (
    tx.run(
      `UPDATE jobs SET lease_token = @token, lease_until = @until WHERE id = @id AND (lease_token IS NULL OR lease_token = @token OR lease_until <= @now)`,
      {
        id,
        token,
        now,
        until: now + leaseMs,
      },
    ).changes === 1
  );
}

/** At start, when the instance lock proves that no other engine lives: whatever lease there is belongs to a dead one. */
export function dropLeases(tx: WriteDb): void {
  tx.run('UPDATE jobs SET lease_token = NULL, lease_until = 0 WHERE lease_token IS NOT NULL');
}

export function holds(tx: WriteDb, id: JobId, token: string): boolean {
  return (
    tx.get<{ token: string }>('SELECT lease_token AS token FROM jobs WHERE id = ?', [id])?.token === token
  );
}

export function setState(tx: WriteDb, id: JobId, state: JobState, now: number): void {
  const isEnded = state === 'done' || state === 'stopped' || state === 'undone';
  tx.run(
    `UPDATE jobs SET state = @state, started_at = CASE WHEN @state = 'running' THEN IFNULL(started_at, @now) ELSE started_at END,
       finished_at = CASE WHEN @ended THEN @now WHEN @state IN ('running', 'undoing') THEN NULL ELSE finished_at END,
       wanted = CASE WHEN @ended THEN 'run' ELSE wanted END, lease_token = CASE WHEN @ended THEN NULL ELSE lease_token END, version = version + 1 WHERE id = @id`,
    { id, state, now, ended: isEnded ? 1 : 0 },
  );
}

/** Has a job that had ended go on, because some of it is to be done again. */
export function reopen(tx: WriteDb, id: JobId): void {
  tx.run(
    `UPDATE jobs SET state = 'queued', wanted = 'run', finished_at = NULL, version = version + 1 WHERE id = ? AND state IN ('done', 'stopped')`,
    [id],
  );
}

/** Sets a job aside that met a bug: it goes on when a person resumes it. */
export function park(tx: WriteDb, id: JobId): void {
  tx.run(`UPDATE jobs SET wanted = 'pause' WHERE id = ? AND state IN ('queued', 'running')`, [id]);
  tx.run(
    `UPDATE jobs SET state = 'paused', version = version + 1 WHERE id = ? AND state IN ('queued', 'running')`,
    [id],
  );
  tx.run(
    `UPDATE jobs SET state = 'stopped', wanted = 'run', version = version + 1 WHERE id = ? AND (state = 'undoing' OR wanted = 'undo')`,
    [id],
  );
}

/** The result of a step that was finished before; undefined if it is still to do. */
export function stepResult(db: ReadDb | WriteDb, id: JobId, key: string): unknown {
  const row = db.get<{ result: string }>('SELECT result FROM job_steps WHERE job_id = ? AND key = ?', [
    id,
    key,
  ]);
  return row && (JSON.parse(row.result) as unknown);
}

/** Jobs that have not finished this step, oldest first. */
export function listWithoutStep(db: ReadDb, key: string): JobId[] {
  return db
    .all<{ id: JobId }>(
      'SELECT id FROM jobs j WHERE NOT EXISTS (SELECT 1 FROM job_steps s WHERE s.job_id = j.id AND s.key = ?) ORDER BY id',
      [key],
    )
    .map(({ id }) => id);
}

export function finishStep(tx: WriteDb, id: JobId, key: string, result: unknown, at: number): void {
  tx.run(
    'INSERT INTO job_steps (job_id, key, result, done_at) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET result = excluded.result, done_at = excluded.done_at',
    [id, key, JSON.stringify(result), at],
  );
}

const SELECT = `SELECT id, request_uid AS requestUid, kind, state, wanted, payload, requested_by AS requestedBy, approved_by AS approvedBy, sessions_total AS sessionsTotal,
  items_total AS itemsTotal, created_at AS createdAt, started_at AS startedAt, finished_at AS finishedAt, version FROM jobs`;

/** Whether a card refund of the job waits to be sent or looked up, and not for a person. */
export function hasUnsettledRefunds(db: ReadDb | WriteDb, id: JobId): boolean {
  return (
    db.get(
      `SELECT 1 FROM refunds r WHERE r.job_id = ? AND (r.state IN ('planned', 'sending')
         OR (r.state = 'unknown' AND NOT EXISTS (SELECT 1 FROM tasks t WHERE t.refund_id = r.id AND t.state = 'open'))) LIMIT 1`,
      [id],
    ) !== undefined
  );
}

/** Who asked for it. Throws for a job that the engine itself began. */
export function requesterOf({ id, requestedBy }: Pick<Job, 'id' | 'requestedBy'>): StaffId {
  if (requestedBy === null) throw new Error(`nobody asked for job ${id}`);
  return requestedBy;
}

export function getById(db: ReadDb | WriteDb, id: JobId): Job {
  const job = findById(db, id);
  if (!job) throw new Error(`no job ${id}`);
  return job;
}
