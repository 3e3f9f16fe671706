import type { ReadDb, WriteDb } from '#db/database.ts';
import { REFUND_STATES, isOwed } from '#domain/refund/life.ts';
import type { ClientId, SessionId } from '#domain/values/ids.ts';
import { titleSql } from './title-sql.ts';

/** The tables whose rows belong to a client and go with a merge. What a job froze of a client stays as it was. */
export const MOVED_TABLES = [
  'bookings',
  'payments',
  'receipts',
  'credit_lots',
  'participants',
  'messages',
  'waitlist_entries',
  'enrolments',
  'reschedule_offers',
  'tasks',
  'refunds',
  'invoices',
  'card_customers',
  'cards',
  'card_links',
  'card_charges',
  'card_disputes',
] as const;
export type MovedTable = (typeof MOVED_TABLES)[number];

export function listRowIds(db: ReadDb, table: MovedTable, clientId: ClientId): number[] {
  return db
    .all<{ id: number }>(`SELECT id FROM ${table} WHERE client_id = ? ORDER BY id`, [clientId])
    .map(({ id }) => id);
}

export function countRows(db: ReadDb, table: MovedTable, clientId: ClientId): number {
  return db.get<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table} WHERE client_id = ?`, [clientId])?.n ?? 0;
}

/** Of these, the tables whose rows count their versions: nobody goes on with a row as it was before it changed hands. */
const VERSIONED: ReadonlySet<MovedTable> = new Set([
  'bookings',
  'participants',
  'waitlist_entries',
  'enrolments',
  'reschedule_offers',
  'invoices',
]);

/** Gives rows to another client. Returns how many changed hands. */
export function giveRows(
  tx: WriteDb,
  table: MovedTable,
  ids: readonly number[],
  from: ClientId,
  to: ClientId,
): number {
  return tx.run(
    `UPDATE ${table} SET client_id = @to${VERSIONED.has(table) ? ', version = version + 1' : ''} WHERE client_id = @from AND id IN (SELECT value FROM json_each(@ids))`,
    { ids: JSON.stringify(ids), from, to },
  ).changes;
}

/** Named participants that both have: the moved record would have them twice. */
export function listSharedParticipants(db: ReadDb, from: ClientId, into: ClientId): number[] {
  return db
    .all<{ id: number }>(
      `SELECT p.id FROM participants p JOIN participants o ON o.client_id = ? AND o.name = p.name COLLATE NOCASE
       WHERE p.client_id = ?`,
      [into, from],
    )
    .map(({ id }) => id);
}

export interface MergeConflict {
  readonly kind: 'session' | 'class' | 'waitlist';
  /** The row of `from`. */
  readonly rowId: number;
  readonly participant: string;
  readonly sessionId: SessionId | null;
  readonly title: string;
  readonly date: string;
  readonly time: string;
}

/** Places that both hold for the same participant. */
export function listConflicts(db: ReadDb, from: ClientId, into: ClientId): MergeConflict[] {
  return db.all(
    `SELECT 'session' AS kind, b.id AS rowId, b.participant, s.id AS sessionId,
       ${titleSql()} AS title, s.local_date AS date, s.local_time AS time
     FROM bookings b JOIN bookings o ON o.session_id = b.session_id AND o.participant = b.participant
       AND o.client_id = @into AND o.state = 'booked'
     JOIN sessions s ON s.id = b.session_id JOIN services v ON v.id = s.service_id
     WHERE b.client_id = @from AND b.state = 'booked'
     UNION ALL
     SELECT 'waitlist', w.id, w.participant, s.id, ${titleSql()}, s.local_date, s.local_time
     FROM waitlist_entries w JOIN waitlist_entries o ON o.session_id = w.session_id AND o.participant = w.participant
       AND o.client_id = @into AND o.state = 'waiting'
     JOIN sessions s ON s.id = w.session_id JOIN services v ON v.id = s.service_id
     WHERE w.client_id = @from AND w.state = 'waiting'
     UNION ALL
     SELECT 'class', e.id, e.participant, NULL, ${titleSql('r')}, r.first_date, r.local_time
     FROM enrolments e JOIN enrolments o ON o.series_id = e.series_id AND o.participant = e.participant
       AND o.client_id = @into AND o.state = 'enrolled'
     JOIN series r ON r.id = e.series_id JOIN services v ON v.id = r.service_id
     WHERE e.client_id = @from AND e.state = 'enrolled'
     ORDER BY 6, 7, 2`,
    { from, into },
  );
}

const CONFLICT_TABLES = { session: 'bookings', waitlist: 'waitlist_entries', class: 'enrolments' } as const;

/** Says for whom a place is, before it changes hands. */
export function setParticipant(
  tx: WriteDb,
  kind: MergeConflict['kind'],
  rowId: number,
  participant: string,
): void {
  tx.run(`UPDATE ${CONFLICT_TABLES[kind]} SET participant = ?, version = version + 1 WHERE id = ?`, [
    participant,
    rowId,
  ]);
}

/** Whether one of the two has this participant in the row's session or class already. */
export function isPlaceTaken(
  db: ReadDb,
  kind: MergeConflict['kind'],
  rowId: number,
  clients: readonly [ClientId, ClientId],
  participant: string,
): boolean {
  const table = CONFLICT_TABLES[kind];
  const place = kind === 'class' ? 'series_id' : 'session_id';
  return (
    db.get(
      `SELECT 1 FROM ${table} o JOIN ${table} m ON m.id = ? AND o.${place} = m.${place} AND o.id <> m.id
       WHERE o.client_id IN (?, ?) AND o.participant = ?`,
      [rowId, ...clients, participant],
    ) !== undefined
  );
}

/** Work on one of the two that has not ended: rows of a job still to do, or money on its way back. */
export function isBusy(db: ReadDb, clients: readonly [ClientId, ClientId]): boolean {
  return (
    db.get(
      `SELECT 1 WHERE EXISTS (SELECT 1 FROM bookings b JOIN cancellation_items i ON i.booking_id = b.id
         WHERE b.client_id IN (@one, @other) AND i.state = 'planned')
       OR EXISTS (SELECT 1 FROM refunds WHERE client_id IN (@one, @other) AND state IN (${OWED})
         AND NOT EXISTS (SELECT 1 FROM tasks t WHERE t.refund_id = refunds.id AND t.state = 'open'))
       OR EXISTS (SELECT 1 FROM card_charges WHERE client_id IN (@one, @other)
         AND state IN ('planned', 'sending', 'unknown', 'processing', 'requires_action')
         AND NOT EXISTS (SELECT 1 FROM tasks t WHERE t.charge_id = card_charges.id AND t.state = 'open'))`,
      { one: clients[0], other: clients[1] },
    ) !== undefined
  );
}

const OWED = REFUND_STATES.filter(isOwed)
  .map((state) => `'${state}'`)
  .join(', ');

export function sumCredits(db: ReadDb, clientId: ClientId): number {
  return (
    db.get<{ n: number | null }>(
      'SELECT SUM(bought - used - expired) AS n FROM credit_lots WHERE client_id = ?',
      [clientId],
    )?.n ?? 0
  );
}

/** Changes with everything that anybody does to these clients' rows; two equal marks: nothing was done between. */
export function markOf(db: ReadDb, clients: readonly [ClientId, ClientId]): string {
  const [one, other] = clients;
  const row = db.get<Record<string, number | string | null>>(
    `SELECT
       (SELECT MAX(p.id) FROM ledger_accounts a JOIN ledger_postings p ON p.account_id = a.id WHERE a.client_id IN (@one, @other)) AS posting,
       (SELECT group_concat(id || ':' || version) FROM clients WHERE id IN (@one, @other)) AS clients,
       (SELECT COUNT(*) || ':' || TOTAL(version) || ':' || MAX(id) FROM bookings WHERE client_id IN (@one, @other)) AS bookings,
       (SELECT COUNT(*) || ':' || TOTAL(f.id) || ':' || TOTAL(f.state = 'active') FROM bookings b JOIN fundings f ON f.booking_id = b.id WHERE b.client_id IN (@one, @other)) AS fundings,
       (SELECT COUNT(*) || ':' || TOTAL(refunded_minor) FROM payments WHERE client_id IN (@one, @other)) AS payments,
       (SELECT COUNT(*) || ':' || TOTAL(l.amount_minor) FROM payments p JOIN lot_payments l ON l.payment_id = p.id WHERE p.client_id IN (@one, @other)) AS paidLots,
       (SELECT COUNT(*) || ':' || TOTAL(a.id) || ':' || TOTAL(a.amount_minor) || ':' || TOTAL(a.state = 'active') FROM payments p JOIN payment_allocations a ON a.payment_id = p.id WHERE p.client_id IN (@one, @other)) AS paidInvoices,
       (SELECT COUNT(*) || ':' || TOTAL(version) FROM invoices WHERE client_id IN (@one, @other)) AS invoices,
       (SELECT COUNT(*) FROM card_charges WHERE client_id IN (@one, @other)) AS charges,
       (SELECT COUNT(*) || ':' || TOTAL(used) || ':' || TOTAL(expired) FROM credit_lots WHERE client_id IN (@one, @other)) AS lots,
       (SELECT COUNT(*) || ':' || TOTAL(version) FROM participants WHERE client_id IN (@one, @other)) AS participants,
       (SELECT COUNT(*) || ':' || TOTAL(version) FROM waitlist_entries WHERE client_id IN (@one, @other)) AS waitlist,
       (SELECT COUNT(*) || ':' || TOTAL(version) FROM enrolments WHERE client_id IN (@one, @other)) AS enrolments,
       (SELECT COUNT(*) || ':' || TOTAL(version) FROM reschedule_offers WHERE client_id IN (@one, @other)) AS offers,
       (SELECT COUNT(*) FROM tasks WHERE client_id IN (@one, @other)) AS tasks,
       (SELECT COUNT(*) FROM messages WHERE client_id IN (@one, @other)) AS messages`,
    { one, other },
  );
  return JSON.stringify(row);
}
