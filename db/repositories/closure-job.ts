import type { ReadDb, WriteDb } from '#db/database.ts';
import type { ClosureId, JobId, StaffId } from '#domain/values/ids.ts';
import type { JobState } from './job.ts';

/** A job that cancelled sessions because of a closure. */
export interface ClosureJob {
  readonly closureId: ClosureId;
  readonly jobId: JobId;
  readonly state: JobState;
  readonly requestedBy: StaffId;
  /** Sessions that it was started with. */
  readonly sessions: number;
  readonly createdAt: number;
}

/** Once is enough: the same pair again changes nothing. */
export function link(tx: WriteDb, closureId: ClosureId, jobId: JobId): void {
  tx.run('INSERT INTO closure_jobs (closure_id, job_id) VALUES (?, ?) ON CONFLICT DO NOTHING', [
    closureId,
    jobId,
  ]);
}

/** Of several closures at once, oldest job first. */
export function listOf(db: ReadDb, closureIds: readonly ClosureId[]): ClosureJob[] {
  return db.all(
    `SELECT l.closure_id AS closureId, j.id AS jobId, j.state, j.requested_by AS requestedBy, j.sessions_total AS sessions,
       j.created_at AS createdAt
     FROM json_each(?) wanted CROSS JOIN closure_jobs l ON l.closure_id = wanted.value JOIN jobs j ON j.id = l.job_id
     ORDER BY j.id`,
    [JSON.stringify(closureIds)],
  );
}
