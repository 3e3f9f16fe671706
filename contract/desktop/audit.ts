import { z } from 'zod';
import { management } from './base.ts';
import { line, page } from './fields.ts';

/** Who did what, in a chain of hashes (domain.md 10). */
export const audit = {
  /** The latest first. */
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
