import { WAGE_BASES, WAGE_TYPES } from '#domain/completion/wage.ts';
import { z } from 'zod';
import { management } from './base.ts';
import { amountMinor, practitionerId, scheduleDay, serviceId, wageRateId } from './fields.ts';

/** What a session earns its practitioner: an amount, or the amount of 60 minutes, once or for each attendee. */
export const wageFields = z.object({
  wageType: z.enum(WAGE_TYPES),
  wageMinor: amountMinor,
  wageBasis: z.enum(WAGE_BASES),
});

/** Without a service: for every service that has no wage of its own. */
const rateFields = wageFields.extend({
  practitionerId,
  serviceId: serviceId.nullable(),
  /** The first session day on which it holds. */
  fromDate: scheduleDay,
});
/** A wage of one practitioner from a day on. */
export const wageRate = rateFields.extend({ id: wageRateId, fromDate: z.string() });
export type WageRate = z.infer<typeof wageRate>;

/** Wages that come before those of the service (domain.md 6). */
export const wage = {
  /** Those of one practitioner. */
  rates: management.input(z.object({ practitionerId })).output(z.array(wageRate)),
  /** The same practitioner, service and day again replaces the wage. Saved sessions keep theirs. */
  setRate: management.input(rateFields).output(z.object({ id: wageRateId })),
  /** Refused with IN_USE when a saved session names it. */
  removeRate: management.input(z.object({ id: wageRateId })),
};
