import type { WriteDb } from '#db/database.ts';
import * as receipts from '#db/repositories/receipt.ts';
import * as studio from '#db/repositories/studio.ts';
import type { ReceiptItem, ReceiptTender } from '#db/schema/receipt.ts';
import type { ReceiptId, RefundId, StaffId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { refundAuthority, type RefundRefused, refundRefusal } from '../cancellation/refund-authority.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import type { Forbidden, MoneyFrozen } from '../errors.ts';
import { moneyFrozenError } from '../money-frozen.ts';
import { once, type RequestAnswered } from '../once.ts';
import { recordDeed } from '../record-deed.ts';
import { readCancellationSettings } from '../../settings/studio-settings.ts';
import { confirmSecondPerson } from '../staff/confirm-second-person.ts';
import type { PinError } from '../staff/sign-in.ts';
import {
  planPaymentRefund,
  type RefundPart,
  type RefundPlan,
  type RefundPlanError,
} from './plan-payment-refund.ts';
import { ONTO_BALANCE } from './take-tenders.ts';
import { release } from './void-payment.ts';
import { writeDeskRefund } from './write-desk-refund.ts';

export interface RefundInput {
  readonly requestUid: string;
  readonly clientId: RefundPlan['clientId'];
  readonly parts: readonly RefundPart[];
  readonly reason: string;
  /** Cash is handed over at this moment; otherwise it waits under Cash due. */
  readonly isHandedOver: boolean;
  /** What goes although the client does not have it any more, as was shown and agreed to; they owe it then. Left out: nothing. */
  readonly beyondMinor?: number;
  readonly secondPerson?: { readonly staffId: StaffId; readonly pin: string } | undefined;
}

export type RefundError =
  | RefundPlanError
  | MoneyFrozen
  | Forbidden
  | PinError
  | RefundRefused
  | { readonly code: 'REFUND_BEYOND_BALANCE'; readonly beyondMinor: number }
  | RequestAnswered;

export interface Refunded {
  readonly receiptId: ReceiptId;
  readonly refundIds: RefundId[];
}

/**
 * Gives parts of payments back, in several ways at once, with one paper (features 97, 98). Never above what is left of a payment,
 * counting what is on its way. What the payment paid for is owed again as far as it needs to be. A card is refunded by the refund
 * pipeline: its row is committed here and sent later (reliability D1–D3). A repeat of the request is answered as the first time.
 */
export async function refundPayment(
  context: ServiceContext,
  actor: Actor,
  input: RefundInput,
): Promise<Result<Refunded, RefundError>> {
  const frozen = moneyFrozenError(context);
  if (frozen) return err(frozen);
  const approved = await confirmSecondPerson(context, actor, input.secondPerson);
  if (!approved.ok) return approved;
  const { requestUid, secondPerson: _pin, ...wish } = input;
  const at = context.now();
  const request = { requestUid, action: 'payment.refund', actor, input: wish, at };
  const done = commit<Result<Refunded, RefundError>>(context, ['clients', 'sessions', 'tasks'], (tx) =>
    once<Refunded, RefundError>(tx, request, () => {
      const plan = planPaymentRefund(tx, input);
      if (!plan.ok) return plan;
      const { leavingMinor, beyondMinor } = plan.value;
      if (beyondMinor > (input.beyondMinor ?? 0)) return err({ code: 'REFUND_BEYOND_BALANCE', beyondMinor });
      const settings = readCancellationSettings(tx);
      if (leavingMinor > 0) {
        const authority = refundAuthority(tx, actor, { refundTotalMinor: leavingMinor, settings }, at);
        const refusal = refundRefusal(authority, { settings }, approved.value);
        if (refusal) return err(refusal);
      }
      return ok(write(tx, context, { actor, approvedBy: approved.value, at }, input, plan.value));
    }),
  );
  if (done.ok) context.wakeJobs();
  return done;
}

interface Giving {
  readonly actor: Actor;
  readonly approvedBy: StaffId | null;
  readonly at: number;
}

function write(
  tx: WriteDb,
  context: ServiceContext,
  giving: Giving,
  input: RefundInput,
  plan: RefundPlan,
): Refunded {
  const { actor, at } = giving;
  const { reason, isHandedOver } = input;
  const refundIds: RefundId[] = [];
  const refundRows: { readonly id: RefundId }[] = [];
  for (const part of plan.parts) {
    for (const each of part.released) release(tx, part.payment.id, { ...each, at });
    if (part.way !== 'account_credit') {
      const id = writeDeskRefund(tx, context, { ...giving, part, reason, isHandedOver });
      refundIds.push(id);
      refundRows.push({ id });
    }
    recordDeed(tx, actor, at, {
      action: 'payment.refunded',
      subjectKind: 'payment',
      subjectId: part.payment.id,
      data: {
        amountMinor: part.amountMinor,
        way: part.way,
        reason,
        approvedBy: giving.approvedBy,
        ...(plan.beyondMinor > 0 && { beyondMinor: plan.beyondMinor }),
      },
    });
  }
  const receiptId = issueRefundReceipt(tx, giving, input, plan);
  for (const { id } of refundRows) receipts.linkRefund(tx, receiptId, id);
  return { receiptId, refundIds };
}

function issueRefundReceipt(
  tx: WriteDb,
  { actor, at }: Giving,
  input: RefundInput,
  plan: RefundPlan,
): ReceiptId {
  const tenders = plan.parts.map(
    ({ way, payment, amountMinor }): ReceiptTender => ({
      kind: way,
      amountMinor,
      paymentId: payment.id,
      tenderedMinor: null,
      note: '',
    }),
  );
  const items = plan.parts.flatMap(({ released, amountMinor }): ReceiptItem[] => {
    const rest = amountMinor - released.reduce((sum, part) => sum + part.amountMinor, 0);
    const lines = released.map(({ kind, targetId, title, date, time, participant, amountMinor: part }) => ({
      kind,
      id: targetId,
      title,
      date,
      time,
      participant,
      amountMinor: part,
    }));
    return rest > 0 ? [...lines, { ...ONTO_BALANCE, amountMinor: rest }] : lines;
  });
  return receipts.insert(tx, {
    kind: 'refund_receipt',
    clientId: input.clientId,
    amountMinor: tenders.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    currency: studio.get(tx).currency,
    tenders,
    items,
    reason: input.reason,
    staffId: actor.staffId,
    at,
  }).id;
}
