/** What lies in the drawer of a till, line by line: float + taken − refunded + moved = expected. Minor units. */
export interface Drawer {
  readonly takenMinor: number;
  readonly refundedMinor: number;
  readonly movedMinor: number;
  readonly expectedMinor: number;
}

/** From the float and the till's own part of the ledger, summed by kind of transaction (+ came in). */
export function drawerOf(
  floatMinor: number,
  lines: readonly { readonly kind: string; readonly amountMinor: number }[],
): Drawer {
  const sum = (isWanted: (kind: string) => boolean): number =>
    lines.reduce((total, { kind, amountMinor }) => total + (isWanted(kind) ? amountMinor : 0), 0);
  const takenMinor = sum((kind) => kind === 'payment' || kind === 'payment_voided');
  const refundedMinor = 0 - sum((kind) => kind.startsWith('refund'));
  const all = sum(() => true);
  return {
    takenMinor,
    refundedMinor,
    movedMinor: all - takenMinor + refundedMinor,
    expectedMinor: floatMinor + all,
  };
}
