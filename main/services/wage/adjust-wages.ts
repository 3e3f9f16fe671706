import type { WriteDb } from '#db/database.ts';
import * as ledger from '#db/repositories/ledger.ts';
import * as practitioners from '#db/repositories/practitioner.ts';
import * as payouts from '#db/repositories/wage-payout.ts';
import * as studio from '#db/repositories/studio.ts';
import type { PractitionerId, UndoStepId, WageAdjustmentId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { instantToWall, type LocalDate } from '#domain/values/time.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { type InvalidInput, invalidInput, type MoneyFrozen, notFound, type NotFound } from '../errors.ts';
import { moneyFrozenError } from '../money-frozen.ts';
import { once, type RequestAnswered } from '../once.ts';
import { recordDeed } from '../record-deed.ts';
import { type Reversal, reverseEntry } from '../reverse-entry.ts';
import { rememberUndo } from '../undo/remember-undo.ts';

type Adjusted = Result<{ id: WageAdjustmentId; undoId: UndoStepId }, NotFound>;

/** Adds to a practitioner's wages, or below zero takes off, with a reason. A repeated `requestUid` answers what it did. */
export function adjustWages(
  context: ServiceContext,
  actor: Actor,
  input: {
    readonly requestUid: string;
    readonly practitionerId: PractitionerId;
    readonly onDate: LocalDate;
    readonly amountMinor: number;
    readonly reason: string;
  },
): Result<
  { id: WageAdjustmentId; undoId: UndoStepId },
  NotFound | InvalidInput | MoneyFrozen | RequestAnswered
> {
  const frozen = moneyFrozenError(context);
  if (frozen) return err(frozen);
  if (input.amountMinor === 0) return invalidInput('amountMinor', 'REQUIRED');
  return commit(context, ['wages'], (tx) =>
    once(
      tx,
      { requestUid: input.requestUid, action: 'wage.adjust', actor, input, at: context.now() },
      (): Adjusted => {
        if (!practitioners.findById(tx, input.practitionerId)) return notFound('practitioner');
        const at = context.now();
        const id = writeAdjustment(tx, { ...input, reversesId: null, actor, at });
        return ok({ id, undoId: rememberUndo(tx, actor, at, { kind: 'wage.adjusted', data: { id } }) });
      },
    ),
  );
}

/** Reverses an adjustment by an opposite one, today, once. A reversal itself stays. */
export const reverseAdjustment = (context: ServiceContext, actor: Actor, input: Reversal<WageAdjustmentId>) =>
  reverseEntry(context, actor, input, {
    action: 'wage.reverseAdjustment',
    what: 'wage_adjustment',
    changes: ['wages'],
    isThere: (tx, id) => payouts.findAdjustment(tx, id) !== undefined,
    write: writeReversal,
  });

/** The opposite of an adjustment; null if there is one already, or it is one. */
export function writeReversal(
  tx: WriteDb,
  actor: Actor,
  at: number,
  { id, reason }: Omit<Reversal<WageAdjustmentId>, 'requestUid'>,
): WageAdjustmentId | null {
  const found = payouts.findAdjustment(tx, id);
  if (!found || found.isReversed || found.reversesId !== null) return null;
  return writeAdjustment(tx, {
    practitionerId: found.practitionerId,
    onDate: instantToWall(at, studio.get(tx).zone).date,
    amountMinor: 0 - found.amountMinor,
    reversesId: id,
    reason,
    actor,
    at,
  });
}

function writeAdjustment(
  tx: WriteDb,
  row: {
    readonly practitionerId: PractitionerId;
    readonly onDate: LocalDate;
    readonly amountMinor: number;
    readonly reason: string;
    readonly reversesId: WageAdjustmentId | null;
    readonly actor: Actor;
    readonly at: number;
  },
): WageAdjustmentId {
  const { practitionerId, onDate, amountMinor, reason, reversesId, actor, at } = row;
  const adjustment = { practitionerId, onDate, amountMinor, reason, reversesId };
  const id = payouts.insertAdjustment(tx, { ...adjustment, createdBy: actor.staffId, createdAt: at });
  ledger.postTransaction(tx, { kind: 'wage_adjusted', subjectKind: 'wage_adjustment', subjectId: id, at }, [
    { accountId: ledger.accountOf(tx, 'wages'), amountMinor },
    { accountId: ledger.accountOf(tx, 'wages_owed'), amountMinor: 0 - amountMinor },
  ]);
  recordDeed(tx, actor, at, {
    action: reversesId === null ? 'wage.adjusted' : 'wage.adjustment_reversed',
    subjectKind: 'practitioner',
    subjectId: practitionerId,
    data: { id, amountMinor, onDate, ...(reversesId === null ? {} : { reversesId }) },
  });
  return id;
}
