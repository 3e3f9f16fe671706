/**
 * Why a place will never be billed. Never charged: `past_open` (over, and nobody has saved it), `price_zero` (booked for nothing though
 * its service costs something, and not as free). Charged to the account, owed, and on no invoice: `client_out` (left out of automatic
 * invoicing), `before_since` (before its first day), `late` (saved after its period had been billed), `auto_off` (there is none).
 */
export const ORPHAN_REASONS = [
  'past_open',
  'price_zero',
  'client_out',
  'before_since',
  'late',
  'auto_off',
] as const;
export type OrphanReason = (typeof ORPHAN_REASONS)[number];
