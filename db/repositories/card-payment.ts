import type { ReadDb } from '#db/database.ts';
import type { CardId, ClientId, PaymentId } from '#domain/values/ids.ts';
import type { CardProvider } from './card.ts';

export interface ReferredPayment {
  readonly id: PaymentId;
  readonly clientId: ClientId;
  readonly amountMinor: number;
}

/** The payment that the processor knows by this reference; of several parts, the first. */
export function byProviderRef(db: ReadDb, provider: CardProvider, ref: string): ReferredPayment | undefined {
  return db.get<ReferredPayment>(
    `SELECT id, client_id AS clientId, amount_minor AS amountMinor FROM payments
     WHERE provider_ref = ? AND provider = ? ORDER BY id LIMIT 1`,
    [ref, provider],
  );
}

/** References of the payments of a client and of whoever's card pays for them: what the processor has under one of these is taken down already. */
export function knownRefs(
  db: ReadDb,
  { clientId, cardId }: { readonly clientId: ClientId; readonly cardId: CardId },
): Set<string> {
  const rows = db.all<{ ref: string }>(
    `SELECT provider_ref AS ref FROM payments
     WHERE client_id IN (@clientId, (SELECT client_id FROM cards WHERE id = @cardId)) AND provider_ref IS NOT NULL`,
    { clientId, cardId },
  );
  return new Set(rows.map(({ ref }) => ref));
}
