import { hash } from 'node:crypto';
import type { ReadDb, WriteDb } from '#db/database.ts';
import type { CreditLotWithRest } from '#db/repositories/credit-lot.ts';
import * as lotHolds from '#db/repositories/lot-hold.ts';
import type * as lotLists from '#db/repositories/lot-list.ts';
import {
  type HeldDays,
  type HoldPlan,
  type HoldSkip,
  MOST_HELD_DAYS,
  movedDays,
  planHold,
} from '#domain/package/hold.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { makePlacesPlan, type PlacesPlan } from '../booking-cancellation/plan-booking.ts';
import { invalidInput } from '../errors.ts';
import { chosenLots, type LotChoiceError } from './chosen-lots.ts';
import { studioDay } from './find-lot.ts';

/** So many places are canceled in one go, since each takes its time in the one transaction. */
const MOST_PLACES = 500;

export interface HoldInput {
  readonly which: lotLists.LotChoice;
  readonly days: HeldDays;
  /** What becomes of booked places on these days: they stay, paid by the package, or they are given up. */
  readonly places: 'keep' | 'cancel';
}

/** What a hold does to its lots and to the places booked on its days. */
export interface PlannedHold {
  readonly lots: readonly {
    readonly lot: CreditLotWithRest;
    readonly plan: Extract<HoldPlan, { skip: null }>;
  }[];
  readonly skips: ReadonlyMap<HoldSkip, number>;
  /** The booked places to come on these days that the lots pay for, by time. */
  readonly places: readonly lotHolds.HeldPlace[];
  /** What canceling them does; null where they are kept or there are none. */
  readonly canceling: PlacesPlan | null;
  /** Names what would be done, so that nothing else is done than was shown. */
  readonly hash: string;
}

/** Plans a hold, the same for the preview and for the deed. */
export function makeHoldPlan(
  db: ReadDb | WriteDb,
  { which, days, places: choice }: HoldInput,
  at: number,
): Result<PlannedHold, LotChoiceError> {
  if (days.to !== null && days.to < days.from) return invalidInput('days.to', 'RANGE_REVERSED');
  if (movedDays(days) > MOST_HELD_DAYS) return invalidInput('days.to', 'RANGE_TOO_LONG', MOST_HELD_DAYS);
  const chosen = chosenLots(db, which);
  if (!chosen.ok) return chosen;
  const today = studioDay(db, at);
  const ids = chosen.value.map(({ id }) => id);
  const holds = lotHolds.listOf(db, ids);
  const inside = Map.groupBy(lotHolds.listPlaces(db, ids, days, at), ({ lotId }) => lotId);
  const skips = new Map<HoldSkip, number>();
  const lots = chosen.value.flatMap((lot) => {
    const terms = { ...lot, holds: holds.get(lot.id) ?? [], boughtOn: studioDay(db, lot.boughtAt) };
    const plan = planHold(terms, days, { places: inside.get(lot.id)?.length ?? 0, today });
    if (plan.skip === null) return [{ lot, plan }];
    skips.set(plan.skip, (skips.get(plan.skip) ?? 0) + 1);
    return [];
  });
  const held = new Set(lots.map(({ lot }) => lot.id));
  const places = [...inside.values()]
    .flat()
    .filter(({ lotId }) => held.has(lotId))
    .sort((a, b) => `${a.date} ${a.time}`.localeCompare(`${b.date} ${b.time}`) || a.bookingId - b.bookingId);
  if (choice === 'cancel' && places.length > MOST_PLACES)
    return err({ code: 'TOO_MANY_SELECTED', limit: MOST_PLACES, count: places.length });
  const canceling =
    choice === 'cancel' && places.length > 0 ? planPlaces(db, { lots, places, days }, at) : null;
  return ok({ lots, skips, places, canceling, hash: hashOf({ lots, places }, canceling) });
}

type Planned = Pick<PlannedHold, 'lots' | 'places'>;

/** A credit comes back to a lot that is held by then: it is judged by the last day that the hold gives it. */
function planPlaces(
  db: ReadDb | WriteDb,
  { lots, places, days }: Planned & { readonly days: HeldDays },
  at: number,
): PlacesPlan {
  const ends = new Map(lots.map(({ lot, plan }) => [lot.id, days.to === null ? null : plan.expiresOn]));
  const ids = places.map(({ bookingId }) => bookingId);
  return makePlacesPlan(db, { ids, money: 'back', ends }, at);
}

function hashOf({ lots, places }: Planned, canceling: PlacesPlan | null): string {
  const parts = [
    ...lots.map(({ lot, plan }) => `l${lot.id} ${lot.expiresOn} ${plan.expiresOn}`),
    ...places.map(({ bookingId }) => `b${bookingId}`),
    canceling?.hash ?? 'keep',
  ];
  return hash('sha256', parts.join('\n'));
}
