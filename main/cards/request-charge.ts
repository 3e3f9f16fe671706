import { hash } from 'node:crypto';
import type { ReadDb, WriteDb } from '#db/database.ts';
import * as cards from '#db/repositories/card.ts';
import * as charges from '#db/repositories/card-charge.ts';
import { cancelPagesFor } from '#db/repositories/card-due.ts';
import * as links from '#db/repositories/card-link.ts';
import * as clients from '#db/repositories/client.ts';
import * as studios from '#db/repositories/studio.ts';
import { chargeKey } from '#domain/card/charge-life.ts';
import { frozenCharge } from '#domain/card/frozen-card-request.ts';
import type { DuePart } from '#domain/payment/due-part.ts';
import type { CardId, ChargeId, ClientId, StaffId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { providerInUse } from '../settings/studio-settings.ts';

export interface ChargeRequest {
  /** Made by whoever wants the money, once per charge they want: the same again answers what it did the first time. */
  readonly requestUid: string;
  readonly clientId: ClientId;
  /** Left out: the card on file, the one that was left last; of a client without one, that of whoever pays for the family. */
  readonly cardId?: CardId;
  /** Minor units of the studio's currency, above 0. */
  readonly amountMinor: number;
  readonly purpose: charges.ChargePurpose;
  /** With the purpose `invoice`, and only then. Pages open for the same invoice are closed first. */
  readonly invoiceId?: number;
  /** What of it pays which due, where the desk asks for it; the rest goes onto the balance. Pages open for these are closed first. */
  readonly pays?: readonly DuePart[];
  /** What the client reads on the processor's receipt. */
  readonly description: string;
  /** Null: the system, as automatic billing does. */
  readonly requestedBy: StaffId | null;
}

export interface NoCard {
  readonly code: 'NO_CARD_ON_FILE';
}

/**
 * Plans a charge of the card on file, in the caller's transaction: key and frozen request are committed before anything is sent
 * (reliability D1–D3). The job thread sends it soon after; whoever asked reads the outcome from the row (`card_charges`, topic
 * `cards`). On success payment and allocation are posted in the transaction that says so; a definite failure keeps the bank's
 * decline code and does nothing else. The caller wakes the jobs after its commit (`context.wakeJobs`).
 */
export function requestCharge(
  tx: WriteDb,
  request: ChargeRequest,
  parts: { readonly now: number; readonly newUid: () => string },
): Result<{ readonly chargeId: ChargeId; readonly isNew: boolean }, NoCard> {
  const known = charges.findByRequest(tx, request.requestUid);
  if (known) return ok({ chargeId: known.id, isNew: false });
  const card = cardFor(tx, request);
  const customer = card && cards.customerById(tx, card.customerId);
  if (!card || !customer?.providerId) return err({ code: 'NO_CARD_ON_FILE' });
  const { tenantUid, restoreEpoch, currency } = studios.get(tx);
  const { clientId, amountMinor, purpose, description, requestUid, requestedBy } = request;
  const { provider } = card;
  const invoiceId = request.invoiceId ?? null;
  const { pays = [] } = request;
  const uid = parts.newUid();
  const requestBody = frozenCharge({
    uid,
    tenantUid,
    clientId,
    invoiceId,
    customerRef: customer.providerId,
    cardRef: card.providerId,
    amountMinor,
    currency,
    description,
  });
  if (invoiceId !== null) links.cancelOfInvoice(tx, invoiceId);
  if (pays.length > 0)
    cancelPagesFor(
      tx,
      clientId,
      pays.map(({ ref }) => ref),
    );
  const chargeId = charges.insert(
    tx,
    {
      uid,
      requestUid,
      clientId,
      cardId: card.id,
      purpose,
      invoiceId,
      pays: JSON.stringify(pays),
      description,
      amountMinor,
      currency,
      provider,
      idempotencyKey: chargeKey(tenantUid, uid, 1),
      requestBody,
      requestSha256: hash('sha256', requestBody),
      // A restored studio may have charged this before, in the time that the backup does not know (reliability D6).
      reconcileFirst: restoreEpoch > 0 ? 1 : 0,
      requestedBy,
    },
    parts.now,
  );
  return ok({ chargeId, isNew: true });
}

/** The card that pays for a client, with the processor in use now: their own, left last, or their payer's. */
export const chargeableCard = (db: ReadDb, clientId: ClientId): cards.Card | undefined =>
  cards.cardToCharge(db, clientId, providerInUse(db));

/** A card of the processor in use now, the client's or their payer's: one that was left with another processor is none. */
function cardFor(tx: WriteDb, { clientId, cardId }: ChargeRequest): cards.Card | undefined {
  if (cardId === undefined) return chargeableCard(tx, clientId);
  const card = cards.findById(tx, cardId);
  if (card?.state !== 'active' || card.provider !== providerInUse(tx)) return undefined;
  const isTheirs = card.clientId === clientId || card.clientId === clients.getById(tx, clientId).payerId;
  return isTheirs ? card : undefined;
}
