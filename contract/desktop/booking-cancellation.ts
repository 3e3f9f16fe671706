import { BOOKING_MONEY_CHOICES, MONEY_CHOICES } from '#domain/cancellation/booking-plan.ts';
import { REFUND_ACTIONS } from '#domain/cancellation/plan.ts';
import { z } from 'zod';
import { desk } from './base.ts';
import { bookingId, jobId, requiredLine, secondPerson, text, undoStepId, version } from './fields.ts';

/** `back` as a cancellation by the studio does, `account` as free money of the client, `kept` by the studio. */
export const moneyChoice = z.enum(MONEY_CHOICES);
/** Also `policy`, for a client who cancels: kept is what the policy charges that the booking was made under. */
export const bookingMoneyChoice = z.enum(BOOKING_MONEY_CHOICES);

/** Taking one booking out of a session; its money is a choice of its own (domain.md 5). */
export const bookingCancellation = {
  previewCancel: desk.input(z.object({ id: bookingId, money: bookingMoneyChoice })).output(
    z.object({
      /** One per tender; the sentence is made from it. */
      parts: z.array(
        z.object({
          action: z.enum(REFUND_ACTIONS),
          tender: z.string(),
          amountMinor: z.int(),
          lotName: z.string().nullable(),
          isKept: z.boolean(),
        }),
      ),
      /** What the client is charged although the place is given up. */
      chargeMinor: z.int(),
      /** The completion type by which the policy charges; null when it charges nothing, or is not asked. */
      policyLabel: z.string().nullable(),
      planHash: z.string(),
      waiting: z.int(),
      overLimit: z.boolean(),
      limitMinor: z.int(),
      secondPersonNeeded: z.boolean(),
    }),
  ),
  /** Repeating a `requestUid` is harmless. `promoted` names who got the place from the waitlist. */
  cancel: desk
    .input(
      z.object({
        requestUid: z.uuid(),
        id: bookingId,
        version,
        by: z.enum(['client', 'staff', 'studio']),
        reason: requiredLine(300),
        money: bookingMoneyChoice,
        planHash: z.string().max(200),
        message: z.object({
          channel: z.enum(['none', 'email']),
          subject: z.string().max(200),
          body: text(5000),
        }),
        secondPerson,
      }),
    )
    .output(z.object({ jobId, undoId: undoStepId.nullable(), promoted: z.array(z.string()) })),
};
