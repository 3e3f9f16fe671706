import type { Service } from '#db/schema/service.ts';
import { hourlyCost } from '#domain/values/money.ts';

/** What a session of this service costs: its price, or by the hour (domain.md 4). */
export function sessionCost(
  service: Pick<Service, 'priceType' | 'costMinor'>,
  durationMinutes: number,
): number {
  return service.priceType === 'fixed' ? service.costMinor : hourlyCost(service.costMinor, durationMinutes);
}
