import { chargedOnInvoice } from '#db/repositories/invoice-list.ts';
import * as invoices from '#db/repositories/invoice.ts';
import * as allocations from '#db/repositories/invoice-allocation.ts';
import type { AllocationId, InvoiceId, PaymentId, UndoStepId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { allocate, type AllocationError, releaseAllocations } from '../../invoices/allocate.ts';
import { accountCreditOf } from '../../invoices/account-credit.ts';
import { stopAsking } from '../../invoices/stop-asking.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { type MoneyFrozen, notFound, type NotFound } from '../errors.ts';
import { moneyFrozenError } from '../money-frozen.ts';
import { once, type RequestAnswered } from '../once.ts';
import { recordDeed } from '../record-deed.ts';
import { rememberUndo } from '../undo/remember-undo.ts';

export type PayInvoiceError =
  | NotFound
  | MoneyFrozen
  | RequestAnswered
  | AllocationError
  | { readonly code: 'NOT_ENOUGH_CREDIT'; readonly creditMinor: number };
interface Paid {
  readonly undoId: UndoStepId;
}

/**
 * Lets money that the client has paid already pay for the invoice; for sessions still to come no more than the client has as credit,
 * since what saved sessions have used of the balance is not there twice. New money is taken by `payment.take`.
 */
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
  const done = commit<Result<Paid, PayInvoiceError>>(context, PAYING, (tx) =>
    once<Paid, PayInvoiceError>(tx, request, () => {
      const invoice = invoices.findById(tx, id);
      if (invoice?.kind !== 'invoice') return notFound('invoice');
      const creditMinor = accountCreditOf(tx, invoice.clientId);
      // Charged lines are paid first, and stand in the balance already.
      let forPlacesMinor = 0 - chargedOnInvoice(tx, id);
      const ids: AllocationId[] = [];
      for (const { paymentId, amountMinor } of input.payments) {
        const done = allocate(tx, { invoiceId: id, paymentId, amountMinor, at });
        if (!done.ok) return done;
        ids.push(...done.value.ids);
        forPlacesMinor += done.value.amountMinor;
      }
      if (forPlacesMinor > creditMinor) return err({ code: 'NOT_ENOUGH_CREDIT', creditMinor });
      stopAsking(tx, id, at);
      recordDeed(tx, actor, at, {
        action: 'invoice.paid',
        subjectKind: 'invoice',
        subjectId: id,
        data: { payments: input.payments.map(({ paymentId }) => paymentId) },
      });
      return ok({ undoId: rememberUndo(tx, actor, at, { kind: 'invoice.paid', data: { ids } }) });
    }),
  );
  context.wakeJobs();
  return done;
}

const PAYING = ['invoices', 'clients', 'sessions', 'cards'] as const;

/** A cancellation under way gives back what the payment pays for a session. */
interface SessionInJob {
  readonly code: 'SESSION_NOT_OPEN';
  readonly state: 'canceling';
}

/** A payment stops paying for the invoice: its money is free, as much is due again, and open bookings are on account again. */
export function releaseInvoicePayment(
  context: ServiceContext,
  actor: Actor,
  input: { readonly requestUid: string; readonly id: InvoiceId; readonly paymentId: PaymentId },
): Result<null, NotFound | MoneyFrozen | RequestAnswered | SessionInJob> {
  const frozen = moneyFrozenError(context);
  if (frozen) return err(frozen);
  const at = context.now();
  const { requestUid, id, paymentId } = input;
  type Answer = Result<null, NotFound | RequestAnswered | SessionInJob>;
  return commit<Answer>(context, ['invoices', 'clients', 'sessions'], (tx) =>
    once<null, NotFound | SessionInJob>(
      tx,
      { requestUid, action: 'invoice.release', actor, input, at },
      () => {
        const rows = allocations.listOfInvoice(tx, id).filter((row) => row.paymentId === paymentId);
        if (rows.length === 0) return notFound('payment');
        if (allocations.areInJob(tx, rows)) return err({ code: 'SESSION_NOT_OPEN', state: 'canceling' });
        releaseAllocations(tx, rows, at);
        const deed = { action: 'invoice.payment_released', subjectKind: 'invoice', subjectId: id };
        recordDeed(tx, actor, at, { ...deed, data: { paymentId } });
        return ok(null);
      },
    ),
  );
}
