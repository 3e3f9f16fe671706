import type { WriteDb } from '#db/database.ts';
import * as staff from '#db/repositories/staff.ts';
import type { StaffMember } from '#db/schema/staff.ts';
import type { StaffId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { findActor } from './find-actor.ts';
import { verifyPin } from './pin-hash.ts';
import { recordDeed } from '../record-deed.ts';

export type PinError =
  | { readonly code: 'WRONG_PIN'; readonly triesLeft: number }
  | { readonly code: 'PIN_LOCKED'; readonly until: number; readonly byOwner: boolean };

/** Wrong tries before each further one has to wait. */
const FREE_TRIES = 5;
/** Wrong tries after which only an owner lets somebody in again. */
const TRIES_UNTIL_OWNER = 10;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 24 * 3_600_000;

/**
 * Checks a PIN (reliability A2). After 5 wrong tries each further one waits, 30 s and then twice as long each time; after 10
 * an owner has to unlock. The only owner left waits up to a day instead, or nobody could ever unlock. An id that is not
 * there takes as long and answers as a wrong PIN.
 */
export async function signIn(
  context: ServiceContext,
  input: { readonly staffId: StaffId; readonly pin: string },
): Promise<Result<Actor, PinError>> {
  const checked = await checkPin(context, input.staffId, input.pin);
  if (!checked.ok) return checked;
  const actor = findActor(context.db.read, input.staffId);
  if (!actor) return err(wrongPin(1));
  context.db.write((tx) =>
    recordDeed(tx, actor, context.now(), {
      action: 'auth.signed_in',
      subjectKind: 'staff',
      subjectId: actor.staffId,
    }),
  );
  return ok(actor);
}

/** The same check for a person who confirms something with their PIN. Counts and locks as signing in does. */
export async function checkPin(
  context: ServiceContext,
  staffId: StaffId,
  pin: string,
): Promise<Result<StaffMember, PinError>> {
  // The try is counted before the PIN is looked at, so that tries side by side cannot outrun the limit.
  const taken = context.db.write((tx) => takeTry(tx, staffId, context.now()));
  if (!taken.ok) return taken;
  const { member, failedTries } = taken.value;
  const isRight = await verifyPin(pin, member?.pinHash ?? '');
  if (!member || !isRight) {
    if (member) context.db.write((tx) => recordWrongPin(tx, member, failedTries, context.now()));
    return err(failedTries < FREE_TRIES || !member ? wrongPin(failedTries) : lockOf(context, member.id));
  }
  context.db.write((tx) => staff.setTries(tx, member.id, { failedTries: 0, lockedUntil: 0 }));
  return ok(member);
}

interface TakenTry {
  readonly member: StaffMember | undefined;
  readonly failedTries: number;
}

function takeTry(tx: WriteDb, staffId: StaffId, now: number): Result<TakenTry, PinError> {
  const member = staff.findById(tx, staffId);
  if (!member?.active) return ok({ member: undefined, failedTries: 1 });
  const byOwner = needsOwner(tx, member);
  if (byOwner || member.lockedUntil > now)
    return err({ code: 'PIN_LOCKED', until: member.lockedUntil, byOwner });
  const failedTries = member.failedTries + 1;
  const lockedUntil = failedTries < FREE_TRIES ? 0 : now + waitMs(failedTries);
  staff.setTries(tx, staffId, { failedTries, lockedUntil });
  return ok({ member, failedTries });
}

const waitMs = (failedTries: number): number =>
  Math.min(FIRST_WAIT_MS * 2 ** (failedTries - FREE_TRIES), LONGEST_WAIT_MS);

/** Whether only an owner can let this person in again. */
export function needsOwner(db: Parameters<typeof staff.list>[0], member: StaffMember): boolean {
  if (member.failedTries < TRIES_UNTIL_OWNER) return false;
  return staff.list(db).some((other) => other.role === 'owner' && other.active && other.id !== member.id);
}

const wrongPin = (failedTries: number): PinError => ({
  code: 'WRONG_PIN',
  triesLeft: Math.max(0, FREE_TRIES - failedTries),
});

function lockOf({ db }: ServiceContext, id: StaffId): PinError {
  const member = staff.getById(db.read, id);
  return { code: 'PIN_LOCKED', until: member.lockedUntil, byOwner: needsOwner(db.read, member) };
}

function recordWrongPin(tx: WriteDb, member: StaffMember, failedTries: number, at: number): void {
  recordDeed(tx, null, at, {
    action: 'auth.wrong_pin',
    subjectKind: 'staff',
    subjectId: member.id,
    data: { failedTries },
  });
}
