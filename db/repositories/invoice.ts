import { and, eq } from 'drizzle-orm';
import type { ReadDb, WriteDb } from '#db/database.ts';
import { type Invoice, invoices } from '#db/schema/invoice.ts';
import type { Taxed } from '#domain/tax/tax.ts';
import type { ClientId, InvoiceId, StaffId } from '#domain/values/ids.ts';
import type { LocalDate } from '#domain/values/time.ts';
import { found } from './found.ts';
import { rowById } from './row-by-id.ts';

export const findById = rowById(invoices);

export function getById(db: ReadDb, id: InvoiceId): Invoice {
  return found(findById(db, id), 'invoice', id);
}

export interface NewDraft {
  readonly clientId: ClientId;
  /** The days whose sessions it bills, [from, to); null where it has no period. */
  readonly periodFrom: LocalDate | null;
  readonly periodTo: LocalDate | null;
  readonly note: string;
  /** Null: so many days after it is issued as the studio set. */
  readonly dueOn?: LocalDate | null;
  /** Null: made by the system. */
  readonly createdBy: StaffId | null;
  readonly createdAt: number;
}

export function insertDraft(tx: WriteDb, row: NewDraft, sums: Taxed): InvoiceId {
  return tx.run(
    `INSERT INTO invoices (kind, state, client_id, period_from, period_to, note, due_on, created_by, created_at, net_minor, tax_minor,
       total_minor)
     VALUES ('invoice', 'draft', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      row.clientId,
      row.periodFrom,
      row.periodTo,
      row.note,
      row.dueOn ?? null,
      row.createdBy,
      row.createdAt,
      sums.netMinor,
      sums.taxMinor,
      sums.grossMinor,
    ],
  ).id as InvoiceId;
}

export interface NewCreditNote {
  readonly of: Invoice;
  readonly cause: 'desk' | 'session' | 'void';
  readonly reason: string;
  readonly createdBy: StaffId | null;
  readonly at: number;
}

/** Not issued yet: its lines and its number follow in the same transaction. */
export function insertCreditNote(
  tx: WriteDb,
  { of, cause, reason, createdBy, at }: NewCreditNote,
): InvoiceId {
  return tx.run(
    `INSERT INTO invoices (kind, state, client_id, credits_invoice_id, cause, reason, created_by, created_at)
     VALUES ('credit_note', 'draft', ?, ?, ?, ?, ?, ?)`,
    [of.clientId, of.id, cause, reason, createdBy, at],
  ).id as InvoiceId;
}

/** Changes the row if it still has `version`; undefined if somebody was faster, or the id is unknown. */
export function update(
  tx: WriteDb,
  id: InvoiceId,
  version: number,
  patch: Partial<
    Pick<Invoice, 'note' | 'dueOn' | 'periodFrom' | 'periodTo' | 'state' | 'voidedAt' | 'sentAt' | 'reason'>
  >,
): Invoice | undefined {
  return tx.orm
    .update(invoices)
    .set({ ...patch, version: version + 1 })
    .where(and(eq(invoices.id, id), eq(invoices.version, version)))
    .returning()
    .get();
}

/** The next number of its kind. It is used up only if the transaction is committed, so that none is ever missing. */
export function takeSerial(tx: WriteDb, kind: Invoice['kind']): number {
  const serial =
    tx.get<{ next: number }>('SELECT next FROM invoice_numbers WHERE kind = ?', [kind])?.next ?? 1;
  tx.run('UPDATE invoice_numbers SET next = next + 1 WHERE kind = ?', [kind]);
  return serial;
}

export interface Issuing {
  readonly serial: number;
  readonly number: string;
  readonly issuedOn: LocalDate;
  readonly dueOn: LocalDate | null;
  readonly billTo: string;
  readonly at: number;
}

/** Gives a draft its number and date. False if it is no draft any more. */
export function issue(tx: WriteDb, id: InvoiceId, to: Issuing): boolean {
  return (
    tx.run(
      `UPDATE invoices SET state = 'sent', serial = ?, number = ?, issued_on = ?, due_on = ?, bill_to = ?, issued_at = ?,
         version = version + 1 WHERE id = ? AND state = 'draft'`,
      [to.serial, to.number, to.issuedOn, to.dueOn, to.billTo, to.at, id],
    ).changes === 1
  );
}

/** Moves it to `void`; its number stays its own. */
export function setVoid(tx: WriteDb, id: InvoiceId, at: number): void {
  tx.run(`UPDATE invoices SET state = 'void', voided_at = ?, version = version + 1 WHERE id = ?`, [at, id]);
}

/** It was put into the outbox for the first time. */
export function markSent(tx: WriteDb, id: InvoiceId, at: number): void {
  tx.run('UPDATE invoices SET sent_at = ?, version = version + 1 WHERE id = ?', [at, id]);
}

/** Adds new lines to what is kept of a draft. */
export function addToSums(tx: WriteDb, id: InvoiceId, { netMinor, taxMinor, grossMinor }: Taxed): void {
  tx.run(
    `UPDATE invoices SET net_minor = net_minor + ?, tax_minor = tax_minor + ?, total_minor = total_minor + ?,
       version = version + 1 WHERE id = ?`,
    [netMinor, taxMinor, grossMinor, id],
  );
}

/** Works out again what is kept of an invoice and its lines, after lines, credits or payments of it have changed. */
export function refreshSums(tx: WriteDb, id: InvoiceId): void {
  tx.run(
    `UPDATE invoice_lines SET
       credited_minor = (SELECT IFNULL(SUM(c.gross_minor), 0) FROM invoice_lines c
         WHERE c.credits_line_id = invoice_lines.id AND c.state = 'live'),
       paid_minor = (SELECT IFNULL(SUM(a.amount_minor), 0) FROM payment_allocations a
         WHERE a.line_id = invoice_lines.id AND a.state = 'active')
     WHERE invoice_id = ?`,
    [id],
  );
  tx.run(
    `UPDATE invoices SET (net_minor, tax_minor, total_minor, credited_minor, paid_minor) =
       (SELECT IFNULL(SUM(l.net_minor), 0), IFNULL(SUM(l.tax_minor), 0), IFNULL(SUM(l.gross_minor), 0),
          IFNULL(SUM(l.credited_minor), 0), IFNULL(SUM(l.paid_minor), 0)
        FROM invoice_lines l WHERE l.invoice_id = invoices.id AND (l.state = 'live' OR invoices.state = 'void')),
       version = version + 1
     WHERE id = ?`,
    [id],
  );
}

/** Credit notes of an invoice, the oldest first; withdrawn ones too. */
export function listCreditNotes(db: ReadDb, id: InvoiceId): Invoice[] {
  return db.orm.select().from(invoices).where(eq(invoices.creditsInvoiceId, id)).orderBy(invoices.id).all();
}
