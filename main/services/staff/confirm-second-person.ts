import type { StaffId } from '#domain/values/ids.ts';
import { ok, type Result } from '#domain/values/result.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { type Forbidden, forbidden } from '../errors.ts';
import type { SecondPersonNeeded } from './limit-passed.ts';
import { checkPin, type PinError } from './sign-in.ts';

/** Who agrees, and their PIN as they typed it. */
export interface SecondPersonInput {
  readonly staffId: StaffId;
  readonly pin: string;
}

/** What can be wrong with one, or that there has to be one. */
export type SecondPersonError = PinError | Forbidden | SecondPersonNeeded;

/**
 * Another owner or admin agrees with their own PIN (reliability A2, D22); null when none was named. The person asking cannot be
 * their own second.
 */
export async function confirmSecondPerson(
  ctx: ServiceContext,
  actor: Actor,
  second: SecondPersonInput | undefined,
): Promise<Result<StaffId | null, PinError | Forbidden>> {
  if (!second) return ok(null);
  const checked = await checkPin(ctx, second.staffId, second.pin);
  if (!checked.ok) return checked;
  const { role, id } = checked.value;
  if (id === actor.staffId || (role !== 'owner' && role !== 'admin')) return forbidden('owner', 'admin');
  return ok(id);
}
