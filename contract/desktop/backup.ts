import { z } from 'zod';
import { everyRole, management } from './base.ts';
import { bookingId, clientId, line, page, sessionId } from './fields.ts';

export const backup = {
  list: management.output(
    z.array(z.object({ name: z.string(), at: z.number(), bytes: z.number(), label: z.string() })),
  ),
  create: management.output(z.object({ name: z.string() })),
  /** Checks the backup, then restarts the engine on it; what is there now is set aside, never deleted. */
  restore: management.input(z.object({ name: line(200).min(1) })),
};

export const audit = {
  list: management.input(z.object({ search: line(100).default(''), ...page })).output(
    z.object({
      rows: z.array(
        z.object({
          id: z.int(),
          at: z.number(),
          actor: z.string(),
          action: z.string(),
          subjectKind: z.string(),
          subjectId: z.int(),
          data: z.string(),
        }),
      ),
      total: z.int(),
    }),
  ),
  /** Walks the hash chain. `brokenAt` is the first row that does not fit. */
  verify: management.output(z.object({ rows: z.int(), brokenAt: z.int().nullable(), head: z.string() })),
};

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
