import { DAY_MS, MINUTE_MS, type Zone } from '#domain/values/time.ts';

/** A change of a zone's clock: minutes ahead of UTC before `at` (epoch ms) and from `at` on. */
export interface ClockChangeOf {
  readonly zone: Zone;
  readonly at: number;
  readonly before: number;
  readonly after: number;
}

/**
 * The changes of a zone's clock after `from` and up to `to` (epoch ms, whole minutes). Asks the platform's formatter alone, none of
 * the code that is tested with it; a clock that went there and back within a week would not be seen.
 */
export function clockChanges(zone: Zone, { from, to }: { from: number; to: number }): ClockChangeOf[] {
  const offsetAt = offsetReader(zone);
  const changes: ClockChangeOf[] = [];
  let before = offsetAt(from);
  for (let at = from; at < to; at += STEP_MS) {
    const end = Math.min(at + STEP_MS, to);
    const after = offsetAt(end);
    if (after !== before) changes.push({ zone, at: changeBetween(at, end, after, offsetAt), before, after });
    before = after;
  }
  return changes;
}

/** Reads the minutes that the zone is ahead of UTC at an instant. */
export function offsetReader(zone: Zone): (at: number) => number {
  const formatter = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  return (at) => {
    const [, sign = '+', hours = '0', minutes = '0'] =
      /GMT(?:([+-])(\d\d):(\d\d))?$/.exec(formatter.format(at)) ?? [];
    return Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes));
  };
}

const STEP_MS = 7 * DAY_MS;

/** The first minute that has the offset `after`; `from` has it not, `to` has. */
function changeBetween(from: number, to: number, after: number, offsetAt: (at: number) => number): number {
  let [without, having] = [from, to];
  while (having - without > MINUTE_MS) {
    const middle = without + Math.floor((having - without) / 2 / MINUTE_MS) * MINUTE_MS;
    if (offsetAt(middle) === after) having = middle;
    else without = middle;
  }
  return having;
}
