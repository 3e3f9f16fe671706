import { MOST_HOURS_BEFORE, MOST_LEVELS } from '#domain/cancellation/client-policy.ts';
import { PREPAYMENT_MODES } from '#domain/prepayment/rule.ts';
import { z } from 'zod';
import { desk, everyRole, management } from './base.ts';
import { amountMinor, clientId, completionTypeId, seriesId, sessionId } from './fields.ts';
import { missing } from './prepayment-missing.ts';

/** What must be paid before a place is given (seed 001); `thresholdMinor` is kept while another mode holds. */
export const prepaymentRule = z.object({ mode: z.enum(PREPAYMENT_MODES), thresholdMinor: amountMinor });

/** A client who cancels less than `hoursBefore` hours before the start is charged by this completion type. */
export const policyLevel = z.object({
  hoursBefore: z.int().min(1).max(MOST_HOURS_BEFORE),
  typeId: completionTypeId,
});

/** Settings, Session control: prepayment, and what canceling costs a client. */
export const prepayment = {
  rule: everyRole.output(prepaymentRule),
  updateRule: management.input(prepaymentRule),
  policy: everyRole.output(
    z.object({ levels: z.array(policyLevel.extend({ label: z.string(), clientModifier: z.int() })) }),
  ),
  /** Holds for bookings that are made from now on; those that are there keep the policy they were made under. */
  updatePolicy: management.input(z.object({ levels: z.array(policyLevel).max(MOST_LEVELS) })),
  /** What these clients lack for a place in the session, or for all that is still to come of the class. */
  check: desk
    .input(
      z.object({
        clientIds: z.array(clientId).min(1).max(50),
        place: z.union([z.object({ sessionId }), z.object({ seriesId })]),
      }),
    )
    .output(
      z.object({
        /** It is a warning, and the person may go on. */
        mayGoOn: z.boolean(),
        /** Who lacks nothing is left out. */
        rows: z.array(z.object({ clientId, missing })),
      }),
    ),
};
export type Missing = z.infer<typeof missing>;
export type PrepaymentRule = z.infer<typeof prepaymentRule>;
