import { type Promoted, type PromotionCall, promoteWaiting } from '../waitlist/promote-waiting.ts';
import type { SettledChange } from './settle-conflicts.ts';

/** Whoever waits moves up where an edit of the series has made more places, in the transaction of the edit. */
export function promoteInto(call: PromotionCall, { changed }: SettledChange): Promoted[] {
  return changed
    .filter(({ session, values }) => values.capacity > session.capacity)
    .flatMap(({ session }) => promoteWaiting(call, session.id));
}
