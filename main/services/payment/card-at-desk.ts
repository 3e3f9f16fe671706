import * as clients from '#db/repositories/client.ts';
import { clientName } from '#domain/client/client-name.ts';
import type { ClientId } from '#domain/values/ids.ts';
import { chargeableCard } from '../../cards/request-charge.ts';
import { cardsNotAllowed } from '../card/charge-card.ts';
import type { ServiceContext } from '../context.ts';

/** The card that the desk can charge for a client, as the window names it. */
export interface CardAtDesk {
  readonly brand: string;
  readonly last4: string;
  /** Whose it is: the client's, or of whoever pays for them. */
  readonly holder: string;
}

/** Null when there is none, or the processor's key may not charge it. */
export function cardAtDesk(context: Pick<ServiceContext, 'db'>, clientId: ClientId): CardAtDesk | null {
  const { read } = context.db;
  const card = cardsNotAllowed(context) === null ? chargeableCard(read, clientId) : undefined;
  if (!card) return null;
  const { brand, last4 } = card;
  return { brand, last4, holder: clientName(clients.getById(read, card.clientId)) };
}
