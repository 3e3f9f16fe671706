import type { Db } from '#db/database.ts';
import { billableOf } from '#db/repositories/billable.ts';
import * as invoices from '#db/repositories/invoice.ts';
import type { Invoice } from '#db/schema/invoice.ts';
import type { ClientId, InvoiceId, PaymentId } from '#domain/values/ids.ts';
import { localDate } from '#domain/values/time.ts';
import { allocate } from '#main/invoices/allocate.ts';
import { issue } from '#main/invoices/issue.ts';
import { type OwnLine, writeDraft } from '#main/invoices/write-draft.ts';
import { insertPayment } from '#tests/support/scenario-money.ts';

export const MARCH = { from: localDate('2026-03-01'), to: localDate('2026-04-01') };

/** A draft over everything billable of March, and lines of its own. */
export function draftFor(
  db: Db,
  clientId: ClientId,
  of: 'completed' | 'scheduled',
  own: readonly OwnLine[] = [],
  at = 0,
): InvoiceId {
  return db.write((tx) =>
    writeDraft(tx, {
      clientId,
      periodFrom: MARCH.from,
      periodTo: MARCH.to,
      note: '',
      createdBy: null,
      createdAt: at,
      sessions: billableOf(tx, { clientId, ...MARCH, of, withPackages: true }),
      own,
    }),
  );
}

export const issued = (db: Db, id: InvoiceId, at: number): Invoice =>
  db.write((tx) => {
    const done = issue(tx, id, at);
    if (!done.ok) throw new Error(done.error.code);
    return done.value;
  });

export const invoiceOf = (db: Db, id: InvoiceId): Invoice => invoices.getById(db.read, id);

/** Money of the client, all of it put to the invoice. */
export function pay(
  db: Db,
  clientId: ClientId,
  invoiceId: InvoiceId,
  amountMinor: number,
  method: 'card' | 'cash' = 'cash',
): PaymentId {
  return db.write((tx) => {
    const paymentId = insertPayment(tx, { clientId, method, amountMinor, purpose: 'invoice' });
    const done = allocate(tx, { invoiceId, paymentId, amountMinor, at: 1 });
    if (!done.ok) throw new Error(done.error.code);
    return paymentId;
  });
}

/** Everything of invoices and what pays them, for "rows before = rows after"; numbers of documents are append-only. */
export const invoiceRows = ({ read }: Db) => ({
  invoices: read.all(
    `SELECT id, state, total_minor, credited_minor, paid_minor FROM invoices WHERE kind = 'invoice' ORDER BY id`,
  ),
  lines: read.all(
    `SELECT l.id, l.state, l.gross_minor, l.credited_minor, l.paid_minor FROM invoice_lines l JOIN invoices i ON i.id = l.invoice_id
     WHERE i.kind = 'invoice' ORDER BY l.id`,
  ),
  allocations: read.all(
    `SELECT payment_id, line_id, amount_minor, funding_id FROM payment_allocations WHERE state = 'active' ORDER BY id`,
  ),
  fundings: read.all(
    "SELECT booking_id, kind, amount_minor, payment_id FROM fundings WHERE state = 'active' ORDER BY id",
  ),
});
