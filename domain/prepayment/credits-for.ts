import { type LotTerms, lotPaysOn } from '../package/hold.ts';
import type { LotId, ServiceId } from '../values/ids.ts';
import type { LocalDate } from '../values/time.ts';

/** A lot as far as it can still pay. */
export interface PayingLot extends LotTerms {
  readonly id: LotId;
  readonly remaining: number;
  /** Null: pays for every service. */
  readonly serviceIds: readonly ServiceId[] | null;
}

export interface PlaceToPay {
  readonly serviceId: ServiceId;
  readonly localDate: LocalDate;
}

/**
 * Which lot pays for each place, in the order of the places; null where none is left. `lots` in the order in which they pay: what
 * expires first comes first. Every credit is given once.
 */
export function creditsFor(
  places: readonly PlaceToPay[],
  lots: readonly PayingLot[],
): readonly (LotId | null)[] {
  const left = new Map(lots.map(({ id, remaining }) => [id, remaining]));
  return places.map(({ serviceId, localDate }) => {
    const lot = lots.find(
      (each) =>
        (left.get(each.id) ?? 0) > 0 &&
        lotPaysOn(each, localDate) &&
        (each.serviceIds === null || each.serviceIds.includes(serviceId)),
    );
    if (lot) left.set(lot.id, (left.get(lot.id) ?? 0) - 1);
    return lot?.id ?? null;
  });
}
