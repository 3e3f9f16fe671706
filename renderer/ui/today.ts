import { instantToWall, isZone, type LocalDate } from '#domain/values/time.ts';

/** Today's date on the wall of the studio. */
export function todayIn(zone: string): LocalDate {
  return wallNow(zone).date;
}

/** The wall date and time of the studio now. */
export function wallNow(zone: string): ReturnType<typeof instantToWall> {
  if (!isZone(zone)) throw new Error(`not a time zone: ${zone}`);
  return instantToWall(Date.now(), zone);
}
