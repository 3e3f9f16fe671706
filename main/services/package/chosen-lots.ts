import type { ReadDb, WriteDb } from '#db/database.ts';
import type { CreditLotWithRest } from '#db/repositories/credit-lot.ts';
import * as lotLists from '#db/repositories/lot-list.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { type InvalidInput, invalidInput } from '../errors.ts';

/** So many lots are extended, held or released in one go; more are refused. */
const MOST_LOTS = 5000;

export type LotChoiceError =
  | InvalidInput
  | { readonly code: 'TOO_MANY_SELECTED'; readonly limit: number; readonly count: number };

/** The lots that a deed is for, as its form names them; refused before they are read when they are too many. */
export function chosenLots(
  db: ReadDb | WriteDb,
  which: lotLists.LotChoice,
): Result<CreditLotWithRest[], LotChoiceError> {
  if (which.kind === 'ending' && which.to < which.from) return invalidInput('which.to', 'RANGE_REVERSED');
  const count = lotLists.countChosen(db, which);
  if (count > MOST_LOTS) return err({ code: 'TOO_MANY_SELECTED', limit: MOST_LOTS, count });
  return ok(lotLists.listChosen(db, which));
}
