/** Something that a payment pays for, and may stop paying for. */
export interface Releasable {
  readonly kind: 'booking' | 'package' | 'invoice';
  readonly rowId: number;
  readonly amountMinor: number;
  /** Not yet saved: its place is only owed again, while a saved one was used already. */
  readonly isOpen: boolean;
}

export interface Released {
  readonly kind: Releasable['kind'];
  readonly rowId: number;
  readonly amountMinor: number;
}

/**
 * What a payment stops paying for, so that `wantedMinor` of it are free: first what is still to come, from the last, then packages,
 * then what was used already. Null when all of it together is less.
 */
export function planRelease(wantedMinor: number, paid: readonly Releasable[]): readonly Released[] | null {
  const order = [...paid.keys()].sort((a, b) => rank(paid[a]) - rank(paid[b]) || b - a);
  const released: Released[] = [];
  let left = wantedMinor;
  for (const index of order) {
    const part = paid[index];
    const amountMinor = Math.min(left, part?.amountMinor ?? 0);
    if (!part || amountMinor <= 0) continue;
    released.push({ kind: part.kind, rowId: part.rowId, amountMinor });
    left -= amountMinor;
  }
  return left > 0 ? null : released;
}

const rank = (part: Releasable | undefined): number =>
  part === undefined ? 3 : part.kind !== 'booking' ? 1 : part.isOpen ? 0 : 2;
