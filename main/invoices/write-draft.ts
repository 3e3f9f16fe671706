import type { WriteDb } from '#db/database.ts';
import type { Billable } from '#db/repositories/billable.ts';
import * as invoices from '#db/repositories/invoice.ts';
import * as lines from '#db/repositories/invoice-line.ts';
import { type FrozenRate, lineAmounts, splitTax, type Taxed } from '#domain/tax/tax.ts';
import type { InvoiceId, InvoiceLineId } from '#domain/values/ids.ts';

/** A line that bills no session: so many thousandths of something at a price. */
export interface OwnLine {
  readonly description: string;
  readonly quantityMilli: number;
  readonly unitMinor: number;
  readonly rate: FrozenRate;
  /** Where on the draft; left out: behind the others. */
  readonly position?: number;
}

/** What an invoice bills. `sessions` come from `billableOf` in the same transaction, so that none is billed twice. */
export interface DraftLines {
  readonly sessions: readonly Billable[];
  readonly own: readonly OwnLine[];
}

/**
 * Writes a draft with its lines, in the caller's transaction. It has no number, posts nothing, and holds its bookings: nobody else
 * can bill them while it is there. Rates and labels stay on its lines as they are now.
 */
export function writeDraft(tx: WriteDb, draft: invoices.NewDraft & DraftLines): InvoiceId {
  const id = invoices.insertDraft(tx, draft);
  insertLines(tx, id, draft, 0);
  return id;
}

/** Adds lines to a draft, behind those it has; the caller has made sure that it is one. */
export function addToDraft(tx: WriteDb, id: InvoiceId, added: DraftLines): InvoiceLineId[] {
  return insertLines(tx, id, added, lines.countOf(tx, id));
}

function insertLines(
  tx: WriteDb,
  id: InvoiceId,
  { sessions, own }: DraftLines,
  from: number,
): InvoiceLineId[] {
  const rows = [...sessions.map((row) => sessionLine(id, row)), ...own.map((row) => ownLine(id, row))];
  const placeOf = (index: number): number => own[index - sessions.length]?.position ?? from + index + 1;
  const ids = rows.map((row, index) => lines.insert(tx, row, placeOf(index)));
  invoices.addToSums(tx, id, sumOf(rows));
  return ids;
}

function sessionLine(invoiceId: InvoiceId, row: Billable): lines.LineToInsert {
  const { kind, bookingId, title, participant, label, lotName, sessionDate, sessionTime, amountMinor } = row;
  return {
    ...splitTax(amountMinor, row.taxRateBp),
    invoiceId,
    kind,
    bookingId,
    creditsLineId: null,
    description: title,
    participant,
    label,
    lotName,
    sessionDate,
    sessionTime,
    quantityMilli: 1000,
    unitMinor: amountMinor,
    taxName: row.taxName,
    taxRateBp: row.taxRateBp,
    taxInclusive: true,
  };
}

function ownLine(
  invoiceId: InvoiceId,
  { description, quantityMilli, unitMinor, rate }: OwnLine,
): lines.LineToInsert {
  return {
    ...lineAmounts(quantityMilli, unitMinor, rate),
    ...rate,
    invoiceId,
    kind: 'own',
    bookingId: null,
    creditsLineId: null,
    description,
    participant: '',
    label: '',
    lotName: '',
    sessionDate: null,
    sessionTime: null,
    quantityMilli,
    unitMinor,
  };
}

function sumOf(rows: readonly Taxed[]): Taxed {
  return rows.reduce<Taxed>(
    (sum, row) => ({
      netMinor: sum.netMinor + row.netMinor,
      taxMinor: sum.taxMinor + row.taxMinor,
      grossMinor: sum.grossMinor + row.grossMinor,
    }),
    { netMinor: 0, taxMinor: 0, grossMinor: 0 },
  );
}
