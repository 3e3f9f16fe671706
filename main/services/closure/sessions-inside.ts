import type { ReadDb } from '#db/database.ts';
import { iterateCandidates } from '#db/repositories/closure-session.ts';
import { type ClosurePlace, type ClosureSpan, createClosureFinder } from '#domain/closure/closed.ts';
import type { SessionState } from '#domain/session/state.ts';
import type { PractitionerId, SessionId } from '#domain/values/ids.ts';
import { addDays } from '#domain/values/time.ts';

export interface SessionsInside {
  readonly ids: SessionId[];
  /** There are more than were asked for. */
  readonly more: boolean;
}

/**
 * The open sessions that a closure touches and that are not over at `now`, by start, at most `limit`. One that has been
 * held is no longer a question of the closure.
 */
export function sessionsInside(
  db: ReadDb,
  closure: ClosureSpan & ClosurePlace,
  now: number,
  limit: number,
  choice: {
    readonly states?: readonly SessionState[];
    /** Only those of one practitioner; null: everybody's. */
    readonly practitionerId?: PractitionerId | null;
  } = {},
): SessionsInside {
  const find = createClosureFinder([closure]);
  const ids: SessionId[] = [];
  const candidates = iterateCandidates(db, closure, {
    // A session of the evening before may last into it.
    from: addDays(closure.startDate, -1),
    to: closure.endDate,
    states: choice.states ?? ['open'],
    endsAfter: now,
    practitionerId: choice.practitionerId ?? null,
  });
  for (const session of candidates) {
    if (find(session).length === 0) continue;
    if (ids.length === limit) return { ids, more: true };
    ids.push(session.id);
  }
  return { ids, more: false };
}
