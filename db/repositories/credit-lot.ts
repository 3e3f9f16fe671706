import type { ReadDb, WriteDb } from '#db/database.ts';
import { type CreditEventKind, type CreditLot, creditLots, type NewCreditLot } from '#db/schema/package.ts';
import type { PayingLot } from '#domain/prepayment/credits-for.ts';
import type { BookingId, ClientId, LotId, PaymentId, ServiceId, StaffId } from '#domain/values/ids.ts';
import type { LocalDate } from '#domain/values/time.ts';
import { found } from './found.ts';
import { HOLDS, holdsIn, paysOn, STANDS_STILL } from './lot-hold.ts';
import { rowById } from './row-by-id.ts';

/** `remaining` = bought − used − expired. */
export interface CreditLotWithRest extends CreditLot {
  readonly remaining: number;
}

/** Where a lot begins: bought, or taken over from another lot. */
export interface LotBeginning {
  readonly kind: 'sold' | 'moved_in';
  readonly reason?: string;
  readonly staffId?: StaffId;
  /** What it was bought with; left out, the lot's one payment. */
  readonly payments?: readonly LotPayment[];
}

export interface LotPayment {
  readonly paymentId: PaymentId;
  readonly amountMinor: number;
}

/** The lot with the first line of its history. The caller posts its price to the ledger in the same transaction. */
export function insert(
  tx: WriteDb,
  row: NewCreditLot,
  { payments, ...beginning }: LotBeginning = { kind: 'sold' },
): CreditLot {
  const lot = tx.orm.insert(creditLots).values(row).returning().get();
  const { paymentId, priceMinor } = lot;
  putPayments(tx, lot.id, payments ?? (paymentId === null ? [] : [{ paymentId, amountMinor: priceMinor }]));
  addEvent(tx, {
    ...beginning,
    lotId: lot.id,
    credits: lot.bought,
    amountMinor: lot.priceMinor,
    expiresOn: lot.expiresOn,
    otherLotId: lot.originLotId,
    at: lot.boughtAt,
  });
  return lot;
}

/** The payments that bought the lot, which pay for it no longer: their money is free. */
export function takePayments(tx: WriteDb, lotId: LotId): LotPayment[] {
  return tx.all(
    'DELETE FROM lot_payments WHERE lot_id = ? RETURNING payment_id AS paymentId, amount_minor AS amountMinor',
    [lotId],
  );
}

/** They pay for it again. */
export function putPayments(tx: WriteDb, lotId: LotId, payments: readonly LotPayment[]): void {
  for (const { paymentId, amountMinor } of payments)
    tx.run('INSERT INTO lot_payments (lot_id, payment_id, amount_minor) VALUES (?, ?, ?)', [
      lotId,
      paymentId,
      amountMinor,
    ]);
}

export const findById = rowById(creditLots);

export function getById(db: ReadDb, id: LotId): CreditLot {
  return found(findById(db, id), 'credit lot', id);
}

/** Everything the client ever bought and still has a part of: what expires first comes first, what never expires last. */
export function listForClient(db: ReadDb, clientId: ClientId): CreditLotWithRest[] {
  return db.all(`${SELECT_LOTS} WHERE l.client_id = ? AND l.bought > 0 ${FIRST_EXPIRY_FIRST}`, [clientId]);
}

/**
 * Lots that may pay for a session of this service on this day, in the order in which they pay (domain.md 5: earliest expiry
 * first). The day of expiry still counts; a day on which the lot is held does not. A lot without a package (from an import) pays for every service.
 */
export function listEligible(
  db: ReadDb,
  clientId: ClientId,
  serviceId: ServiceId,
  sessionDate: LocalDate,
): CreditLotWithRest[] {
  return db.all(
    `${SELECT_LOTS} WHERE l.client_id = @clientId AND l.bought > l.used + l.expired
       AND ${paysOn('@sessionDate')}
       AND (l.package_id IS NULL
         OR EXISTS (SELECT 1 FROM package_services s WHERE s.package_id = l.package_id AND s.service_id = @serviceId))
     ${FIRST_EXPIRY_FIRST}`,
    { clientId, serviceId, sessionDate },
  );
}

/** Lots whose last day is before `today` and that still have credits, the longest over first; at most `limit`. While one stands still it does not end. */
export function listToExpire(db: ReadDb, today: LocalDate, limit = -1): CreditLotWithRest[] {
  return db.all(
    `${SELECT_LOTS} WHERE l.expires_on IS NOT NULL AND l.expires_on < ? AND l.used + l.expired < l.bought
       AND NOT ${STANDS_STILL}
     ORDER BY l.expires_on, l.id LIMIT ?`,
    [today, limit],
  );
}

/** The client's lots with a credit left, in the order in which they pay, each with the services it pays for. */
export function listPaying(db: ReadDb, clientId: ClientId): PayingLot[] {
  return db
    .all<
      Omit<PayingLot, 'serviceIds' | 'holds'> & { readonly services: string | null; readonly held: string }
    >(
      `SELECT l.id, l.bought - l.used - l.expired AS remaining, l.expires_on AS expiresOn,
         CASE WHEN l.package_id IS NULL THEN NULL ELSE
           (SELECT json_group_array(s.service_id) FROM package_services s WHERE s.package_id = l.package_id) END AS services, ${HOLDS} AS held
       FROM credit_lots l WHERE l.client_id = ? AND l.bought > l.used + l.expired ${FIRST_EXPIRY_FIRST}`,
      [clientId],
    )
    .map(({ services, held, ...lot }) => ({
      ...lot,
      holds: holdsIn(held),
      serviceIds: services === null ? null : (JSON.parse(services) as ServiceId[]),
    }));
}

/** Credits that could still pay on `today`, per client; clients without any are left out. */
export function remainingOfClients(
  db: ReadDb,
  clientIds: readonly ClientId[],
  today: LocalDate,
): Map<ClientId, number> {
  const rows = db.all<{ clientId: ClientId; remaining: number }>(
    `SELECT client_id AS clientId, SUM(bought - used - expired) AS remaining FROM credit_lots l
     WHERE client_id IN (SELECT value FROM json_each(@clientIds)) AND ${paysOn('@today')}
     GROUP BY client_id`,
    { clientIds: JSON.stringify(clientIds), today },
  );
  return new Map(rows.map((row) => [row.clientId, row.remaining]));
}

/** Takes one credit for a booking. False, and nothing changes, if none remains. */
export function useCredit(tx: WriteDb, lotId: LotId, bookingId: BookingId, at: number): boolean {
  const { changes } = tx.run(
    'UPDATE credit_lots SET used = used + 1 WHERE id = ? AND bought > used + expired',
    [lotId],
  );
  if (changes === 0) return false;
  addEvent(tx, { lotId, bookingId, kind: 'used', credits: -1, at });
  return true;
}

/**
 * Gives a booking's credit back to the lot it came from; `expiresOn`, if given, becomes the lot's expiry (the plan has
 * decided so). False, and nothing changes, if the lot has no used credit. Not idempotent: the booking's state is the guard.
 */
export function returnCredit(
  tx: WriteDb,
  lotId: LotId,
  bookingId: BookingId,
  at: number,
  expiresOn: LocalDate | null = null,
): boolean {
  const { changes } = tx.run('UPDATE credit_lots SET used = used - 1 WHERE id = ? AND used > 0', [lotId]);
  if (changes === 0) return false;
  addEvent(tx, { lotId, bookingId, kind: 'returned', credits: 1, at });
  if (expiresOn !== null && setExpiry(tx, lotId, expiresOn))
    addEvent(tx, { lotId, bookingId, kind: 'extended', credits: 0, expiresOn, at });
  return true;
}

/** Takes back an extension: the expiry is `before` again if it still is `after`. False, and nothing changes, otherwise. */
export function restoreExpiry(
  tx: WriteDb,
  lotId: LotId,
  { before, after }: { readonly before: LocalDate | null; readonly after: LocalDate },
): boolean {
  return (
    tx.run('UPDATE credit_lots SET expires_on = ? WHERE id = ? AND expires_on = ?', [before, lotId, after])
      .changes === 1
  );
}

/** A line of a lot's history. `credits` is signed as it changes what remains, `amountMinor` as it changes what the lot is worth. */
export interface NewCreditEvent {
  readonly lotId: LotId;
  readonly bookingId?: BookingId;
  readonly kind: CreditEventKind;
  readonly credits: number;
  readonly amountMinor?: number;
  readonly expiresOn?: LocalDate | null;
  readonly otherLotId?: LotId | null;
  readonly reason?: string;
  readonly staffId?: StaffId | null;
  readonly at: number;
}

export function addEvent(tx: WriteDb, event: NewCreditEvent): void {
  tx.run(
    `INSERT INTO credit_events (lot_id, booking_id, kind, credits, amount_minor, expires_on, other_lot_id, reason, staff_id, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      event.lotId,
      event.bookingId ?? null,
      event.kind,
      event.credits,
      event.amountMinor ?? 0,
      event.expiresOn ?? null,
      event.otherLotId ?? null,
      event.reason ?? '',
      event.staffId ?? null,
      event.at,
    ],
  );
}

function setExpiry(tx: WriteDb, lotId: LotId, expiresOn: LocalDate): boolean {
  return (
    tx.run('UPDATE credit_lots SET expires_on = @expiresOn WHERE id = @lotId AND expires_on <> @expiresOn', {
      lotId,
      expiresOn,
    }).changes === 1
  );
}

const FIRST_EXPIRY_FIRST = 'ORDER BY l.expires_on IS NULL, l.expires_on, l.id';

export const SELECT_LOTS = `SELECT l.id, l.client_id AS clientId, l.package_id AS packageId, l.name, l.bought, l.used, l.expired,
  l.price_minor AS priceMinor, l.payment_id AS paymentId, l.expires_on AS expiresOn, l.import_id AS importId,
  l.bought_at AS boughtAt, l.expired_minor AS expiredMinor, l.origin_lot_id AS originLotId, l.fee_minor AS feeMinor,
  l.fee_credits AS feeCredits, l.bought - l.used - l.expired AS remaining FROM credit_lots l`;
