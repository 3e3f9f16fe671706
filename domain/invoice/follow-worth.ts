import type { InvoiceId, InvoiceLineId } from '../values/ids.ts';

/** A line of an invoice that bills a booking, as far as it follows what the booking is worth. */
export interface BilledLine {
  readonly lineId: InvoiceLineId;
  readonly invoiceId: InvoiceId;
  readonly isDraft: boolean;
  readonly grossMinor: number;
  readonly creditedMinor: number;
  /** Credits it got because the booking became cheaper, the newest first. */
  readonly credits: readonly { readonly creditNoteId: InvoiceId; readonly grossMinor: number }[];
}

/** What becomes of a line: another amount on a draft, a credit of an issued one, or a credit note that is withdrawn. */
export type LineChange =
  | {
      readonly kind: 'amount' | 'credit';
      readonly lineId: InvoiceLineId;
      readonly invoiceId: InvoiceId;
      readonly grossMinor: number;
    }
  | { readonly kind: 'withdraw'; readonly invoiceId: InvoiceId; readonly creditNoteId: InvoiceId };

/**
 * Brings the lines that bill one booking to what is to be billed of it (`targetMinor`: its worth without what was paid outside
 * invoices). Issued lines never grow: what a booking costs more is billed anew; but credits that it got for being cheaper are
 * withdrawn when it is not, so that taking a cancellation back takes its credit note back. Pure, and doing it twice changes nothing.
 * `lines` are the oldest first.
 */
export function followWorth(lines: readonly BilledLine[], targetMinor: number): LineChange[] {
  const billed = lines.reduce((sum, line) => sum + line.grossMinor - line.creditedMinor, 0);
  return billed > targetMinor ? lowered(lines, billed - targetMinor) : raised(lines, targetMinor - billed);
}

function lowered(lines: readonly BilledLine[], excess: number): LineChange[] {
  let left = excess;
  return lines
    .toReversed()
    .flatMap<LineChange>(({ lineId, invoiceId, isDraft, grossMinor, creditedMinor }) => {
      const part = Math.min(left, grossMinor - creditedMinor);
      left -= part;
      if (part === 0) return [];
      return isDraft
        ? [{ kind: 'amount' as const, lineId, invoiceId, grossMinor: grossMinor - part }]
        : [{ kind: 'credit' as const, lineId, invoiceId, grossMinor: part }];
    });
}

function raised(lines: readonly BilledLine[], deficit: number): LineChange[] {
  let left = deficit;
  const withdrawn = lines.flatMap(({ invoiceId, credits }) =>
    credits.flatMap(({ creditNoteId, grossMinor }) => {
      if (grossMinor > left) return [];
      left -= grossMinor;
      return [{ kind: 'withdraw' as const, invoiceId, creditNoteId }];
    }),
  );
  const draft = lines.find(({ isDraft }) => isDraft);
  if (!draft || left === 0) return withdrawn;
  const { lineId, invoiceId, grossMinor } = draft;
  return [...withdrawn, { kind: 'amount', lineId, invoiceId, grossMinor: grossMinor + left }];
}
