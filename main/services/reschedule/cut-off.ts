import type { ReadDb, WriteDb } from '#db/database.ts';
import * as sessions from '#db/repositories/session.ts';
import type { Session } from '#db/schema/session.ts';
import { cutOffAt, isAfterCutOff } from '#domain/session/cut-off.ts';
import type { SessionId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { HOUR_MS } from '#domain/values/time.ts';
import { readCutOffs } from '../../settings/studio-settings.ts';
import type { Actor } from '../context.ts';
import { recordDeed } from '../record-deed.ts';

export interface CutOffPassed {
  readonly code: 'CUT_OFF_PASSED';
  readonly what: 'cancel' | 'reschedule';
  readonly cutOffAt: number;
}

/** Owners and admins go on after a cut-off; it is recorded that they did (seed 004, domain.md 7). */
function mayOverrideCutOff({ role }: Actor): boolean {
  return role === 'owner' || role === 'admin';
}

/** Whether moving this session now overrides the cut-off; refused for those who may not. */
export function checkRescheduleCutOff(
  db: ReadDb | WriteDb,
  actor: Actor,
  { startsAt }: Pick<Session, 'startsAt'>,
  now: number,
): Result<boolean, CutOffPassed> {
  const hours = readCutOffs(db).rescheduleCutOffHours;
  if (!isAfterCutOff(startsAt, hours, now)) return ok(false);
  if (mayOverrideCutOff(actor)) return ok(true);
  return err({ code: 'CUT_OFF_PASSED', what: 'reschedule', cutOffAt: cutOffAt(startsAt, hours) ?? startsAt });
}

/** Those of the sessions whose cancellation now overrides the cut-off; refused for those who may not. */
export function checkCancelCutOff(
  db: ReadDb | WriteDb,
  actor: Actor,
  ids: readonly SessionId[],
  now: number,
): Result<SessionId[], CutOffPassed> {
  const hours = readCutOffs(db).cancelCutOffHours;
  if (hours === 0) return ok([]);
  const late = sessions.listStartingUntil(db, ids, now + hours * HOUR_MS);
  const [first] = late;
  if (first && !mayOverrideCutOff(actor))
    return err({
      code: 'CUT_OFF_PASSED',
      what: 'cancel',
      cutOffAt: cutOffAt(first.startsAt, hours) ?? first.startsAt,
    });
  return ok(late.map(({ id }) => id));
}

/** Puts each override into the history of its session. */
export function recordOverrides(
  tx: WriteDb,
  actor: Actor,
  at: number,
  ids: readonly SessionId[],
  action: 'session.canceled_after_cut_off' | 'session.moved_after_cut_off',
): void {
  for (const subjectId of ids) recordDeed(tx, actor, at, { action, subjectKind: 'session', subjectId });
}
