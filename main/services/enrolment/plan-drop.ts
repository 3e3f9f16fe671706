import type { ReadDb, WriteDb } from '#db/database.ts';
import * as cancellations from '#db/repositories/cancellation.ts';
import * as enrolments from '#db/repositories/enrolment.ts';
import * as series from '#db/repositories/series.ts';
import type { Enrolment } from '#db/schema/series.ts';
import type { MoneyChoice } from '#domain/cancellation/booking-plan.ts';
import { type PlanTotal, totalsOf } from '#domain/cancellation/plan.ts';
import { isDropInTime } from '#domain/enrolment/deadlines.ts';
import type { EnrolmentId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { makePlacesPlan, type PlacesPlan } from '../booking-cancellation/plan-booking.ts';
import { notFound, type NotFound } from '../errors.ts';
import { type ClassSeries, isClass } from './class-terms.ts';

/** What leaving a class would do: the places still to come are canceled together, by the same rules as a single booking. */
export interface DropPlan {
  readonly enrolment: Enrolment;
  readonly row: ClassSeries;
  readonly plan: PlacesPlan;
  readonly isInTime: boolean;
  readonly totals: readonly PlanTotal[];
  readonly creditsKept: number;
}

export type DropPlanError =
  | NotFound
  | { readonly code: 'ENROLMENT_STATE'; readonly state: string }
  /** A job has taken sessions in which a place is held: whether those are canceled, or stay, is not known yet. */
  | { readonly code: 'ALREADY_IN_PROCESS'; readonly sessions: cancellations.InProcess[] };

/** Plans the drop as things stand at `now`; sessions that have begun or were canceled keep what they have. */
export function planDrop(
  db: ReadDb | WriteDb,
  input: { readonly id: EnrolmentId; readonly money: MoneyChoice },
  now: number,
): Result<DropPlan, DropPlanError> {
  const enrolment = enrolments.findById(db, input.id);
  if (!enrolment) return notFound('enrolment');
  if (enrolment.state !== 'enrolled') return err({ code: 'ENROLMENT_STATE', state: enrolment.state });
  const row = series.getById(db, enrolment.seriesId);
  if (!isClass(row)) return notFound('class');
  const taken = enrolments.sessionsBeingCanceled(db, input.id, now);
  if (taken.length > 0)
    return err({ code: 'ALREADY_IN_PROCESS', sessions: cancellations.sessionsInProcess(db, taken) });
  const ids = enrolments.placesToCome(db, input.id, now).map(({ bookingId }) => bookingId);
  const plan = makePlacesPlan(db, { ids, money: input.money }, now);
  return ok({
    enrolment,
    row,
    plan,
    isInTime: isDropInTime(row, now),
    totals: totalsOf(plan.lines.filter(({ note }) => note !== 'kept')),
    creditsKept: plan.lines.filter(({ note, tender }) => note === 'kept' && tender === 'package').length,
  });
}
