import * as clients from '#db/repositories/client.ts';
import type { ClientId, PaymentId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { type MoneyFrozen, notFound, type NotFound } from '../errors.ts';
import { recordDeed } from '../record-deed.ts';
import { moneyFrozenError } from '../money-frozen.ts';
import { type CardError, checkCardPayment, type PaymentInput, takePayment } from './take-payment.ts';

/** A payment onto the client's balance. Not idempotent: two calls are two payments. */
export async function recordPayment(
  context: ServiceContext,
  actor: Actor,
  input: { readonly clientId: ClientId; readonly payment: PaymentInput },
): Promise<Result<{ id: PaymentId }, NotFound | MoneyFrozen | CardError>> {
  const frozen = moneyFrozenError(context);
  if (frozen) return err(frozen);
  const card = await checkCardPayment(context, input.payment);
  if (!card.ok) return card;
  const { clientId, payment } = input;
  return commit(context, ['clients'], (tx) => {
    if (!clients.findOwn(tx, clientId)) return notFound('client');
    const receivedAt = context.now();
    const { id } = takePayment(tx, {
      ...payment,
      clientId,
      purpose: 'balance',
      origin: card.value,
      receivedAt,
    });
    recordDeed(tx, actor, receivedAt, {
      action: 'payment.recorded',
      subjectKind: 'client',
      subjectId: clientId,
      data: { paymentId: id, method: payment.method, amountMinor: payment.amountMinor },
    });
    return ok({ id });
  });
}
