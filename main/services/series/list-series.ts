import * as series from '#db/repositories/series.ts';
import type { Series } from '#db/schema/series.ts';
import type { Actor, ServiceContext } from '../context.ts';

/** One page, drafts first. Practitioners see the series they give. */
export function listSeries(
  context: ServiceContext,
  actor: Actor,
  input: { readonly states: readonly Series['state'][]; readonly limit: number; readonly offset: number },
): { rows: series.SeriesRow[]; total: number } {
  if (actor.role === 'practitioner' && actor.practitionerId === null) return { rows: [], total: 0 };
  const practitionerId = actor.role === 'practitioner' ? actor.practitionerId : null;
  const { states, limit, offset } = input;
  return series.listPage(context.db.read, { states, practitionerId, now: context.now() }, { limit, offset });
}
