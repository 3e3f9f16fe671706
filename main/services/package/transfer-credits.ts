import type { ReadDb } from '#db/database.ts';
import * as clients from '#db/repositories/client.ts';
import * as creditLots from '#db/repositories/credit-lot.ts';
import * as lotBooks from '#db/repositories/lot-books.ts';
import type { CreditLot } from '#db/schema/package.ts';
import { clientName } from '#domain/client/client-name.ts';
import type { ClientId, LotId, UndoStepId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import type { LocalDate } from '#domain/values/time.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { type InvalidInput, invalidInput, type MoneyFrozen, notFound, type NotFound } from '../errors.ts';
import { moneyFrozenError } from '../money-frozen.ts';
import { once, type RequestAnswered } from '../once.ts';
import { recordDeed } from '../record-deed.ts';
import { rememberUndo } from '../undo/remember-undo.ts';
import type { CreditsMoved } from '../undo/package.ts';
import { findLiving, type LotHeld, type LotOver, remainingOf, studioDay } from './find-lot.ts';

export interface TransferInput {
  readonly lotId: LotId;
  readonly toClientId: ClientId;
  readonly credits: number;
}

export type TransferError =
  | NotFound
  | LotOver
  | LotHeld
  | InvalidInput
  | { readonly code: 'TOO_FEW_CREDITS'; readonly left: number };

export interface TransferPreview {
  readonly from: string;
  readonly to: string;
  readonly lot: string;
  readonly expiresOn: LocalDate | null;
  /** What the credits are worth: their share of the price goes with them. */
  readonly amountMinor: number;
  readonly left: number;
}

/** What moving credits to another client would do. */
export function previewTransfer(
  { db, now }: ServiceContext,
  input: TransferInput,
): Result<TransferPreview, TransferError> {
  const found = findTransfer(db.read, input, now());
  if (!found.ok) return found;
  const { lot, to } = found.value;
  return ok({
    from: clientName(clients.getById(db.read, lot.clientId)),
    to: clientName(to),
    lot: lot.name,
    expiresOn: lot.expiresOn,
    amountMinor: lotBooks.worth(db.read, lot, input.credits),
    left: remainingOf(lot) - input.credits,
  });
}

/**
 * Moves credits that are left to a lot of another client, with their exact share of the price, the same last day and terms. The ledger
 * stays as it is: the studio owes the same sessions to somebody else. Can be taken back while the new lot is untouched.
 */
export function transferCredits(
  context: ServiceContext,
  actor: Actor,
  input: TransferInput & { readonly reason: string; readonly requestUid: string },
): Result<{ lotId: LotId; undoId: UndoStepId }, TransferError | MoneyFrozen | RequestAnswered> {
  const frozen = moneyFrozenError(context);
  if (frozen) return err(frozen);
  const { requestUid, toClientId: clientId, credits, reason } = input;
  const at = context.now();
  return commit(context, ['clients', 'packages'], (tx) =>
    once(tx, { requestUid, action: 'packages.transfer', actor, input, at }, () => {
      const found = findTransfer(tx, input, at);
      if (!found.ok) return found;
      const { lot } = found.value;
      const amountMinor = lotBooks.worth(tx, lot, credits);
      const { staffId } = actor;
      const { id: _, ...terms } = lot;
      const received = creditLots.insert(
        tx,
        {
          ...terms,
          clientId,
          bought: credits,
          used: 0,
          expired: 0,
          expiredMinor: 0,
          priceMinor: amountMinor,
          paymentId: null,
          importId: null,
          originLotId: lot.id,
          boughtAt: at,
        },
        { kind: 'moved_in', reason, staffId },
      );
      const out = { credits: -credits, amountMinor: 0 - amountMinor };
      const event = { kind: 'moved_out', otherLotId: received.id, reason, staffId, at } as const;
      lotBooks.resize(tx, lot.id, out, event);
      const data = { from: lot.id, to: received.id, toClientId: clientId, credits, amountMinor };
      const deed = { action: 'package.transferred', subjectKind: 'client', subjectId: lot.clientId, data };
      recordDeed(tx, actor, at, deed);
      const moved: CreditsMoved = { fromLotId: lot.id, received };
      return ok({
        lotId: received.id,
        undoId: rememberUndo(tx, actor, at, { kind: 'package.transferred', data: moved }),
      });
    }),
  );
}

function findTransfer(
  db: ReadDb,
  { lotId, toClientId, credits }: TransferInput,
  at: number,
): Result<
  { readonly lot: CreditLot; readonly to: NonNullable<ReturnType<typeof clients.findById>> },
  TransferError
> {
  const lot = findLiving(db, lotId, studioDay(db, at));
  if (!lot.ok) return lot;
  const to = clients.findById(db, toClientId);
  if (to?.state !== 'active') return notFound('client');
  if (lot.value.clientId === toClientId) return invalidInput('toClientId', 'SAME_CLIENT');
  const left = remainingOf(lot.value);
  return credits > left ? err({ code: 'TOO_FEW_CREDITS', left }) : ok({ lot: lot.value, to });
}
