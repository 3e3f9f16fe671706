import type { ReadDb, WriteDb } from '#db/database.ts';
import type { InvoiceId, MessageId } from '#domain/values/ids.ts';
import type { LocalDate } from '#domain/values/time.ts';

export interface Reminder {
  /** Counts the automatic ones from 1; null: sent by hand. */
  readonly step: number | null;
  readonly dueMinor: number;
  readonly createdAt: number;
}

export function insert(
  tx: WriteDb,
  row: Reminder & { readonly invoiceId: InvoiceId; readonly messageId: MessageId },
): void {
  tx.run(
    `INSERT INTO invoice_reminders (invoice_id, step, message_id, due_minor, created_at) VALUES (?, ?, ?, ?, ?)`,
    [row.invoiceId, row.step, row.messageId, row.dueMinor, row.createdAt],
  );
}

export function list(db: ReadDb, invoiceId: InvoiceId): Reminder[] {
  return db.all(
    `SELECT step, due_minor AS dueMinor, created_at AS createdAt FROM invoice_reminders WHERE invoice_id = ? ORDER BY id`,
    [invoiceId],
  );
}

/**
 * Unpaid invoices that were due on or before a day and have not had this step of the automatic reminders, nor a later one.
 */
export function listOwing(
  db: ReadDb,
  { step, dueBy, limit }: { readonly step: number; readonly dueBy: LocalDate; readonly limit: number },
): InvoiceId[] {
  return db
    .all<{ id: InvoiceId }>(
      `SELECT i.id FROM invoices i
       WHERE i.kind = 'invoice' AND i.state = 'sent' AND i.total_minor > i.credited_minor + i.paid_minor AND i.due_on <= ?
         AND NOT EXISTS (SELECT 1 FROM invoice_reminders r WHERE r.invoice_id = i.id AND r.step >= ?)
       ORDER BY i.due_on, i.id LIMIT ?`,
      [dueBy, step, limit],
    )
    .map(({ id }) => id);
}

/** The page on which the invoice can be paid, while it is open. */
export function paymentUrl(db: ReadDb, invoiceId: InvoiceId): string | null {
  return (
    db.get<{ url: string }>(
      `SELECT url FROM card_links WHERE invoice_id = ? AND state = 'open' AND url IS NOT NULL ORDER BY id DESC LIMIT 1`,
      [invoiceId],
    )?.url ?? null
  );
}
