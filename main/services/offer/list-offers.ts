import * as offers from '#db/repositories/offer.ts';
import type { ServiceContext } from '../context.ts';
import { fallbackTrouble } from './fallback.ts';

/** The tray: offers that nobody has answered, the nearest deadline first; those that are over say what stands in the way. */
export function listOffers(
  { db, now, moneyFrozen }: ServiceContext,
  page: { readonly limit: number; readonly offset: number },
) {
  const { rows, total } = offers.listOpen(db.read, page);
  const at = now();
  const violations = moneyFrozen('known');
  return {
    rows: rows.map((row) => {
      const isOverdue = row.deadlineAt <= at;
      const trouble = isOverdue ? fallbackTrouble(db.read, row, { violations, now: at }) : null;
      return { ...row, choices: [...row.choices], isOverdue, trouble };
    }),
    total,
  };
}
