import type { ReadDb } from '#db/database.ts';
import * as cards from '#db/repositories/card.ts';
import * as charges from '#db/repositories/card-charge.ts';
import * as disputes from '#db/repositories/card-dispute.ts';
import * as links from '#db/repositories/card-link.ts';
import * as clients from '#db/repositories/client.ts';
import * as studios from '#db/repositories/studio.ts';
import type { ProviderRight } from '#domain/card/provider-right.ts';
import { clientName } from '#domain/client/client-name.ts';
import type { ChargeId, ClientId } from '#domain/values/ids.ts';
import { ok, type Result } from '#domain/values/result.ts';
import { instantToWall } from '#domain/values/time.ts';
import { moneyRecipient } from '../../messages/write-to-client.ts';
import { providerInUse, readPaymentProvider } from '../../settings/studio-settings.ts';
import type { ServiceContext } from '../context.ts';
import { notFound, type NotFound } from '../errors.ts';

const MOST_SHOWN = 20;

export interface CardView {
  readonly id: cards.Card['id'];
  readonly brand: string;
  readonly last4: string;
  readonly expMonth: number;
  readonly expYear: number;
  readonly isExpired: boolean;
  readonly isRemoving: boolean;
  readonly isUsable: boolean;
  readonly addedAt: number;
}

export interface ChargeView {
  readonly id: ChargeId;
  readonly amountMinor: number;
  readonly description: string;
  readonly state: charges.Charge['state'];
  readonly reason: string | null;
  readonly brand: string;
  readonly last4: string;
  readonly invoiceId: number | null;
  readonly createdAt: number;
}

/** A client's cards on file, links, charges and disputes, newest first. Of a card nothing is known that could be stolen. */
export function getClientCards(
  { db, now }: ServiceContext,
  clientId: ClientId,
): Result<
  {
    readonly missing: ProviderRight[];
    readonly email: string;
    readonly cards: CardView[];
    /** The card of whoever pays for the family, which is charged where the client has none. */
    readonly payerCard: PayerCard | null;
    readonly links: LinkView[];
    readonly charges: ChargeView[];
    readonly disputes: disputes.Dispute[];
  },
  NotFound
> {
  const client = clients.findById(db.read, clientId);
  if (!client) return notFound('client');
  const month = instantToWall(now(), studios.get(db.read).zone).date.slice(0, 7);
  const provider = readPaymentProvider(db.read);
  const inUse = providerInUse(db.read);
  const name = clientName(client);
  return ok({
    missing: [...(provider?.missing ?? [])],
    email: moneyRecipient(db.read, client).email,
    cards: cards.listForClient(db.read, clientId).map((card) => cardView(card, month, inUse)),
    payerCard: payerCardOf(db.read, clientId, month, inUse),
    links: links.listForClient(db.read, clientId, MOST_SHOWN).map((link) => linkView(link, name)),
    charges: charges
      .listForClient(db.read, clientId, MOST_SHOWN)
      .map((charge) => chargeView(db.read, charge)),
    disputes: disputes.listForClient(db.read, clientId),
  });
}

export function getCharge({ db }: ServiceContext, id: ChargeId): Result<ChargeView, NotFound> {
  const charge = charges.findById(db.read, id);
  return charge ? ok(chargeView(db.read, charge)) : notFound('charge');
}

export interface PayerCard extends CardView {
  readonly clientId: ClientId;
  readonly client: string;
}

function payerCardOf(
  db: ReadDb,
  clientId: ClientId,
  month: string,
  inUse: cards.CardProvider,
): PayerCard | null {
  const card = cards.cardToCharge(db, clientId, inUse);
  if (!card || card.clientId === clientId) return null;
  const client = clientName(clients.getById(db, card.clientId));
  return { ...cardView(card, month, inUse), clientId: card.clientId, client };
}

/** A card is good to the end of its month. */
function cardView(card: cards.Card, month: string, inUse: cards.CardProvider): CardView {
  const { id, brand, last4, expMonth, expYear, addedAt, state, provider } = card;
  const lastMonth = `${String(expYear).padStart(4, '0')}-${String(expMonth).padStart(2, '0')}`;
  return {
    id,
    brand,
    last4,
    expMonth,
    expYear,
    addedAt,
    isExpired: lastMonth < month,
    isRemoving: state === 'removing',
    isUsable: provider === inUse && state === 'active',
  };
}

function chargeView(db: ReadDb, charge: charges.Charge): ChargeView {
  const { id, amountMinor, description, state, invoiceId, createdAt, declineCode, failureCode } = charge;
  const { brand = '', last4 = '' } = cards.findById(db, charge.cardId) ?? {};
  const reason = declineCode ?? failureCode;
  return { id, amountMinor, description, state, reason, brand, last4, invoiceId, createdAt };
}

export interface LinkView {
  readonly id: links.CardLink['id'];
  readonly kind: links.CardLink['kind'];
  readonly clientId: ClientId;
  readonly client: string;
  readonly title: string;
  readonly amountMinor: number | null;
  readonly invoiceId: number | null;
  readonly state: links.CardLink['state'];
  readonly url: string | null;
  readonly expiresAt: number | null;
  readonly failureCode: string | null;
  readonly isSimulated: boolean;
  readonly createdAt: number;
}

function linkView(link: links.CardLink, client: string): LinkView {
  const { id, kind, clientId, title, amountMinor, invoiceId, state, url, expiresAt } = link;
  return {
    id,
    kind,
    clientId,
    client,
    title,
    amountMinor,
    invoiceId,
    state,
    url: state === 'open' ? url : null,
    expiresAt,
    failureCode: link.failureCode,
    isSimulated: link.provider === 'simulator',
    createdAt: link.createdAt,
  };
}

/** All links, newest first. */
export function listCardLinks(
  { db }: ServiceContext,
  input: { readonly isOpen: boolean; readonly limit: number; readonly offset: number },
): { readonly rows: LinkView[]; readonly total: number } {
  const { rows, total } = links.list(db.read, input);
  return {
    total,
    rows: rows.map((link) => {
      const client = clients.findById(db.read, link.clientId);
      return linkView(link, client ? clientName(client) : '');
    }),
  };
}
