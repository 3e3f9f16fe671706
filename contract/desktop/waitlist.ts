import { SKIP_CODES, WAITLIST_FUNDINGS } from '#domain/waitlist/next-to-promote.ts';
import { z } from 'zod';
import { desk } from './base.ts';
import { withoutPrepayment } from './prepayment-missing.ts';
import { bookingId, clientId, line, sessionId, undoStepId, version, waitlistEntryId } from './fields.ts';

/** How the place will be paid once there is one. */
export const waitlistFunding = z.enum(WAITLIST_FUNDINGS);

/** Somebody who waits for a place; `skipCode` says why a free place went past them, '' if none did. */
export const waitingRow = z.object({
  id: waitlistEntryId,
  clientId,
  clientName: z.string(),
  phone: z.string(),
  participant: z.string(),
  funding: waitlistFunding,
  skipCode: z.enum(['', ...SKIP_CODES]),
  skippedAt: z.number().nullable(),
  createdAt: z.number(),
  version,
});
export type WaitingRow = z.infer<typeof waitingRow>;

/** The queue of a full session. */
export const waitlist = {
  /** Only in a full session; refused with SESSION_NOT_FULL where a booking would do. */
  add: desk
    .input(
      z.object({
        sessionId,
        clientId,
        participant: line(120).default(''),
        funding: waitlistFunding,
        withoutPrepayment,
      }),
    )
    .output(z.object({ id: waitlistEntryId, undoId: undoStepId })),
  /** Takes somebody out of the queue. */
  leave: desk.input(z.object({ id: waitlistEntryId, version })).output(z.object({ undoId: undoStepId })),
  /** `undoId` is null at the end of the queue, where nothing moved. */
  move: desk
    .input(z.object({ id: waitlistEntryId, version, direction: z.enum(['up', 'down']) }))
    .output(z.object({ undoId: undoStepId.nullable() })),
  /** A free place for this one, whoever stands before. */
  promote: desk
    .input(z.object({ id: waitlistEntryId, version, withoutPrepayment }))
    .output(z.object({ bookingId, undoId: undoStepId })),
};
