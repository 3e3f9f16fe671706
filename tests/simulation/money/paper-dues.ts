import type { DueOnPaper } from './due-on-paper.ts';
import { invoiceOf, lotOf, type Paper, placeOf } from './paper.ts';
import { invoiceDue } from './paper-invoice-sums.ts';
import { payInvoice } from './paper-invoices.ts';
import { dueOf, lotDue, payLot, payPlace } from './paper-payments.ts';

/** What is owed for it now. */
export function owedFor(paper: Paper, ref: DueOnPaper): number {
  if (ref.kind === 'booking') return dueOf(paper, ref.bookingId);
  return ref.kind === 'invoice' ? invoiceDue(paper, ref.invoiceId) : lotDue(paper, ref.lotId);
}

export function clientOf(paper: Paper, ref: DueOnPaper): number {
  if (ref.kind === 'booking') return placeOf(paper, ref.bookingId).client;
  return ref.kind === 'invoice' ? invoiceOf(paper, ref.invoiceId).client : lotOf(paper, ref.lotId).client;
}

/** What of it a card is being charged for now: the desk takes no money for that a second time. */
export function underWay(paper: Paper, ref: DueOnPaper): number {
  const charges = [...paper.asked].filter(([what]) => what.startsWith('charge'));
  const parts = charges.flatMap(([, pays]) => pays.filter((part) => isSame(part.ref, ref)));
  const row = ref.kind === 'invoice' ? paper.ladder.get(ref.invoiceId) : undefined;
  return parts.reduce((total, { amount }) => total + amount, row?.state === 'asked' ? row.amount : 0);
}

const isSame = (one: DueOnPaper, other: DueOnPaper): boolean => JSON.stringify(one) === JSON.stringify(other);

/** The payment pays so much of it. */
export function payFor(paper: Paper, ref: DueOnPaper, from: number, amount: number): void {
  if (ref.kind === 'booking') payPlace(paper, ref.bookingId, from, amount);
  else if (ref.kind === 'invoice') payInvoice(paper, ref.invoiceId, from, amount);
  else payLot(paper, ref.lotId, from, amount);
}

/**
 * Money that was asked for some time ago has come: it pays what was asked for, as far as that is still owed; the rest is the client's.
 */
export function payAsked(
  paper: Paper,
  from: number,
  pays: readonly { readonly ref: DueOnPaper; readonly amount: number }[],
): void {
  for (const { ref, amount } of pays) {
    const part = Math.min(amount, owedFor(paper, ref));
    if (part > 0) payFor(paper, ref, from, part);
  }
}
