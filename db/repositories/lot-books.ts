import type { ReadDb, WriteDb } from '#db/database.ts';
import type { CreditLot } from '#db/schema/package.ts';
import { earningsOf, type LotBooks, worthOf } from '#domain/package/lot-worth.ts';
import type { BookingId, ClientId, LotId, StaffId } from '#domain/values/ids.ts';
import type { LocalDate } from '#domain/values/time.ts';
import { addEvent } from './credit-lot.ts';
import * as ledger from './ledger.ts';

/** Lots whose credits leave or come back for their value: each change with its line of history and its movement on the ledger. */

export interface Change {
  readonly at: number;
  readonly reason?: string;
  readonly staffId?: StaffId | null;
}

/** What the lot's value is known from. */
export function booksOf(db: ReadDb, lot: CreditLot): LotBooks {
  const { priceMinor, bought, expired, expiredMinor } = lot;
  const smaller = bought === 0 ? 0 : Math.floor(priceMinor / bought);
  const larger = db.get<{ n: number }>(
    `SELECT (SELECT COUNT(*) FROM completions WHERE lot_id = @id AND state = 'active' AND charge_minor > @smaller)
       + (SELECT COUNT(*) FROM kept_credits WHERE lot_id = @id AND state = 'active' AND amount_minor > @smaller) AS n`,
    { id: lot.id, smaller },
  );
  return { priceMinor, bought, expired, expiredMinor, largerEarned: larger?.n ?? 0 };
}

/** A canceled booking keeps its credit used: its value is earned. Returns it, for the posting. */
export function keepCredit(tx: WriteDb, bookingId: BookingId, lot: CreditLot): number {
  const amountMinor = worth(tx, lot, 1);
  tx.run('INSERT INTO kept_credits (booking_id, lot_id, amount_minor) VALUES (?, ?, ?)', [
    bookingId,
    lot.id,
    amountMinor,
  ]);
  return amountMinor;
}

/** The booking holds its place again: no credit of it is earned. */
export function reverseKept(tx: WriteDb, bookingId: BookingId): void {
  tx.run(`UPDATE kept_credits SET state = 'reversed' WHERE booking_id = ?`, [bookingId]);
}

/** What the next `credits` of the lot are worth together. */
export const worth = (db: ReadDb, lot: CreditLot, credits: number): number =>
  worthOf(lot.id, booksOf(db, lot), credits);

/**
 * Everything that remains of the lot is gone: a line in its history, and its value is income of expired packages. Returns the credits and
 * their value; null, and nothing changes, if nothing remains, so that a lot expires once.
 */
export function expireRest(
  tx: WriteDb,
  lot: CreditLot,
  change: Change,
): { readonly credits: number; readonly amountMinor: number } | null {
  const credits = lot.bought - lot.used - lot.expired;
  if (credits <= 0) return null;
  const amountMinor = worth(tx, lot, credits);
  expire(tx, lot, { credits, amountMinor }, change);
  return { credits, amountMinor };
}

/**
 * Lets credits expire again that an extension had brought back, at the value that they had then unless saved sessions have earned
 * the larger shares meanwhile. False, and nothing changes, if fewer remain.
 */
export function expireAgain(
  tx: WriteDb,
  lot: CreditLot,
  former: { readonly credits: number; readonly amountMinor: number },
  change: Change,
): boolean {
  if (lot.bought - lot.used - lot.expired < former.credits) return false;
  const books = booksOf(tx, lot);
  const { largerTaken } = earningsOf(lot.id, books);
  const smaller = Math.floor(lot.priceMinor / lot.bought);
  const larger = former.amountMinor - smaller * former.credits;
  const isSound = larger >= 0 && largerTaken + larger <= lot.priceMinor % lot.bought;
  const amountMinor = isSound ? former.amountMinor : worthOf(lot.id, books, former.credits);
  expire(tx, lot, { credits: former.credits, amountMinor }, change);
  return true;
}

/**
 * Moves the lot's last day; what had expired can pay again, and its value is a debt to the client again. False, and nothing changes, if
 * the lot is not as it was read.
 */
export function extend(
  tx: WriteDb,
  lot: CreditLot,
  expiresOn: LocalDate,
  { at, reason = '', staffId = null }: Change,
): boolean {
  const { changes } = tx.run(
    `UPDATE credit_lots SET expires_on = @expiresOn, expired = 0, expired_minor = 0
     WHERE id = @id AND expires_on IS @before AND expired = @expired AND expired_minor = @expiredMinor`,
    { expiresOn, id: lot.id, before: lot.expiresOn, expired: lot.expired, expiredMinor: lot.expiredMinor },
  );
  if (changes === 0) return false;
  const { expired: credits, expiredMinor: amountMinor } = lot;
  addEvent(tx, { lotId: lot.id, kind: 'extended', credits, amountMinor, expiresOn, reason, staffId, at });
  post(tx, lot.id, 'package_expiry_reversed', -amountMinor, at);
  return true;
}

/** The last day as it was before an extension, if it still is what the extension made it. */
export function putEndBack(
  tx: WriteDb,
  lotId: LotId,
  ends: { readonly before: LocalDate | null; readonly after: LocalDate },
  { at, reason = '', staffId = null }: Change,
): boolean {
  const { changes } = tx.run('UPDATE credit_lots SET expires_on = ? WHERE id = ? AND expires_on = ?', [
    ends.before,
    lotId,
    ends.after,
  ]);
  if (changes === 0) return false;
  addEvent(tx, { lotId, kind: 'extended', credits: 0, expiresOn: ends.before, reason, staffId, at });
  return true;
}

/** Takes credits with their share of the price out of a lot (negative), or puts them back (positive). */
export function resize(
  tx: WriteDb,
  lotId: LotId,
  by: { readonly credits: number; readonly amountMinor: number },
  event: Change & { readonly kind: 'moved_in' | 'moved_out' | 'revoked'; readonly otherLotId: LotId | null },
): void {
  tx.run('UPDATE credit_lots SET bought = bought + ?, price_minor = price_minor + ? WHERE id = ?', [
    by.credits,
    by.amountMinor,
    lotId,
  ]);
  addEvent(tx, { lotId, ...by, ...event });
}

/** The price of a sale: owed by the client, and in sessions by the studio; a negative amount takes a sale back. */
export function postSale(
  tx: WriteDb,
  sale: {
    readonly lotId: LotId;
    readonly clientId: ClientId;
    readonly amountMinor: number;
    readonly at: number;
  },
): void {
  const { lotId, clientId, amountMinor, at } = sale;
  if (amountMinor === 0) return;
  ledger.postTransaction(tx, { kind: 'package_sale', subjectKind: 'lot', subjectId: lotId, at }, [
    { accountId: ledger.clientAccount(tx, clientId), amountMinor },
    { accountId: ledger.accountOf(tx, 'deferred'), amountMinor: 0 - amountMinor },
  ]);
}

function expire(
  tx: WriteDb,
  lot: CreditLot,
  { credits, amountMinor }: { readonly credits: number; readonly amountMinor: number },
  { at, reason = '', staffId = null }: Change,
): void {
  tx.run('UPDATE credit_lots SET expired = expired + ?, expired_minor = expired_minor + ? WHERE id = ?', [
    credits,
    amountMinor,
    lot.id,
  ]);
  addEvent(tx, {
    lotId: lot.id,
    kind: 'expired',
    credits: -credits,
    amountMinor: -amountMinor,
    expiresOn: lot.expiresOn,
    reason,
    staffId,
    at,
  });
  post(tx, lot.id, 'package_expired', amountMinor, at);
}

/** From what is owed in sessions to the income of expired packages; a negative amount goes the other way. */
function post(tx: WriteDb, lotId: LotId, kind: string, amountMinor: number, at: number): void {
  if (amountMinor === 0) return;
  ledger.postTransaction(tx, { kind, subjectKind: 'lot', subjectId: lotId, at }, [
    { accountId: ledger.accountOf(tx, 'deferred'), amountMinor },
    { accountId: ledger.accountOf(tx, 'forfeited'), amountMinor: -amountMinor },
  ]);
}
