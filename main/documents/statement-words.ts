import type { StatementEntry } from '#db/repositories/statement.ts';
import { clientName } from '#domain/client/client-name.ts';
import { apart } from '#domain/document/apart.ts';
import { type BalanceLine, balanceLineOf } from '#domain/ledger/balance-line.ts';
import type { DocumentFormat } from './document-frame.ts';

/** What only statements say. */
export const statementWords = {
  title: 'Statement of account',
  to: 'For',
  period: 'Period',
  asOf: 'As of',
  entries: 'Entries',
  columns: { day: 'Date', what: 'Entry', amount: 'Amount', balance: 'Balance' },
  opening: 'Opening balance',
  closing: 'Closing balance',
  none: 'Nothing was booked on these days.',
  family: (payer: string) => `Family of ${payer}`,
  familyColumns: { name: 'Client', balance: 'Balance' },
  familyTotal: 'Family total',
  madeUpOf: 'What the balance is made up of',
  line: 'Line',
  balance: 'Balance',
  openBookings: 'Open bookings',
  available: 'Available credit',
  sense: 'A balance below zero is owed to us.',
  fileName: (name: string, last: string) => `Statement ${name} ${last}`,
} as const;

/** What the message says that brings a statement. */
export function statementMail(of: {
  readonly name: string;
  readonly studio: string;
  /** Null: from the beginning. */
  readonly from: string | null;
  readonly last: string;
}): { readonly subject: string; readonly body: string } {
  const days = of.from === null ? `up to ${of.last}` : `from ${of.from} to ${of.last}`;
  return {
    subject: `Your statement of account, ${of.studio}`,
    body: `Hello ${of.name},\n\nyour statement of account ${days} is attached.\n\n${of.studio}\n`,
  };
}

/** The lines that a balance is made up of. */
export const BALANCE_WORDS: Readonly<Record<BalanceLine, string>> = {
  payments: 'Payments',
  refunds: 'Refunds',
  charges: 'Charges',
  packages: 'Packages',
  invoices: 'Invoices',
  fees: 'Fees',
  corrections: 'Corrections',
  transfers: 'Transfers',
  other: 'Other',
};

const METHODS: Readonly<Record<string, string>> = {
  card: 'card',
  cash: 'cash',
  check: 'check',
  transfer: 'bank transfer',
  other: 'other',
};

/** What an entry is, and what is added to it in small: a session's day and time, a note, a reason. */
export function wordsOf(entry: StatementEntry, format: DocumentFormat): { what: string; note: string } {
  const { kind, title, method, note, reason, participant, statusLabel } = entry;
  const session = [
    title && entry.date
      ? `${apart(title)}, ${format.day(entry.date)}${entry.time ? ` ${entry.time}` : ''}`
      : title,
    participant,
  ]
    .filter(Boolean)
    .join(', ');
  const other = entry.other ? clientName(entry.other) : '';
  switch (kind) {
    case 'payment':
      return { what: `Payment, ${METHODS[method] ?? method}`, note };
    case 'payment_voided':
      return { what: `Payment void, ${METHODS[method] ?? method}`, note };
    case 'opening':
      return { what: 'Balance brought in', note: '' };
    case 'charge':
      return { what: session || 'Session', note: statusLabel };
    case 'charge_reversed':
      return { what: `Taken back: ${session || 'session'}`, note: '' };
    case 'package_sale':
      return { what: title ? `Package ${title}` : 'Package', note: '' };
    case 'invoice':
      return { what: `Invoice ${title}`.trim(), note: '' };
    case 'credit_note':
      return { what: `Credit note ${title}`.trim(), note: '' };
    case 'correction':
      return { what: 'Correction', note: reason };
    case 'correction_reversed':
      return { what: 'Correction reversed', note: reason };
    case 'transfer':
    case 'transfer_reversed':
      return { what: `${transferOf(entry)} ${other}`.trim(), note: reason };
  }
  if (kind.startsWith('merged_'))
    return { what: `${BALANCE_WORDS[balanceLineOf(kind)]} of the merged record ${other}`.trim(), note: '' };
  if (kind.startsWith('refund')) return { what: refundOf(entry), note: session || reason };
  return { what: sentence(kind), note: session || reason || note };
}

function transferOf({ kind, amountMinor }: StatementEntry): string {
  const isBack = kind === 'transfer_reversed';
  if (amountMinor > 0) return isBack ? 'Moved back from' : 'Moved from';
  return isBack ? 'Moved back to' : 'Moved to';
}

function refundOf({ amountMinor, method }: StatementEntry): string {
  const by = METHODS[method] ?? method;
  // What goes back onto the balance was a refund that did not leave.
  if (amountMinor > 0) return 'Refund kept as account credit';
  return by ? `Refund, ${by}` : 'Refund';
}

/** "late_fee" → "Late fee": a kind without words of its own. */
const sentence = (kind: string): string => {
  const text = kind.replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
};
