import type { ReadDb } from '#db/database.ts';
import type { ClientId, PaymentId } from '#domain/values/ids.ts';
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

/** References of the client's payments: what the processor has under one of these is taken down already. */
export function refsOfClient(db: ReadDb, clientId: ClientId): Set<string> {
  const rows = db.all<{ ref: string }>(
    'SELECT provider_ref AS ref FROM payments WHERE client_id = ? AND provider_ref IS NOT NULL',
    [clientId],
  );
  return new Set(rows.map(({ ref }) => ref));
}
