import type { WriteDb } from '#db/database.ts';
import { isHeld, isOwed, type RefundState, type SettledAs } from '#domain/refund/life.ts';
import type { ClientId, PaymentId, RefundId } from '#domain/values/ids.ts';
import { accountOf, clientAccount, postTransaction } from './ledger.ts';
import { addRefunded } from './payment.ts';

/** A refund as the books know it. */
interface BookedRefund {
  readonly id: RefundId;
  readonly clientId: ClientId;
  readonly paymentId: PaymentId;
  /** Minor units, above 0. */
  readonly amountMinor: number;
}

/** The client's claim becomes money that the studio owes, and the payment has that much less to give. */
export function postPlanned(tx: WriteDb, refund: BookedRefund, at: number): void {
  takeFromPayment(tx, refund.paymentId, refund.amountMinor);
  const [debit, credit] = [clientAccount(tx, refund.clientId), accountOf(tx, 'refunds_due')];
  post(tx, 'refund_planned', refund, { debit, credit, at });
}

/**
 * Money owed leaves `refunds_due` when it goes out (to the card, from the till, or outside of Callboard) or back to the
 * client's balance; a late failure brings it back. A step between two states of the same kind posts nothing.
 */
export function postStep(
  tx: WriteDb,
  refund: BookedRefund & { readonly state: RefundState },
  step: { readonly to: RefundState; readonly settledAs?: SettledAs },
  at: number,
): void {
  const kind = `refund_${step.to}`;
  if (isOwed(refund.state) && !isOwed(step.to)) {
    const receiver = paidFrom(tx, step, refund.clientId);
    post(tx, kind, refund, { debit: accountOf(tx, 'refunds_due'), credit: receiver, at });
  }
  if (!isOwed(refund.state) && isOwed(step.to))
    post(tx, kind, refund, {
      debit: accountOf(tx, 'card_processor'),
      credit: accountOf(tx, 'refunds_due'),
      at,
    });
  if (!isHeld(step.to, step.settledAs ?? null)) takeFromPayment(tx, refund.paymentId, -refund.amountMinor);
}

function paidFrom(
  tx: WriteDb,
  { to, settledAs }: Parameters<typeof postStep>[2],
  clientId: ClientId,
): number {
  if (to === 'withdrawn' || settledAs === 'account_credit') return clientAccount(tx, clientId);
  return accountOf(tx, settledAs === 'cash' ? 'cash' : 'card_processor');
}

/** Moves what a payment has left; a plan that asks for more than it has is a bug, and nothing of it is written. */
function takeFromPayment(tx: WriteDb, paymentId: PaymentId, amountMinor: number): void {
  if (!addRefunded(tx, paymentId, amountMinor))
    throw new Error(`payment ${paymentId} has no ${amountMinor} left`);
}

function post(
  tx: WriteDb,
  kind: string,
  { id, amountMinor }: BookedRefund,
  { debit, credit, at }: { readonly debit: number; readonly credit: number; readonly at: number },
): void {
  postTransaction(tx, { kind, subjectKind: 'refund', subjectId: id, at }, [
    { accountId: debit, amountMinor },
    { accountId: credit, amountMinor: -amountMinor },
  ]);
}
