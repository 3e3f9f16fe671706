import { z } from 'zod';
import { localTime, scheduleDay } from './fields.ts';

/** What makes a series a class (seed 001). The deadlines are typed as wall time in the studio's zone. */
export const classTerms = z.object({
  enrolUntilDate: scheduleDay,
  enrolUntilTime: localTime,
  dropUntilDate: scheduleDay,
  dropUntilTime: localTime,
  /** One session of it may be booked alone. */
  dropIn: z.boolean(),
  /** Joining after the first session is allowed, for the sessions still to come. */
  lateJoin: z.boolean(),
  /** Which sessions clients are shown: those with an open eye, or all up to the enrolment deadline. */
  displayRule: z.enum(['chosen', 'until_deadline']),
});
export type ClassTerms = z.infer<typeof classTerms>;
