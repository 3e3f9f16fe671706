import type { WriteDb } from '#db/database.ts';
import * as bookings from '#db/repositories/booking.ts';
import * as clients from '#db/repositories/client.ts';
import * as enrolments from '#db/repositories/enrolment.ts';
import * as payments from '#db/repositories/payment.ts';
import * as series from '#db/repositories/series.ts';
import type { Client } from '#db/schema/client.ts';
import type { Enrolment } from '#db/schema/series.ts';
import type { LateBecause } from '#domain/enrolment/deadlines.ts';
import type { ChargeId, ClientId, EnrolmentId, SeriesId, SessionId, UndoStepId } from '#domain/values/ids.ts';
import { splitMoney } from '#domain/values/money.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import type { NoCard } from '../../cards/request-charge.ts';
import { chargePlaces } from '../booking/charge-places.ts';
import type { CardsNotAllowed } from '../card/charge-card.ts';
import { checkCards, type FundingError, type FundingInput, tenderedOf } from '../booking/fund-booking.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { changedMeanwhile, type ChangedMeanwhile, type MoneyFrozen, notFound } from '../errors.ts';
import { onceIfNamed, type RequestAnswered } from '../once.ts';
import { recordDeed } from '../record-deed.ts';
import { moneyFrozenError } from '../money-frozen.ts';
import { issueBookingReceipt } from '../payment/issue-booking-receipt.ts';
import type { CardError } from '../payment/write-payment.ts';
import { freezePolicy } from '../prepayment/client-policy.ts';
import { type PrepaymentNeeded, requirePrepayment } from '../prepayment/require-prepayment.ts';
import { rememberUndo } from '../undo/remember-undo.ts';
import { type ClassPlace, classPlaces, type TakenPlace } from './class-places.ts';
import { type ClassSeries, isClass } from './class-terms.ts';
import { fundPlaces, placesMismatch } from './fund-places.ts';
import { tellEnrolled } from './tell.ts';

export interface EnrolInput {
  /** A repeat under the same name is answered as the first time. */
  readonly requestUid?: string | undefined;
  readonly seriesId: SeriesId;
  readonly clientId: ClientId;
  readonly participant: string;
  readonly sessionIds: readonly SessionId[];
  readonly priceMinor: number;
  readonly fundings: readonly FundingInput[];
  readonly overbookReason: string;
  readonly lateReason: string;
  readonly tell: boolean;
  /** The person was warned that the client has not paid for all of it in advance, and goes on (domain.md 5). */
  readonly withoutPrepayment?: boolean | undefined;
}

export type EnrolError =
  | RequestAnswered
  | PrepaymentNeeded
  | FundingError
  | CardError
  | CardsNotAllowed
  | NoCard
  | MoneyFrozen
  | ChangedMeanwhile
  | { readonly code: 'CLASS_NOT_OPEN' }
  | { readonly code: 'ALREADY_ENROLLED' }
  | { readonly code: 'CLASS_OVER' }
  | { readonly code: 'LATE_ENROLMENT'; readonly because: LateBecause; readonly at: number }
  | {
      readonly code: 'CLASS_FULL';
      readonly sessions: { date: string; time: string; capacity: number; booked: number }[];
    };

/**
 * Enrols somebody: a place in every session of the class still to come that they have none in, with the money for all of it, in
 * one transaction (seed 001). All or nothing: one full session refuses the whole, unless the desk says why, and so does a
 * deadline that is past. Both reasons are kept. Session control asks for all of the places together (seed 001, class pricing).
 */
export async function enrol(
  context: ServiceContext,
  actor: Actor,
  input: EnrolInput,
): Promise<Result<Enrolled, EnrolError>> {
  const frozen = moneyFrozenError(context);
  if (frozen) return err(frozen);
  const mismatch = placesMismatch(input.priceMinor, input.fundings);
  if (mismatch) return err(mismatch);
  const cards = await checkCards(context, input.fundings);
  if (!cards.ok) return cards;
  const carryOut = (tx: WriteDb): Result<Enrolled, EnrolError> => {
    const now = context.now();
    const allowed = mayEnrol(tx, input, now);
    if (!allowed.ok) return allowed;
    const { row, client, toBook, isLate } = allowed.value;
    const taken = takePlaces(tx, input, toBook, { isLate, now });
    const { enrolment } = taken;
    const after = payments.lastId(tx);
    const payer = { ...input, origins: cards.value, staffId: actor.staffId, at: now };
    const funded = fundPlaces(tx, taken.places, payer);
    if (!funded.ok) return funded;
    const prepaid = requirePrepayment(tx, actor, {
      clientId: client.id,
      places: taken.places.map(({ booking }, index) => ({
        bookingId: booking.id,
        costMinor: toBook[index]?.costMinor ?? 0,
      })),
      withoutPrepayment: input.withoutPrepayment ?? false,
      at: now,
    });
    if (!prepaid.ok) return prepaid;
    const charged = chargePlaces(tx, actor, context, { ...input, pays: funded.value });
    if (!charged.ok) return charged;
    const bookingIds = taken.places.map(({ booking }) => booking.id);
    const tendered = tenderedOf(input.fundings);
    issueBookingReceipt(tx, actor, { clientId: client.id, bookingIds, after, tendered, at: now });
    recordDeed(tx, actor, now, {
      action: 'class.enrolled',
      subjectKind: 'series',
      subjectId: row.id,
      data: {
        enrolmentId: enrolment.id,
        clientId: client.id,
        places: toBook.length,
        priceMinor: input.priceMinor,
        funding: input.fundings.map(({ kind }) => kind),
        late: isLate,
        overbooked: toBook.filter(isFull).length,
      },
    });
    const messageId = input.tell
      ? tellEnrolled(
          tx,
          { row, client, enrolment, sessions: toBook.map(({ session }) => session) },
          { uid: context.newUid(), at: now },
        )
      : null;
    const undoId = rememberUndo(tx, actor, now, {
      kind: 'class.enrolled',
      data: { enrolmentId: enrolment.id, places: toBook.length, messageId },
    });
    return ok({ id: enrolment.id, places: toBook.length, undoId, chargeId: charged.value });
  };
  const { requestUid } = input;
  const request = { requestUid, action: 'enrolment.enrol', actor, input, at: context.now() };
  const enrolled = commit(context, ['sessions', 'series', 'clients', 'messages', 'cards'], (tx) =>
    onceIfNamed(tx, request, () => carryOut(tx)),
  );
  if (enrolled.ok && enrolled.value.chargeId !== null) context.wakeJobs();
  return enrolled;
}

interface Enrolled {
  readonly id: EnrolmentId;
  readonly places: number;
  readonly undoId: UndoStepId;
  /** Of the card on file, where it pays a part. */
  readonly chargeId: ChargeId | null;
}

interface Allowed {
  readonly row: ClassSeries;
  readonly client: Client;
  readonly toBook: readonly ClassPlace[];
  readonly isLate: boolean;
}

function mayEnrol(tx: WriteDb, input: EnrolInput, now: number): Result<Allowed, EnrolError> {
  const { seriesId, clientId, participant } = input;
  const row = series.findById(tx, seriesId);
  if (!row) return notFound('series');
  if (!isClass(row) || row.state !== 'enabled') return err({ code: 'CLASS_NOT_OPEN' });
  const client = clients.findById(tx, clientId);
  if (client?.state !== 'active') return notFound('client');
  if (enrolments.isEnrolled(tx, seriesId, clientId, participant)) return err({ code: 'ALREADY_ENROLLED' });
  const { places, late } = classPlaces(tx, row, input, now);
  const toBook = places.filter(({ what }) => what === 'book');
  if (toBook.length === 0) return err({ code: 'CLASS_OVER' });
  if (late !== null && input.lateReason === '')
    return err({ code: 'LATE_ENROLMENT', because: late, at: row.enrolUntilAt });
  const shown = new Set(input.sessionIds);
  if (shown.size !== toBook.length || toBook.some(({ session }) => !shown.has(session.id)))
    return changedMeanwhile('series');
  const full = toBook.filter(isFull);
  if (full.length > 0 && input.overbookReason === '')
    return err({
      code: 'CLASS_FULL',
      sessions: full.map(({ session: { localDate: date, localTime: time, capacity, booked } }) => ({
        date,
        time,
        capacity,
        booked,
      })),
    });
  return ok({ row, client, toBook, isLate: late !== null });
}

const isFull = ({ session }: ClassPlace): boolean => session.booked >= session.capacity;

function takePlaces(
  tx: WriteDb,
  { seriesId, clientId, participant, priceMinor, overbookReason, lateReason }: EnrolInput,
  toBook: readonly ClassPlace[],
  { isLate, now }: { readonly isLate: boolean; readonly now: number },
): { readonly enrolment: Enrolment; readonly places: readonly TakenPlace[] } {
  const enrolment = enrolments.insert(tx, {
    seriesId,
    clientId,
    participant,
    priceMinor,
    enrolledAt: now,
    lateReason: isLate ? lateReason : '',
  });
  const prices = splitMoney(
    priceMinor,
    toBook.map(({ costMinor }) => costMinor),
  );
  const policyId = freezePolicy(tx, now);
  const places = toBook.map((place, index) => ({
    session: place.session,
    booking: bookings.insert(tx, {
      sessionId: place.session.id,
      clientId,
      participant,
      priceMinor: prices[index] ?? 0,
      createdAt: now,
      enrolmentId: enrolment.id,
      overbookReason: isFull(place) ? overbookReason : '',
      policyId,
    }),
  }));
  return { enrolment, places };
}
