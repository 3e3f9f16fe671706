import { instantToWall, type LocalDate, type LocalTime, type Zone } from '#domain/values/time.ts';

const HOUR_MS = 3_600_000;

/** When to decide, unless somebody says otherwise: 15:00 today, or two hours from now on the full hour where that is too soon. */
export function proposeDecision(
  now: number,
  zone: Zone,
): { readonly date: LocalDate | string; readonly time: LocalTime | string } {
  const soon = instantToWall(now + HOUR_MS, zone);
  const today = instantToWall(now, zone).date;
  if (soon.date === today && soon.time < '15:00') return { date: today, time: '15:00' };
  const later = instantToWall(now + 2 * HOUR_MS, zone);
  return { date: later.date, time: `${later.time.slice(0, 2)}:00` };
}
