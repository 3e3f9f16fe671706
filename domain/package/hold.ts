import { addDays, daysBetween, type LocalDate } from '../values/time.ts';

/** The days on which a package stands still, both ends included; `to` null: until it is released. */
export interface HeldDays {
  readonly from: LocalDate;
  readonly to: LocalDate | null;
}

/** What decides whether a lot can pay: its last day (null never ends) and every hold that stands, past ones too. */
export interface LotTerms {
  readonly expiresOn: LocalDate | null;
  readonly holds: readonly HeldDays[];
}

/** So long a hold may be, in days. */
export const MOST_HELD_DAYS = 3650;

/** Whether the lot may pay for a session on this day. The same rule in SQL: `paysOn` of db/repositories/lot-hold.ts. */
export const lotPaysOn = ({ expiresOn, holds }: LotTerms, day: LocalDate): boolean =>
  (expiresOn === null || expiresOn >= day) && !holds.some((hold) => isHeldOn(hold, day));

export const isHeldOn = ({ from, to }: HeldDays, day: LocalDate): boolean =>
  from <= day && (to === null || to >= day);

/** How many days the last day has moved on by this hold; an open one moves it when it is released. */
export const movedDays = ({ from, to }: HeldDays): number => (to === null ? 0 : daysBetween(from, to) + 1);

export type HoldSkip =
  /** A hold of it has not ended yet, or lies on some of these days. */
  | 'held'
  /** Every credit of it is used, and no place on these days is paid by it. */
  | 'nothing_left'
  /** Its last day is over. */
  | 'over'
  /** It ends before the hold would begin. */
  | 'ends_before'
  /** It was bought after the hold would begin. */
  | 'not_bought';

export type HoldPlan =
  | { readonly skip: HoldSkip }
  /** `days`: by so many the last day moves on now; `expiresOn`: the new one. */
  | { readonly skip: null; readonly days: number; readonly expiresOn: LocalDate | null };

/**
 * What holding one lot does on `today`, the studio's day. One hold at a time: until one has ended there is no other. `places`: booked
 * places on these days that the lot pays for.
 */
export function planHold(
  lot: LotTerms & { readonly remaining: number; readonly boughtOn: LocalDate },
  held: HeldDays,
  { places, today }: { readonly places: number; readonly today: LocalDate },
): HoldPlan {
  const { expiresOn } = lot;
  if (lot.holds.some((other) => !hasEnded(other, today) || overlaps(other, held))) return { skip: 'held' };
  if (lot.remaining + places === 0) return { skip: 'nothing_left' };
  if (expiresOn !== null && expiresOn < today) return { skip: 'over' };
  if (expiresOn !== null && expiresOn < held.from) return { skip: 'ends_before' };
  if (held.from < lot.boughtOn) return { skip: 'not_bought' };
  if (expiresOn === null) return { skip: null, days: 0, expiresOn };
  const days = movedDays(held);
  return { skip: null, days, expiresOn: addDays(expiresOn, days) };
}

export type ReleaseSkip =
  /** No hold of it is on or to come. */
  | 'not_held'
  /** It pays for a session after the day on which it would end. */
  | 'booked_later';

export type ReleasePlan =
  | { readonly skip: ReleaseSkip }
  | {
      readonly skip: null;
      /** The last day of the hold; null: it was never really held, and the hold goes. */
      readonly to: LocalDate | null;
      /** By so many days the last day moves: on after an open hold, back after one that ends early. */
      readonly days: number;
      readonly expiresOn: LocalDate | null;
    };

/**
 * What ending a hold on `today` does: the lot can pay from today on, and its last day has moved on by the days really held. `lastBooked`:
 * the day of the last session to come that it pays for.
 */
export function planRelease(
  lot: { readonly expiresOn: LocalDate | null; readonly lastBooked: LocalDate | null },
  hold: HeldDays | null,
  today: LocalDate,
): ReleasePlan {
  if (hold === null || hasEnded(hold, today)) return { skip: 'not_held' };
  const to = hold.from < today ? addDays(today, -1) : null;
  if (lot.expiresOn === null) return { skip: null, to, days: 0, expiresOn: null };
  const days = (to === null ? 0 : movedDays({ from: hold.from, to })) - movedDays(hold);
  const expiresOn = addDays(lot.expiresOn, days);
  return lot.lastBooked !== null && lot.lastBooked > expiresOn
    ? { skip: 'booked_later' }
    : { skip: null, to, days, expiresOn };
}

const hasEnded = ({ to }: HeldDays, today: LocalDate): boolean => to !== null && to < today;

const overlaps = (one: HeldDays, other: HeldDays): boolean =>
  (one.to === null || one.to >= other.from) && (other.to === null || other.to >= one.from);
