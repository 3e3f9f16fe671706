import * as classes from '#db/repositories/class.ts';
import { classStateOf } from '#domain/enrolment/class-state.ts';
import type { ServiceId } from '#domain/values/ids.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { shownTo, totalsOf } from './class-pricing.ts';

/** One page of the classes. Practitioners see those they give. */
export function listClasses(
  { db: { read }, now }: ServiceContext,
  actor: Actor,
  input: { readonly serviceId: ServiceId | null; readonly limit: number; readonly offset: number },
) {
  if (actor.role === 'practitioner' && actor.practitionerId === null) return { rows: [], total: 0 };
  const practitionerId = actor.role === 'practitioner' ? actor.practitionerId : null;
  const { serviceId, limit, offset } = input;
  const at = now();
  const page = classes.listPage(read, { serviceId, practitionerId, now: at }, { limit, offset });
  const priced = classes.listDurations(
    read,
    page.rows.map(({ seriesId }) => seriesId),
  );
  const rows = page.rows.map(({ seriesState, toCome, freeLeast, ...row }) => ({
    ...row,
    state: classStateOf({ seriesState, toCome, freeLeast, enrolUntilAt: row.enrolUntilAt }, at),
    totals: shownTo(actor, totalsOf(read, priced.get(row.seriesId) ?? [])),
  }));
  return { rows, total: page.total };
}
