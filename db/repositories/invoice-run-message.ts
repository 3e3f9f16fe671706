import type { WriteDb } from '#db/database.ts';
import type { InvoiceId, InvoiceRunId, InvoiceRunRowId, MessageId } from '#domain/values/ids.ts';
import { HAS_MONEY_ADDRESS } from './client.ts';

/** An invoice to be paid whose last message did not arrive, or had no address to go to. */
export interface Undelivered {
  readonly rowId: InvoiceRunRowId;
  readonly invoiceId: InvoiceId;
  readonly messageId: MessageId;
}

/** Of one row or of the whole run; only clients whose money somebody has an address for by now, and whose card nobody is about to charge. */
export function listUndelivered(
  tx: WriteDb,
  which: { readonly runId: InvoiceRunId; readonly rowId: InvoiceRunRowId | null },
): Undelivered[] {
  return tx.all<Undelivered>(
    `SELECT w.id AS rowId, i.id AS invoiceId, m.id AS messageId
     FROM invoice_run_rows w JOIN invoices i ON i.id = w.invoice_id JOIN clients c ON c.id = i.client_id
     JOIN messages m ON m.id = (SELECT MAX(x.id) FROM messages x WHERE x.document_kind = 'invoice' AND x.document_id = i.id)
     WHERE w.run_id = @runId AND (@rowId IS NULL OR w.id = @rowId) AND w.state = 'invoiced' AND i.state = 'sent'
       AND w.billing IN ('off', 'no_card', 'ended') AND i.total_minor > i.credited_minor + i.paid_minor
       AND m.state IN ('failed', 'unsent') AND ${HAS_MONEY_ADDRESS} ORDER BY w.seq`,
    which,
  );
}
