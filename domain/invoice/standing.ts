import type { LocalDate } from '../values/time.ts';

/** What a reader of a list wants to know of an invoice; all but the first two follow from its payments and dates. */
export const INVOICE_STANDINGS = [
  'draft',
  'void',
  'paid',
  'credited',
  'part_paid',
  'overdue',
  'unpaid',
] as const;
export type InvoiceStanding = (typeof INVOICE_STANDINGS)[number];

export interface InvoiceFigures {
  readonly state: 'draft' | 'sent' | 'void';
  readonly totalMinor: number;
  readonly creditedMinor: number;
  readonly paidMinor: number;
  /** The last day on which it is paid in time. */
  readonly dueOn: LocalDate | null;
}

/** What is still to be paid, never below 0. */
export function dueMinor({ totalMinor, creditedMinor, paidMinor }: InvoiceFigures): number {
  return Math.max(0, totalMinor - creditedMinor - paidMinor);
}

/** `today` is the studio's day. An overdue invoice that was paid in part is overdue. */
export function standingOf(invoice: InvoiceFigures, today: LocalDate): InvoiceStanding {
  const { state, totalMinor, creditedMinor, paidMinor, dueOn } = invoice;
  if (state !== 'sent') return state;
  if (dueMinor(invoice) === 0) return totalMinor > 0 && creditedMinor === totalMinor ? 'credited' : 'paid';
  if (dueOn !== null && dueOn < today) return 'overdue';
  return paidMinor > 0 ? 'part_paid' : 'unpaid';
}
