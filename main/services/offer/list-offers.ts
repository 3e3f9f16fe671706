import * as offers from '#db/repositories/offer.ts';
import type { ServiceContext } from '../context.ts';

/** The tray: offers that nobody has answered, the nearest deadline first. */
export function listOffers(
  { db, now }: ServiceContext,
  page: { readonly limit: number; readonly offset: number },
) {
  const { rows, total } = offers.listOpen(db.read, page);
  const at = now();
  return {
    rows: rows.map((row) => ({ ...row, choices: [...row.choices], isOverdue: row.deadlineAt <= at })),
    total,
  };
}
