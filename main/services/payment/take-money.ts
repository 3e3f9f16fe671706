import * as clients from '#db/repositories/client.ts';
import type { ClientId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { type MoneyFrozen, notFound } from '../errors.ts';
import { moneyFrozenError } from '../money-frozen.ts';
import { once, type RequestAnswered } from '../once.ts';
import { recordDeed } from '../record-deed.ts';
import { type DueRef, findDue } from './dues.ts';
import { type CardError, checkCardPayment, type PaymentInput } from './take-payment.ts';
import { type Taken, takePayments, type TakingError, type Tender } from './take-payments.ts';

export interface TakeInput {
  readonly requestUid: string;
  readonly clientId: ClientId;
  readonly dues: readonly DueRef[];
  /** What was shown as due for them. */
  readonly dueMinor: number;
  readonly tenders: readonly (
    | ({ readonly kind: 'payment' } & PaymentInput)
    | { readonly kind: 'account_credit'; readonly amountMinor: number }
  )[];
  readonly takesMore: boolean;
}

export type TakeError =
  | TakingError
  | MoneyFrozen
  | CardError
  | RequestAnswered
  /** Somebody was charged, paid or canceled meanwhile: another sum is due. */
  | { readonly code: 'DUE_CHANGED'; readonly dueMinor: number };

/** The desk's Take payment: any ways at once for what the client owes, one transaction, one receipt, never twice. */
export async function takeMoney(
  context: ServiceContext,
  actor: Actor,
  input: TakeInput,
): Promise<Result<Taken, TakeError>> {
  const frozen = moneyFrozenError(context);
  if (frozen) return err(frozen);
  const tenders: Tender[] = [];
  for (const tender of input.tenders) {
    const card = tender.kind === 'payment' ? await checkCardPayment(context, tender) : null;
    if (card && !card.ok) return card;
    if (tender.kind === 'account_credit') tenders.push(tender);
    else if (card) tenders.push({ ...tender, origin: card.value });
  }
  const { requestUid, clientId, dues, takesMore } = input;
  const at = context.now();
  const request = { requestUid, action: 'payment.take', actor, input, at };
  return commit<Result<Taken, TakeError>>(context, ['clients', 'sessions'], (tx) =>
    once<Taken, TakeError>(tx, request, () => {
      if (!clients.findOwn(tx, clientId)) return notFound('client');
      const dueMinor = dues.reduce((sum, ref) => sum + (findDue(tx, ref)?.dueMinor ?? 0), 0);
      if (dueMinor !== input.dueMinor) return err({ code: 'DUE_CHANGED', dueMinor });
      const taken = takePayments(tx, { clientId, tenders, dues, takesMore, staffId: actor.staffId, at });
      if (!taken.ok) return taken;
      const { receiptId, paymentIds, takenMinor } = taken.value;
      const data = { receiptId, paymentIds, takenMinor, dues: dues.length };
      recordDeed(tx, actor, at, {
        action: 'payment.taken',
        subjectKind: 'client',
        subjectId: clientId,
        data,
      });
      for (const id of paymentIds)
        recordDeed(tx, actor, at, {
          action: 'payment.received',
          subjectKind: 'payment',
          subjectId: id,
          data: { receiptId },
        });
      return ok(taken.value);
    }),
  );
}
