import type { Db } from '#db/database.ts';
import * as completionTypes from '#db/repositories/completion-type.ts';
import type { BuiltInType } from '#domain/completion/completion-type.ts';
import type { BookingId, ClientId, Id, LotId, SessionId } from '#domain/values/ids.ts';
import { localDate, localTime } from '#domain/values/time.ts';
import type { Desk, DeskClient } from '#tests/support/desk.ts';
import type { SeededStudio } from '#tests/support/seed-studio.ts';

/** The desk of docs/worked-month.md. Its clock, epoch ms, is moved from event to event. */
export interface MonthDesk {
  readonly db: Db;
  readonly desk: Desk;
  readonly studio: SeededStudio;
  readonly owner: DeskClient;
  readonly clock: { at: number };
}

export type Who = 'ann' | 'ben' | 'cleo' | 'dan';
export type Fundings = Parameters<DeskClient['booking']['create']>[0]['fundings'];
export interface Month extends MonthDesk {
  readonly clients: Readonly<Record<Who, ClientId>>;
}

export const uid = (): string => crypto.randomUUID();
export const type = (db: Db, which: BuiltInType) => completionTypes.getBuiltIn(db.read, which).id;
/** On a clock in Berlin, in winter time as all of March 2026 up to the 29th, and in summer time after. */
export const at = (day: string, time: string): number =>
  Date.parse(`${day}T${time}:00${day < '2026-03-29' ? '+01:00' : '+02:00'}`);

/** Sells an offer, paid in full. */
export async function sell(
  { owner, clients }: Month,
  who: Who,
  packageId: Id<'package'>,
  method: 'cash' | 'transfer',
): Promise<LotId> {
  return (await owner.client.sellPackage({ clientId: clients[who], packageId, payment: { method } })).id;
}

/** Takes money onto the account. */
export async function pay(
  { owner, clients }: Month,
  who: Who,
  amountMinor: number,
  method: 'cash' | 'transfer' = 'cash',
) {
  return (await owner.client.recordPayment({ clientId: clients[who], payment: { method, amountMinor } })).id;
}

/** An hour of yoga with Pia, twelve places. */
export async function aSession({ owner, studio }: Month, date: string, time = '10:00'): Promise<SessionId> {
  const { id } = await owner.session.create({
    serviceId: studio.yoga,
    locationId: studio.location,
    roomId: null,
    practitionerId: studio.practitioner,
    title: '',
    date: localDate(date),
    time: localTime(time),
    durationMinutes: 60,
    capacity: 12,
    publicNote: '',
    privateNote: '',
    meetingLink: '',
  });
  return id;
}

/** A place for 25.00. */
export async function book(
  { owner, clients }: Month,
  sessionId: SessionId,
  who: Who,
  fundings: Fundings,
): Promise<BookingId> {
  return (await owner.booking.create({ sessionId, clientId: clients[who], priceMinor: 2500, fundings })).id;
}

/** Saves it as completed; named bookings end otherwise. */
export async function save(
  { owner, db }: Month,
  sessionId: SessionId,
  bookings: { readonly bookingId: BookingId; readonly typeId: ReturnType<typeof type> }[] = [],
) {
  const { version } = await owner.session.get({ id: sessionId });
  return await owner.completion.save({ sessionId, typeId: type(db, 'completed'), bookings, version });
}

/** The client cancels, and the studio keeps the charge. */
export async function cancelLate({ owner, db }: Month, id: BookingId): Promise<void> {
  const { planHash } = await owner.booking.previewCancel({ id, money: 'kept' });
  const row = db.read.get<{ version: number }>('SELECT version FROM bookings WHERE id = ?', [id]);
  await owner.booking.cancel({
    requestUid: uid(),
    id,
    version: row?.version ?? 0,
    by: 'client',
    reason: 'Too late',
    money: 'kept',
    planHash,
    message: { channel: 'none', subject: '', body: '' },
  });
}

/** Their booking in a session. */
export function placeOf(db: Db, sessionId: SessionId, clientId: ClientId): BookingId {
  const row = db.read.get<{ id: BookingId }>(
    'SELECT id FROM bookings WHERE session_id = ? AND client_id = ?',
    [sessionId, clientId],
  );
  if (!row) throw new Error('no place');
  return row.id;
}
