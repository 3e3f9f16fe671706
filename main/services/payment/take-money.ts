import type { WriteDb } from '#db/database.ts';
import { underWayOfClient } from '#db/repositories/card-due.ts';
import * as clients from '#db/repositories/client.ts';
import type { DueRef } from '#domain/payment/due-part.ts';
import type { ClientId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import type { NoCard } from '../../cards/request-charge.ts';
import { type CardsNotAllowed, cardsNotAllowed } from '../card/charge-card.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { type MoneyFrozen, notFound } from '../errors.ts';
import { moneyFrozenError } from '../money-frozen.ts';
import { once, type RequestAnswered } from '../once.ts';
import { recordDeed } from '../record-deed.ts';
import { dueAtDesk } from './dues.ts';
import { owedOnAccount } from './owed-on-account.ts';
import { type CardError, checkCardPayment, type PaymentInput } from './write-payment.ts';
import type { TakingError, Tender } from './take-tenders.ts';
import { type OnFileTender, type TakenWithCard, takeWithCard } from './take-with-card.ts';

export interface TakeInput {
  readonly requestUid: string;
  readonly clientId: ClientId;
  readonly dues: readonly DueRef[];
  /** What was shown as due for them. */
  readonly dueMinor: number;
  /** What was shown as owed on the account, where money is taken for that too; null or left out where it is not. */
  readonly owedMinor?: number | null;
  readonly tenders: readonly WantedTender[];
  readonly takesMore: boolean;
}

/** At most one of them is the card on file. */
export type WantedTender =
  | ({ readonly kind: 'payment' } & PaymentInput)
  | { readonly kind: 'account_credit'; readonly amountMinor: number }
  | OnFileTender;

export type TakeError =
  | TakingError
  | MoneyFrozen
  | CardError
  | NoCard
  | CardsNotAllowed
  | RequestAnswered
  /** Somebody was charged, paid or canceled meanwhile: another sum is due. */
  | { readonly code: 'DUE_CHANGED'; readonly dueMinor: number }
  /** The same of what is owed on the account: somebody else has taken it, or more was charged. */
  | { readonly code: 'OWED_CHANGED'; readonly owedMinor: number };

/**
 * The desk's Take payment: any ways at once for what the client owes, one transaction, one receipt, never twice. What the card on file
 * is to pay is asked for in the same transaction and comes later.
 */
export async function takeMoney(
  context: ServiceContext,
  actor: Actor,
  input: TakeInput,
): Promise<Result<TakenWithCard, TakeError>> {
  const frozen = moneyFrozenError(context);
  if (frozen) return err(frozen);
  const checked = await checkTenders(context, input.tenders);
  if (!checked.ok) return checked;
  const { tenders, onFile } = checked.value;
  const { requestUid, clientId, dues, takesMore } = input;
  const { staffId } = actor;
  const at = context.now();
  const request = { requestUid, action: 'payment.take', actor, input, at };
  const taken = commit<Result<TakenWithCard, TakeError>>(context, ['clients', 'sessions', 'cards'], (tx) =>
    once<TakenWithCard, TakeError>(tx, request, () => {
      if (!clients.findOwn(tx, clientId)) return notFound('client');
      const underWay = underWayOfClient(tx, clientId);
      const dueMinor = dues.reduce((sum, ref) => sum + (dueAtDesk(tx, ref, underWay)?.dueMinor ?? 0), 0);
      if (dueMinor !== input.dueMinor) return err({ code: 'DUE_CHANGED', dueMinor });
      const owedMinor = owedOnAccount(tx, clientId, underWay);
      if ((input.owedMinor ?? owedMinor) !== owedMinor) return err({ code: 'OWED_CHANGED', owedMinor });
      const taking = { clientId, tenders, dues, takesMore, staffId, at };
      const made = takeWithCard(tx, taking, onFile, { requestUid, now: at, newUid: context.newUid });
      if (made.ok) recordTaking(tx, actor, at, { clientId, dues: dues.length, ...made.value });
      return made;
    }),
  );
  context.wakeJobs();
  return taken;
}

/** Talks to the card processor about what was paid there, so it comes before the transaction. */
export async function checkTenders(
  context: ServiceContext,
  wanted: readonly WantedTender[],
): Promise<
  Result<
    { readonly tenders: readonly Tender[]; readonly onFile: OnFileTender | null },
    CardError | CardsNotAllowed
  >
> {
  const tenders: Tender[] = [];
  let onFile: OnFileTender | null = null;
  for (const tender of wanted) {
    if (tender.kind === 'card_on_file') onFile = tender;
    else if (tender.kind === 'account_credit') tenders.push(tender);
    else {
      const origin = await checkCardPayment(context, tender);
      if (!origin.ok) return origin;
      tenders.push({ ...tender, origin: origin.value });
    }
  }
  const lacking = onFile && cardsNotAllowed(context);
  return lacking ? err(lacking) : ok({ tenders, onFile });
}

/** Who took what, on the client, on each payment and on the charge. */
function recordTaking(
  tx: WriteDb,
  actor: Actor,
  at: number,
  { clientId, dues, ...taken }: TakenWithCard & { readonly clientId: ClientId; readonly dues: number },
): void {
  const { receiptId, paymentIds, takenMinor, chargeId, chargedMinor } = taken;
  const ofClient = { subjectKind: 'client', subjectId: clientId };
  if (receiptId !== null)
    recordDeed(tx, actor, at, {
      action: 'payment.taken',
      ...ofClient,
      data: { receiptId, paymentIds, takenMinor, dues },
    });
  for (const id of paymentIds)
    recordDeed(tx, actor, at, {
      action: 'payment.received',
      subjectKind: 'payment',
      subjectId: id,
      data: { receiptId },
    });
  if (chargeId !== null)
    recordDeed(tx, actor, at, {
      action: 'charge.requested',
      ...ofClient,
      data: { chargeId, amountMinor: chargedMinor },
    });
}
