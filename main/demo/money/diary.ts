import type { ServiceContext } from '#main/services/context.ts';
import type { DemoCalendar } from '../calendar.ts';
import { type DemoDesk, DemoRefused } from '../desk.ts';
import { DEMO_ZONE } from '../write-studio.ts';

/** Something that happens at a moment; its context's clock stands there. */
export type Deed = (context: ServiceContext, day: number) => void | Promise<void>;

/** What the studio's desk does, by day and minute. A deed may put further ones in, later on the same day too. */
export interface Diary {
  /** Days from the studio's day on are never lived: what would be done then is left out. */
  readonly on: (day: number, minutes: number, deed: Deed) => void;
  /** Does everything of the day, in its order; once for each day, in the order of days. */
  readonly live: (day: number) => Promise<void>;
}

/** A deed that is refused is left out, told to `onRefused`, and the day goes on: a studio without it is better than none. */
export function createDiary(
  desk: DemoDesk,
  calendar: DemoCalendar,
  onRefused: (refused: DemoRefused) => void,
): Diary {
  const days = new Map<number, { readonly minutes: number; readonly deed: Deed }[]>();
  return {
    on: (day, minutes, deed) => {
      const entries = days.get(day) ?? [];
      // Behind those of the same minute.
      const at = entries.findLastIndex((entry) => entry.minutes <= minutes) + 1;
      entries.splice(at, 0, { minutes, deed });
      days.set(day, entries);
    },
    live: async (day) => {
      const entries = days.get(day) ?? [];
      for (let next = entries.shift(); next; next = entries.shift())
        try {
          await next.deed(desk.at(calendar.instantOf(day, next.minutes, DEMO_ZONE)), day);
        } catch (thrown) {
          if (!(thrown instanceof DemoRefused)) throw thrown;
          onRefused(thrown);
        }
      days.delete(day);
    },
  };
}
