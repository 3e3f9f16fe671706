import type { ReadDb } from '#db/database.ts';
import * as closureJobs from '#db/repositories/closure-job.ts';
import * as closures from '#db/repositories/closure.ts';
import * as sessionRows from '#db/repositories/session-row.ts';
import * as studios from '#db/repositories/studio.ts';
import type { ClosureId, JobId } from '#domain/values/ids.ts';
import { ok, type Result } from '#domain/values/result.ts';
import { instantToWall } from '#domain/values/time.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { type NotFound, notFound } from '../errors.ts';
import { sessionsInside } from './sessions-inside.ts';

export interface ListedClosure extends closures.ClosureRow {
  readonly inside: { readonly count: number; readonly more: boolean };
  readonly jobs: {
    readonly jobId: JobId;
    readonly state: closureJobs.ClosureJob['state'];
    readonly sessions: number;
  }[];
}

/** Counting goes on to here; a person does not read on either. */
export const MOST_COUNTED = 1_000;
/** How many of the sessions inside a panel lists. */
const MOST_LISTED = 50;

/** One page of the closures that are still to end, by the studio's day, or of those that are over. */
export function listClosures(
  { db, now }: ServiceContext,
  input: { readonly when: 'coming' | 'past'; readonly limit: number; readonly offset: number },
): { rows: ListedClosure[]; total: number } {
  const { read } = db;
  const at = now();
  const today = instantToWall(at, studios.get(read).zone).date;
  const { rows, total } = closures.listPage(read, { when: input.when, today }, input);
  const jobs = jobsOf(
    read,
    rows.map(({ id }) => id),
  );
  return {
    rows: rows.map((row) => ({
      ...row,
      inside: counted(sessionsInside(read, row, at, MOST_COUNTED)),
      jobs: jobs(row.id),
    })),
    total,
  };
}

/** A closure with the sessions inside; practitioners are shown their own alone, and no jobs. */
export function getClosure(
  { db, now }: ServiceContext,
  actor: Actor,
  id: ClosureId,
): Result<ListedClosure & { sessions: sessionRows.SessionRow[] }, NotFound> {
  const { read } = db;
  const found = closures.findById(read, id);
  if (!found || found.removedAt !== null) return notFound('closure');
  const isPractitioner = actor.role === 'practitioner';
  const inside =
    isPractitioner && actor.practitionerId === null
      ? { ids: [], more: false }
      : sessionsInside(read, found, now(), MOST_COUNTED, {
          practitionerId: isPractitioner ? actor.practitionerId : null,
        });
  const { externalUid: _uid, importId: _import, createdAt: _at, removedAt: _removed, ...row } = found;
  return ok({
    ...row,
    inside: counted(inside),
    jobs: isPractitioner ? [] : jobsOf(read, [id])(id),
    sessions: sessionRows.listByIds(read, inside.ids.slice(0, MOST_LISTED)),
  });
}

function jobsOf(db: ReadDb, ids: readonly ClosureId[]): (id: ClosureId) => ListedClosure['jobs'] {
  const jobs = Map.groupBy(closureJobs.listOf(db, ids), ({ closureId }) => closureId);
  return (id) =>
    (jobs.get(id) ?? []).map(({ jobId, state, sessions: count }) => ({ jobId, state, sessions: count }));
}

const counted = ({ ids, more }: { readonly ids: readonly unknown[]; readonly more: boolean }) => ({
  count: ids.length,
  more,
});
