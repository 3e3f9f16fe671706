import * as cancellations from '#db/repositories/cancellation.ts';
import * as closures from '#db/repositories/closure.ts';
import * as sessionRows from '#db/repositories/session-row.ts';
import type { ClosureId, JobId } from '#domain/values/ids.ts';
import { ok, type Result } from '#domain/values/result.ts';
import type { ServiceContext } from '../context.ts';
import { type NotFound, notFound } from '../errors.ts';
import { MOST_SESSIONS } from '../cancellation/list-cancellable-sessions.ts';
import { sessionsInside } from './sessions-inside.ts';

/** What bulk cancellation chooses from for a closure: its open sessions and those that a job is working on. `more`: there are too many. */
export function listClosureSessions(
  { db, now }: ServiceContext,
  id: ClosureId,
): Result<
  {
    closure: closures.ClosureRow;
    rows: (sessionRows.SessionRow & {
      inProcess: { jobId: JobId; startedBy: string; startedAt: number } | null;
    })[];
    more: boolean;
  },
  NotFound
> {
  const { read } = db;
  const found = closures.findById(read, id);
  if (!found || found.removedAt !== null) return notFound('closure');
  const { ids, more } = sessionsInside(read, found, now(), MOST_SESSIONS, { states: ['open', 'canceling'] });
  const inProcess = new Map(
    cancellations.sessionsInProcess(read, ids).map(({ sessionId, ...job }) => [sessionId, job]),
  );
  const { externalUid: _uid, importId: _import, createdAt: _at, removedAt: _removed, ...closure } = found;
  return ok({
    closure,
    rows: sessionRows
      .listByIds(read, ids)
      .map((row) => ({ ...row, inProcess: inProcess.get(row.id) ?? null })),
    more,
  });
}
