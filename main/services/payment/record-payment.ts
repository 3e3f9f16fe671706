import * as clients from '#db/repositories/client.ts';
import type { ClientId, PaymentId, ReceiptId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { type MoneyFrozen, notFound } from '../errors.ts';
import { moneyFrozenError } from '../money-frozen.ts';
import { onceIfNamed, type RequestAnswered } from '../once.ts';
import { recordDeed } from '../record-deed.ts';
import { type CardError, checkCardPayment, type PaymentInput } from './write-payment.ts';
import { takeTenders, type TakingError } from './take-tenders.ts';

export type RecordError = TakingError | MoneyFrozen | CardError | RequestAnswered;

/** A payment onto the client's balance, with its receipt. A repeat of the request is answered as the first time. */
export async function recordPayment(
  context: ServiceContext,
  actor: Actor,
  input: {
    readonly requestUid?: string | undefined;
    readonly clientId: ClientId;
    readonly payment: PaymentInput;
  },
): Promise<Result<{ id: PaymentId; receiptId: ReceiptId }, RecordError>> {
  const frozen = moneyFrozenError(context);
  if (frozen) return err(frozen);
  const { clientId, payment, requestUid } = input;
  const card = await checkCardPayment(context, payment);
  if (!card.ok) return card;
  const at = context.now();
  return commit<Result<{ id: PaymentId; receiptId: ReceiptId }, RecordError>>(context, ['clients'], (tx) =>
    onceIfNamed(tx, { requestUid, action: 'client.recordPayment', actor, input, at }, () => {
      if (!clients.findOwn(tx, clientId)) return notFound('client');
      const taken = takeTenders(tx, {
        clientId,
        tenders: [{ ...payment, kind: 'payment', origin: card.value }],
        dues: [],
        takesMore: true,
        staffId: actor.staffId,
        at,
      });
      if (!taken.ok) return taken;
      const { receiptId, paymentIds } = taken.value;
      const [id] = paymentIds;
      if (id === undefined) throw new Error('a payment was taken and has no row');
      recordDeed(tx, actor, at, {
        action: 'payment.recorded',
        subjectKind: 'client',
        subjectId: clientId,
        data: { paymentId: id, receiptId, method: payment.method, amountMinor: payment.amountMinor },
      });
      return ok({ id, receiptId });
    }),
  );
}
