import type { ReadDb } from '#db/database.ts';
import type { Id } from '#domain/values/ids.ts';
import type { LocalDate } from '#domain/values/time.ts';
import { heldOn } from './lot-hold.ts';

/** What the studio owes in sessions for one offer. `packageId` null: credits that belong to none of its offers, such as imported ones. */
export interface OfferLiability {
  readonly packageId: Id<'package'> | null;
  readonly name: string;
  /** Lots with credits left. */
  readonly lots: number;
  /** Credits that are not booked, used, expired or moved away. */
  readonly creditsLeft: number;
  /** How many of these lots are on hold on that day; they are owed all the same. */
  readonly held: number;
  readonly owedMinor: number;
}

/** Of which lot a movement `t` of the deferred account is. */
export const LOT_OF_DEFERRED = `CASE t.subject_kind WHEN 'lot' THEN t.subject_id
    WHEN 'completion' THEN (SELECT c.lot_id FROM completions c WHERE c.id = t.subject_id)
    WHEN 'booking' THEN (SELECT k.lot_id FROM kept_credits k WHERE k.booking_id = t.subject_id LIMIT 1) END`;

/**
 * Value of credits sold and not used, per offer, at the end of a day: what is deferred for its lots by sales, saved sessions, kept credits
 * and expiry. `until` is the first instant after that day. The sum over all offers is the ledger's deferred account.
 */
export function liabilityAsOf(
  db: ReadDb,
  { day, until }: { readonly day: LocalDate; readonly until: number },
): OfferLiability[] {
  return db.all(
    `WITH owed AS (
       SELECT o.lot_id, -SUM(o.amount_minor) AS minor FROM (
         SELECT ${LOT_OF_DEFERRED} AS lot_id, p.amount_minor
         FROM ledger_accounts a JOIN ledger_postings p ON p.account_id = a.id JOIN ledger_transactions t ON t.id = p.transaction_id
         WHERE a.kind = 'deferred' AND t.day <= @day) o
       GROUP BY o.lot_id),
     moved AS (
       SELECT e.lot_id, SUM(e.credits) AS credits FROM credit_events e WHERE e.at >= @until GROUP BY e.lot_id),
     held AS (
       SELECT l.id, l.package_id, ${heldOn('@day')} AS on_hold, l.bought - l.used - l.expired - IFNULL(m.credits, 0) AS credits
       FROM credit_lots l LEFT JOIN moved m ON m.lot_id = l.id WHERE l.bought_at < @until)
     SELECT g.package_id AS packageId, IFNULL(o.name, '') AS name, SUM(g.lots) AS lots, SUM(g.credits) AS creditsLeft, SUM(g.on_hold) AS held,
       SUM(g.minor) AS owedMinor
     FROM (
       SELECT h.package_id, SUM(h.credits > 0) AS lots, SUM(h.credits > 0 AND h.on_hold) AS on_hold, SUM(h.credits) AS credits, 0 AS minor FROM held h GROUP BY h.package_id
       UNION ALL
       SELECT l.package_id, 0, 0, 0, SUM(w.minor) FROM owed w LEFT JOIN credit_lots l ON l.id = w.lot_id GROUP BY l.package_id) g
     LEFT JOIN packages o ON o.id = g.package_id
     GROUP BY g.package_id HAVING SUM(g.credits) <> 0 OR SUM(g.minor) <> 0
     ORDER BY g.package_id IS NULL, o.name, g.package_id`,
    { day, until },
  );
}

/** What the ledger says the studio owes in sessions at the end of the day. */
export const deferredAsOf = (db: ReadDb, day: LocalDate): number =>
  db.get<{ minor: number }>(
    `SELECT IFNULL(SUM(credit_minor - debit_minor), 0) AS minor FROM ledger_day_totals WHERE kind = 'deferred' AND day <= ?`,
    [day],
  )?.minor ?? 0;
