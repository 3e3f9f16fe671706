import type { ReadDb, WriteDb } from '#db/database.ts';
import type { CardCustomerId, CardId, ClientId } from '#domain/values/ids.ts';

export type CardProvider = 'stripe' | 'simulator';

/** A client as a card processor knows them. `providerId` null: not made there yet. */
export interface CardCustomer {
  readonly id: CardCustomerId;
  readonly clientId: ClientId;
  readonly provider: CardProvider;
  readonly uid: string;
  readonly requestBody: string;
  readonly providerId: string | null;
}

/** A card on file: what the screen shows of it, and the processor's name for it. */
export interface Card {
  readonly id: CardId;
  readonly clientId: ClientId;
  readonly customerId: CardCustomerId;
  readonly provider: CardProvider;
  readonly providerId: string;
  readonly brand: string;
  readonly last4: string;
  readonly expMonth: number;
  readonly expYear: number;
  readonly state: 'active' | 'removing' | 'removed';
  readonly addedAt: number;
  readonly version: number;
}

/** What the processor says of a card. */
export interface CardFacts {
  readonly id: string;
  readonly brand: string;
  readonly last4: string;
  readonly expMonth: number;
  readonly expYear: number;
}

export function findCustomer(
  db: ReadDb,
  clientId: ClientId,
  provider: CardProvider,
): CardCustomer | undefined {
  return db.get<CardCustomer>(`${CUSTOMER} WHERE client_id = ? AND provider = ? ORDER BY id LIMIT 1`, [
    clientId,
    provider,
  ]);
}

export function customerById(db: ReadDb, id: CardCustomerId): CardCustomer | undefined {
  return db.get<CardCustomer>(`${CUSTOMER} WHERE id = ?`, [id]);
}

export function customerByProviderId(
  db: ReadDb,
  provider: CardProvider,
  providerId: string,
): CardCustomer | undefined {
  return db.get<CardCustomer>(`${CUSTOMER} WHERE provider_id = ? AND provider = ?`, [providerId, provider]);
}

/** Customers that the processor knows, for the look at everything after a gap in its events. */
export function listCustomers(db: ReadDb, provider: CardProvider): CardCustomer[] {
  return db.all<CardCustomer>(`${CUSTOMER} WHERE provider = ? AND provider_id IS NOT NULL ORDER BY id`, [
    provider,
  ]);
}

export function insertCustomer(
  tx: WriteDb,
  customer: Omit<CardCustomer, 'id' | 'providerId'> & {
    readonly requestSha256: string;
    readonly createdAt: number;
  },
): CardCustomerId {
  return tx.run(
    `INSERT INTO card_customers (client_id, provider, uid, request_body, request_sha256, created_at)
     VALUES (@clientId, @provider, @uid, @requestBody, @requestSha256, @createdAt)`,
    { ...customer },
  ).id as CardCustomerId;
}

/** The first answer stays: a customer that was made twice is the one we knew first. */
export function nameCustomer(tx: WriteDb, id: CardCustomerId, providerId: string): void {
  tx.run('UPDATE card_customers SET provider_id = ? WHERE id = ? AND provider_id IS NULL', [providerId, id]);
}

export function findById(db: ReadDb, id: CardId): Card | undefined {
  return db.get<Card>(`${CARD} WHERE id = ?`, [id]);
}

export function findByProviderId(db: ReadDb, provider: CardProvider, providerId: string): Card | undefined {
  return db.get<Card>(`${CARD} WHERE provider_id = ? AND provider = ?`, [providerId, provider]);
}

/** The card on file: of several, the one that was left last. */
export function cardOnFile(db: ReadDb, clientId: ClientId, provider: CardProvider): Card | undefined {
  return db.get<Card>(
    `${CARD} WHERE client_id = ? AND provider = ? AND state = 'active' ORDER BY added_at DESC, id DESC LIMIT 1`,
    [clientId, provider],
  );
}

/** The card that pays for a client: their own on file, or else that of the one who pays for the family. */
export function cardToCharge(db: ReadDb, clientId: ClientId, provider: CardProvider): Card | undefined {
  const own = cardOnFile(db, clientId, provider);
  if (own) return own;
  const payer = db.get<{ id: ClientId | null }>('SELECT payer_id AS id FROM clients WHERE id = ?', [
    clientId,
  ])?.id;
  return payer ? cardOnFile(db, payer, provider) : undefined;
}

/** Newest first, removed ones not. */
export function listForClient(db: ReadDb, clientId: ClientId): Card[] {
  return db.all<Card>(`${CARD} WHERE client_id = ? AND state <> 'removed' ORDER BY added_at DESC, id DESC`, [
    clientId,
  ]);
}

/** Writes down what the processor says of a card; a card that is known is only brought up to date. True if anything changed. */
export function keep(tx: WriteDb, customer: CardCustomer, facts: CardFacts, at: number): boolean {
  return (
    tx.run(
      `INSERT INTO cards (client_id, customer_id, provider, provider_id, brand, last4, exp_month, exp_year, state, added_at)
       VALUES (@clientId, @customerId, @provider, @providerId, @brand, @last4, @expMonth, @expYear, 'active', @at)
       ON CONFLICT (provider_id, provider) DO UPDATE SET brand = excluded.brand, last4 = excluded.last4,
         exp_month = excluded.exp_month, exp_year = excluded.exp_year, version = version + 1
       WHERE (brand, last4, exp_month, exp_year) <> (excluded.brand, excluded.last4, excluded.exp_month, excluded.exp_year)`,
      {
        clientId: customer.clientId,
        customerId: customer.id,
        provider: customer.provider,
        providerId: facts.id,
        brand: facts.brand,
        last4: facts.last4,
        expMonth: facts.expMonth,
        expYear: facts.expYear,
        at,
      },
    ).changes > 0
  );
}

/** Cards that are to be removed at the processor, those due first. */
export function listRemoving(db: ReadDb, now: number): Card[] {
  return db.all<Card>(
    `${CARD} WHERE state = 'removing' AND next_try_at <= ? ORDER BY next_try_at, id LIMIT 50`,
    [now],
  );
}

/** Takes a card out of use, to be removed at the processor from `notBefore` on. False if it is not active. */
export function remove(tx: WriteDb, id: CardId, notBefore: number): boolean {
  return (
    tx.run(
      `UPDATE cards SET state = 'removing', next_try_at = ?, version = version + 1 WHERE id = ? AND state = 'active'`,
      [notBefore, id],
    ).changes === 1
  );
}

/** The opposite, as long as the processor has not been asked to forget it. */
export function putBack(tx: WriteDb, { id, version }: Pick<Card, 'id' | 'version'>, now: number): boolean {
  return (
    tx.run(
      `UPDATE cards SET state = 'active', version = version + 1
       WHERE id = ? AND version = ? AND state = 'removing' AND next_try_at > ?`,
      [id, version, now],
    ).changes === 1
  );
}

/** When a card is to be removed at the processor next (epoch ms). */
export function nextRemovalAt(db: ReadDb): number | undefined {
  return (
    db.get<{ at: number | null }>(`SELECT MIN(next_try_at) AS at FROM cards WHERE state = 'removing'`)?.at ??
    undefined
  );
}

export function removed(tx: WriteDb, id: CardId, at: number): boolean {
  return (
    tx.run(
      `UPDATE cards SET state = 'removed', removed_at = ?, version = version + 1 WHERE id = ? AND state <> 'removed'`,
      [at, id],
    ).changes === 1
  );
}

export function removeLater(tx: WriteDb, id: CardId, at: number): void {
  tx.run('UPDATE cards SET next_try_at = ? WHERE id = ?', [at, id]);
}

const CUSTOMER = `SELECT id, client_id AS clientId, provider, uid, request_body AS requestBody, provider_id AS providerId FROM card_customers`;
const CARD = `SELECT id, client_id AS clientId, customer_id AS customerId, provider, provider_id AS providerId, brand, last4,
  exp_month AS expMonth, exp_year AS expYear, state, added_at AS addedAt, version FROM cards`;
