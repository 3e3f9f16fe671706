import { addDays, instantToWall, localTime, wallToInstant, zone } from '#domain/values/time.ts';
import { type Paper, paymentOf } from './paper.ts';
import type { PaperTry } from './paper-try.ts';
import { chargedDue, invoiceDue } from './paper-invoice-sums.ts';
import { payInvoice } from './paper-invoices.ts';
import { creditOf, freeOf, freePayments } from './paper-payments.ts';

/** Money that the client has given before, the oldest first; what the invoice has charged itself does not use it up. */
export function payFromCredit(paper: Paper, invoice: number, client: number): void {
  let left = Math.min(invoiceDue(paper, invoice), creditOf(paper, client, chargedDue(paper, invoice)));
  for (const [from] of freePayments(paper, client)) {
    const part = Math.min(left, freeOf(paymentOf(paper, from)));
    if (part > 0) payInvoice(paper, invoice, from, part);
    left -= part;
  }
}

/** One try: from credit first, and the rest from the card; without one the client gets a page, and nothing is tried again. */
export function tryOnce(paper: Paper, invoice: number, row: PaperTry, card: number | undefined): void {
  payFromCredit(paper, invoice, row.client);
  const amount = invoiceDue(paper, invoice);
  if (amount === 0) row.state = 'ended';
  else if (card === undefined) row.state = 'no_card';
  else Object.assign(row, { state: 'asked', tries: row.tries + 1, amount, card });
}

/** Another card is needed for those; any other may work another day. */
const DEAD = ['stolen_card', 'expired_card', 'authentication_required'];

/**
 * The bank has said no: after so many days more the card is tried again, at the time of day of the runs; `days` are counted from the first
 * try, but each step from the try before.
 */
export function declined(row: PaperTry, why: string, days: readonly number[], now: number): void {
  const day = days[row.tries - 1];
  const before = row.tries < 2 ? 0 : (days[row.tries - 2] ?? 0);
  if (DEAD.includes(why)) row.state = 'new_card';
  else if (day === undefined) row.state = 'gave_up';
  else {
    const berlin = zone('Europe/Berlin');
    const date = addDays(instantToWall(now, berlin).date, day - before);
    row.state = 'waits';
    row.nextAt = wallToInstant({ date, time: localTime('06:00'), zone: berlin }).at;
  }
}
