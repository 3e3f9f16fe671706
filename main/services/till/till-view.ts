import type { ReadDb } from '#db/database.ts';
import * as staff from '#db/repositories/staff.ts';
import * as tills from '#db/repositories/till.ts';
import type { Till } from '#db/schema/till.ts';
import { drawerOf } from '#domain/payment/drawer.ts';
import type { TillId } from '#domain/values/ids.ts';

/** A till with what should be in it, line by line: float + taken − given back ± moved = expected. Minor units. */
export interface TillView {
  readonly id: TillId;
  readonly openedAt: number;
  readonly openedBy: string;
  readonly floatMinor: number;
  readonly cashTakenMinor: number;
  readonly cashRefundedMinor: number;
  readonly movedMinor: number;
  readonly expectedMinor: number;
  readonly movements: tills.Movement[];
  readonly closedAt: number | null;
  readonly closedBy: string | null;
  readonly countedMinor: number | null;
  readonly differenceMinor: number | null;
  readonly differenceReason: string;
}

/** What the till's own part of the ledger says. The difference found in counting is posted after it is counted, and no part of it. */
export function viewTill(db: ReadDb, till: Till): TillView {
  const { takenMinor, refundedMinor, movedMinor, expectedMinor } = drawerOf(
    till.floatMinor,
    tills.cashByKind(db, spanOf(till)),
  );
  const { countedMinor } = till;
  return {
    id: till.id,
    openedAt: till.openedAt,
    openedBy: staff.getById(db, till.openedBy).name,
    floatMinor: till.floatMinor,
    cashTakenMinor: takenMinor,
    cashRefundedMinor: refundedMinor,
    movedMinor,
    expectedMinor,
    movements: tills.listMovements(db, till.id),
    closedAt: till.closedAt,
    closedBy: till.closedBy === null ? null : staff.getById(db, till.closedBy).name,
    countedMinor,
    differenceMinor: countedMinor === null ? null : countedMinor - expectedMinor,
    differenceReason: till.differenceReason,
  };
}

/** Its part of the ledger. */
const spanOf = ({ firstAfter, lastTransaction }: Till): tills.Span => ({
  first: firstAfter,
  last: lastTransaction,
});
