import type { ReadDb } from '#db/database.ts';
import * as studios from '#db/repositories/studio.ts';
import type { StaffId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { instantToWall, type LocalTime, wallToInstant } from '#domain/values/time.ts';
import { readCancellationSettings } from '../../settings/studio-settings.ts';
import type { Actor } from '../context.ts';

/** One person may not do this alone: the amount above which somebody else has to agree, in minor units. */
export interface SecondPersonNeeded {
  readonly code: 'SECOND_PERSON_NEEDED';
  readonly aboveMinor: number;
}

/** What a person has done alone since an instant, in minor units. */
type DoneAlone = (db: ReadDb, staffId: StaffId, since: number) => number;

/**
 * Whom a deed of `amountMinor` had to be agreed to by: `approved`, who gave their PIN, or null where nobody had to. Refused when somebody has
 * to and nobody did.
 */
export function agreedBy(
  db: ReadDb,
  actor: Actor,
  deed: {
    readonly amountMinor: number;
    readonly at: number;
    readonly approved: StaffId | null;
    readonly doneAlone: DoneAlone;
  },
): Result<StaffId | null, SecondPersonNeeded> {
  const aboveMinor = limitPassed(db, actor, deed);
  if (aboveMinor === null) return ok(null);
  return deed.approved === null ? err({ code: 'SECOND_PERSON_NEEDED', aboveMinor }) : ok(deed.approved);
}

/**
 * The amount above which somebody else has to agree, if `amountMinor` passes it together with what the person did alone on the same studio
 * day; else null (decision 011). For everybody it is the amount that asks for a second person; for staff also their limit on refunds.
 */
function limitPassed(
  db: ReadDb,
  actor: Actor,
  {
    amountMinor,
    at,
    doneAlone,
  }: { readonly amountMinor: number; readonly at: number; readonly doneAlone: DoneAlone },
): number | null {
  const { secondPersonAboveMinor, staffRefundLimitMinor } = readCancellationSettings(db);
  const limits = [
    ...(secondPersonAboveMinor === null ? [] : [secondPersonAboveMinor]),
    ...(actor.role === 'staff' ? [staffRefundLimitMinor] : []),
  ];
  if (limits.length === 0) return null;
  const aboveMinor = Math.min(...limits);
  const before = doneAlone(db, actor.staffId, startOfStudioDay(db, at));
  return before + Math.abs(amountMinor) > aboveMinor ? aboveMinor : null;
}

const MIDNIGHT = '00:00' as LocalTime;

/** The instant at which the studio's day of `now` began. */
export function startOfStudioDay(db: ReadDb, now: number): number {
  const { zone } = studios.get(db);
  return wallToInstant({ date: instantToWall(now, zone).date, time: MIDNIGHT, zone }).at;
}
