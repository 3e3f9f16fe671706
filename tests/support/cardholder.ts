import type { Db } from '#db/database.ts';
import * as cards from '#db/repositories/card.ts';
import type { ClientId } from '#domain/values/ids.ts';
import type { FakeStripe } from './fake-stripe/start-fake-stripe.ts';

/** Names of a client and their card at the fake processor. */
export const holderOf = (name: string) => ({
  customer: `cus_${name.toLowerCase()}`,
  method: `pm_${name.toLowerCase()}`,
});

/** The processor's side of it. */
export const addHolder = (stripe: FakeStripe, name: string): void =>
  stripe.cards.addCardholder(holderOf(name));

/** The studio's side: the client has left a card, as if by a setup page before the story. */
export function keepCard(db: Db, clientId: ClientId, name: string): void {
  const { customer, method } = holderOf(name);
  db.write((tx) => {
    const row = {
      clientId,
      provider: 'stripe' as const,
      uid: `customer-${name}`,
      requestBody: '{}',
      requestSha256: '',
      createdAt: 0,
    };
    const id = cards.insertCustomer(tx, row);
    cards.nameCustomer(tx, id, customer);
    const facts = { id: method, brand: 'visa', last4: '4242', expMonth: 12, expYear: 2030 };
    cards.keep(tx, { ...row, id, providerId: customer }, facts, 0);
  });
}
