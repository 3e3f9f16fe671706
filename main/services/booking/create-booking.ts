import type { WriteDb } from '#db/database.ts';
import * as bookings from '#db/repositories/booking.ts';
import * as clients from '#db/repositories/client.ts';
import * as payments from '#db/repositories/payment.ts';
import * as participants from '#db/repositories/participant.ts';
import * as series from '#db/repositories/series.ts';
import * as sessions from '#db/repositories/session.ts';
import type { Booking } from '#db/schema/booking.ts';
import type { Session } from '#db/schema/session.ts';
import type { DuePart } from '#domain/payment/due-part.ts';
import type { BookingId, ChargeId, ClientId, SessionId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import {
  checkCards,
  fundBooking,
  type FundingError,
  type FundingInput,
  fundingMismatch,
  tenderedOf,
} from './fund-booking.ts';
import { openSources } from './open-sources.ts';
import type { NoCard } from '../../cards/request-charge.ts';
import type { CardsNotAllowed } from '../card/charge-card.ts';
import { commit } from '../commit.ts';
import { chargePlaces } from './charge-places.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { type InvalidInput, type MoneyFrozen, notFound } from '../errors.ts';
import { onceIfNamed, type RequestAnswered } from '../once.ts';
import { recordDeed } from '../record-deed.ts';
import { moneyFrozenError } from '../money-frozen.ts';
import { issueBookingReceipt } from '../payment/issue-booking-receipt.ts';
import type { CardError, CardOrigin } from '../payment/write-payment.ts';
import { freezePolicy } from '../prepayment/client-policy.ts';
import { type PrepaymentNeeded, requirePrepayment } from '../prepayment/require-prepayment.ts';
import { costOfSession } from '../session/session-cost.ts';

export interface BookingInput {
  /** A repeat under the same name is answered as the first time. */
  readonly requestUid?: string | undefined;
  readonly sessionId: SessionId;
  readonly clientId: ClientId;
  readonly participant: string;
  readonly priceMinor: number;
  readonly fundings: readonly FundingInput[];
  readonly overbookReason: string;
  /** Why a single session of a class is sold that has no drop-in. */
  readonly dropInReason: string;
  /** The person was warned that the client has not paid in advance, and goes on (domain.md 5). */
  readonly withoutPrepayment?: boolean | undefined;
}

export type BookingError =
  | RequestAnswered
  | FundingError
  | InvalidInput
  | MoneyFrozen
  | CardError
  | CardsNotAllowed
  | NoCard
  | PrepaymentNeeded
  | { readonly code: 'SESSION_NOT_OPEN'; readonly state: string }
  | { readonly code: 'ALREADY_BOOKED' }
  | { readonly code: 'CLASS_ONLY' }
  | { readonly code: 'OVER_CAPACITY'; readonly capacity: number; readonly booked: number };

/**
 * Books a place and takes the money for it, in one transaction: place, fundings, payments, credits, ledger and audit row. The
 * fundings add up to the price exactly. A full session takes more only with a reason, which is kept (domain.md 4); a client who
 * has not paid in advance as Session control asks gets no place (domain.md 5).
 */
export async function createBooking(
  context: ServiceContext,
  actor: Actor,
  input: BookingInput,
): Promise<Result<Booked, BookingError>> {
  const frozen = moneyFrozenError(context);
  if (frozen) return err(frozen);
  const mismatch = fundingMismatch(input.priceMinor, input.fundings);
  if (mismatch) return err(mismatch);
  const cards = await checkCards(context, input.fundings);
  if (!cards.ok) return cards;
  const book = (tx: WriteDb): Result<Booked, BookingError> => {
    const place = takePlace(tx, input, context.now());
    if (!place.ok) return place;
    const { booking, session } = place.value;
    const after = payments.lastId(tx);
    const funded = payFor(tx, actor, input.fundings, {
      ...place.value,
      cards: cards.value,
      at: context.now(),
    });
    if (!funded.ok) return funded;
    const prepaid = requirePrepayment(tx, actor, {
      clientId: booking.clientId,
      places: [{ bookingId: booking.id, costMinor: costOfSession(tx, session) }],
      withoutPrepayment: input.withoutPrepayment ?? false,
      at: context.now(),
    });
    if (!prepaid.ok) return prepaid;
    const { requestUid, clientId, fundings } = input;
    const charged = chargePlaces(tx, actor, context, { requestUid, clientId, fundings, pays: funded.value });
    if (!charged.ok) return charged;
    issueBookingReceipt(tx, actor, {
      clientId: booking.clientId,
      bookingIds: [booking.id],
      after,
      tendered: tenderedOf(input.fundings),
      at: context.now(),
    });
    recordDeed(tx, actor, context.now(), {
      action: 'booking.created',
      subjectKind: 'session',
      subjectId: session.id,
      data: {
        bookingId: booking.id,
        clientId: booking.clientId,
        priceMinor: booking.priceMinor,
        funding: input.fundings.map(({ kind }) => kind),
        overbooked: booking.overbookReason !== '',
      },
    });
    return ok({ id: booking.id, chargeId: charged.value });
  };
  const { requestUid } = input;
  const request = { requestUid, action: 'booking.create', actor, input, at: context.now() };
  const booked = commit(context, ['sessions', 'clients', 'cards'], (tx) =>
    onceIfNamed(tx, request, () => book(tx)),
  );
  if (booked.ok && booked.value.chargeId !== null) context.wakeJobs();
  return booked;
}

interface Booked {
  readonly id: BookingId;
  /** Of the card on file, where it pays a part. */
  readonly chargeId: ChargeId | null;
}

/** Takes the money of the fundings; what the card on file is to be charged for it. */
function payFor(
  tx: WriteDb,
  { staffId }: Actor,
  fundings: readonly FundingInput[],
  place: {
    readonly booking: Booking;
    readonly session: Session;
    readonly cards: readonly (CardOrigin | null)[];
    readonly at: number;
  },
): Result<DuePart[], FundingError> {
  const { booking, session, at } = place;
  const { clientId, priceMinor, id: bookingId } = booking;
  const sources = openSources(tx, { clientId, priceMinor, staffId, at }, fundings, place.cards);
  if (!sources.ok) return sources;
  const pays: DuePart[] = [];
  for (const source of sources.value) {
    const amountMinor = 'amountMinor' in source ? source.amountMinor : 0;
    const funded = fundBooking(tx, { booking, session, at }, source, amountMinor);
    if (!funded.ok) return funded;
    if (source.kind === 'card_on_file') pays.push({ ref: { kind: 'booking', bookingId }, amountMinor });
  }
  return ok(pays);
}

function takePlace(
  tx: WriteDb,
  input: BookingInput,
  createdAt: number,
): Result<{ readonly booking: Booking; readonly session: Session }, BookingError> {
  const { sessionId, clientId, participant, priceMinor, overbookReason, dropInReason } = input;
  const session = sessions.findById(tx, sessionId);
  if (!session) return notFound('session');
  if (session.state !== 'open') return err({ code: 'SESSION_NOT_OPEN', state: session.state });
  if (clients.findById(tx, clientId)?.state !== 'active') return notFound('client');
  if (bookings.isBooked(tx, sessionId, clientId, participant)) return err({ code: 'ALREADY_BOOKED' });
  const isClassOnly = isSoldTogether(tx, session);
  if (isClassOnly && dropInReason === '') return err({ code: 'CLASS_ONLY' });
  const { capacity } = session;
  const booked = bookings.countBooked(tx, sessionId);
  const isFull = booked >= capacity;
  if (isFull && overbookReason === '') return err({ code: 'OVER_CAPACITY', capacity, booked });
  const booking = bookings.insert(tx, {
    sessionId,
    clientId,
    participant,
    priceMinor,
    createdAt,
    overbookReason: isFull ? overbookReason : '',
    dropInReason: isClassOnly ? dropInReason : '',
    policyId: freezePolicy(tx, createdAt),
  });
  rememberParticipant(tx, clientId, participant, createdAt);
  return ok({ booking, session });
}

/** Whether it belongs to a class that sells its sessions only together (seed 001). */
function isSoldTogether(tx: WriteDb, { seriesId }: Session): boolean {
  const row = seriesId === null ? undefined : series.findById(tx, seriesId);
  return row !== undefined && row.isClass && !row.dropIn;
}

/** Whoever a client books for once can be chosen the next time. */
function rememberParticipant(tx: WriteDb, clientId: ClientId, name: string, createdAt: number): void {
  if (name !== '' && !participants.findByName(tx, clientId, name))
    participants.insert(tx, { clientId, name, createdAt });
}
