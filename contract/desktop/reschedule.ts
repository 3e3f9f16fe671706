import { z } from 'zod';
import { desk, everyRole } from './base.ts';
import { bookingId, clientId, lotId, offerId, sessionId } from './fields.ts';

/** One session by the desk (seed 004): its meeting, and until when it may be cancelled or moved (`cancellation.submit`, `session.move`). */
export const reschedule = {
  /** Writes "started" into the history; the window opens the link. Refused with NO_MEETING_LINK unless it is https. */
  start: everyRole.input(z.object({ id: sessionId })),
  /** Instants; null = no cut-off. After one, only owners and admins go on, and that is recorded. */
  rules: desk.input(z.object({ id: sessionId })).output(
    z.object({
      cancelUntilAt: z.number().nullable(),
      rescheduleUntilAt: z.number().nullable(),
      now: z.number(),
      offer: z.object({ id: offerId, deadlineAt: z.number() }).nullable(),
      /** What moving it at the clients' wish costs them, by the terms of their packages. */
      fees: z.array(
        z.object({
          bookingId,
          clientId,
          clientName: z.string(),
          lotId,
          lotName: z.string(),
          amountMinor: z.int(),
        }),
      ),
      /** Who holds a place, each client once. */
      clients: z.array(z.object({ clientId, name: z.string(), hasEmail: z.boolean() })),
    }),
  ),
};
