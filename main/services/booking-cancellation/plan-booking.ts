import type { ReadDb, WriteDb } from '#db/database.ts';
import * as bookings from '#db/repositories/booking.ts';
import { fundedParts } from '#db/repositories/cancel-booking.ts';
import * as sessions from '#db/repositories/session.ts';
import * as studios from '#db/repositories/studio.ts';
import type { Booking } from '#db/schema/booking.ts';
import type { Session } from '#db/schema/session.ts';
import {
  type BookingMoneyChoice,
  keptCharge,
  planBookingCancellation,
} from '#domain/cancellation/booking-plan.ts';
import { type ClientCancellation, clientCancellation } from '#domain/cancellation/client-policy.ts';
import type { FundedBooking, PlanLine } from '#domain/cancellation/plan.ts';
import type { BookingId, LotId, SessionId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { instantToWall, type LocalDate } from '#domain/values/time.ts';
import { type CancellationSettings, readCancellationSettings } from '../../settings/studio-settings.ts';
import { planHash } from '../cancellation/cancellation-plan.ts';
import { policyOf } from '../prepayment/client-policy.ts';
import { notFound, type NotFound } from '../errors.ts';

/** A booking that holds a place in an open session. */
export interface Place {
  readonly booking: Booking;
  readonly session: Session;
}

/** What canceling these bookings together would do with their money, as things stand now. */
export interface PlacesPlan {
  readonly places: readonly Place[];
  readonly lines: readonly PlanLine[];
  /** Money that leaves the studio: to cards and as cash. Counts towards what a person may give back (decision 011). */
  readonly refundTotalMinor: number;
  /** What the client is charged although the places are given up. */
  readonly chargeMinor: number;
  readonly settings: CancellationSettings;
  /** Per booking what its policy asks of a client who cancels now; empty unless the choice is `policy`. */
  readonly byClient: ReadonlyMap<BookingId, ClientCancellation>;
  /** Names exactly these lines and this choice. */
  readonly hash: string;
}

/** The same of one booking. */
export type BookingPlan = PlacesPlan & Place;

export type BookingPlanError = NotFound | { readonly code: 'SESSION_NOT_OPEN'; readonly state: string };

/** Plans canceling a booking that holds a place in an open session. */
export function makeBookingPlan(
  db: ReadDb | WriteDb,
  input: { readonly id: BookingId; readonly money: BookingMoneyChoice },
  now: number,
): Result<BookingPlan, BookingPlanError> {
  const found = findPlace(db, input.id);
  if (!found.ok) return found;
  return ok({ ...found.value, ...planPlaces(db, [found.value], input, now) });
}

/**
 * Plans canceling several bookings at once; those that do not hold a place in an open session any more are left out. `ends`: last days of
 * lots by which returning credits are judged, where they are other than now.
 */
export function makePlacesPlan(
  db: ReadDb | WriteDb,
  input: {
    readonly ids: readonly BookingId[];
    readonly money: BookingMoneyChoice;
    readonly ends?: ReadonlyMap<LotId, LocalDate | null>;
  },
  now: number,
): PlacesPlan {
  const places = input.ids.flatMap((id) => {
    const found = findPlace(db, id);
    return found.ok ? [found.value] : [];
  });
  return planPlaces(db, places, input, now);
}

function findPlace(db: ReadDb | WriteDb, id: BookingId): Result<Place, BookingPlanError> {
  const booking = bookings.findById(db, id);
  if (booking?.state !== 'booked') return notFound('booking');
  const session = sessions.getById(db, booking.sessionId);
  if (session.state === 'deleted') return notFound('session');
  return session.state === 'open'
    ? ok({ booking, session })
    : err({ code: 'SESSION_NOT_OPEN', state: session.state });
}

function planPlaces(
  db: ReadDb | WriteDb,
  places: readonly Place[],
  { money, ends }: Pick<Parameters<typeof makePlacesPlan>[1], 'money' | 'ends'>,
  now: number,
): PlacesPlan {
  const settings = readCancellationSettings(db);
  const today = instantToWall(now, studios.get(db).zone).date;
  const parts = places.flatMap(({ booking, session }) =>
    fundedParts(db, booking.id).map((part) => ({ sessionId: session.id, booking: withEnd(part, ends) })),
  );
  const byClient = new Map(
    money === 'policy' ? places.map((place) => [place.booking.id, costToClient(db, place, now)]) : [],
  );
  const lines = planBookingCancellation(parts, { money, policy: settings, byClient }, today);
  return {
    places,
    byClient,
    lines,
    refundTotalMinor: leavingMinor(lines),
    chargeMinor: keptCharge(lines),
    settings,
    hash: `${money}.${planHash(lines)}`,
  };
}

function withEnd(part: FundedBooking, ends?: ReadonlyMap<LotId, LocalDate | null>): FundedBooking {
  const end = part.lotId === null ? undefined : ends?.get(part.lotId);
  return end === undefined ? part : { ...part, lotExpiresOn: end };
}

/** What canceling costs the client now, by the policy that the booking was made under. */
function costToClient(db: ReadDb | WriteDb, { booking, session }: Place, now: number): ClientCancellation {
  const isCredit = fundedParts(db, booking.id).some(({ kind }) => kind === 'package');
  const { startsAt } = session;
  return clientCancellation(
    policyOf(db, booking),
    { startsAt, priceMinor: booking.priceMinor, isCredit },
    now,
  );
}

/** The sessions in which places are given up, each once: several places of one may go together. */
export const sessionsOf = ({ places }: Pick<PlacesPlan, 'places'>): SessionId[] => [
  ...new Set(places.map(({ session }) => session.id)),
];

/** Money that leaves the studio: to cards and as cash. */
export function leavingMinor(lines: readonly PlanLine[]): number {
  const leaving = lines.filter(({ action }) => action === 'refund_card' || action === 'cash_due');
  return leaving.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}
