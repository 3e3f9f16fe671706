/** The lines of the available credit, as they are shown: what came in and what went out of a client's account, by its reason. */
export const CREDIT_LINES = [
  'payments',
  'refunds',
  'charges',
  'packages',
  'invoices',
  'fees',
  'corrections',
  'transfers',
  'other',
] as const;
export type CreditLine = (typeof CREDIT_LINES)[number];

/**
 * The line that a kind of ledger transaction belongs to. Every kind belongs to exactly one, so that the lines always add up to the
 * balance; what a merge of two records moved over stays in its line.
 */
export function creditLineOf(kind: string): CreditLine {
  const moved = CREDIT_LINES.find((line) => kind === `merged_${line}`);
  return moved ?? BEGINNINGS.find(([beginning]) => kind.startsWith(beginning))?.[1] ?? 'other';
}

/** Signed sums per line; lines of which nothing is left are 0. */
export function creditLines(
  totals: readonly { readonly kind: string; readonly amountMinor: number }[],
): Readonly<Record<CreditLine, number>> {
  const sums = Object.fromEntries(CREDIT_LINES.map((line) => [line, 0])) as Record<CreditLine, number>;
  for (const { kind, amountMinor } of totals) sums[creditLineOf(kind)] += amountMinor;
  return sums;
}

const BEGINNINGS: readonly (readonly [string, CreditLine])[] = [
  ['payment', 'payments'],
  ['opening', 'payments'],
  ['refund', 'refunds'],
  ['earlier_refund', 'refunds'],
  ['charge', 'charges'],
  ['package', 'packages'],
  ['invoice', 'invoices'],
  ['credit_note', 'invoices'],
  ['fee', 'fees'],
  ['reschedule_fee', 'fees'],
  ['correction', 'corrections'],
  ['transfer', 'transfers'],
];
