import * as closures from '#db/repositories/closure.ts';
import * as sessionRows from '#db/repositories/session-row.ts';
import type { ClosurePlace, ClosureSpan } from '#domain/closure/closed.ts';
import type { ClosureId } from '#domain/values/ids.ts';
import { ok, type Result } from '#domain/values/result.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { type PlanSummary, previewCancellation } from '../cancellation/preview-cancellation.ts';
import { checkClosure, type ClosureError } from './check-closure.ts';
import { sessionsInside } from './sessions-inside.ts';

export interface ClosurePreview {
  readonly inside: { readonly count: number; readonly more: boolean };
  readonly sessions: sessionRows.SessionRow[];
  readonly plan: PlanSummary | null;
  readonly overlapping: closures.ClosureRow[];
}

/** Up to here the plan is worked out while somebody types; beyond, bulk cancellation does it. */
const MOST_PLANNED = 1_000;
const MOST_LISTED = 20;
const MOST_OVERLAPPING = 20;

/** What a closure like this would touch: sessions, what cancelling them would give back, other closures; changes nothing. */
export function previewClosure(
  context: ServiceContext,
  actor: Actor,
  input: ClosureSpan & ClosurePlace & { readonly exceptId: ClosureId | null },
): Result<ClosurePreview, ClosureError> {
  const { read } = context.db;
  const checked = checkClosure(read, input);
  if (!checked.ok) return checked;
  const { ids, more } = sessionsInside(read, input, context.now(), MOST_PLANNED);
  return ok({
    inside: { count: ids.length, more },
    sessions: sessionRows.listByIds(read, ids.slice(0, MOST_LISTED)),
    plan: ids.length === 0 || more ? null : previewCancellation(context, actor, { sessionIds: ids }),
    overlapping: closures
      .listInRange(read, input.startDate, input.endDate)
      .filter((other) => other.id !== input.exceptId && isSamePlace(other, input))
      .slice(0, MOST_OVERLAPPING),
  });
}

const isSamePlace = (a: ClosurePlace, b: ClosurePlace): boolean =>
  a.locationId === b.locationId && a.roomId === b.roomId && a.practitionerId === b.practitionerId;
