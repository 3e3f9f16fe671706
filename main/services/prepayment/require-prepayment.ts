import type { ReadDb, WriteDb } from '#db/database.ts';
import * as ledger from '#db/repositories/ledger.ts';
import * as prepayments from '#db/repositories/prepayment.ts';
import {
  mayGoOn,
  type Missing,
  missingFor,
  type PrepaymentFact,
  type PrepaymentRule,
} from '#domain/prepayment/rule.ts';
import type { BookingId, ClientId, StaffId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { readPrepaymentRule } from '../../settings/prepayment-settings.ts';
import type { Actor } from '../context.ts';
import { recordDeed } from '../record-deed.ts';

/** The client has not paid in advance as Session control asks. `mayGoOn`: the person is warned only, and may do it all the same. */
export interface PrepaymentNeeded extends Missing {
  readonly code: 'PREPAYMENT_NEEDED';
  readonly mayGoOn: boolean;
}

/** A place that this transaction has given, and what its session costs by the price list. */
export interface GivenPlace {
  readonly bookingId: BookingId;
  readonly costMinor: number;
}

/**
 * Holds places that this transaction has given, and paid for, against Session control, as the last step before it commits: what
 * was paid for them counts. Who may go on, and says so, is kept on the bookings and in the audit log. Called on every way in.
 */
export function requirePrepayment(
  tx: WriteDb,
  actor: Actor,
  given: {
    readonly clientId: ClientId;
    readonly places: readonly GivenPlace[];
    /** The person has seen the warning and goes on. */
    readonly withoutPrepayment: boolean;
    readonly at: number;
  },
): Result<void, PrepaymentNeeded> {
  const rule = readPrepaymentRule(tx);
  const missing = missingForPlaces(tx, rule, given.clientId, given.places);
  if (missing === null) return ok(undefined);
  const isWarning = mayGoOn(rule.mode, actor.role);
  if (!isWarning || !given.withoutPrepayment)
    return err({ code: 'PREPAYMENT_NEEDED', ...missing, mayGoOn: isWarning });
  waive(tx, actor, { ...given, missing, by: actor.staffId });
  return ok(undefined);
}

/** What the client lacks for places that are given already; null when nothing. */
export function missingForPlaces(
  tx: WriteDb,
  rule: PrepaymentRule,
  clientId: ClientId,
  places: readonly GivenPlace[],
): Missing | null {
  if (rule.mode === 'open' || places.length === 0) return null;
  const paid = prepayments.paidPlaces(
    tx,
    places.map(({ bookingId }) => bookingId),
  );
  const byCredit = new Set(paid.byCredit);
  const money = moneyOf(tx, clientId);
  return missingFor(rule, {
    ...money,
    // The open bookings have these places among them already.
    availableMinor: money.availableMinor + paid.moneyMinor,
    costMinor: paid.moneyMinor,
    withoutCredit: places.filter(({ bookingId, costMinor }) => costMinor > 0 && !byCredit.has(bookingId))
      .length,
  });
}

/** A client's money as it stands, from kept balances. */
export function moneyOf(
  db: ReadDb,
  clientId: ClientId,
): Pick<PrepaymentFact, 'balanceMinor' | 'availableMinor'> {
  const balanceMinor = ledger.balanceOfClient(db, clientId);
  return { balanceMinor, availableMinor: balanceMinor - prepayments.openCostOfClient(db, clientId) };
}

/** Keeps who let the client in, on the places and in the audit log. */
export function waive(
  tx: WriteDb,
  actor: Actor,
  waived: {
    readonly clientId: ClientId;
    readonly places: readonly Pick<GivenPlace, 'bookingId'>[];
    readonly missing: Missing;
    readonly by: StaffId;
    readonly at: number;
  },
): void {
  const { clientId, places, missing, by, at } = waived;
  const ids = places.map(({ bookingId }) => bookingId);
  prepayments.waivePrepayment(tx, ids, { by, missingMinor: missing.missingMinor });
  recordDeed(tx, actor, at, {
    action: 'prepayment.waived',
    subjectKind: 'client',
    subjectId: clientId,
    data: { bookingIds: ids, by, mode: missing.mode, missingMinor: missing.missingMinor },
  });
}
