import * as clients from '#db/repositories/client.ts';
import type { ProviderRight } from '#domain/card/provider-right.ts';
import type { CardId, ChargeId, ClientId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { type NoCard, requestCharge } from '../../cards/request-charge.ts';
import { readPaymentProvider } from '../../settings/studio-settings.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { type MoneyFrozen, notFound, type NotFound } from '../errors.ts';
import { moneyFrozenError } from '../money-frozen.ts';
import { once, type RequestAnswered } from '../once.ts';
import { recordDeed } from '../record-deed.ts';

export interface CardsNotAllowed {
  readonly code: 'CARDS_NOT_ALLOWED';
  readonly missing: ProviderRight[];
}

/**
 * The desk charges the card on file onto the client's balance. The same request again answers the same charge, so that a lost
 * answer costs nobody anything. How it ends is told by the charge's row.
 */
export function chargeCard(
  context: ServiceContext,
  actor: Actor,
  input: {
    readonly requestUid: string;
    readonly clientId: ClientId;
    readonly cardId?: CardId | undefined;
    readonly amountMinor: number;
    readonly description: string;
  },
): Result<{ id: ChargeId }, NotFound | MoneyFrozen | NoCard | CardsNotAllowed | RequestAnswered> {
  const frozen = moneyFrozenError(context) ?? cardsNotAllowed(context);
  if (frozen) return err(frozen);
  const { cardId, ...wanted } = input;
  const now = context.now();
  const request = { requestUid: input.requestUid, action: 'card.charge', actor, input, at: now };
  type Charged = Result<{ id: ChargeId }, NotFound | NoCard>;
  const charged = commit(context, ['cards'], (tx) =>
    once(tx, request, (): Charged => {
      if (!clients.findOwn(tx, input.clientId)) return notFound('client');
      const wish = { ...wanted, purpose: 'balance', requestedBy: actor.staffId } as const;
      const asked = requestCharge(
        tx,
        { ...wish, ...(cardId !== undefined && { cardId }) },
        { now, newUid: context.newUid },
      );
      if (!asked.ok) return asked;
      const { chargeId } = asked.value;
      recordDeed(tx, actor, now, {
        action: 'charge.requested',
        subjectKind: 'client',
        subjectId: input.clientId,
        data: { chargeId, amountMinor: input.amountMinor },
      });
      return ok({ id: chargeId });
    }),
  );
  context.wakeJobs();
  return charged;
}

/** A key without the rights for cards is told at once, not by a charge that waits for ever. */
export function cardsNotAllowed({ db }: Pick<ServiceContext, 'db'>): CardsNotAllowed | null {
  const missing = [...(readPaymentProvider(db.read)?.missing ?? [])];
  return missing.length > 0 ? { code: 'CARDS_NOT_ALLOWED', missing } : null;
}
