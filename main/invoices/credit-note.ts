import type { WriteDb } from '#db/database.ts';
import * as invoices from '#db/repositories/invoice.ts';
import * as lines from '#db/repositories/invoice-line.ts';
import type { Invoice, InvoiceLine } from '#db/schema/invoice.ts';
import { splitTax, type Taxed } from '#domain/tax/tax.ts';
import type { InvoiceId, StaffId } from '#domain/values/ids.ts';
import { shrinkAllocations } from './allocate.ts';
import { giveNumber } from './number.ts';
import { postLines } from './post-lines.ts';
import { stopAsking } from './stop-asking.ts';

export interface NewCreditNote {
  readonly invoice: Invoice;
  readonly cause: 'desk' | 'session' | 'void';
  readonly reason: string;
  /** What of which lines, tax included; never more than a line still has. */
  readonly parts: readonly { readonly line: InvoiceLine; readonly grossMinor: number }[];
  readonly createdBy: StaffId | null;
  readonly at: number;
}

/**
 * Writes and issues a credit note over parts of an issued invoice, in the caller's transaction. Credits by the desk are charged back;
 * of a voided invoice only its own lines are, since the sessions stay charged and may be billed again; a booking that became cheaper
 * was charged less to begin with. What was paid of a line beyond what is left of it is free money of the client again, and
 * nobody is asked for what is not due any more.
 */
export function writeCreditNote(tx: WriteDb, credit: NewCreditNote): InvoiceId {
  const { invoice, cause, parts, createdBy, at } = credit;
  const id = invoices.insertCreditNote(tx, { of: invoice, cause, reason: credit.reason, createdBy, at });
  const rows = parts.map(({ line, grossMinor }, index) => {
    const taxed = creditedPart(line, grossMinor);
    lines.insert(tx, creditNoteLine(id, line, taxed), index + 1);
    return { ...taxed, kind: line.kind };
  });
  invoices.refreshSums(tx, id);
  giveNumber(tx, invoices.getById(tx, id), at);
  const charged = rows.filter(({ kind }) => cause === 'desk' || (cause === 'void' && kind === 'own'));
  postLines(tx, { id, clientId: invoice.clientId, credits: true, at }, charged);
  invoices.refreshSums(tx, invoice.id);
  for (const { line } of parts) shrinkAllocations(tx, line.id, at);
  invoices.refreshSums(tx, invoice.id);
  stopAsking(tx, invoice.id, at);
  return id;
}

/** Takes a credit note back that a booking's lower worth has made: it keeps its number, is void, and counts no more. */
export function withdrawCreditNote(tx: WriteDb, id: InvoiceId, at: number): void {
  const note = invoices.getById(tx, id);
  lines.drop(
    tx,
    lines.list(tx, id).map((line) => line.id),
  );
  invoices.setVoid(tx, id, at);
  if (note.creditsInvoiceId !== null) invoices.refreshSums(tx, note.creditsInvoiceId);
}

/** The tax of a part is what the line's tax falls by, so that all parts together have exactly the line's. */
function creditedPart({ grossMinor, creditedMinor, taxRateBp }: InvoiceLine, part: number): Taxed {
  const before = splitTax(grossMinor - creditedMinor, taxRateBp);
  const after = splitTax(grossMinor - creditedMinor - part, taxRateBp);
  return {
    netMinor: before.netMinor - after.netMinor,
    taxMinor: before.taxMinor - after.taxMinor,
    grossMinor: part,
  };
}

function creditNoteLine(invoiceId: InvoiceId, line: InvoiceLine, taxed: Taxed): lines.LineToInsert {
  const { kind, bookingId, description, participant, label, lotName, sessionDate, sessionTime } = line;
  const { taxName, taxRateBp } = line;
  return {
    ...taxed,
    invoiceId,
    kind,
    bookingId,
    part: 0,
    creditsLineId: line.id,
    description,
    participant,
    label,
    lotName,
    sessionDate,
    sessionTime,
    quantityMilli: 1000,
    unitMinor: taxed.grossMinor,
    taxName,
    taxRateBp,
    taxInclusive: true,
  };
}
