import { desc, isNotNull, isNull } from 'drizzle-orm';
import type { ReadDb, WriteDb } from '#db/database.ts';
import { type Till, tillMovements, tills } from '#db/schema/till.ts';
import type { CashCount } from '#domain/payment/count-cash.ts';
import type { StaffId, TillId } from '#domain/values/ids.ts';
import { rowById } from './row-by-id.ts';

/** The till that is open now, if one is. */
export function findOpen(db: ReadDb): Till | undefined {
  return db.orm.select().from(tills).where(isNull(tills.closedAt)).get();
}

export const findById = rowById(tills);

/** The one that was closed last. */
export function findLastClosed(db: ReadDb): Till | undefined {
  return db.orm.select().from(tills).where(isNotNull(tills.closedAt)).orderBy(desc(tills.id)).limit(1).get();
}

/** The latest first. */
export function listClosed(db: ReadDb, page: { readonly limit: number; readonly offset: number }): Till[] {
  const ids = db.all<{ id: TillId }>(
    'SELECT id FROM tills WHERE closed_at IS NOT NULL ORDER BY id DESC LIMIT @limit OFFSET @offset',
    { ...page },
  );
  return ids.flatMap(({ id }) => findById(db, id) ?? []);
}

export function countClosed(db: ReadDb): number {
  return db.get<{ n: number }>('SELECT COUNT(*) AS n FROM tills WHERE closed_at IS NOT NULL')?.n ?? 0;
}

/** Opens one; throws (by its index) when one is open. What is posted from now on belongs to it. */
export function open(
  tx: WriteDb,
  row: { readonly floatMinor: number; readonly staffId: StaffId; readonly at: number },
): TillId {
  return tx.run(
    'INSERT INTO tills (opened_at, opened_by, float_minor, first_after) VALUES (@at, @staffId, @floatMinor, @after)',
    { ...row, after: lastTransaction(tx) },
  ).id as TillId;
}

export interface Closing {
  readonly expectedMinor: number;
  readonly countedMinor: number;
  readonly counts: CashCount;
  readonly differenceReason: string;
  readonly staffId: StaffId;
  readonly at: number;
}

/** Ends it with everything posted so far. False if it is closed already. */
export function close(tx: WriteDb, id: TillId, closing: Closing): boolean {
  const { counts, ...row } = closing;
  return (
    tx.run(
      `UPDATE tills SET closed_at = @at, closed_by = @staffId, expected_minor = @expectedMinor, counted_minor = @countedMinor,
         counts = @counts, difference_reason = @differenceReason, last_transaction = @last WHERE id = @id AND closed_at IS NULL`,
      { ...row, id, counts: JSON.stringify(counts), last: lastTransaction(tx) },
    ).changes === 1
  );
}

function lastTransaction(db: ReadDb): number {
  return db.get<{ id: number | null }>('SELECT MAX(id) AS id FROM ledger_transactions')?.id ?? 0;
}

export interface NewMovement {
  readonly tillId: TillId;
  readonly kind: 'to_bank' | 'from_bank' | 'petty_cash' | 'cash_in';
  readonly amountMinor: number;
  readonly reason: string;
  readonly staffId: StaffId;
  readonly at: number;
  /** Who agreed, where one person may not take that much alone. */
  readonly approvedBy: StaffId | null;
}

export function insertMovement(tx: WriteDb, row: NewMovement): number {
  return tx.orm.insert(tillMovements).values(row).returning().get().id;
}

/** Petty cash that somebody took since an instant and nobody else agreed to, in minor units. */
export function takenAlone(db: ReadDb, staffId: StaffId, since: number): number {
  return (
    db.get<{ sum: number }>(
      `SELECT TOTAL(amount_minor) AS sum FROM till_movements
       WHERE staff_id = ? AND at >= ? AND approved_by IS NULL AND kind = 'petty_cash'`,
      [staffId, since],
    )?.sum ?? 0
  );
}

export interface Movement extends Omit<NewMovement, 'tillId' | 'staffId' | 'approvedBy'> {
  readonly id: number;
  readonly staff: string;
  /** '' = nobody had to agree. */
  readonly approvedBy: string;
}

export function listMovements(db: ReadDb, id: TillId): Movement[] {
  return db.all(
    `SELECT m.id, m.kind, m.amount_minor AS amountMinor, m.reason, s.name AS staff, m.at, IFNULL(a.name, '') AS approvedBy
     FROM till_movements m JOIN staff s ON s.id = m.staff_id LEFT JOIN staff a ON a.id = m.approved_by WHERE m.till_id = ? ORDER BY m.id`,
    [id],
  );
}

/** Ledger transactions after `first` up to `last`; `last` null = until now. */
export interface Span {
  readonly first: number;
  readonly last: number | null;
}

/**
 * Cash in the drawer by what moved it: + came in. Older payments in "other" ways were put down as cash, until an upgrade moved them to an
 * account of their own: neither they nor that entry were ever in the drawer.
 */
export function cashByKind(
  db: ReadDb,
  span: Span,
): { readonly kind: string; readonly amountMinor: number }[] {
  return db.all(
    `SELECT t.kind, SUM(p.amount_minor) AS amountMinor
     FROM ledger_transactions t JOIN ledger_postings p ON p.transaction_id = t.id
     JOIN ledger_accounts a ON a.id = p.account_id AND a.kind = 'cash'
     LEFT JOIN payments y ON t.subject_kind = 'payment' AND y.id = t.subject_id
     WHERE t.id > @first AND t.id <= IFNULL(@last, 9007199254740991) AND (y.id IS NULL OR y.method = 'cash')
       AND t.kind <> 'other_money_moved'
     GROUP BY t.kind ORDER BY t.kind`,
    { ...span },
  );
}

export interface TakenLine {
  readonly method: 'card' | 'cash' | 'check' | 'transfer' | 'other';
  readonly staff: string;
  readonly count: number;
  readonly amountMinor: number;
}

/** Payments by method and by who took them; voided ones are left out with the transaction that struck them. */
export function takenBy(db: ReadDb, span: Span): TakenLine[] {
  return db.all(
    `SELECT y.method, IFNULL(s.name, '') AS staff, COUNT(*) AS count, SUM(y.amount_minor) AS amountMinor
     FROM ledger_transactions t JOIN payments y ON y.id = t.subject_id LEFT JOIN staff s ON s.id = y.staff_id
     WHERE t.kind = 'payment' AND t.subject_kind = 'payment' AND t.id > @first AND t.id <= IFNULL(@last, 9007199254740991)
       AND NOT EXISTS (SELECT 1 FROM ledger_transactions v WHERE v.subject_kind = 'payment' AND v.subject_id = y.id
         AND v.kind = 'payment_voided' AND v.id <= IFNULL(@last, 9007199254740991))
     GROUP BY y.method, staff ORDER BY y.method, staff`,
    { ...span },
  );
}

export interface RefundedLine {
  readonly settledAs: 'card' | 'cash' | 'outside';
  readonly count: number;
  readonly amountMinor: number;
}

/** Refunds that left in this span, by the way they took. */
export function refundedBy(db: ReadDb, span: Span): RefundedLine[] {
  return db.all(
    `SELECT r.settled_as AS settledAs, COUNT(*) AS count, SUM(r.amount_minor) AS amountMinor
     FROM ledger_transactions t JOIN refunds r ON r.id = t.subject_id
     WHERE t.subject_kind = 'refund' AND t.kind IN ('refund_succeeded', 'refund_settled') AND t.id > @first
       AND t.id <= IFNULL(@last, 9007199254740991) AND r.settled_as IN ('card', 'cash', 'outside')
     GROUP BY r.settled_as ORDER BY r.settled_as`,
    { ...span },
  );
}
