import { PREPAYMENT_MODES } from '#domain/prepayment/rule.ts';
import { z } from 'zod';

/** What a client lacks for a place, in money or in credits; what was asked for and what is there. */
export const missing = z.object({
  mode: z.enum(PREPAYMENT_MODES).exclude(['open']),
  missingMinor: z.int(),
  missingCredits: z.int(),
  wantedMinor: z.int(),
  hasMinor: z.int(),
});

/** The person has seen PREPAYMENT_NEEDED as a warning and goes on; their name is kept on the booking. */
export const withoutPrepayment = z.boolean().default(false);
