import type { ReadDb, WriteDb } from '#db/database.ts';
import type { BalanceCorrection, BalanceTransfer } from '#db/schema/balance.ts';
import type { ClientId, CorrectionId, TransferId } from '#domain/values/ids.ts';

export interface CorrectionRow extends BalanceCorrection {
  readonly by: string;
  /** Whether another one has reversed it. */
  readonly isReversed: boolean;
}

/** A transfer as one of its two sides sees it. */
export interface TransferRow extends BalanceTransfer {
  readonly fromName: string;
  readonly toName: string;
  readonly by: string;
  readonly isReversed: boolean;
}

export function insertCorrection(tx: WriteDb, row: Omit<BalanceCorrection, 'id'>): CorrectionId {
  return tx.run(
    `INSERT INTO balance_corrections (client_id, amount_minor, reason, reverses_id, approved_by, created_by, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    [row.clientId, row.amountMinor, row.reason, row.reversesId, row.approvedBy, row.createdBy, row.createdAt],
  ).id as CorrectionId;
}

export function findCorrection(db: ReadDb, id: CorrectionId): CorrectionRow | undefined {
  const row = db.get<CorrectionRow>(`${CORRECTIONS} WHERE k.id = ?`, [id]);
  return row && { ...row, isReversed: Boolean(row.isReversed) };
}

/** The latest first; at most `limit`. */
export function listCorrections(db: ReadDb, clientId: ClientId, limit: number): CorrectionRow[] {
  return db
    .all<CorrectionRow>(`${CORRECTIONS} WHERE k.client_id = ? ORDER BY k.id DESC LIMIT ?`, [clientId, limit])
    .map((row) => ({ ...row, isReversed: Boolean(row.isReversed) }));
}

/** What a person has corrected alone since an instant, added and taken off alike. Minor units ≥ 0. */
export function correctedAlone(db: ReadDb, staffId: number, since: number): number {
  return (
    db.get<{ sum: number }>(
      `SELECT TOTAL(ABS(amount_minor)) AS sum FROM balance_corrections
       WHERE created_by = ? AND created_at >= ? AND approved_by IS NULL AND reverses_id IS NULL`,
      [staffId, since],
    )?.sum ?? 0
  );
}

export function insertTransfer(tx: WriteDb, row: Omit<BalanceTransfer, 'id'>): TransferId {
  return tx.run(
    `INSERT INTO balance_transfers (from_client_id, to_client_id, amount_minor, reason, reverses_id, created_by, created_at, approved_by)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      row.fromClientId,
      row.toClientId,
      row.amountMinor,
      row.reason,
      row.reversesId,
      row.createdBy,
      row.createdAt,
      row.approvedBy,
    ],
  ).id as TransferId;
}

/** The same of moves within families. */
export function movedAlone(db: ReadDb, staffId: number, since: number): number {
  return (
    db.get<{ sum: number }>(
      `SELECT TOTAL(amount_minor) AS sum FROM balance_transfers
       WHERE created_by = ? AND created_at >= ? AND approved_by IS NULL AND reverses_id IS NULL`,
      [staffId, since],
    )?.sum ?? 0
  );
}

export function findTransfer(db: ReadDb, id: TransferId): TransferRow | undefined {
  const row = db.get<TransferRow>(`${TRANSFERS} WHERE f.id = ?`, [id]);
  return row && { ...row, isReversed: Boolean(row.isReversed) };
}

/** Those from and to a client, the latest first; at most `limit`. */
export function listTransfers(db: ReadDb, clientId: ClientId, limit: number): TransferRow[] {
  return db
    .all<TransferRow>(
      `${TRANSFERS} WHERE f.id IN (SELECT id FROM balance_transfers WHERE from_client_id = @clientId
         UNION SELECT id FROM balance_transfers WHERE to_client_id = @clientId) ORDER BY f.id DESC LIMIT @limit`,
      { clientId, limit },
    )
    .map((row) => ({ ...row, isReversed: Boolean(row.isReversed) }));
}

/** Those whom a client pays for, by name. Archived ones too: they may still owe or own something. */
export function listMembers(
  db: ReadDb,
  payerId: ClientId,
): { readonly id: ClientId; readonly firstName: string; readonly lastName: string }[] {
  return db.all(
    `SELECT id, first_name AS firstName, last_name AS lastName FROM clients WHERE payer_id = ?
     ORDER BY last_name COLLATE NOCASE, first_name COLLATE NOCASE, id`,
    [payerId],
  );
}

/** Gives or takes a payer. The client's version does not count it: who saves the form afterwards leaves the payer as it is. */
export function setPayer(tx: WriteDb, id: ClientId, payerId: ClientId | null): void {
  tx.run('UPDATE clients SET payer_id = ? WHERE id = ?', [payerId, id]);
}

const CORRECTIONS = `SELECT k.id, k.client_id AS clientId, k.amount_minor AS amountMinor, k.reason, k.reverses_id AS reversesId,
    k.approved_by AS approvedBy, k.created_by AS createdBy, k.created_at AS createdAt, IFNULL(t.name, '') AS "by",
    EXISTS (SELECT 1 FROM balance_corrections n WHERE n.reverses_id = k.id) AS isReversed
  FROM balance_corrections k LEFT JOIN staff t ON t.id = k.created_by`;

const TRANSFERS = `SELECT f.id, f.from_client_id AS fromClientId, f.to_client_id AS toClientId, f.amount_minor AS amountMinor,
    f.reason, f.reverses_id AS reversesId, f.created_by AS createdBy, f.created_at AS createdAt,
    TRIM(g.first_name || ' ' || g.last_name) AS fromName, TRIM(h.first_name || ' ' || h.last_name) AS toName,
    IFNULL(t.name, '') AS "by", EXISTS (SELECT 1 FROM balance_transfers n WHERE n.reverses_id = f.id) AS isReversed
  FROM balance_transfers f JOIN clients g ON g.id = f.from_client_id JOIN clients h ON h.id = f.to_client_id
  LEFT JOIN staff t ON t.id = f.created_by`;
