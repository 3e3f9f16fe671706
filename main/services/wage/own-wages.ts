import type { PractitionerId } from '#domain/values/ids.ts';
import type { Actor } from '../context.ts';

/**
 * Whose wages a person sees of those they ask for (null: everybody's): practitioners their own and no other's, owners and admins
 * anybody's (domain.md 9). Undefined: nobody's.
 */
export function wagesOf(
  actor: Actor,
  practitionerId: PractitionerId | null,
): PractitionerId | null | undefined {
  if (actor.role === 'owner' || actor.role === 'admin') return practitionerId;
  const own = actor.role === 'practitioner' ? actor.practitionerId : null;
  if (own === null || (practitionerId !== null && practitionerId !== own)) return undefined;
  return own;
}
