import * as liability from '#db/repositories/package-liability.ts';
import * as studios from '#db/repositories/studio.ts';
import { addDays, type LocalDate, localTime, wallToInstant } from '#domain/values/time.ts';
import type { ServiceContext } from '../context.ts';
import { studioDay } from './find-lot.ts';

export interface Liability {
  readonly day: LocalDate;
  readonly rows: liability.OfferLiability[];
  readonly totalMinor: number;
  /** The ledger's own balance of the same day: equal to the total. */
  readonly ledgerMinor: number;
}

/** What the studio owes in sessions that were paid and not given, per offer, at the end of a day; null = today. */
export function getLiability({ db: { read }, now }: ServiceContext, wanted: LocalDate | null): Liability {
  const day = wanted ?? studioDay(read, now());
  const { zone } = studios.get(read);
  const until = wallToInstant({ date: addDays(day, 1), time: localTime('00:00'), zone, fold: 'earlier' }).at;
  const rows = liability.liabilityAsOf(read, { day, until });
  return {
    day,
    rows,
    totalMinor: rows.reduce((sum, { owedMinor }) => sum + owedMinor, 0),
    ledgerMinor: liability.deferredAsOf(read, day),
  };
}
