import { z } from 'zod';
import { desk } from './base.ts';
import {
  clientId,
  localDate,
  localTime,
  offerId,
  page,
  practitionerId,
  scheduleDay,
  sessionId,
  text,
  undoStepId,
  version,
  zone,
} from './fields.ts';
import { messageState } from './message.ts';
import { feeChoice } from './package.ts';

/** A time of the session's place. */
const when = { date: localDate, time: localTime };
const deadline = { deadlineDate: scheduleDay, deadlineTime: localTime };

/** An offer that waits for its client. */
export const offerRow = z.object({
  id: offerId,
  version,
  sessionId,
  title: z.string(),
  ...when,
  durationMinutes: z.int(),
  zone,
  practitionerId: practitionerId.nullable(),
  clientId,
  clientName: z.string(),
  phone: z.string(),
  message: z.string(),
  choices: z.array(z.object(when)),
  deadlineAt: z.number(),
  fallback: z.enum(['keep', 'cancel']),
  offeredByName: z.string(),
  createdAt: z.number(),
  messageState: messageState.nullable(),
  /** The deadline has passed, and the fallback has not been possible yet. */
  isOverdue: z.boolean(),
  /** Why not, where something stands in the way until a person deals with it. */
  trouble: z.enum(['money_frozen', 'person_left', 'refund_limit', 'second_person']).nullable(),
});
export type OfferRow = z.infer<typeof offerRow>;

/** "Let customer choose" (seed 004): times offered for one session, until the client has answered or the deadline has passed. */
export const offer = {
  /** Free times of the session's room and practitioner on [from, to), at most 62 days, and the usual deadline. */
  propose: desk
    .input(
      z.object({
        sessionId,
        from: scheduleDay.optional(),
        to: scheduleDay.optional(),
        opens: localTime.optional(),
        closes: localTime.optional(),
      }),
    )
    .output(
      z.object({
        from: localDate,
        to: localDate,
        opens: localTime,
        closes: localTime,
        times: z.array(z.object(when)),
        more: z.boolean(),
        deadline: z.object(when).nullable(),
      }),
    ),
  /** Refused with OFFER_OPEN, ONE_CLIENT_NEEDED or CUT_OFF_PASSED; the client is told a minute later. */
  make: desk
    .input(
      z.object({
        sessionId,
        version,
        message: text(2000),
        choices: z
          .array(z.object({ date: scheduleDay, time: localTime }))
          .min(1)
          .max(20),
        ...deadline,
        fallback: z.enum(['keep', 'cancel']),
      }),
    )
    .output(z.object({ id: offerId, undoId: undoStepId })),
  /** Those that wait for an answer, the nearest deadline first. */
  list: desk.input(z.object(page)).output(z.object({ rows: z.array(offerRow), total: z.int() })),
  /** The client's choice; refused with SCHEDULE_CONFLICT when the time has been taken since. */
  choose: desk
    .input(z.object({ id: offerId, version, ...when, fee: feeChoice.optional() }))
    .output(z.object({ undoId: undoStepId })),
  /** The session stays where it is, and a message that has not left is withdrawn. */
  withdraw: desk.input(z.object({ id: offerId, version })).output(z.object({ undoId: undoStepId })),
  /** To a later moment before the start; the client is not told. */
  extend: desk
    .input(z.object({ id: offerId, version, ...deadline }))
    .output(z.object({ undoId: undoStepId })),
};
