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
  const rows = rowsOf(tx, draft);
  const id = invoices.insertDraft(tx, draft, sumOf(rows));
  insertLines(tx, id, rows, 0);
  return id;
}

/** Adds lines to a draft, behind those it has; the caller has made sure that it is one. */
export function addToDraft(tx: WriteDb, id: InvoiceId, added: DraftLines): InvoiceLineId[] {
  const rows = rowsOf(tx, added);
  const ids = insertLines(tx, id, rows, lines.countOf(tx, id));
  invoices.addToSums(tx, id, sumOf(rows));
  return ids;
}

type Line = Omit<lines.LineToInsert, 'invoiceId'> & Pick<OwnLine, 'position'>;

function rowsOf(tx: WriteDb, { sessions, own }: DraftLines): Line[] {
  const parts = lines.nextParts(
    tx,
    sessions.map(({ bookingId }) => bookingId),
  );
  return [...sessions.map((row) => sessionLine(row, parts.get(row.bookingId) ?? 0)), ...own.map(ownLine)];
}

const insertLines = (
  tx: WriteDb,
  invoiceId: InvoiceId,
  rows: readonly Line[],
  from: number,
): InvoiceLineId[] =>
  rows.map(({ position, ...row }, index) =>
    lines.insert(tx, { ...row, invoiceId }, position ?? from + index + 1),
  );

function sessionLine(row: Billable, part: number): Line {
  const { kind, bookingId, title, participant, label, lotName, sessionDate, sessionTime, amountMinor } = row;
  return {
    ...splitTax(amountMinor, row.taxRateBp),
    kind,
    bookingId,
    part,
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

function ownLine({ description, quantityMilli, unitMinor, rate, position }: OwnLine): Line {
  return {
    ...(position !== undefined && { position }),
    ...lineAmounts(quantityMilli, unitMinor, rate),
    ...rate,
    kind: 'own',
    bookingId: null,
    part: 0,
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
