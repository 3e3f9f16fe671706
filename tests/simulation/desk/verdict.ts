import { checkDatabase } from '#db/check.ts';
import { findViolations } from '#db/invariants/find-violations.ts';
import { billedBookings, billedLines } from '#db/repositories/billable.ts';
import type { BookingId } from '#domain/values/ids.ts';
import { wholeRows } from '#tests/support/whole-rows.ts';
import { type DeskWorld, rows } from './world.ts';

/** Everything about the timetable, places and money that a deed and its undo must leave as it was. */
export function picture(world: DeskWorld): Record<string, unknown> {
  const { db } = world.test;
  return {
    ...wholeRows(db, [
      'sessions',
      'series',
      'closures',
      'clients',
      'reschedule_offers',
      'decisions',
      'decision_sessions',
      'deletions',
    ]),
    // A lot that was given away whole is nobody's any more; its history stays.
    lots: rows(world, `SELECT * FROM credit_lots WHERE bought > 0 ORDER BY id`),
    holds: rows(
      world,
      `SELECT lot_id, held_from, held_to FROM lot_holds WHERE state = 'held' ORDER BY lot_id, held_from`,
    ),
    bookings: rows(
      world,
      `SELECT id, session_id, client_id, participant, price_minor, overbook_reason, enrolment_id, outcome, checked_in_at, drop_in_reason, state
       FROM bookings WHERE state = 'booked' OR EXISTS (SELECT 1 FROM completions c WHERE c.booking_id = bookings.id AND c.state = 'active') ORDER BY id`,
    ),
    fundings: rows(
      world,
      `SELECT f.* FROM fundings f JOIN bookings b ON b.id = f.booking_id WHERE f.state = 'active' AND b.state = 'booked' ORDER BY f.id`,
    ),
    enrolments: rows(
      world,
      `SELECT id, series_id, client_id, participant, price_minor, state FROM enrolments WHERE state = 'enrolled' ORDER BY id`,
    ),
    waiting: rows(
      world,
      `SELECT id, session_id, client_id, participant, position, funding FROM waitlist_entries WHERE state = 'waiting' ORDER BY id`,
    ),
    queued: rows(world, `SELECT uid, to_address, subject FROM messages WHERE state = 'queued' ORDER BY uid`),
    completions: rows(world, `SELECT id FROM completions WHERE state = 'active' ORDER BY id`),
    charges: rows(
      world,
      `SELECT a.kind, a.client_id, SUM(p.amount_minor) AS minor FROM ledger_accounts a JOIN ledger_postings p ON p.account_id = a.id
       WHERE a.kind NOT IN ('client', 'cash', 'bank', 'card_processor', 'other_money')
       GROUP BY a.id HAVING minor <> 0 ORDER BY a.kind, a.client_id`,
    ),
  };
}

export function same(world: DeskWorld, before: Record<string, unknown>, what: string): void {
  const after = picture(world);
  for (const [table, was] of Object.entries(before)) {
    if (NOT_TAKEN_BACK[what]?.includes(table) || isTraced(world, what, table)) continue;
    const [one, other] = [JSON.stringify(was), JSON.stringify(after[table])];
    if (one !== other) {
      const olds = new Set((was as unknown[]).map((row) => JSON.stringify(row)));
      const news = new Set((after[table] as unknown[]).map((row) => JSON.stringify(row)));
      world.problems.push(
        `${what}: ${table} differs\n   was ${[...olds].filter((row) => !news.has(row)).join('\n       ')}\n   is  ${[...news].filter((row) => !olds.has(row)).join('\n       ')}`,
      );
    }
  }
}

/**
 * A session that an edit added, and in which a credit paid for a place, goes to the deleted ones when the edit is taken back: the
 * credit's history names the place.
 */
function isTraced(world: DeskWorld, what: string, table: string): boolean {
  if (what !== 'taken back series.change' || (table !== 'sessions' && table !== 'deletions')) return false;
  const byCredit = `SELECT 1 FROM sessions s WHERE s.state = 'deleted' AND s.series_id IS NULL
    AND EXISTS (SELECT 1 FROM bookings b JOIN credit_events e ON e.booking_id = b.id WHERE b.session_id = s.id)`;
  return rows(world, byCredit).length > 0;
}

/** What an undo leaves on purpose: no place for who has left the class meanwhile. */
const NOT_TAKEN_BACK: Readonly<Record<string, readonly string[]>> = {
  'taken back deletion.recover': ['bookings', 'deletions', 'fundings'],
};

const NEVER: Readonly<Record<string, string>> = {
  'the same place twice': `SELECT session_id, client_id, participant FROM bookings WHERE state = 'booked' GROUP BY 1, 2, 3 HAVING COUNT(*) > 1`,
  'a place without funding': `SELECT b.id FROM bookings b JOIN sessions s ON s.id = b.session_id WHERE b.state = 'booked' AND s.state NOT IN ('deleted')
    AND NOT EXISTS (SELECT 1 FROM fundings f WHERE f.booking_id = b.id AND f.state = 'active')
    AND NOT EXISTS (SELECT 1 FROM completions c WHERE c.booking_id = b.id AND c.state = 'active')`,
  'an open place that is paid for otherwise than it costs': `SELECT b.id, b.price_minor, SUM(f.amount_minor) FROM bookings b JOIN sessions s ON s.id = b.session_id
    JOIN fundings f ON f.booking_id = b.id AND f.state = 'active' WHERE b.state = 'booked' AND s.state = 'open'
    GROUP BY b.id HAVING SUM(f.kind IN ('package', 'free')) = 0 AND SUM(f.amount_minor) <> b.price_minor`,
  'the same person waits twice': `SELECT session_id, client_id, participant FROM waitlist_entries WHERE state = 'waiting' GROUP BY 1, 2, 3 HAVING COUNT(*) > 1`,
  'two open offers for a session': `SELECT session_id FROM reschedule_offers WHERE state = 'open' GROUP BY 1 HAVING COUNT(*) > 1`,
  'an open offer for a session that is not open': `SELECT o.id, s.state FROM reschedule_offers o JOIN sessions s ON s.id = o.session_id WHERE o.state = 'open' AND s.state <> 'open'`,
  'credits used otherwise than the events say': `SELECT l.id, l.used, IFNULL(SUM((e.kind = 'used') - (e.kind = 'returned')), 0) FROM credit_lots l LEFT JOIN credit_events e ON e.lot_id = l.id
    GROUP BY l.id HAVING l.used <> IFNULL(SUM((e.kind = 'used') - (e.kind = 'returned')), 0)`,
  'a merged client that is active': `SELECT id FROM clients WHERE merged_into IS NOT NULL AND state = 'active'`,
  'a merged client with places': `SELECT c.id FROM clients c JOIN bookings b ON b.client_id = c.id WHERE c.merged_into IS NOT NULL`,
  'a place in a class that its enrolment has dropped': `SELECT b.id FROM bookings b JOIN enrolments e ON e.id = b.enrolment_id JOIN sessions s ON s.id = b.session_id
    WHERE b.state = 'booked' AND e.state = 'dropped' AND s.state = 'open' AND s.starts_at > e.dropped_at`,
  'a place of another client than its enrolment': `SELECT b.id FROM bookings b JOIN enrolments e ON e.id = b.enrolment_id WHERE b.client_id <> e.client_id`,
  'a deleted session without its deletion': `SELECT s.id FROM sessions s LEFT JOIN deletions d ON d.session_id = s.id WHERE (s.state = 'deleted') <> (d.session_id IS NOT NULL)`,
  'a completed session without completion': `SELECT s.id FROM sessions s WHERE s.state IN ('completed', 'missed') AND NOT EXISTS (SELECT 1 FROM completions c WHERE c.session_id = s.id AND c.booking_id IS NULL AND c.state = 'active')`,
  'a credit paid with that belongs to somebody else': `SELECT f.id FROM fundings f JOIN bookings b ON b.id = f.booking_id JOIN credit_lots l ON l.id = f.lot_id WHERE f.state = 'active' AND l.client_id <> b.client_id`,
  'a package that more is paid for than it was sold for': `SELECT l.id, SUM(x.amount_minor) AS paid FROM credit_lots l JOIN lot_payments x ON x.lot_id = l.id
    GROUP BY l.id HAVING paid > (SELECT IFNULL(SUM(p.amount_minor), 0) FROM ledger_transactions t JOIN ledger_postings p ON p.transaction_id = t.id
      JOIN ledger_accounts a ON a.id = p.account_id AND a.kind = 'client' WHERE t.subject_kind = 'lot' AND t.subject_id = l.id AND t.kind = 'package_sale')`,
  'a payment paid with that belongs to somebody else': `SELECT f.id FROM fundings f JOIN bookings b ON b.id = f.booking_id JOIN payments p ON p.id = f.payment_id WHERE f.state = 'active' AND p.client_id <> b.client_id`,
};

export function inspect(world: DeskWorld, after: string): void {
  const { db } = world.test;
  for (const violation of findViolations(db.read))
    world.problems.push(`after ${after}: ${JSON.stringify(violation)}`);
  for (const [what, sql] of Object.entries(NEVER))
    for (const row of rows(world, sql))
      world.problems.push(`after ${after}: ${what}: ${JSON.stringify(row)}`);
  for (const what of billedTooMuch(world)) world.problems.push(`after ${after}: ${what}`);
  for (const { where, thrown } of world.desk.bugs.splice(0))
    world.problems.push(`bug in ${where}: ${thrown instanceof Error ? thrown.stack : String(thrown)}`);
}

/** Places that invoices bill for more than they are worth by now. */
function billedTooMuch(world: DeskWorld): string[] {
  const { read } = world.test.db;
  const billed = rows<{ id: BookingId }>(
    world,
    `SELECT DISTINCT booking_id AS id FROM invoice_lines WHERE booking_id IS NOT NULL AND state = 'live' AND credits_line_id IS NULL`,
  );
  const ids = billed.map(({ id }) => id);
  return billedBookings(read, ids).flatMap(({ bookingId, targetMinor }) => {
    const lines = billedLines(read, bookingId);
    const minor = lines.reduce((sum, { grossMinor, creditedMinor }) => sum + grossMinor - creditedMinor, 0);
    return minor > targetMinor ? [`booking ${bookingId} is billed ${minor} and worth ${targetMinor}`] : [];
  });
}

export function checkAll(world: DeskWorld): void {
  for (const problem of checkDatabase(world.test.db.read, 'full').problems)
    world.problems.push(`check: ${JSON.stringify(problem)}`);
}
