import type { ReadDb } from '#db/database.ts';
import * as paidFor from '#db/repositories/paid-for.ts';
import * as balances from '#db/repositories/balance.ts';
import * as clients from '#db/repositories/client.ts';
import * as ledger from '#db/repositories/ledger.ts';
import { clientName } from '#domain/client/client-name.ts';
import { checkPayer, type FamilyPlace, type PayerRefused } from '#domain/client/family.ts';
import type { ClientId } from '#domain/values/ids.ts';
import { ok, type Result } from '#domain/values/result.ts';
import type { ServiceContext } from '../context.ts';
import { notFound, type NotFound } from '../errors.ts';

const MOST_SHOWN = 50;

export interface FamilyMember {
  readonly clientId: ClientId;
  readonly name: string;
  readonly balanceMinor: number;
  /** What can be moved: money that pays for places to come stays. */
  readonly transferableMinor: number;
}

/** A client's family, the payer first (empty for who has none), and the corrections and transfers of the client's balance. */
export interface ClientAccount {
  readonly family: FamilyMember[];
  readonly payerId: ClientId | null;
  readonly corrections: balances.CorrectionRow[];
  readonly transfers: balances.TransferRow[];
}

/** What can be done about a client's balance, and what was. The latest 50 of each. */
export function getClientAccount({ db }: ServiceContext, id: ClientId): Result<ClientAccount, NotFound> {
  const client = clients.findById(db.read, id);
  if (!client) return notFound('client');
  return ok({
    family: familyOf(db.read, client.payerId ?? id),
    payerId: client.payerId,
    corrections: balances.listCorrections(db.read, id, MOST_SHOWN),
    transfers: balances.listTransfers(db.read, id, MOST_SHOWN),
  });
}

/** Whether `payerId` may pay for the client; null always may. */
export function checkNewPayer(
  db: ReadDb,
  id: ClientId | null,
  payerId: ClientId | null,
): Result<void, PayerRefused | NotFound> {
  if (payerId === null) return ok(undefined);
  const payer = clients.findOwn(db, payerId);
  if (payer?.state !== 'active') return notFound('client');
  const client = id === null ? { id: NOBODY_YET, payerId: null, hasMembers: false } : placeOf(db, id);
  return checkPayer(client, placeOf(db, payerId));
}

function placeOf(db: ReadDb, id: ClientId): FamilyPlace {
  const { payerId } = clients.getById(db, id);
  return { id, payerId, hasMembers: balances.listMembers(db, id).length > 0 };
}

const NOBODY_YET = 0 as ClientId;

function familyOf(db: ReadDb, payerId: ClientId): FamilyMember[] {
  const members = balances.listMembers(db, payerId);
  if (members.length === 0) return [];
  const all = [clients.getById(db, payerId), ...members];
  const kept = ledger.balancesOfClients(
    db,
    all.map(({ id }) => id),
  );
  return all.map((each) => ({
    clientId: each.id,
    name: clientName(each),
    balanceMinor: kept.get(each.id) ?? 0,
    transferableMinor: transferableOf(db, each.id),
  }));
}

/** Of a client's balance what pays for no place to come, in minor units; 0 where nothing is there. */
export const transferableOf = (db: ReadDb, id: ClientId): number =>
  Math.max(0, ledger.balanceOfClient(db, id) - paidFor.heldOfClient(db, id));
