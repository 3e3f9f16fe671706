import * as staff from '#db/repositories/staff.ts';
import { ok, type Result } from '#domain/values/result.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { changedMeanwhile, type ChangedMeanwhile } from '../errors.ts';
import { hashPin } from './pin-hash.ts';
import { recordDeed } from '../record-deed.ts';
import { checkPin, type PinError } from './sign-in.ts';

/** The signed-in person's own PIN. The current one is checked, and its wrong tries counted, as at sign-in. */
export async function changePin(
  context: ServiceContext,
  actor: Actor,
  input: { readonly currentPin: string; readonly newPin: string },
): Promise<Result<void, PinError | ChangedMeanwhile>> {
  const checked = await checkPin(context, actor.staffId, input.currentPin);
  if (!checked.ok) return checked;
  const pinHash = await hashPin(input.newPin);
  return commit(context, ['staff'], (tx) => {
    const changed = staff.update(tx, actor.staffId, checked.value.version, { pinHash });
    if (!changed) return changedMeanwhile('staff');
    recordDeed(tx, actor, context.now(), {
      action: 'staff.pin_changed',
      subjectKind: 'staff',
      subjectId: actor.staffId,
    });
    return ok(undefined);
  });
}
