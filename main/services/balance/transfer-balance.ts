import type { WriteDb } from '#db/database.ts';
import * as balances from '#db/repositories/balance.ts';
import * as clients from '#db/repositories/client.ts';
import * as ledger from '#db/repositories/ledger.ts';
import { isOneFamily } from '#domain/client/family.ts';
import type { ClientId, StaffId, TransferId, UndoStepId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { type MoneyFrozen, notFound, type NotFound } from '../errors.ts';
import { moneyFrozenError } from '../money-frozen.ts';
import { once, type RequestAnswered } from '../once.ts';
import { recordDeed } from '../record-deed.ts';
import { type Reversal, reverseEntry } from '../reverse-entry.ts';
import {
  confirmSecondPerson,
  type SecondPersonError,
  type SecondPersonInput,
} from '../staff/confirm-second-person.ts';
import { agreedBy, type SecondPersonNeeded } from '../staff/limit-passed.ts';
import { rememberUndo } from '../undo/remember-undo.ts';
import { transferableOf } from './get-family.ts';
import { presentOwner } from './present-owner.ts';

type TransferRefused =
  | { readonly code: 'NOT_ONE_FAMILY' }
  | { readonly code: 'TRANSFER_LIMIT'; readonly transferableMinor: number };

type Transferred = Result<
  { id: TransferId; undoId: UndoStepId },
  NotFound | TransferRefused | SecondPersonNeeded
>;

/**
 * Moves balance between two clients for whom one client pays, the payer included; at most what the giving one has
 * and what pays for no place to come. Both statements name the other. What one person moves alone in a day is limited
 * (decision 011). A repeated `requestUid` answers what it did.
 */
export async function transferBalance(
  context: ServiceContext,
  actor: Actor,
  input: {
    readonly requestUid: string;
    readonly from: ClientId;
    readonly to: ClientId;
    readonly amountMinor: number;
    readonly reason: string;
    readonly secondPerson?: SecondPersonInput | undefined;
  },
): Promise<
  Result<
    { id: TransferId; undoId: UndoStepId },
    NotFound | MoneyFrozen | RequestAnswered | TransferRefused | SecondPersonError
  >
> {
  const frozen = moneyFrozenError(context);
  if (frozen) return err(frozen);
  const approved = await confirmSecondPerson(context, actor, input.secondPerson);
  if (!approved.ok) return approved;
  const at = context.now();
  const { secondPerson: _, ...wish } = input;
  return commit(context, ['clients'], (tx) =>
    once(
      tx,
      { requestUid: input.requestUid, action: 'balance.move', actor, input: wish, at },
      (): Transferred => {
        const [from, to] = [clients.findOwn(tx, input.from), clients.findOwn(tx, input.to)];
        if (!from || !to) return notFound('client');
        if (!isOneFamily(from, to)) return err<TransferRefused>({ code: 'NOT_ONE_FAMILY' });
        const transferableMinor = transferableOf(tx, from.id);
        if (input.amountMinor > transferableMinor)
          return err<TransferRefused>({ code: 'TRANSFER_LIMIT', transferableMinor });
        const { amountMinor, reason } = input;
        const agreed = agreedBy(tx, actor, {
          amountMinor,
          at,
          approved: approved.value,
          doneAlone: balances.movedAlone,
        });
        if (!agreed.ok) return agreed;
        const id = writeTransfer(tx, actor, at, {
          from: from.id,
          to: to.id,
          amountMinor,
          reason,
          approvedBy: agreed.value,
          reversesId: null,
        });
        return ok({ id, undoId: rememberUndo(tx, actor, at, { kind: 'balance.moved', data: { id } }) });
      },
    ),
  );
}

/** Moves it back by an opposite entry, once, whatever became of the family; null where it is moved back already. */
export function writeTransferReversal(
  tx: WriteDb,
  actor: Actor,
  at: number,
  { id, reason }: { readonly id: TransferId; readonly reason: string },
): TransferId | null {
  const found = balances.findTransfer(tx, id);
  if (!found || found.isReversed || found.reversesId !== null) return null;
  const from = presentOwner(tx, found.toClientId);
  const to = presentOwner(tx, found.fromClientId);
  if (from === to) return null;
  const { amountMinor } = found;
  return writeTransfer(tx, actor, at, { from, to, amountMinor, reason, approvedBy: null, reversesId: id });
}

/** `writeTransferReversal` as a deed of its own. */
export const reverseTransfer = (context: ServiceContext, actor: Actor, input: Reversal<TransferId>) =>
  reverseEntry(context, actor, input, {
    action: 'balance.reverseMove',
    what: 'transfer',
    changes: ['clients'],
    isThere: (tx, id) => balances.findTransfer(tx, id) !== undefined,
    write: writeTransferReversal,
  });

function writeTransfer(
  tx: WriteDb,
  actor: Actor,
  at: number,
  row: {
    readonly from: ClientId;
    readonly to: ClientId;
    readonly amountMinor: number;
    readonly reason: string;
    readonly approvedBy: StaffId | null;
    readonly reversesId: TransferId | null;
  },
): TransferId {
  const { from, to, amountMinor, reason, approvedBy, reversesId } = row;
  const transfer = { fromClientId: from, toClientId: to, amountMinor, reason, approvedBy, reversesId };
  const id = balances.insertTransfer(tx, { ...transfer, createdBy: actor.staffId, createdAt: at });
  const kind = reversesId === null ? 'transfer' : 'transfer_reversed';
  ledger.postTransaction(tx, { kind, subjectKind: 'transfer', subjectId: id, at }, [
    { accountId: ledger.clientAccount(tx, from), amountMinor },
    { accountId: ledger.clientAccount(tx, to), amountMinor: 0 - amountMinor },
  ]);
  recordDeed(tx, actor, at, {
    action: `balance.${kind}`,
    subjectKind: 'client',
    subjectId: from,
    data: { id, to, amountMinor, approvedBy, ...(reversesId === null ? {} : { reversesId }) },
  });
  return id;
}
