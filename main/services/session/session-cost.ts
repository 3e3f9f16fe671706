import type { ReadDb } from '#db/database.ts';
import * as services from '#db/repositories/service.ts';
import type { PricedService } from '#db/repositories/service.ts';
import { withTax } from '#domain/tax/tax.ts';
import type { ServiceId } from '#domain/values/ids.ts';
import { hourlyCost, MAX_AMOUNT_MINOR } from '#domain/values/money.ts';
import { ok, type Result } from '#domain/values/result.ts';
import { type InvalidInput, invalidInput } from '../errors.ts';

/** What decides what a session costs. `addedTaxBp`: tax on top, in hundredths of a per cent. */
export type Pricing = Pick<PricedService, 'priceType' | 'costMinor' | 'addedTaxBp'>;

/** What a client pays for a session of this service, tax included: its price, or by the hour (domain.md 4). */
export function sessionCost({ priceType, costMinor, addedTaxBp }: Pricing, durationMinutes: number): number {
  return withTax(priceType === 'fixed' ? costMinor : hourlyCost(costMinor, durationMinutes), addedTaxBp);
}

/** The same of a session as it stands. */
export function costOfSession(
  db: ReadDb,
  { serviceId, durationMinutes }: { readonly serviceId: ServiceId; readonly durationMinutes: number },
): number {
  return sessionCost(services.getById(db, serviceId), durationMinutes);
}

/** Nobody could book a session that costs more than an amount may be: refused at `field`, where the price or the length is typed. */
export function checkCost(
  service: Pricing,
  durationMinutes: number,
  field: 'costMinor' | 'durationMinutes',
): Result<void, InvalidInput> {
  return sessionCost(service, durationMinutes) > MAX_AMOUNT_MINOR
    ? invalidInput(field, 'SESSION_TOO_DEAR')
    : ok(undefined);
}

interface Priced {
  readonly serviceId: ServiceId;
  readonly durationMinutes: number;
}

/** The same of a session or series that is given a service and a length, unless it has both `already`. */
export function checkLength(
  db: ReadDb,
  { serviceId, durationMinutes }: Priced,
  already: Priced | null = null,
): Result<void, InvalidInput> {
  if (already?.serviceId === serviceId && already.durationMinutes === durationMinutes) return ok(undefined);
  return checkCost(services.getById(db, serviceId), durationMinutes, 'durationMinutes');
}
