import { err, ok, type Result } from '../values/result.ts';
import type { ClientId } from '../values/ids.ts';

/** Where a client stands in a family: who pays for them, and whether they pay for others. */
export interface FamilyPlace {
  readonly id: ClientId;
  readonly payerId: ClientId | null;
  readonly hasMembers: boolean;
}

export interface PayerRefused {
  readonly code: 'PAYER_REFUSED';
  /** `self`: nobody is their own payer; `is_member`: somebody pays for the payer; `has_members`: the client pays for others. */
  readonly reason: 'self' | 'is_member' | 'has_members';
}

/** A family has one payer and its members, one level deep, so there is no circle (domain.md 5). */
export function checkPayer(client: FamilyPlace, payer: FamilyPlace): Result<void, PayerRefused> {
  if (client.id === payer.id) return refused('self');
  if (payer.payerId !== null) return refused('is_member');
  if (client.hasMembers) return refused('has_members');
  return ok(undefined);
}

/** Whether both belong to the family of one payer, who belongs to it too. */
export function isOneFamily(
  one: Pick<FamilyPlace, 'id' | 'payerId'>,
  other: Pick<FamilyPlace, 'id' | 'payerId'>,
): boolean {
  return one.id !== other.id && (one.payerId ?? one.id) === (other.payerId ?? other.id);
}

/** A payer, or none, that a record gets. */
export interface NewPayer {
  readonly id: ClientId;
  readonly payerId: ClientId | null;
}

export interface FamiliesApart {
  readonly code: 'MERGE_FAMILIES';
}

/**
 * What becomes of the families when `from` goes into `into`: members follow, and so does the payer if `into` has none. Refused
 * where the one record would have a payer and members at once. Only changes are listed.
 */
export function mergeFamilies(
  from: Pick<FamilyPlace, 'id' | 'payerId'> & { readonly members: readonly ClientId[] },
  into: Pick<FamilyPlace, 'id' | 'payerId'> & { readonly members: readonly ClientId[] },
): Result<readonly NewPayer[], FamiliesApart> {
  const moved = from.members.filter((id) => id !== into.id);
  const stayed = into.members.filter((id) => id !== from.id);
  const own = into.payerId === from.id ? null : into.payerId;
  const brought = from.payerId === into.id ? null : from.payerId;
  const payerId = own ?? brought;
  if (payerId !== null && moved.length + stayed.length > 0) return err({ code: 'MERGE_FAMILIES' });
  return ok([
    ...moved.map((id) => ({ id, payerId: into.id })),
    ...(payerId === into.payerId ? [] : [{ id: into.id, payerId }]),
    ...(from.payerId === null ? [] : [{ id: from.id, payerId: null }]),
  ]);
}

const refused = (reason: PayerRefused['reason']) => err<PayerRefused>({ code: 'PAYER_REFUSED', reason });
