import type { ReadDb, WriteDb } from '#db/database.ts';
import * as policies from '#db/repositories/booking-policy.ts';
import * as types from '#db/repositories/completion-type.ts';
import type { Booking } from '#db/schema/booking.ts';
import { type ClientPolicy, NO_POLICY, type PolicyLevel } from '#domain/cancellation/client-policy.ts';
import type { PolicyId } from '#domain/values/ids.ts';
import { readClientPolicySettings } from '../../settings/prepayment-settings.ts';
import { readCutOffs } from '../../settings/studio-settings.ts';

/** The client cancellation policy in force now: the levels with what their completion types say now, and the cut-offs. */
export function currentPolicy(db: ReadDb): ClientPolicy {
  const { cancelCutOffHours, rescheduleCutOffHours } = readCutOffs(db);
  const levels = readClientPolicySettings(db).levels.flatMap(({ hoursBefore, typeId }): PolicyLevel[] => {
    const type = types.findById(db, typeId);
    if (!type) return [];
    const { label, status, modifierType, clientModifier } = type;
    return [{ hoursBefore, typeId, label, status, modifierType, clientModifier }];
  });
  const byNotice = levels.toSorted((a, b) => a.hoursBefore - b.hoursBefore);
  return { cancelCutOffHours, rescheduleCutOffHours, levels: byNotice };
}

/** What a booking that is made now is held to for ever. Equal policies are one row. */
export function freezePolicy(tx: WriteDb, at: number): PolicyId {
  return policies.keep(tx, currentPolicy(tx), at);
}

/** The policy in force when the booking was made; one from before there were policies may be canceled for nothing. */
export function policyOf(db: ReadDb, { policyId }: Pick<Booking, 'policyId'>): ClientPolicy {
  return (policyId === null ? undefined : policies.findById(db, policyId)) ?? NO_POLICY;
}
