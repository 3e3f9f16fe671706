import type { ReadDb, WriteDb } from '#db/database.ts';
import type { WageAdjustment, WagePayout } from '#db/schema/wage.ts';
import type { WageEntry } from '#domain/wage/payout.ts';
import type { PractitionerId, StaffId, WageAdjustmentId, WagePayoutId } from '#domain/values/ids.ts';
import type { LocalDate } from '#domain/values/time.ts';

export interface WagePayoutRow extends Omit<WagePayout, 'createdBy'> {
  readonly practitioner: string;
  readonly createdBy: string;
  readonly entries: number;
}

export function insertPayout(
  tx: WriteDb,
  row: Omit<WagePayout, 'id' | 'state' | 'undoneOn' | 'undoReason'>,
): WagePayoutId {
  return tx.run(
    `INSERT INTO wage_payouts (practitioner_id, from_date, to_date, method, amount_minor, paid_on, note, created_by, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      row.practitionerId,
      row.fromDate,
      row.toDate,
      row.method,
      row.amountMinor,
      row.paidOn,
      row.note,
      row.createdBy,
      row.createdAt,
    ],
  ).id as WagePayoutId;
}

/** Marks an entry as paid, once: false if it was already, or is no longer what it was. */
export function payEntry(tx: WriteDb, id: WagePayoutId, entry: WageEntry): boolean {
  const { changes } = tx.run(PAY[entry.kind], [id, entry.refId, Math.abs(entry.amountMinor)]);
  if (changes !== 1) return false;
  tx.run('INSERT INTO wage_payout_items (payout_id, kind, ref_id, amount_minor) VALUES (?, ?, ?, ?)', [
    id,
    entry.kind,
    entry.refId,
    entry.amountMinor,
  ]);
  return true;
}

const PAY: Readonly<Record<WageEntry['kind'], string>> = {
  line: `UPDATE wage_lines SET payout_id = ? WHERE id = ? AND amount_minor = ? AND payout_id IS NULL AND state = 'active'`,
  taken_back: `UPDATE wage_lines SET recovered_payout_id = ? WHERE id = ? AND amount_minor = ? AND payout_id IS NOT NULL
    AND recovered_payout_id IS NULL AND state = 'reversed'`,
  adjustment: `UPDATE wage_adjustments SET payout_id = ? WHERE id = ? AND ABS(amount_minor) = ? AND payout_id IS NULL`,
};

export function findPayout(db: ReadDb, id: WagePayoutId): WagePayoutRow | undefined {
  return db.get(`${PAYOUTS} WHERE o.id = ?`, [id]);
}

/** The latest first. */
export function listPayouts(
  db: ReadDb,
  filter: {
    readonly practitionerId: PractitionerId | null;
    readonly limit: number;
    readonly offset: number;
  },
): { readonly rows: WagePayoutRow[]; readonly total: number } {
  const { practitionerId, limit, offset } = filter;
  const own = practitionerId === null ? '' : 'WHERE o.practitioner_id = @practitionerId';
  const who = practitionerId === null ? {} : { practitionerId };
  return {
    rows: db.all(`${PAYOUTS} ${own} ORDER BY o.id DESC LIMIT @limit OFFSET @offset`, {
      ...who,
      limit,
      offset,
    }),
    total: db.get<{ n: number }>(`SELECT COUNT(*) AS n FROM wage_payouts o ${own}`, who)?.n ?? 0,
  };
}

/** A later payout that took off what this one had paid. */
export function findRecovering(db: ReadDb, id: WagePayoutId): WagePayoutId | undefined {
  return db.get<{ id: WagePayoutId }>(
    'SELECT recovered_payout_id AS id FROM wage_lines WHERE payout_id = ? AND recovered_payout_id IS NOT NULL LIMIT 1',
    [id],
  )?.id;
}

/** Makes its entries due again; what it paid stays in its items. False if it was undone already. */
export function undoPayout(
  tx: WriteDb,
  id: WagePayoutId,
  { on, reason }: { readonly on: LocalDate; readonly reason: string },
): boolean {
  const { changes } = tx.run(
    `UPDATE wage_payouts SET state = 'undone', undone_on = ?, undo_reason = ? WHERE id = ? AND state = 'paid'`,
    [on, reason, id],
  );
  if (changes !== 1) return false;
  tx.run('UPDATE wage_lines SET payout_id = NULL WHERE payout_id = ?', [id]);
  tx.run(
    `UPDATE wage_lines SET recovered_payout_id = NULL WHERE recovered_payout_id = ?
       AND id IN (SELECT ref_id FROM wage_payout_items WHERE payout_id = ? AND kind = 'taken_back')`,
    [id, id],
  );
  tx.run('UPDATE wage_adjustments SET payout_id = NULL WHERE payout_id = ?', [id]);
  return true;
}

export function insertAdjustment(
  tx: WriteDb,
  row: {
    readonly practitionerId: PractitionerId;
    readonly onDate: LocalDate;
    readonly amountMinor: number;
    readonly reason: string;
    readonly reversesId: WageAdjustmentId | null;
    readonly createdBy: StaffId | null;
    readonly createdAt: number;
  },
): WageAdjustmentId {
  return tx.run(
    `INSERT INTO wage_adjustments (practitioner_id, on_date, amount_minor, reason, reverses_id, created_by, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    [
      row.practitionerId,
      row.onDate,
      row.amountMinor,
      row.reason,
      row.reversesId,
      row.createdBy,
      row.createdAt,
    ],
  ).id as WageAdjustmentId;
}

/** With whether another one has reversed it. */
export function findAdjustment(
  db: ReadDb,
  id: WageAdjustmentId,
):
  | (Pick<WageAdjustment, 'id' | 'practitionerId' | 'onDate' | 'amountMinor' | 'reversesId'> & {
      readonly isReversed: number;
    })
  | undefined {
  return db.get(
    `SELECT a.id, a.practitioner_id AS practitionerId, a.on_date AS onDate, a.amount_minor AS amountMinor,
       a.reverses_id AS reversesId, EXISTS (SELECT 1 FROM wage_adjustments n WHERE n.reverses_id = a.id) AS isReversed
     FROM wage_adjustments a WHERE a.id = ?`,
    [id],
  );
}

const PAYOUTS = `SELECT o.id, o.practitioner_id AS practitionerId, p.name AS practitioner, o.from_date AS fromDate,
    o.to_date AS toDate, o.method, o.amount_minor AS amountMinor, o.paid_on AS paidOn, o.note, o.state, o.undone_on AS undoneOn,
    o.undo_reason AS undoReason, IFNULL(t.name, '') AS createdBy, o.created_at AS createdAt,
    (SELECT COUNT(*) FROM wage_payout_items i WHERE i.payout_id = o.id) AS entries
  FROM wage_payouts o JOIN practitioners p ON p.id = o.practitioner_id LEFT JOIN staff t ON t.id = o.created_by`;
