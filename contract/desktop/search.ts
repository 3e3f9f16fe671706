import { z } from 'zod';
import { everyRole } from './base.ts';
import { bookingId, clientId, line, sessionId } from './fields.ts';

/** The command palette. */
export const search = {
  /** Clients and sessions for the command palette, at most 8 each. */
  find: everyRole.input(z.object({ text: line(100) })).output(
    z.object({
      clients: z.array(z.object({ id: clientId, name: z.string(), detail: z.string() })),
      sessions: z.array(
        z.object({
          id: sessionId,
          title: z.string(),
          date: z.string(),
          time: z.string(),
          bookingId: bookingId.optional(),
        }),
      ),
    }),
  ),
};
