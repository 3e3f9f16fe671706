/** Money of one client, in minor units. */
export interface ClientMoney {
  /** Payments − refunds − charges. */
  readonly balanceMinor: number;
  /** What payments hold for places that are not charged yet. */
  readonly heldMinor: number;
  /** What of the payments pays for nothing and was not given back. */
  readonly freeMinor: number;
}

/**
 * Account credit: what a client may pay with without giving new money. Payments that pay for nothing in particular have been used
 * up as far as saved sessions were charged to the account, so the balance bounds them. Never below 0.
 */
export function accountCredit({ balanceMinor, heldMinor, freeMinor }: ClientMoney): number {
  return Math.max(0, Math.min(freeMinor, balanceMinor - heldMinor));
}
