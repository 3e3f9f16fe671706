import type { WriteDb } from '#db/database.ts';
import * as balances from '#db/repositories/balance.ts';
import * as clients from '#db/repositories/client.ts';
import * as ledger from '#db/repositories/ledger.ts';
import type { ClientId, CorrectionId, StaffId, UndoStepId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { type InvalidInput, invalidInput, type MoneyFrozen, notFound, type NotFound } from '../errors.ts';
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
import { presentOwner } from './present-owner.ts';

type Corrected = Result<{ id: CorrectionId; undoId: UndoStepId }, NotFound | SecondPersonNeeded>;

/**
 * Puts a client's balance right by an entry with a reason: above zero the client gets it, below zero it is taken. What one person
 * corrects alone in a day is limited like refunds (decision 011). A repeated `requestUid` answers what it did.
 */
export async function correctBalance(
  context: ServiceContext,
  actor: Actor,
  input: {
    readonly requestUid: string;
    readonly clientId: ClientId;
    readonly amountMinor: number;
    readonly reason: string;
    readonly secondPerson?: SecondPersonInput | undefined;
  },
): Promise<
  Result<
    { id: CorrectionId; undoId: UndoStepId },
    NotFound | InvalidInput | MoneyFrozen | RequestAnswered | SecondPersonError
  >
> {
  const frozen = moneyFrozenError(context);
  if (frozen) return err(frozen);
  if (input.amountMinor === 0) return invalidInput('amountMinor', 'REQUIRED');
  const approved = await confirmSecondPerson(context, actor, input.secondPerson);
  if (!approved.ok) return approved;
  const at = context.now();
  const { secondPerson: _, ...wish } = input;
  return commit(context, ['clients'], (tx) =>
    once(
      tx,
      { requestUid: input.requestUid, action: 'balance.correct', actor, input: wish, at },
      (): Corrected => {
        if (!clients.findOwn(tx, input.clientId)) return notFound('client');
        const { clientId, amountMinor, reason } = input;
        const agreed = agreedBy(tx, actor, {
          amountMinor,
          at,
          approved: approved.value,
          doneAlone: balances.correctedAlone,
        });
        if (!agreed.ok) return agreed;
        const id = writeCorrection(tx, actor, at, {
          clientId,
          amountMinor,
          reason,
          approvedBy: agreed.value,
          reversesId: null,
        });
        return ok({ id, undoId: rememberUndo(tx, actor, at, { kind: 'balance.corrected', data: { id } }) });
      },
    ),
  );
}

/** Reverses a correction by an opposite one, once; where the client was merged since, on the record that took over. */
export const reverseCorrection = (context: ServiceContext, actor: Actor, input: Reversal<CorrectionId>) =>
  reverseEntry(context, actor, input, {
    action: 'balance.reverseCorrection',
    what: 'correction',
    changes: ['clients'],
    isThere: (tx, id) => balances.findCorrection(tx, id) !== undefined,
    write: writeCorrectionReversal,
  });

/** The opposite of a correction; null if there is one already, or it is one. */
export function writeCorrectionReversal(
  tx: WriteDb,
  actor: Actor,
  at: number,
  { id, reason }: { readonly id: CorrectionId; readonly reason: string },
): CorrectionId | null {
  const found = balances.findCorrection(tx, id);
  if (!found || found.isReversed || found.reversesId !== null) return null;
  return writeCorrection(tx, actor, at, {
    clientId: presentOwner(tx, found.clientId),
    amountMinor: 0 - found.amountMinor,
    reason,
    approvedBy: null,
    reversesId: id,
  });
}

function writeCorrection(
  tx: WriteDb,
  actor: Actor,
  at: number,
  row: {
    readonly clientId: ClientId;
    readonly amountMinor: number;
    readonly reason: string;
    readonly approvedBy: StaffId | null;
    readonly reversesId: CorrectionId | null;
  },
): CorrectionId {
  const { clientId, amountMinor, approvedBy, reversesId } = row;
  const id = balances.insertCorrection(tx, { ...row, createdBy: actor.staffId, createdAt: at });
  const kind = reversesId === null ? 'correction' : 'correction_reversed';
  ledger.postTransaction(tx, { kind, subjectKind: 'correction', subjectId: id, at }, [
    { accountId: ledger.accountOf(tx, 'adjustments'), amountMinor },
    { accountId: ledger.clientAccount(tx, clientId), amountMinor: 0 - amountMinor },
  ]);
  recordDeed(tx, actor, at, {
    action: `balance.${kind}`,
    subjectKind: 'client',
    subjectId: clientId,
    data: { id, amountMinor, approvedBy, ...(reversesId === null ? {} : { reversesId }) },
  });
  return id;
}
