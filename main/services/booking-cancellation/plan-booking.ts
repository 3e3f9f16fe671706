import type { ReadDb, WriteDb } from '#db/database.ts';
import * as bookings from '#db/repositories/booking.ts';
import { fundedParts } from '#db/repositories/cancel-booking.ts';
import * as sessions from '#db/repositories/session.ts';
import * as studios from '#db/repositories/studio.ts';
import type { Booking } from '#db/schema/booking.ts';
import type { Session } from '#db/schema/session.ts';
import { keptCharge, type MoneyChoice, planBookingCancellation } from '#domain/cancellation/booking-plan.ts';
import { type PlanLine, totalsOf } from '#domain/cancellation/plan.ts';
import type { BookingId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { instantToWall } from '#domain/values/time.ts';
import { type CancellationSettings, readCancellationSettings } from '../../settings/studio-settings.ts';
import { planHash } from '../cancellation-plan.ts';
import { notFound, type NotFound } from '../errors.ts';

/** What canceling one booking would do with its money, as things stand now. */
export interface BookingPlan {
  readonly booking: Booking;
  readonly session: Session;
  readonly lines: readonly PlanLine[];
  /** Money that leaves the studio: to cards and as cash. Counts towards what a person may give back (decision 011). */
  readonly refundTotalMinor: number;
  /** What the client is charged although the place is given up. */
  readonly chargeMinor: number;
  readonly settings: CancellationSettings;
  /** Names exactly these lines and this choice. */
  readonly hash: string;
}

export type BookingPlanError = NotFound | { readonly code: 'SESSION_NOT_OPEN'; readonly state: string };

/** Plans canceling a booking that holds a place in an open session. */
export function makeBookingPlan(
  db: ReadDb | WriteDb,
  input: { readonly id: BookingId; readonly money: MoneyChoice },
  now: number,
): Result<BookingPlan, BookingPlanError> {
  const booking = bookings.findById(db, input.id);
  if (booking?.state !== 'booked') return notFound('booking');
  const session = sessions.getById(db, booking.sessionId);
  if (session.state === 'deleted') return notFound('session');
  if (session.state !== 'open') return err({ code: 'SESSION_NOT_OPEN', state: session.state });
  const settings = readCancellationSettings(db);
  const today = instantToWall(now, studios.get(db).zone).date;
  const choice = { money: input.money, policy: settings };
  const lines = planBookingCancellation(session.id, fundedParts(db, booking.id), choice, today);
  const leaving = lines.filter(({ action }) => action === 'refund_card' || action === 'cash_due');
  return ok({
    booking,
    session,
    lines,
    refundTotalMinor: totalsOf(leaving).reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    chargeMinor: keptCharge(lines),
    settings,
    hash: `${input.money}.${planHash(lines)}`,
  });
}
