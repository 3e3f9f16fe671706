import type { ReadDb } from '#db/database.ts';
import * as creditLots from '#db/repositories/credit-lot.ts';
import * as studios from '#db/repositories/studio.ts';
import type { CreditLot } from '#db/schema/package.ts';
import type { LotId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { instantToWall, type LocalDate } from '#domain/values/time.ts';
import { notFound, type NotFound } from '../errors.ts';

export interface LotOver {
  readonly code: 'LOT_OVER';
  readonly lot: string;
  readonly expiredOn: string;
}

/** The studio's day, by which packages are bought and expire. */
export const studioDay = (db: ReadDb, at: number): LocalDate => instantToWall(at, studios.get(db).zone).date;

/** A lot whose credits can still pay: its last day is not before `today`. */
export function findLiving(db: ReadDb, id: LotId, today: LocalDate): Result<CreditLot, NotFound | LotOver> {
  const lot = creditLots.findById(db, id);
  if (!lot || lot.bought === 0) return notFound('lot');
  const { name, expiresOn } = lot;
  return expiresOn !== null && expiresOn < today
    ? err({ code: 'LOT_OVER', lot: name, expiredOn: expiresOn })
    : ok(lot);
}

export const remainingOf = ({ bought, used, expired }: CreditLot): number => bought - used - expired;
