import * as invoices from '#db/repositories/invoice.ts';
import * as allocations from '#db/repositories/payment-allocation.ts';
import type { AllocationId, InvoiceId, PaymentId, UndoStepId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { allocate, type AllocationError, releaseAllocations } from '../../invoices/allocate.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { type MoneyFrozen, notFound, type NotFound } from '../errors.ts';
import { moneyFrozenError } from '../money-frozen.ts';
import { once, type RequestAnswered } from '../once.ts';
import { recordDeed } from '../record-deed.ts';
import { rememberUndo } from '../undo/remember-undo.ts';

export type PayInvoiceError = NotFound | MoneyFrozen | RequestAnswered | AllocationError;
interface Paid {
  readonly undoId: UndoStepId;
}

/** Lets money that the client has paid already pay for the invoice. New money is taken by `payment.take`. */
export function payInvoice(
  context: ServiceContext,
  actor: Actor,
  input: {
    readonly requestUid: string;
    readonly id: InvoiceId;
    readonly payments: readonly { readonly paymentId: PaymentId; readonly amountMinor: number }[];
  },
): Result<Paid, PayInvoiceError> {
  const frozen = moneyFrozenError(context);
  if (frozen) return err(frozen);
  const at = context.now();
  const { requestUid, id } = input;
  const request = { requestUid, action: 'invoice.pay', actor, input, at };
  return commit<Result<Paid, PayInvoiceError>>(context, ['invoices', 'clients', 'sessions'], (tx) =>
    once<Paid, PayInvoiceError>(tx, request, () => {
      if (invoices.findById(tx, id)?.kind !== 'invoice') return notFound('invoice');
      const ids: AllocationId[] = [];
      for (const { paymentId, amountMinor } of input.payments) {
        const done = allocate(tx, { invoiceId: id, paymentId, amountMinor, at });
        if (!done.ok) return done;
        ids.push(...done.value.ids);
      }
      recordDeed(tx, actor, at, {
        action: 'invoice.paid',
        subjectKind: 'invoice',
        subjectId: id,
        data: { payments: input.payments.map(({ paymentId }) => paymentId) },
      });
      return ok({ undoId: rememberUndo(tx, actor, at, { kind: 'invoice.paid', data: { ids } }) });
    }),
  );
}

/** A payment stops paying for the invoice: its money is free, as much is due again, and open bookings are on account again. */
export function releaseInvoicePayment(
  context: ServiceContext,
  actor: Actor,
  input: { readonly requestUid: string; readonly id: InvoiceId; readonly paymentId: PaymentId },
): Result<null, NotFound | MoneyFrozen | RequestAnswered> {
  const frozen = moneyFrozenError(context);
  if (frozen) return err(frozen);
  const at = context.now();
  const { requestUid, id, paymentId } = input;
  type Answer = Result<null, NotFound | RequestAnswered>;
  return commit<Answer>(context, ['invoices', 'clients', 'sessions'], (tx) =>
    once<null, NotFound>(tx, { requestUid, action: 'invoice.release', actor, input, at }, () => {
      const rows = allocations.listOfInvoice(tx, id).filter((row) => row.paymentId === paymentId);
      if (rows.length === 0) return notFound('payment');
      releaseAllocations(tx, rows, at);
      const deed = { action: 'invoice.payment_released', subjectKind: 'invoice', subjectId: id };
      recordDeed(tx, actor, at, { ...deed, data: { paymentId } });
      return ok(null);
    }),
  );
}
