import type { WriteDb } from '#db/database.ts';
import * as invoices from '#db/repositories/invoice.ts';
import * as lines from '#db/repositories/invoice-line.ts';
import type { Invoice } from '#db/schema/invoice.ts';
import type { InvoiceId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { giveNumber } from './number.ts';
import { postLines } from './post-lines.ts';

export type IssueError =
  | { readonly code: 'INVOICE_STATE'; readonly state: Invoice['state'] }
  | { readonly code: 'INVOICE_EMPTY' };

/**
 * Issues a draft, in the caller's transaction: its number and date, due date, and the charge of its own lines. What was taken off the
 * draft, and bookings that have become worth nothing, are gone from it.
 */
export function issue(tx: WriteDb, id: InvoiceId, at: number): Result<Invoice, IssueError> {
  const draft = invoices.getById(tx, id);
  if (draft.state !== 'draft') return err({ code: 'INVOICE_STATE', state: draft.state });
  lines.removeIdle(tx, id);
  if (lines.countOf(tx, id) === 0) return err({ code: 'INVOICE_EMPTY' });
  giveNumber(tx, draft, at);
  postLines(tx, { id, clientId: draft.clientId, credits: false, at }, lines.listOwn(tx, id));
  return ok(invoices.getById(tx, id));
}
