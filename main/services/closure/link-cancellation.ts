import type { WriteDb } from '#db/database.ts';
import * as closureJobs from '#db/repositories/closure-job.ts';
import { listCandidates } from '#db/repositories/closure-session.ts';
import * as closures from '#db/repositories/closure.ts';
import { createClosureFinder } from '#domain/closure/closed.ts';
import type { ClosureId, JobId, SessionId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { type NotFound, notFound } from '../errors.ts';

export interface OutsideClosure {
  readonly code: 'OUTSIDE_CLOSURE';
  /** How many of the sessions do not lie inside. */
  readonly sessions: number;
}

/**
 * Whether these sessions may be cancelled because of the closure: all of them lie inside, so that removing it brings back what
 * it cancelled and nothing else.
 */
export function checkInside(
  tx: WriteDb,
  closureId: ClosureId,
  sessionIds: readonly SessionId[],
): Result<undefined, NotFound | OutsideClosure> {
  const closure = closures.findById(tx, closureId);
  if (!closure || closure.removedAt !== null) return notFound('closure');
  const find = createClosureFinder([closure]);
  const outside = listCandidates(tx, sessionIds).filter((session) => find(session).length === 0);
  return outside.length === 0 ? ok(undefined) : err({ code: 'OUTSIDE_CLOSURE', sessions: outside.length });
}

/** Remembers that the job cancels because of the closure, in the transaction that makes the job. */
export function linkJob(tx: WriteDb, closureId: ClosureId, jobId: JobId): void {
  closureJobs.link(tx, closureId, jobId);
}
