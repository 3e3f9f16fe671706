/** The rights of a restricted key that Callboard uses. */
export const PROVIDER_RIGHTS = [
  'refunds_write',
  'charges_read',
  'payment_intents_read',
  'payment_intents_write',
  'events_read',
  'customers_write',
  'checkout_write',
  'setup_intents_write',
  'payment_methods_write',
  'disputes_read',
] as const;
export type ProviderRight = (typeof PROVIDER_RIGHTS)[number];
