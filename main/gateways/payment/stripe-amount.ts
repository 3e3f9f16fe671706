/**
 * Krona and shilling have no decimals any more, but Stripe's API goes on counting them in hundredths (its guide to
 * currencies, special cases).
 */
const COUNTED_IN_HUNDREDTHS: ReadonlySet<string> = new Set(['isk', 'ugx']);

/** What Stripe is told for an amount in minor units of the currency, which is written in small letters. */
export function toStripeAmount(amountMinor: number, currency: string): number {
  return COUNTED_IN_HUNDREDTHS.has(currency) ? amountMinor * 100 : amountMinor;
}

/** What Stripe means by its amount, in minor units. Throws on a fraction, which we would never have asked for. */
export function fromStripeAmount(amount: number, currency: string): number {
  if (!COUNTED_IN_HUNDREDTHS.has(currency)) return amount;
  if (amount % 100 !== 0) throw new Error(`${amount} hundredths of ${currency} are no whole amount`);
  return amount / 100;
}
