import type { ReadDb } from '#db/database.ts';
import * as bookings from '#db/repositories/booking.ts';
import * as lotHolds from '#db/repositories/lot-hold.ts';
import * as payments from '#db/repositories/payment.ts';
import * as sessionRows from '#db/repositories/session-row.ts';
import * as sessions from '#db/repositories/session.ts';
import * as studio from '#db/repositories/studio.ts';
import { type FundedBooking, type PlanLine, planCancellation } from '#domain/cancellation/plan.ts';
import type { BookingId, ClosureId, SessionId } from '#domain/values/ids.ts';
import { ok, type Result } from '#domain/values/result.ts';
import { instantToWall, wallToInstant } from '#domain/values/time.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { notFound, type NotFound } from '../errors.ts';
import { type ClientTerms, clientTerms } from '../prepayment/client-terms.ts';
import { closuresOver } from './session-slot.ts';
import { readCancellationSettings } from '../../settings/studio-settings.ts';

/** A session with its bookings and what cancelling it now would give back. Practitioners find their own only. */
export function getSession(
  context: ServiceContext,
  actor: Actor,
  id: SessionId,
): Result<SessionView, NotFound> {
  const { read } = context.db;
  const found = sessionRows.findDetails(read, id);
  if (!found || (actor.role === 'practitioner' && found.practitionerId !== actor.practitionerId))
    return notFound('session');
  const { ownTitle, ...details } = found;
  const { change } = wallToInstant(details);
  return ok({
    ...details,
    title: ownTitle,
    clockChange: change,
    closures: details.state === 'open' ? closuresOf(read, details) : [],
    bookings: bookingViews(context, id),
    history: sessions.listHistory(read, id),
  });
}

export interface SessionView extends Omit<sessionRows.SessionDetails, 'ownTitle'> {
  readonly clockChange: 'none' | 'gap' | 'overlap';
  readonly closures: { readonly id: ClosureId; readonly title: string }[];
  readonly bookings: BookingView[];
  readonly history: { readonly at: number; readonly by: string; readonly action: string }[];
}

export interface BookingView extends bookings.BookingOfSession {
  readonly saved: { readonly label: string; readonly chargeMinor: number; readonly reason: string } | null;
  readonly fundings: bookings.FundingDetails[];
  readonly ifCanceledNow: {
    readonly action: PlanLine['action'];
    readonly tender: string;
    readonly amountMinor: number;
    readonly lotName: string | null;
  }[];
  readonly byClient: ClientTerms | null;
}

function closuresOf(
  db: ReadDb,
  session: Omit<sessionRows.SessionDetails, 'ownTitle'>,
): SessionView['closures'] {
  const slot = { ...session, localDate: session.date, localTime: session.time };
  return closuresOver(db, session, slot).map(({ id, title }) => ({ id, title }));
}

function bookingViews(context: ServiceContext, sessionId: SessionId): BookingView[] {
  const { read } = context.db;
  const fundingsByBooking = Map.groupBy(
    bookings.listFundingsForSession(read, sessionId),
    ({ bookingId }) => bookingId,
  );
  const rows = bookings.listForSession(read, sessionId);
  const backByBooking = givenBack(context, sessionId, rows, fundingsByBooking);
  const session = sessions.getById(read, sessionId);
  const client = clientTerms(read, session, context.now());
  return rows.map((row) => ({
    ...row,
    saved:
      row.savedLabel === null
        ? null
        : { label: row.savedLabel, chargeMinor: row.chargeMinor ?? 0, reason: row.savedReason ?? '' },
    fundings: fundingsByBooking.get(row.id) ?? [],
    ifCanceledNow: backByBooking.get(row.id) ?? [],
    byClient: client(row, fundingsByBooking.get(row.id) ?? []),
  }));
}

/** The plan of cancelling just this session now, by the same rule as the bulk cancellation. */
function givenBack(
  context: ServiceContext,
  sessionId: SessionId,
  rows: readonly bookings.BookingOfSession[],
  fundingsByBooking: ReadonlyMap<BookingId, readonly bookings.FundingDetails[]>,
): Map<BookingId, BookingView['ifCanceledNow']> {
  const { read } = context.db;
  const funded = rows
    .filter(({ state }) => state === 'booked')
    .flatMap((row) =>
      (fundingsByBooking.get(row.id) ?? [])
        .filter(({ state }) => state === 'active')
        .map((funding) => ({ funding, booking: fundedBooking(context, row, funding) })),
    );
  const today = instantToWall(context.now(), studio.get(read).zone).date;
  const plan = planCancellation(
    funded.map(({ booking }) => ({ sessionId, booking })),
    readCancellationSettings(read),
    today,
  );
  const parts = plan.map(({ bookingId, action, tender, amountMinor }, index) => ({
    bookingId,
    part: { action, tender, amountMinor, lotName: funded[index]?.funding.lotName ?? null },
  }));
  return new Map(
    rows.map(({ id }) => [id, parts.filter(({ bookingId }) => bookingId === id).map(({ part }) => part)]),
  );
}

function fundedBooking(
  { db: { read } }: ServiceContext,
  row: bookings.BookingOfSession,
  funding: bookings.FundingDetails,
): FundedBooking {
  const payment = funding.paymentId === null ? undefined : payments.findById(read, funding.paymentId);
  return {
    bookingId: row.id,
    fundingId: funding.id,
    clientId: row.clientId,
    participant: row.participant,
    kind: funding.kind,
    method: funding.method,
    amountMinor: funding.amountMinor,
    lotId: funding.lotId,
    lotExpiresOn: funding.lotId === null ? null : lotHolds.endForReturn(read, funding.lotId),
    paymentId: funding.paymentId,
    paymentLeftMinor: payment ? payment.amountMinor - payment.refundedMinor : 0,
  };
}
