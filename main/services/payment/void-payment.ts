import type { WriteDb } from '#db/database.ts';
import * as paidFor from '#db/repositories/paid-for.ts';
import * as placeMoney from '#db/repositories/place-money.ts';
import * as ledger from '#db/repositories/ledger.ts';
import * as payments from '#db/repositories/payment.ts';
import * as views from '#db/repositories/payment-view.ts';
import type { FundingId, InvoiceId, PaymentId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { freeOfInvoice } from '../../invoices/allocate.ts';
import { followFunding } from '../../invoices/follow-bookings.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { type MoneyFrozen, notFound, type NotFound } from '../errors.ts';
import { moneyFrozenError } from '../money-frozen.ts';
import { once, type RequestAnswered } from '../once.ts';
import { recordDeed } from '../record-deed.ts';
import { type Voidable, voidable } from './get-payment.ts';
import { TILL_OF_METHOD } from './write-payment.ts';

export type VoidError =
  | NotFound
  | MoneyFrozen
  | RequestAnswered
  | { readonly code: 'NOT_VOIDABLE'; readonly reason: Exclude<Voidable, 'yes'> };

/**
 * Strikes out a payment that was taken down by mistake today: the opposite postings, everything it paid for owed again, the receipt
 * marked. Not for cards, whose money has moved: that is refunded. Nothing is deleted.
 */
export function voidPayment(
  context: ServiceContext,
  actor: Actor,
  input: { readonly requestUid: string; readonly id: PaymentId; readonly reason: string },
): Result<null, VoidError> {
  const frozen = moneyFrozenError(context);
  if (frozen) return err(frozen);
  const at = context.now();
  const { requestUid, id, reason } = input;
  return commit<Result<null, VoidError>>(context, ['clients', 'sessions'], (tx) =>
    once<null, VoidError>(tx, { requestUid, action: 'payment.void', actor, input, at }, () => {
      const row = views.find(tx, id);
      if (!row) return notFound('payment');
      const may = voidable(tx, row, { actor, now: at });
      if (may !== 'yes') return err({ code: 'NOT_VOIDABLE', reason: may });
      releaseAll(tx, id, at);
      payments.markVoid(tx, id, reason, at);
      ledger.postTransaction(tx, { kind: 'payment_voided', subjectKind: 'payment', subjectId: id, at }, [
        { accountId: ledger.accountOf(tx, TILL_OF_METHOD[row.method]), amountMinor: -row.amountMinor },
        { accountId: ledger.clientAccount(tx, row.clientId), amountMinor: row.amountMinor },
      ]);
      recordDeed(tx, actor, at, {
        action: 'payment.voided',
        subjectKind: 'payment',
        subjectId: id,
        data: { amountMinor: row.amountMinor, method: row.method, reason },
      });
      return ok(null);
    }),
  );
}

function releaseAll(tx: WriteDb, id: PaymentId, at: number): void {
  for (const { kind, rowId, amountMinor } of paidFor.listOfPayment(tx, id))
    release(tx, id, { kind, rowId, amountMinor, at });
}

/** The payment pays so much less for it. Throws when it does not pay that much: the caller has just read it. */
export function release(
  tx: WriteDb,
  id: PaymentId,
  part: {
    readonly kind: paidFor.PaidThing['kind'];
    readonly rowId: number;
    readonly amountMinor: number;
    readonly at: number;
  },
): void {
  const { kind, rowId, amountMinor, at } = part;
  const isDone =
    kind === 'booking'
      ? placeMoney.releaseFunding(tx, rowId, id, amountMinor)
      : kind === 'package'
        ? placeMoney.releaseLot(tx, rowId, id, amountMinor)
        : freeOfInvoice(tx, { paymentId: id, invoiceId: rowId as InvoiceId }, amountMinor, at);
  if (!isDone) throw new Error(`payment ${id} does not pay ${amountMinor} for ${kind} ${rowId}`);
  if (kind === 'booking') followFunding(tx, rowId as FundingId, { reason: '', by: null, at });
}
