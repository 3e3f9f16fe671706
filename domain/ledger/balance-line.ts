/** The lines of the available credit, as they are shown: what came in and what went out of a client's account, by its reason. */
export const BALANCE_LINES = [
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
export type BalanceLine = (typeof BALANCE_LINES)[number];

/**
 * The line that a kind of ledger transaction belongs to. Every kind belongs to exactly one, so that the lines always add up to the
 * balance; what a merge of two records moved over stays in its line.
 */
export function balanceLineOf(kind: string): BalanceLine {
  const moved = BALANCE_LINES.find((line) => kind === `merged_${line}`);
  return moved ?? BEGINNINGS.find(([beginning]) => kind.startsWith(beginning))?.[1] ?? 'other';
}

/** Signed sums per line; lines of which nothing is left are 0. */
export function balanceLines(
  totals: readonly { readonly kind: string; readonly amountMinor: number }[],
): Readonly<Record<BalanceLine, number>> {
  const sums = Object.fromEntries(BALANCE_LINES.map((line) => [line, 0])) as Record<BalanceLine, number>;
  for (const { kind, amountMinor } of totals) sums[balanceLineOf(kind)] += amountMinor;
  return sums;
}

const BEGINNINGS: readonly (readonly [string, BalanceLine])[] = [
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
