import { HOUR_MS, MINUTE_MS } from '../values/time.ts';

/** Without a cut-off the answer is wanted a day before the session. */
const USUAL_HOURS = 24;

/**
 * The deadline that an offer gets unless another is typed: the cut-off for rescheduling, else 24 hours before the start; when that has
 * passed, half way between now and the start. Null when the session has begun: nobody is left to choose.
 */
export function usualDeadline(startsAt: number, cutOffHours: number, now: number): number | null {
  const usual = startsAt - (cutOffHours === 0 ? USUAL_HOURS : cutOffHours) * HOUR_MS;
  if (usual > now) return usual;
  const half = Math.floor((now + startsAt) / 2 / MINUTE_MS) * MINUTE_MS;
  return half > now ? half : null;
}

/** Why a deadline cannot be: in the past, or not before the session. */
export function deadlineProblem(
  deadlineAt: number,
  startsAt: number,
  now: number,
): 'DEADLINE_PAST' | 'DEADLINE_AFTER_START' | null {
  if (deadlineAt <= now) return 'DEADLINE_PAST';
  return deadlineAt >= startsAt ? 'DEADLINE_AFTER_START' : null;
}
