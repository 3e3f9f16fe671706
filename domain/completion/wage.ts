import type { ServiceId, WageRateId } from '../values/ids.ts';
import { hourlyCost } from '../values/money.ts';
import type { LocalDate } from '../values/time.ts';
import { type ModifierType, modified } from './completion-type.ts';

export const WAGE_TYPES = ['fixed', 'hourly'] as const;
export const WAGE_BASES = ['session', 'attendee'] as const;

/** What a session earns its practitioner: an amount, or the amount of 60 minutes, once or for each attendee. */
export interface Wage {
  readonly wageType: (typeof WAGE_TYPES)[number];
  readonly wageMinor: number;
  readonly wageBasis: (typeof WAGE_BASES)[number];
}

/** A wage of one practitioner from a day on, for one service or, without one, for every service. */
export interface DatedWage extends Wage {
  readonly id: WageRateId;
  readonly serviceId: ServiceId | null;
  readonly fromDate: LocalDate;
}

export interface WageRule extends Wage {
  readonly source: 'practitioner_service' | 'practitioner' | 'service';
  readonly rateId: WageRateId | null;
}

/**
 * The wage that holds for a service on a session's local day (domain.md 6): the practitioner's own for this service, else
 * the practitioner's general one, else the service's. Among dated wages the latest that begins on or before the day holds.
 * `own` are the wages of the session's practitioner, in any order.
 */
export function wageRuleOn(
  day: LocalDate,
  serviceId: ServiceId,
  own: readonly DatedWage[],
  ofService: Wage,
): WageRule {
  const custom = latest(own, day, serviceId);
  if (custom) return { ...wageOf(custom), source: 'practitioner_service', rateId: custom.id };
  const general = latest(own, day, null);
  if (general) return { ...wageOf(general), source: 'practitioner', rateId: general.id };
  return { ...wageOf(ofService), source: 'service', rateId: null };
}

/** What one session or attendee earns: the rate, by its duration if hourly, under the type's modifier. Minor units. */
export function wageOfOne(
  wage: Pick<Wage, 'wageType' | 'wageMinor'>,
  minutes: number,
  modifierType: ModifierType,
  modifier: number,
): number {
  const full = wage.wageType === 'fixed' ? wage.wageMinor : hourlyCost(wage.wageMinor, minutes);
  return modified(full, modifierType, modifier);
}

function latest(
  own: readonly DatedWage[],
  day: LocalDate,
  serviceId: ServiceId | null,
): DatedWage | undefined {
  return own
    .filter((wage) => wage.serviceId === serviceId && wage.fromDate <= day)
    .reduce<DatedWage | undefined>(
      (best, wage) => (best && best.fromDate >= wage.fromDate ? best : wage),
      undefined,
    );
}

const wageOf = ({ wageType, wageMinor, wageBasis }: Wage): Wage => ({ wageType, wageMinor, wageBasis });
