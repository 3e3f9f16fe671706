import type { ReadDb } from '#db/database.ts';
import * as settings from '#db/repositories/settings.ts';
import type { Payment } from '#db/schema/payment.ts';

/** The key under which `update-payment-settings.ts` keeps it. */
export const DEFAULT_METHOD_KEY = 'default_payment_method';

/** How most clients pay here: chosen in every payment until another way is. Unless changed, cash. */
export const readDefaultMethod = (db: ReadDb): Payment['method'] =>
  settings.get<Payment['method']>(db, DEFAULT_METHOD_KEY, 'cash');
