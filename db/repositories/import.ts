import { desc, eq } from 'drizzle-orm';
import type { ReadDb, WriteDb } from '#db/database.ts';
import { type Import, imports, type NewImport } from '#db/schema/import.ts';
import { staff } from '#db/schema/staff.ts';
import type {
  BookingId,
  ClientId,
  ImportId,
  LotId,
  PaymentId,
  PolicyId,
  SessionId,
} from '#domain/values/ids.ts';
import { rowById } from './row-by-id.ts';

/** Newest first, with the name of who brought the file in; empty for the command line. At most 200. */
export function list(db: ReadDb): (Import & { readonly createdByName: string })[] {
  return db.orm
    .select({ row: imports, createdByName: staff.name })
    .from(imports)
    .leftJoin(staff, eq(staff.id, imports.createdBy))
    .orderBy(desc(imports.id))
    .limit(200)
    .all()
    .map(({ row, createdByName }) => ({ ...row, createdByName: createdByName ?? '' }));
}

export const findById = rowById(imports);

export function insert(tx: WriteDb, row: NewImport): Import {
  return tx.orm.insert(imports).values(row).returning().get();
}

export function update(tx: WriteDb, id: ImportId, patch: Partial<Omit<NewImport, 'id'>>): void {
  tx.orm.update(imports).set(patch).where(eq(imports.id, id)).run();
}

/* Rows of an import, by raw statements: a file holds up to 100,000 of them. */

export interface ImportedSession {
  readonly serviceId: number;
  readonly locationId: number;
  readonly roomId: number | null;
  readonly practitionerId: number | null;
  readonly title: string;
  readonly date: string;
  readonly time: string;
  readonly zone: string;
  readonly fold: string;
  readonly durationMinutes: number;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly capacity: number;
  readonly privateNote: string;
  readonly externalUid: string;
  readonly importId: ImportId;
  readonly createdAt: number;
}

export function insertSession(tx: WriteDb, row: ImportedSession): SessionId {
  return tx.run(
    `INSERT INTO sessions (service_id, location_id, room_id, practitioner_id, title, local_date, local_time, zone, fold,
       duration_minutes, starts_at, ends_at, capacity, private_note, external_uid, import_id, created_at)
     VALUES (@serviceId, @locationId, @roomId, @practitionerId, @title, @date, @time, @zone, @fold,
       @durationMinutes, @startsAt, @endsAt, @capacity, @privateNote, @externalUid, @importId, @createdAt)`,
    { ...row },
  ).id as SessionId;
}

export function insertClosure(
  tx: WriteDb,
  row: {
    readonly locationId: number | null;
    readonly title: string;
    readonly from: string;
    readonly until: string;
    readonly externalUid: string;
    readonly importId: ImportId;
    readonly createdAt: number;
  },
): void {
  tx.run(
    `INSERT INTO closures (location_id, title, start_date, end_date, external_uid, import_id, source, created_at)
     VALUES (@locationId, @title, @from, @until, @externalUid, @importId, 'imported', @createdAt)`,
    { ...row },
  );
}

export function insertClient(
  tx: WriteDb,
  row: {
    readonly firstName: string;
    readonly lastName: string;
    readonly email: string;
    readonly phone: string;
    readonly note: string;
    readonly externalUid: string;
    readonly importId: ImportId;
    readonly createdAt: number;
  },
): ClientId {
  return tx.run(
    `INSERT INTO clients (first_name, last_name, email, phone, note, external_uid, import_id, created_at)
     VALUES (@firstName, @lastName, @email, @phone, @note, @externalUid, @importId, @createdAt)`,
    { ...row },
  ).id as ClientId;
}

/** Credits that were paid in the old system: a lot without package and price, good for every service. */
export function insertLot(
  tx: WriteDb,
  row: {
    readonly clientId: ClientId;
    readonly name: string;
    readonly credits: number;
    readonly expiresOn: string | null;
    readonly importId: ImportId;
    readonly boughtAt: number;
  },
): void {
  tx.run(
    `INSERT INTO credit_lots (client_id, name, bought, price_minor, expires_on, import_id, bought_at)
     VALUES (@clientId, @name, @credits, 0, @expiresOn, @importId, @boughtAt)`,
    { ...row },
  );
}

export function insertBooking(
  tx: WriteDb,
  row: {
    readonly sessionId: SessionId;
    readonly clientId: ClientId;
    readonly participant: string;
    readonly priceMinor: number;
    readonly externalUid: string;
    readonly importId: ImportId;
    readonly createdAt: number;
    readonly policyId: PolicyId;
  },
): BookingId {
  return tx.run(
    `INSERT INTO bookings (session_id, client_id, participant, price_minor, external_uid, import_id, created_at, policy_id)
     VALUES (@sessionId, @clientId, @participant, @priceMinor, @externalUid, @importId, @createdAt, @policyId)`,
    { ...row },
  ).id as BookingId;
}

export function insertFunding(
  tx: WriteDb,
  row: {
    readonly bookingId: BookingId;
    readonly kind: 'package' | 'payment' | 'account' | 'free';
    readonly amountMinor: number;
    readonly lotId: number | null;
    readonly paymentId: number | null;
  },
): void {
  tx.run(
    `INSERT INTO fundings (booking_id, kind, amount_minor, lot_id, payment_id)
     VALUES (@bookingId, @kind, @amountMinor, @lotId, @paymentId)`,
    { ...row },
  );
}

export function insertPayment(
  tx: WriteDb,
  row: {
    readonly clientId: ClientId;
    readonly method: 'cash' | 'transfer' | 'other';
    readonly amountMinor: number;
    readonly currency: string;
    readonly note: string;
    readonly importId: ImportId;
    readonly receivedAt: number;
  },
): PaymentId {
  return tx.run(
    `INSERT INTO payments (client_id, method, amount_minor, currency, purpose, note, import_id, received_at)
     VALUES (@clientId, @method, @amountMinor, @currency, 'booking', @note, @importId, @receivedAt)`,
    { ...row },
  ).id as PaymentId;
}

/**
 * Takes a credit for an imported booking. Without a line in the lot's history: that is kept for ever and would name a booking
 * which the undo of the import removes. False, and nothing changes, if no credit remains.
 */
export function useCredit(tx: WriteDb, lotId: LotId): boolean {
  return (
    tx.run('UPDATE credit_lots SET used = used + 1 WHERE id = ? AND bought > used + expired', [lotId])
      .changes === 1
  );
}
