import type { JobRow } from '#contract/desktop/job.ts';

export type JobAction = 'pause' | 'resume' | 'stop' | 'retry_failed' | 'undo';

/**
 * What can be asked of a job as it stands; the page shows these buttons and no others. A job that was asked to pause, stop or
 * undo and has not got there yet only takes the answer that still makes sense. Single bookings were canceled at once: there is
 * nothing left to stop, and Undo is at the desk.
 */
export function jobActions(
  job: Pick<JobRow, 'kind' | 'state' | 'wanted' | 'progress'>,
): readonly JobAction[] {
  const actions = actionsOf(job);
  return job.kind === 'bulk_cancellation'
    ? actions
    : actions.filter((action) => action !== 'stop' && action !== 'undo');
}

function actionsOf(job: Pick<JobRow, 'state' | 'wanted' | 'progress'>): readonly JobAction[] {
  const isLive = job.state === 'queued' || job.state === 'running';
  const failed: readonly JobAction[] = job.progress.refunds.problems > 0 ? ['retry_failed'] : [];
  if (isLive && job.wanted === 'run') return ['pause', 'stop', ...failed];
  if (isLive && job.wanted === 'pause') return ['resume', 'stop'];
  if (job.state === 'paused') return job.wanted === 'stop' ? [] : ['resume', 'stop'];
  if (job.state === 'done' || job.state === 'stopped')
    return job.wanted === 'undo' || job.progress.sessions.done === 0 ? failed : [...failed, 'undo'];
  return [];
}

/** Running jobs announce progress by themselves; the others stand still. */
export function isMoving(job: Pick<JobRow, 'state'>): boolean {
  return job.state === 'queued' || job.state === 'running' || job.state === 'undoing';
}
