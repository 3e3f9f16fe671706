import { HOUR_MS } from '../values/time.ts';

/**
 * Until when a session may be cancelled or rescheduled without an override: so many elapsed hours before its start (seed 004,
 * domain.md 2). Null while there is no cut-off (0 hours). The instant itself is over already.
 */
export function cutOffAt(startsAt: number, hours: number): number | null {
  return hours === 0 ? null : startsAt - hours * HOUR_MS;
}

/** Whether `now` is at or after the cut-off. Never while there is none. */
export function isAfterCutOff(startsAt: number, hours: number, now: number): boolean {
  const at = cutOffAt(startsAt, hours);
  return at !== null && now >= at;
}
