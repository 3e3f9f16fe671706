import { z } from 'zod';
import { management } from './base.ts';
import { line } from './fields.ts';

/** Copies of the whole database in its folder. */
export const backup = {
  /** The latest first. */
  list: management.output(
    z.array(z.object({ name: z.string(), at: z.number(), bytes: z.number(), label: z.string() })),
  ),
  /** Made while the desk works on, and checked. */
  create: management.output(z.object({ name: z.string() })),
  /** Checks the backup, then restarts the engine on it; what is there now is set aside, never deleted. */
  restore: management.input(z.object({ name: line(200).min(1) })),
};
