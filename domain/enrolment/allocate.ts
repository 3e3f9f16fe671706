import { splitMoney } from '../values/money.ts';

/**
 * Lays several amounts over several prices, both of which sum to the same: one row per amount with its part for each price. The
 * parts of an amount sum to it, the parts of a price sum to it, and each amount is split in the proportions of what is still
 * unpaid, by largest remainder (domain.md 5: a class paid in full is one payment over its bookings).
 */
export function allocate(amounts: readonly number[], prices: readonly number[]): number[][] {
  const unpaid = [...prices];
  return amounts.map((amount) => {
    const parts = splitMoney(amount, unpaid);
    for (const [index, part] of parts.entries()) unpaid[index] = (unpaid[index] ?? 0) - part;
    return parts;
  });
}
