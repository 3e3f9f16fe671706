import { addDays, instantToWall, type LocalTime, wallToInstant, type Zone } from '#domain/values/time.ts';

/** Days after the first try on which a declined card is tried again, unless the studio says otherwise (seed 001, features 95). */
export const DEFAULT_RETRY_DAYS: readonly number[] = [1, 3, 5, 7];

/** At most so many further tries, and none later than two months after the first. */
export const MOST_RETRIES = 8;
export const LAST_RETRY_DAY = 60;

/**
 * Codes of a card that will not work again whatever is waited for: only another card helps, or the client, who must confirm. Trying it again is
 * what the card networks count against a studio.
 */
const DEAD_CARD = new Set([
  'authentication_required',
  'expired_card',
  'invalid_number',
  'invalid_account',
  'incorrect_number',
  'lost_card',
  'pickup_card',
  'restricted_card',
  'stolen_card',
  'card_not_supported',
  'no_card',
]);

export type NextTry =
  | { readonly kind: 'retry'; readonly at: number }
  /** Ask the client for another card. */
  | { readonly kind: 'new_card' }
  /** That was the last try: a person takes over. */
  | { readonly kind: 'give_up' };

export interface DeclinedTry {
  /** The card processor's word for why. */
  readonly code: string;
  /** Tries so far, this one included. */
  readonly tries: number;
  readonly triedAt: number;
}

/**
 * What follows a declined charge. Each step of the ladder is counted from the try before it, so that tries delayed by a closed app do not
 * follow each other in a rush; they happen at the studio's run time.
 */
export function nextTry(
  { code, tries, triedAt }: DeclinedTry,
  ladder: {
    readonly retryDays: readonly number[];
    readonly runTime: LocalTime;
    readonly zone: Zone;
  },
): NextTry {
  if (DEAD_CARD.has(code)) return { kind: 'new_card' };
  const day = ladder.retryDays[tries - 1];
  if (day === undefined) return { kind: 'give_up' };
  const gapDays = day - (ladder.retryDays[tries - 2] ?? 0);
  const date = addDays(instantToWall(triedAt, ladder.zone).date, gapDays);
  return { kind: 'retry', at: wallToInstant({ date, time: ladder.runTime, zone: ladder.zone }).at };
}

/** Rising whole days from 1 to `LAST_RETRY_DAY`, at most `MOST_RETRIES` of them; none means that nothing is tried again. */
export function isLadder(days: readonly number[]): boolean {
  return (
    days.length <= MOST_RETRIES &&
    days.every(
      (day, index) =>
        Number.isInteger(day) && day >= 1 && day <= LAST_RETRY_DAY && day > (days[index - 1] ?? 0),
    )
  );
}
