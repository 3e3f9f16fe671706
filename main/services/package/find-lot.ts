import type { ReadDb } from '#db/database.ts';
import * as creditLots from '#db/repositories/credit-lot.ts';
import * as lotHolds from '#db/repositories/lot-hold.ts';
import * as lotLists from '#db/repositories/lot-list.ts';
import * as studios from '#db/repositories/studio.ts';
import type { CreditLot } from '#db/schema/package.ts';
import type { LotId, SessionId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { instantToWall, type LocalDate } from '#domain/values/time.ts';
import { notFound, type NotFound } from '../errors.ts';

export interface LotOver {
  readonly code: 'LOT_OVER';
  readonly lot: string;
  readonly expiredOn: string;
}

/** A lot that stands still. */
export interface LotHeld {
  readonly code: 'LOT_HELD';
  readonly lot: string;
  readonly heldFrom: LocalDate;
  /** Null: until it is released. */
  readonly heldTo: LocalDate | null;
}

/** The studio's day, by which packages are bought and expire. */
export const studioDay = (db: ReadDb, at: number): LocalDate => instantToWall(at, studios.get(db).zone).date;

/** A lot whose credits can be given on: its last day is not before `today`, and no hold of it is on or to come. */
export function findLiving(
  db: ReadDb,
  id: LotId,
  today: LocalDate,
): Result<CreditLot, NotFound | LotOver | LotHeld> {
  const lot = creditLots.findById(db, id);
  if (!lot || lot.bought === 0) return notFound('lot');
  const { name, expiresOn } = lot;
  const hold = lotHolds.currentOf(db, [id], today).get(id);
  if (hold) return err({ code: 'LOT_HELD', lot: name, heldFrom: hold.from, heldTo: hold.to });
  return expiresOn !== null && expiresOn < today
    ? err({ code: 'LOT_OVER', lot: name, expiredOn: expiresOn })
    : ok(lot);
}

/**
 * What keeps a session from going from one day to another: a package that pays for a place in it would be over by then, or is held then
 * and was not before. Undefined when nothing does.
 */
export function lotInTheWay(
  db: ReadDb,
  sessionId: SessionId,
  { before, after: day }: { readonly before: LocalDate; readonly after: LocalDate },
): LotOver | LotHeld | undefined {
  const ending = day > before ? lotLists.findEnding(db, sessionId, day) : undefined;
  if (ending) return { code: 'LOT_OVER', lot: ending.name, expiredOn: ending.expiresOn };
  const held = day === before ? undefined : lotHolds.findHeldThere(db, sessionId, { before, day });
  return held && { code: 'LOT_HELD', ...held };
}

export const remainingOf = ({ bought, used, expired }: CreditLot): number => bought - used - expired;
