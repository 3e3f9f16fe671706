import { hash } from 'node:crypto';
import type { ReadDb, WriteDb } from '#db/database.ts';
import * as enrolments from '#db/repositories/enrolment.ts';
import * as series from '#db/repositories/series.ts';
import type { Enrolment } from '#db/schema/series.ts';
import type { MoneyChoice } from '#domain/cancellation/booking-plan.ts';
import { type PlanTotal, totalsOf } from '#domain/cancellation/plan.ts';
import { isDropInTime } from '#domain/enrolment/deadlines.ts';
import type { EnrolmentId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { type BookingPlan, makeBookingPlan } from '../booking-cancellation/plan-booking.ts';
import { notFound, type NotFound } from '../errors.ts';
import { type ClassSeries, isClass } from './class-terms.ts';

/** What leaving a class would do: each place still to come is canceled by the same plan as a single booking. */
export interface DropPlan {
  readonly enrolment: Enrolment;
  readonly row: ClassSeries;
  readonly plans: readonly BookingPlan[];
  readonly isInTime: boolean;
  readonly totals: readonly PlanTotal[];
  /** Money that leaves the studio, and what the client is charged although the places are given up. */
  readonly refundTotalMinor: number;
  readonly chargeMinor: number;
  readonly creditsKept: number;
  readonly hash: string;
}

export type DropPlanError = NotFound | { readonly code: 'ENROLMENT_STATE'; readonly state: string };

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
  const plans: BookingPlan[] = [];
  for (const { bookingId } of enrolments.placesToCome(db, input.id, now)) {
    const plan = makeBookingPlan(db, { id: bookingId, money: input.money }, now);
    if (plan.ok) plans.push(plan.value);
  }
  const lines = plans.flatMap((plan) => plan.lines);
  const sum = (amount: (plan: BookingPlan) => number): number =>
    plans.reduce((total, plan) => total + amount(plan), 0);
  return ok({
    enrolment,
    row,
    plans,
    isInTime: isDropInTime(row, now),
    totals: totalsOf(lines.filter(({ note }) => note !== 'kept')),
    refundTotalMinor: sum((plan) => plan.refundTotalMinor),
    chargeMinor: sum((plan) => plan.chargeMinor),
    creditsKept: lines.filter(({ note, tender }) => note === 'kept' && tender === 'package').length,
    hash: hash('sha256', plans.map((plan) => `${plan.booking.id} ${plan.hash}`).join('\n')),
  });
}
