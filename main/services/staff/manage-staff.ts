import type { ReadDb, WriteDb } from '#db/database.ts';
import * as practitioners from '#db/repositories/practitioner.ts';
import * as staff from '#db/repositories/staff.ts';
import type { StaffMember } from '#db/schema/staff.ts';
import type { PractitionerId, StaffId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { commit } from '../commit.ts';
import type { Actor, Role, ServiceContext } from '../context.ts';
import {
  changedMeanwhile,
  type ChangedMeanwhile,
  type Forbidden,
  forbidden,
  type InvalidInput,
  invalidInput,
  nameTaken,
  type NameTaken,
  notFound,
  type NotFound,
} from '../errors.ts';
import { isNameTaken } from '../catalog/is-name-taken.ts';
import { hashPin } from './pin-hash.ts';
import { recordDeed } from '../record-deed.ts';
import { needsOwner } from './sign-in.ts';

export interface StaffInput {
  readonly name: string;
  readonly role: Role;
  readonly practitionerId: PractitionerId | null;
}
export type LastOwner = { readonly code: 'LAST_OWNER' };

/** A person who may sign in from now on. Only an owner makes an owner (domain.md 9). */
export async function createStaff(
  context: ServiceContext,
  actor: Actor,
  input: StaffInput & { readonly pin: string },
): Promise<Result<{ id: StaffId }, Forbidden | NameTaken | NotFound | InvalidInput>> {
  if (!mayTouch(actor, input.role)) return forbidden('owner');
  const pinHash = await hashPin(input.pin);
  return commit(context, ['staff'], (tx) => {
    const fields = checkFields(tx, { ...input, active: true });
    if (!fields.ok) return fields;
    const { name, role, practitionerId } = input;
    const { id } = staff.insert(tx, { name, role, practitionerId, pinHash, createdAt: context.now() });
    record(context, tx, actor, 'staff.created', id, { role });
    return ok({ id });
  });
}

/** Name, role, practitioner, and whether they still work here. An admin may not touch owners; one active owner stays. */
export function updateStaff(
  context: ServiceContext,
  actor: Actor,
  input: StaffInput & { readonly id: StaffId; readonly version: number; readonly active: boolean },
): Result<void, Forbidden | NameTaken | NotFound | InvalidInput | ChangedMeanwhile | LastOwner> {
  const { id, version, name, role, practitionerId, active } = input;
  return commit(context, ['staff'], (tx) => {
    const before = findTouchable(tx, actor, id);
    if (!before.ok) return before;
    if (!mayTouch(actor, role)) return forbidden('owner');
    const fields = checkFields(tx, input);
    if (!fields.ok) return fields;
    if (before.value.role === 'owner' && !(role === 'owner' && active) && isLastOwner(tx, id))
      return err({ code: 'LAST_OWNER' });
    if (!staff.update(tx, id, version, { name, role, practitionerId, active }))
      return changedMeanwhile('staff');
    const action = before.value.active && !active ? 'staff.dismissed' : 'staff.changed';
    record(context, tx, actor, action, id, { role, active });
    return ok(undefined);
  });
}

/** A new PIN for somebody who forgot theirs; waits and wrong tries are forgotten with the old one. */
export async function setStaffPin(
  context: ServiceContext,
  actor: Actor,
  input: { readonly id: StaffId; readonly pin: string },
): Promise<Result<void, Forbidden | NotFound | ChangedMeanwhile>> {
  const pinHash = await hashPin(input.pin);
  return commit(context, ['staff'], (tx) => {
    const found = findTouchable(tx, actor, input.id);
    if (!found.ok) return found;
    if (actor.role !== 'owner' && needsOwner(tx, found.value)) return forbidden('owner');
    if (!staff.update(tx, input.id, found.value.version, { pinHash })) return changedMeanwhile('staff');
    staff.setTries(tx, input.id, { failedTries: 0, lockedUntil: 0 });
    record(context, tx, actor, 'staff.pin_set', input.id);
    return ok(undefined);
  });
}

/** Ends the wait after wrong PINs. After ten of them only an owner may (reliability A2). Harmless when nothing is locked. */
export function unlockStaff(
  context: ServiceContext,
  actor: Actor,
  id: StaffId,
): Result<void, Forbidden | NotFound> {
  return commit(context, ['staff'], (tx) => {
    const found = findTouchable(tx, actor, id);
    if (!found.ok) return found;
    if (actor.role !== 'owner' && needsOwner(tx, found.value)) return forbidden('owner');
    staff.setTries(tx, id, { failedTries: 0, lockedUntil: 0 });
    record(context, tx, actor, 'staff.unlocked', id);
    return ok(undefined);
  });
}

const mayTouch = (actor: Actor, role: Role): boolean => actor.role === 'owner' || role !== 'owner';

function findTouchable(db: ReadDb, actor: Actor, id: StaffId): Result<StaffMember, NotFound | Forbidden> {
  const member = staff.findById(db, id);
  if (!member) return notFound('staff');
  return mayTouch(actor, member.role) ? ok(member) : forbidden('owner');
}

function checkFields(
  db: ReadDb,
  input: StaffInput & { readonly id?: StaffId; readonly active: boolean },
): Result<void, NameTaken | NotFound | InvalidInput> {
  if (isNameTaken(staff.list(db), input)) return nameTaken(input.name);
  const { role, active, practitionerId } = input;
  // Their own sessions are all that a practitioner sees (domain.md 9); without naming whose, nothing would be.
  if (role === 'practitioner' && active && practitionerId === null)
    return invalidInput('practitionerId', 'REQUIRED');
  return practitionerId !== null && !practitioners.findById(db, practitionerId)
    ? notFound('practitioner')
    : ok(undefined);
}

const isLastOwner = (db: ReadDb, id: StaffId): boolean =>
  !staff.list(db).some((member) => member.role === 'owner' && member.active && member.id !== id);

function record(
  { now }: ServiceContext,
  tx: WriteDb,
  actor: Actor,
  action: string,
  subjectId: StaffId,
  data: Readonly<Record<string, unknown>> = {},
): void {
  recordDeed(tx, actor, now(), { action, subjectKind: 'staff', subjectId, data });
}
