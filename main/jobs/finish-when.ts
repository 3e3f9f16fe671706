import type { ReadDb, WriteDb } from '#db/database.ts';
import * as jobs from '#db/repositories/job.ts';
import type { JobId } from '#domain/values/ids.ts';
import type { TopicEvent } from '../gateways/topics/port.ts';
import type { JobContext } from './job-context.ts';

/**
 * Ends a job once nothing of it is left to do, and looks at the books again. Harmless to call at any time: `isSettled` is asked before
 * and once more in the transaction that ends it. `changed` is announced when it did.
 */
export function finishWhen(
  ctx: JobContext,
  jobId: JobId,
  isSettled: (db: ReadDb | WriteDb, jobId: JobId) => boolean,
  changed: Extract<TopicEvent, { readonly topic: 'changed' }>['what'],
): void {
  const finished =
    isSettled(ctx.db.read, jobId) &&
    ctx.db.write((tx) => {
      if (!isSettled(tx, jobId)) return false;
      jobs.setState(tx, jobId, 'done', ctx.clock.now());
      return true;
    });
  ctx.announce({ topic: 'job.progress', jobId });
  if (!finished) return;
  ctx.checkMoney();
  ctx.announce({ topic: 'changed', what: changed });
}
