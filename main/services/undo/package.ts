import * as creditLots from '#db/repositories/credit-lot.ts';
import * as lotBooks from '#db/repositories/lot-books.ts';
import * as lotHolds from '#db/repositories/lot-hold.ts';
import * as packages from '#db/repositories/package.ts';
import * as payments from '#db/repositories/payment.ts';
import type { CreditLot } from '#db/schema/package.ts';
import type { LotId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import type { LocalDate } from '#domain/values/time.ts';
import { isNameTaken } from '../catalog/is-name-taken.ts';
import type { UndoCall, UndoNotPossible } from './undo-kind.ts';

/** Credits that were moved, with the new lot as it was made. */
export interface CreditsMoved {
  readonly fromLotId: LotId;
  readonly received: CreditLot;
}

/** The credits are in their lot again, with their value. Refused once anything has happened to the new lot. */
export function undoTransfer({ tx, actor, now: at }: UndoCall, data: unknown): Result<void, UndoNotPossible> {
  const { fromLotId, received } = data as CreditsMoved;
  const present = creditLots.findById(tx, received.id);
  if (!present || !isSame(present, received) || lotHolds.wasHeld(tx, received.id)) return changed();
  const { bought: credits, priceMinor: amountMinor } = received;
  const event = { staffId: actor.staffId, at };
  lotBooks.resize(
    tx,
    received.id,
    { credits: -credits, amountMinor: 0 - amountMinor },
    { ...event, kind: 'moved_out', otherLotId: fromLotId },
  );
  lotBooks.resize(
    tx,
    fromLotId,
    { credits, amountMinor },
    { ...event, kind: 'moved_in', otherLotId: received.id },
  );
  return ok(undefined);
}

/** A sale that was taken back, with the payments that were set free. */
export interface RevokedLot {
  readonly lot: CreditLot;
  readonly payments: readonly creditLots.LotPayment[];
}

/** The lot is sold again, and paid for as before. Refused once the money was used otherwise. */
export function undoRevocation(
  { tx, actor, now: at }: UndoCall,
  data: unknown,
): Result<void, UndoNotPossible> {
  const { lot, payments: paid } = data as RevokedLot;
  const present = creditLots.findById(tx, lot.id);
  const { bought: credits, priceMinor: amountMinor, clientId } = lot;
  if (!present || !isSame(present, { ...lot, bought: 0, priceMinor: 0 })) return changed();
  if (paid.some((part) => payments.freeMinor(tx, part.paymentId) < part.amountMinor)) return changed();
  const change = { kind: 'revoked', otherLotId: null, staffId: actor.staffId, at } as const;
  lotBooks.resize(tx, lot.id, { credits, amountMinor }, change);
  creditLots.putPayments(tx, lot.id, paid);
  lotBooks.postSale(tx, { lotId: lot.id, clientId, amountMinor, at });
  return ok(undefined);
}

/** A lot as the extension found and left it; `credits` had expired before, worth `amountMinor`. */
export interface ExtendedLot {
  readonly id: LotId;
  readonly before: LocalDate | null;
  readonly after: LocalDate;
  readonly bought: number;
  readonly used: number;
  readonly credits: number;
  readonly amountMinor: number;
}

/** Every lot ends when it did before; what had expired has expired again. Refused as a whole once a credit of one was used or moved. */
export function undoExtension(
  { tx, actor, now: at }: UndoCall,
  data: unknown,
): Result<void, UndoNotPossible> {
  const { lots } = data as { readonly lots: readonly ExtendedLot[] };
  const change = { staffId: actor.staffId, at };
  for (const { id, before, after, bought, used, credits, amountMinor } of lots) {
    const lot = creditLots.findById(tx, id);
    if (lot?.expiresOn !== after || lot.bought !== bought || lot.used !== used || lot.expired > 0)
      return changed();
    // What is held now was not over when the hold began.
    const open = lotHolds
      .listOf(tx, [id])
      .get(id)
      ?.find(({ to }) => to === null);
    if (open && before !== null && before < open.from) return changed();
    if (!lotBooks.putEndBack(tx, id, { before, after }, change)) return changed();
    if (credits > 0 && !lotBooks.expireAgain(tx, lot, { credits, amountMinor }, change)) return changed();
  }
  return ok(undefined);
}

/** The offer is there again, as it was. Refused if another one has its name or number by now. */
export function undoPackageDeletion({ tx }: UndoCall, data: unknown): Result<void, UndoNotPossible> {
  const { serviceIds, ...row } = (data as { readonly offer: packages.PackageOffer }).offer;
  const isTaken = packages.findById(tx, row.id) || isNameTaken(packages.list(tx), row);
  if (isTaken) return changed();
  packages.insert(tx, row, serviceIds);
  return ok(undefined);
}

const isSame = (one: CreditLot, other: CreditLot): boolean =>
  (Object.keys(other) as (keyof CreditLot)[]).every((key) => one[key] === other[key]);

const changed = () => err<UndoNotPossible>({ code: 'UNDO_NOT_POSSIBLE', reason: 'changed' });
