import type { WriteDb } from '#db/database.ts';
import * as ledger from '#db/repositories/ledger.ts';
import * as tills from '#db/repositories/till.ts';
import type { LedgerAccountKind } from '#db/schema/ledger.ts';
import type { Till } from '#db/schema/till.ts';
import { type CashCount, countedTotal } from '#domain/payment/count-cash.ts';
import type { TillId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { type InvalidInput, invalidInput, type MoneyFrozen } from '../errors.ts';
import { moneyFrozenError } from '../money-frozen.ts';
import { once, type RequestAnswered } from '../once.ts';
import { recordDeed } from '../record-deed.ts';
import {
  confirmSecondPerson,
  type SecondPersonError,
  type SecondPersonInput,
} from '../staff/confirm-second-person.ts';
import { agreedBy } from '../staff/limit-passed.ts';
import { viewTill } from './till-view.ts';

export type TillError =
  | MoneyFrozen
  | InvalidInput
  | RequestAnswered
  | { readonly code: 'TILL_OPEN' }
  | { readonly code: 'TILL_CLOSED' }
  /** Cash came or went since the window looked. */
  | { readonly code: 'TILL_CHANGED'; readonly expectedMinor: number };

/** Opens the till with what lies in it. What was there before is no movement of money, and posts nothing. */
export function openTill(
  context: ServiceContext,
  actor: Actor,
  input: { readonly requestUid: string; readonly floatMinor: number },
): Result<{ id: TillId }, TillError> {
  return asking(context, actor, 'till.open', input, (tx, at) => {
    if (tills.findOpen(tx)) return err({ code: 'TILL_OPEN' });
    const id = tills.open(tx, { floatMinor: input.floatMinor, staffId: actor.staffId, at });
    const data = { floatMinor: input.floatMinor };
    recordDeed(tx, actor, at, { action: 'till.opened', subjectKind: 'till', subjectId: id, data });
    return ok({ id });
  });
}

export type MovementKind = tills.NewMovement['kind'];

/**
 * Cash that goes to or comes from somewhere else than a client: the bank, or what was bought with it. Not more than should be there; what
 * one person takes as petty cash alone in a day is limited (decision 011).
 */
export async function moveCash(
  context: ServiceContext,
  actor: Actor,
  input: {
    readonly requestUid: string;
    readonly kind: MovementKind;
    readonly amountMinor: number;
    readonly reason: string;
    readonly secondPerson?: SecondPersonInput | undefined;
  },
): Promise<Result<null, TillError | SecondPersonError>> {
  const approved = await confirmSecondPerson(context, actor, input.secondPerson);
  if (!approved.ok) return approved;
  const { secondPerson: _, ...wish } = input;
  return asking<null, SecondPersonError>(context, actor, 'till.move', wish, (tx, at) => {
    const till = tills.findOpen(tx);
    if (!till) return err({ code: 'TILL_CLOSED' });
    const { kind, amountMinor, reason } = input;
    const { expectedMinor } = viewTill(tx, till);
    if (MOVEMENTS[kind].sign < 0 && amountMinor > expectedMinor)
      return invalidInput('amountMinor', 'MORE_THAN_IN_TILL');
    const agreed =
      kind === 'petty_cash'
        ? agreedBy(tx, actor, { amountMinor, at, approved: approved.value, doneAlone: tills.takenAlone })
        : ok(null);
    if (!agreed.ok) return agreed;
    const approvedBy = agreed.value;
    const id = tills.insertMovement(tx, {
      tillId: till.id,
      kind,
      amountMinor,
      reason,
      staffId: actor.staffId,
      at,
      approvedBy,
    });
    const { other, sign } = MOVEMENTS[kind];
    ledger.postTransaction(tx, { kind: 'till_movement', subjectKind: 'till_movement', subjectId: id, at }, [
      { accountId: ledger.accountOf(tx, 'cash'), amountMinor: sign * amountMinor },
      { accountId: ledger.accountOf(tx, other), amountMinor: -sign * amountMinor },
    ]);
    recordDeed(tx, actor, at, {
      action: `till.${kind}`,
      subjectKind: 'till',
      subjectId: till.id,
      data: { amountMinor, reason, approvedBy },
    });
    return ok(null);
  });
}

/** Where the other half stands. What was bought with petty cash is no business of this ledger: it leaves by corrections. */
const MOVEMENTS: Readonly<
  Record<MovementKind, { readonly other: Exclude<LedgerAccountKind, 'client'>; readonly sign: 1 | -1 }>
> = {
  to_bank: { other: 'bank', sign: -1 },
  from_bank: { other: 'bank', sign: 1 },
  petty_cash: { other: 'adjustments', sign: -1 },
  cash_in: { other: 'adjustments', sign: 1 },
};

export interface ClosingInput {
  readonly requestUid: string;
  readonly id: TillId;
  readonly expectedMinor: number;
  readonly countedMinor: number;
  readonly counts: CashCount;
  readonly differenceReason: string;
}

/**
 * Counts the till and ends its day: what is missing or too much is posted, with a reason (features 97). The pieces, where they were
 * counted, must add up to the sum. A repeat of the request is answered as the first time.
 */
export function closeTill(
  context: ServiceContext,
  actor: Actor,
  input: ClosingInput,
): Result<{ id: TillId; differenceMinor: number }, TillError> {
  return asking(context, actor, 'till.close', input, (tx, at) => {
    const till = tills.findOpen(tx);
    if (till?.id !== input.id) return err({ code: 'TILL_CLOSED' });
    const { countedMinor, counts, differenceReason } = input;
    const { expectedMinor } = viewTill(tx, till);
    if (expectedMinor !== input.expectedMinor) return err({ code: 'TILL_CHANGED', expectedMinor });
    if (Object.keys(counts).length > 0 && countedTotal(counts) !== countedMinor)
      return invalidInput('countedMinor', 'COUNT_DIFFERS');
    const differenceMinor = countedMinor - expectedMinor;
    if (differenceMinor !== 0 && differenceReason === '') return invalidInput('differenceReason', 'REQUIRED');
    const { staffId } = actor;
    tills.close(tx, till.id, { expectedMinor, countedMinor, counts, differenceReason, staffId, at });
    postDifference(tx, till, differenceMinor, at);
    const data = { expectedMinor, countedMinor, differenceMinor, reason: differenceReason };
    recordDeed(tx, actor, at, { action: 'till.closed', subjectKind: 'till', subjectId: till.id, data });
    return ok({ id: till.id, differenceMinor });
  });
}

/** After the till's last transaction, so that the next one begins with what was counted. */
function postDifference(tx: WriteDb, { id }: Till, differenceMinor: number, at: number): void {
  if (differenceMinor === 0) return;
  ledger.postTransaction(tx, { kind: 'till_difference', subjectKind: 'till', subjectId: id, at }, [
    { accountId: ledger.accountOf(tx, 'cash'), amountMinor: differenceMinor },
    { accountId: ledger.accountOf(tx, 'till_difference'), amountMinor: -differenceMinor },
  ]);
}

function asking<Answer, Refused extends { readonly code: string } = never>(
  context: ServiceContext,
  actor: Actor,
  action: string,
  input: { readonly requestUid: string },
  decide: (tx: WriteDb, at: number) => Result<Answer, TillError | Refused>,
): Result<Answer, TillError | Refused> {
  const frozen = moneyFrozenError(context);
  if (frozen) return err(frozen);
  const at = context.now();
  const { requestUid } = input;
  return commit<Result<Answer, TillError | Refused>>(context, ['clients'], (tx) =>
    once<Answer, TillError | Refused>(tx, { requestUid, action, actor, input, at }, () => decide(tx, at)),
  );
}
