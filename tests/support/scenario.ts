import type { Db, WriteDb } from '#db/database.ts';
import * as clients from '#db/repositories/client.ts';
import * as lots from '#db/repositories/credit-lot.ts';
import { bookings, fundings } from '#db/schema/booking.ts';
import type { Payment } from '#db/schema/payment.ts';
import { sessions } from '#db/schema/session.ts';
import type { BookingId, ClientId, LotId, PaymentId, SessionId } from '#domain/values/ids.ts';
import { localDate, localTime, MINUTE_MS, wallToInstant, zone } from '#domain/values/time.ts';
import { CREDIT_PRICE_MINOR, insertLot, insertPayment } from './scenario-money.ts';
import { SEED_NOW, type SeededStudio, seedStudio } from './seed-studio.ts';

/** How one part of a booking is paid. Money that is needed for it comes in as part of the story. */
export type ScenarioFunding = PaidFunding | PackageFunding | UnpaidFunding;

export interface PaidFunding {
  readonly kind: Payment['method'];
  readonly amountMinor: number;
  /** The whole payment, if it pays for more than this booking. */
  readonly paidMinor?: number;
  readonly refundedBeforeMinor?: number;
  /** An existing payment to take the amount from, instead of a new one. */
  readonly payment?: PaymentId;
  readonly provider?: 'stripe' | 'simulator';
  readonly providerRef?: string;
}

export interface PackageFunding {
  readonly kind: 'package';
  /** An existing lot; without it one of the client's is used while it has credits, else a new one is bought. */
  readonly lot?: LotId;
  readonly credits?: number;
  readonly expiresOn?: string | null;
}

export interface UnpaidFunding {
  readonly kind: 'account' | 'free';
  readonly amountMinor?: number;
}

export interface ScenarioBooking {
  /** First name, or first and last. The same name is the same client. */
  readonly client: string;
  readonly participant?: string;
  readonly funding?: readonly ScenarioFunding[];
  readonly overbookReason?: string;
  readonly email?: string;
}

export interface ScenarioSession {
  /** Default 2026-03-02, a Monday. */
  readonly date?: string;
  readonly time?: string;
  readonly zone?: string;
  readonly capacity?: number;
  readonly service?: 'yoga' | 'massage';
  readonly durationMinutes?: number;
}

export interface SessionStory extends StudioStory {
  readonly sessionId: SessionId;
  /** Adds a booking to the session named last. */
  withBooking(booking: ScenarioBooking): SessionStory;
}

export interface StudioStory {
  readonly db: Db;
  readonly studio: SeededStudio;
  /** In the order in which they were told. */
  readonly sessionIds: readonly SessionId[];
  readonly bookingIds: readonly BookingId[];
  readonly paymentIds: readonly PaymentId[];
  readonly lotIds: readonly LotId[];
  withSession(session?: ScenarioSession): SessionStory;
  client(name: string, email?: string): ClientId;
}

/**
 * Tells a studio's past so that a test reads like a sentence:
 * `aStudio(db).withSession({ date: '2026-03-02' }).withBooking({ client: 'Ada', funding: [{ kind: 'card', amountMinor: 2500 }] })`.
 * Every row is as the services write it: payments with their ledger transactions, lots sold, credits used.
 */
export function aStudio(db: Db, options: { readonly pinHash?: string } = {}): StudioStory {
  const state = {
    db,
    studio: seedStudio(db, options),
    sessionIds: [] as SessionId[],
    bookingIds: [] as BookingId[],
    paymentIds: [] as PaymentId[],
    lotIds: [] as LotId[],
    clientsByName: new Map<string, ClientId>(),
  };
  return story(state);
}

interface State {
  readonly db: Db;
  readonly studio: SeededStudio;
  readonly sessionIds: SessionId[];
  readonly bookingIds: BookingId[];
  readonly paymentIds: PaymentId[];
  readonly lotIds: LotId[];
  readonly clientsByName: Map<string, ClientId>;
}

function story(state: State): StudioStory {
  return {
    ...state,
    withSession: (session = {}) => {
      state.sessionIds.push(state.db.write((tx) => insertSession(tx, state.studio, session)));
      return sessionStory(state);
    },
    client: (name, email) => state.db.write((tx) => clientNamed(tx, state, name, email)),
  };
}

function sessionStory(state: State): SessionStory {
  const sessionId = state.sessionIds.at(-1);
  if (sessionId === undefined) throw new Error('a booking needs a session');
  return {
    ...story(state),
    sessionId,
    withBooking: (booking) => {
      state.bookingIds.push(state.db.write((tx) => insertBooking(tx, state, sessionId, booking)));
      return sessionStory(state);
    },
  };
}

function insertSession(tx: WriteDb, studio: SeededStudio, session: ScenarioSession): SessionId {
  const service = session.service ?? 'yoga';
  const wall = {
    date: localDate(session.date ?? '2026-03-02'),
    time: localTime(session.time ?? '09:00'),
    zone: zone(session.zone ?? 'Europe/Berlin'),
  };
  const durationMinutes = session.durationMinutes ?? 60;
  const startsAt = wallToInstant(wall).at;
  return tx.orm
    .insert(sessions)
    .values({
      serviceId: studio[service],
      locationId: studio.location,
      roomId: studio.rooms[service === 'yoga' ? 0 : 1],
      practitionerId: studio.practitioner,
      localDate: wall.date,
      localTime: wall.time,
      zone: wall.zone,
      durationMinutes,
      startsAt,
      endsAt: startsAt + durationMinutes * MINUTE_MS,
      capacity: session.capacity ?? 12,
      createdAt: SEED_NOW,
    })
    .returning({ id: sessions.id })
    .get().id;
}

function insertBooking(tx: WriteDb, state: State, sessionId: SessionId, booking: ScenarioBooking): BookingId {
  const clientId = clientNamed(tx, state, booking.client, booking.email);
  const parts = booking.funding ?? [{ kind: 'free' as const }];
  const priceMinor = parts.reduce((sum, part) => sum + amountOf(part), 0);
  const { id } = tx.orm
    .insert(bookings)
    .values({
      sessionId,
      clientId,
      participant: booking.participant ?? '',
      priceMinor,
      overbookReason: booking.overbookReason ?? '',
      createdAt: SEED_NOW,
    })
    .returning({ id: bookings.id })
    .get();
  for (const part of parts) insertFunding(tx, state, { id, clientId }, part);
  return id;
}

function insertFunding(
  tx: WriteDb,
  state: State,
  booking: { readonly id: BookingId; readonly clientId: ClientId },
  part: ScenarioFunding,
): void {
  const row = { bookingId: booking.id, amountMinor: amountOf(part) };
  if (isUnpaid(part)) {
    tx.orm
      .insert(fundings)
      .values({ ...row, kind: part.kind })
      .run();
  } else if (part.kind === 'package') {
    const lotId = lotFor(tx, state, booking.clientId, part);
    if (!lots.useCredit(tx, lotId, booking.id, SEED_NOW)) throw new Error('the lot has no credit left');
    tx.orm
      .insert(fundings)
      .values({ ...row, kind: 'package', lotId })
      .run();
  } else {
    const paymentId = part.payment ?? payFor(tx, state, booking.clientId, part);
    tx.orm
      .insert(fundings)
      .values({ ...row, kind: 'payment', paymentId })
      .run();
  }
}

function isUnpaid(part: ScenarioFunding): part is UnpaidFunding {
  return part.kind === 'account' || part.kind === 'free';
}

function amountOf(part: ScenarioFunding): number {
  return part.kind === 'package' ? CREDIT_PRICE_MINOR : (part.amountMinor ?? 0);
}

function payFor(tx: WriteDb, state: State, clientId: ClientId, part: PaidFunding): PaymentId {
  const { kind: method, payment: _, paidMinor, ...rest } = part;
  const id = insertPayment(tx, {
    ...rest,
    clientId,
    method,
    amountMinor: paidMinor ?? part.amountMinor + (part.refundedBeforeMinor ?? 0),
    purpose: 'booking',
  });
  state.paymentIds.push(id);
  return id;
}

function lotFor(tx: WriteDb, state: State, clientId: ClientId, part: PackageFunding): LotId {
  if (part.lot !== undefined) return part.lot;
  const expiresOn =
    part.expiresOn === undefined || part.expiresOn === null ? null : localDate(part.expiresOn);
  const known = lots
    .listForClient(tx, clientId)
    .find((lot) => lot.remaining > 0 && lot.expiresOn === expiresOn && part.credits === undefined);
  if (known) return known.id;
  const id = insertLot(tx, state.studio, { clientId, credits: part.credits ?? 10, expiresOn });
  state.lotIds.push(id);
  return id;
}

function clientNamed(tx: WriteDb, state: State, name: string, email?: string): ClientId {
  const known = state.clientsByName.get(name);
  if (known !== undefined) return known;
  const [firstName = name, ...rest] = name.split(' ');
  const { id } = clients.insert(tx, {
    firstName,
    lastName: rest.join(' '),
    email: email ?? `${firstName.toLowerCase()}@clients.example`,
    createdAt: SEED_NOW,
  });
  state.clientsByName.set(name, id);
  return id;
}
