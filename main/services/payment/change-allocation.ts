import type { WriteDb } from '#db/database.ts';
import * as paidFor from '#db/repositories/paid-for.ts';
import * as placeMoney from '#db/repositories/place-money.ts';
import * as payments from '#db/repositories/payment.ts';
import type { DueRef } from '#domain/payment/due-part.ts';
import type { BookingId, LotId, PaymentId, UndoStepId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import {
  changedMeanwhile,
  type ChangedMeanwhile,
  type MoneyFrozen,
  notFound,
  type NotFound,
} from '../errors.ts';
import { moneyFrozenError } from '../money-frozen.ts';
import { recordDeed } from '../record-deed.ts';
import { rememberUndo } from '../undo/remember-undo.ts';
import { accountCreditOf } from '../../invoices/account-credit.ts';
import { findDue } from './dues.ts';
import { allocatePayment } from './take-tenders.ts';

/** What it takes to put it back: how it was, and the versions of the places afterwards. */
export interface AllocationChange {
  readonly paymentId: PaymentId;
  readonly before: paidFor.PaidState;
  readonly after: paidFor.PaidState;
}

export type AllocateError =
  | NotFound
  | MoneyFrozen
  | { readonly code: 'NOTHING_DUE' }
  | { readonly code: 'NOT_ENOUGH_CREDIT'; readonly creditMinor: number };

/**
 * Lets free money of a payment pay for places and packages that its client owes. Not more than is free of it, nor than the client
 * has as credit: what saved sessions have used of the balance is not there twice.
 */
export function allocateMoney(
  context: ServiceContext,
  actor: Actor,
  input: {
    readonly id: PaymentId;
    readonly parts: readonly { readonly ref: DueRef; readonly amountMinor: number }[];
  },
): Result<{ undoId: UndoStepId }, AllocateError> {
  const { id, parts } = input;
  const touched = idsOf(parts.map(({ ref }) => ref));
  return changing<AllocateError>(context, actor, 'payment.allocated', id, touched, (tx, clientId) => {
    const wantedMinor = parts.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
    const creditMinor = Math.min(payments.freeMinor(tx, id), accountCreditOf(tx, clientId));
    if (creditMinor < wantedMinor) return err({ code: 'NOT_ENOUGH_CREDIT', creditMinor });
    // Invoices are paid on their own page, where it can be taken back.
    if (parts.some(({ ref }) => ref.kind === 'invoice' || findDue(tx, ref)?.clientId !== clientId))
      return err({ code: 'NOTHING_DUE' });
    return allocatePayment(tx, id, parts, context.now()) ? ok(undefined) : err({ code: 'NOTHING_DUE' });
  });
}

/** A payment stops paying for a place, which is owed on the account again, or for a package. Not for a place that is saved. */
export function releaseMoney(
  context: ServiceContext,
  actor: Actor,
  input: { readonly id: PaymentId; readonly kind: 'booking' | 'package'; readonly rowId: number },
): Result<{ undoId: UndoStepId }, NotFound | MoneyFrozen | ChangedMeanwhile> {
  const { id, kind, rowId } = input;
  const paid = paidFor
    .listOfPayment(context.db.read, id)
    .find((row) => row.kind === kind && row.rowId === rowId);
  const targetId = paid?.targetId ?? 0;
  const ids = {
    bookingIds: kind === 'booking' ? [targetId as BookingId] : [],
    lotIds: kind === 'package' ? [targetId as LotId] : [],
  };
  return changing<ChangedMeanwhile>(context, actor, 'payment.released', id, ids, (tx) => {
    const now = paidFor.listOfPayment(tx, id).find((row) => row.kind === kind && row.rowId === rowId);
    if (!now?.isOpen) return changedMeanwhile('payment');
    const isDone =
      kind === 'booking'
        ? placeMoney.releaseFunding(tx, rowId, id, now.amountMinor)
        : placeMoney.releaseLot(tx, rowId, id, now.amountMinor);
    return isDone ? ok(undefined) : changedMeanwhile('payment');
  });
}

interface Touched {
  readonly bookingIds: readonly BookingId[];
  readonly lotIds: readonly LotId[];
}

function idsOf(refs: readonly DueRef[]): Touched {
  return {
    bookingIds: [...new Set(refs.flatMap((ref) => (ref.kind === 'booking' ? [ref.bookingId] : [])))],
    lotIds: [...new Set(refs.flatMap((ref) => (ref.kind === 'package' ? [ref.lotId] : [])))],
  };
}

/** One change of what a payment pays for, with its audit row and its undo. */
function changing<Refusal extends { readonly code: string }>(
  context: ServiceContext,
  actor: Actor,
  deed: 'payment.allocated' | 'payment.released',
  paymentId: PaymentId,
  { bookingIds, lotIds }: Touched,
  change: (
    tx: WriteDb,
    clientId: NonNullable<ReturnType<typeof payments.findById>>['clientId'],
  ) => Result<void, Refusal>,
): Result<{ undoId: UndoStepId }, NotFound | MoneyFrozen | Refusal> {
  const frozen = moneyFrozenError(context);
  if (frozen) return err(frozen);
  return commit<Result<{ undoId: UndoStepId }, NotFound | Refusal>>(
    context,
    ['clients', 'sessions'],
    (tx) => {
      const payment = payments.findById(tx, paymentId);
      if (!payment || payment.voidedAt !== null) return notFound('payment');
      const before = paidFor.paidState(tx, bookingIds, lotIds, paymentId);
      const changed = change(tx, payment.clientId);
      if (!changed.ok) return changed;
      const after = paidFor.paidState(tx, bookingIds, lotIds, paymentId);
      const at = context.now();
      recordDeed(tx, actor, at, {
        action: deed,
        subjectKind: 'payment',
        subjectId: paymentId,
        data: { bookingIds, lotIds },
      });
      const data: AllocationChange = { paymentId, before, after };
      return ok({ undoId: rememberUndo(tx, actor, at, { kind: 'payment.allocated', data }) });
    },
  );
}
