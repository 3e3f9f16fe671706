import type { WriteDb } from '#db/database.ts';
import * as closureJobs from '#db/repositories/closure-job.ts';
import * as closures from '#db/repositories/closure.ts';
import type { ClosureId, JobId, UndoStepId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { type JobRefused, previewUndo, type UndoPreview, wishJob } from '../job/control-job.ts';
import {
  changedMeanwhile,
  type ChangedMeanwhile,
  type MoneyFrozen,
  type NotFound,
  notFound,
} from '../errors.ts';
import { recordDeed } from '../record-deed.ts';
import { rememberUndo } from '../undo/remember-undo.ts';
import { moneyFrozenError } from '../money-frozen.ts';

export interface RemovalJob {
  readonly jobId: JobId;
  readonly state: closureJobs.ClosureJob['state'];
  readonly sessions: number;
  readonly blocked: 'working' | 'not_yours' | 'undone' | null;
  readonly undo: UndoPreview | null;
}

/** What removing a closure could bring back, job by job, and what it could not; changes nothing. */
export function previewRemoval(
  context: ServiceContext,
  actor: Actor,
  id: ClosureId,
): Result<{ jobs: RemovalJob[] }, NotFound> {
  const { read } = context.db;
  const found = closures.findById(read, id);
  if (!found || found.removedAt !== null) return notFound('closure');
  return ok({
    jobs: closureJobs.listOf(read, [id]).map((job) => {
      const blocked = blockOf(job, actor);
      const undo = blocked === null ? previewUndo(context, job.jobId) : null;
      return {
        jobId: job.jobId,
        state: job.state,
        sessions: job.sessions,
        blocked,
        undo: undo?.ok ? undo.value : null,
      };
    }),
  });
}

/**
 * Takes a closure off the calendar; its row stays, so that what it cancelled stays explained. With `restore` every job that cancelled
 * because of it is taken back, whole or not at all: sessions cancelled for other reasons are not in these jobs. Refused with
 * JOB_STATE while one of them is still working.
 */
export function removeClosure(
  context: ServiceContext,
  actor: Actor,
  input: { readonly id: ClosureId; readonly version: number; readonly restore: boolean },
): Result<{ undoId: UndoStepId | null }, JobRefused | ChangedMeanwhile | MoneyFrozen> {
  const frozen = input.restore ? moneyFrozenError(context) : null;
  if (frozen) return err(frozen);
  const removed = commit(context, ['closures', 'jobs'], (tx) => {
    const before = closures.findById(tx, input.id);
    if (!before || before.removedAt !== null) return notFound('closure');
    const at = context.now();
    const changed = closures.update(tx, input.id, input.version, { removedAt: at });
    if (!changed) return changedMeanwhile('closure');
    const restored = input.restore ? restoreJobs(tx, context, actor, input.id) : ok(0);
    if (!restored.ok) return restored;
    recordDeed(tx, actor, at, {
      action: 'closure.removed',
      subjectKind: 'closure',
      subjectId: input.id,
      data: { restoredJobs: restored.value },
    });
    const undoId =
      restored.value > 0
        ? null
        : rememberUndo(tx, actor, at, {
            kind: 'closure.changed',
            data: { before, versionAfter: changed.version },
          });
    return ok({ undoId });
  });
  if (removed.ok && input.restore) context.wakeJobs();
  return removed;
}

/** How many jobs are on their way back. */
function restoreJobs(
  tx: WriteDb,
  context: ServiceContext,
  actor: Actor,
  id: ClosureId,
): Result<number, JobRefused> {
  const jobs = closureJobs.listOf(tx, [id]).filter((job) => blockOf(job, actor) !== 'undone');
  for (const { jobId } of jobs) {
    const wished = wishJob(tx, context, actor, jobId, 'undo');
    if (!wished.ok) return wished;
  }
  return ok(jobs.length);
}

function blockOf(job: closureJobs.ClosureJob, actor: Actor): RemovalJob['blocked'] {
  if (job.state === 'undone' || job.state === 'undoing') return 'undone';
  if (job.state !== 'done' && job.state !== 'stopped') return 'working';
  return actor.role === 'staff' && job.requestedBy !== actor.staffId ? 'not_yours' : null;
}
