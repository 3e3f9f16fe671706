import * as clients from '#db/repositories/client.ts';
import * as creditLots from '#db/repositories/credit-lot.ts';
import * as ledger from '#db/repositories/ledger.ts';
import * as studio from '#db/repositories/studio.ts';
import type { Client } from '#db/schema/client.ts';
import { clientName } from '#domain/client/client-name.ts';
import { instantToWall } from '#domain/values/time.ts';
import type { Actor, ServiceContext } from '../context.ts';

export interface ClientRow extends Pick<Client, 'id' | 'firstName' | 'lastName' | 'email' | 'phone'> {
  readonly name: string;
  readonly balanceMinor: number;
  readonly creditsLeft: number;
  readonly archived: boolean;
  readonly version: number;
  readonly permissions: ClientPermissions;
}

/** What the client may do alone, where the studio allows it. */
export interface ClientPermissions {
  readonly book: boolean;
  readonly cancel: boolean;
  readonly reschedule: boolean;
}

export const permissionsOf = (
  row: Pick<Client, 'mayBook' | 'mayCancel' | 'mayReschedule'>,
): ClientPermissions => ({ book: row.mayBook, cancel: row.mayCancel, reschedule: row.mayReschedule });

/** A page of clients by name, with what they have with the studio. Practitioners see nobody's money. */
export function listClients(
  { db, now }: ServiceContext,
  actor: Actor,
  input: {
    readonly search: string;
    readonly archived: boolean;
    readonly permission?: clients.ClientSearch['permission'];
    readonly isCounted?: boolean;
    readonly limit: number;
    readonly offset: number;
  },
): { rows: ClientRow[]; total: number } {
  const { limit, offset } = input;
  const state = input.archived ? 'archived' : 'active';
  const page = clients.search(db.read, {
    text: input.search,
    state,
    limit,
    offset,
    permission: input.permission ?? null,
    isCounted: input.isCounted ?? true,
  });
  const ids = page.rows.map(({ id }) => id);
  const seesMoney = actor.role !== 'practitioner';
  const balances = seesMoney ? ledger.balancesOfClients(db.read, ids) : new Map<Client['id'], number>();
  const today = instantToWall(now(), studio.get(db.read).zone).date;
  const credits = seesMoney
    ? creditLots.remainingOfClients(db.read, ids, today)
    : new Map<Client['id'], number>();
  const rows = page.rows.map((row) => ({
    id: row.id,
    firstName: row.firstName,
    lastName: row.lastName,
    email: row.email,
    phone: row.phone,
    name: clientName(row),
    balanceMinor: balances.get(row.id) ?? 0,
    creditsLeft: credits.get(row.id) ?? 0,
    archived: row.state !== 'active',
    version: row.version,
    permissions: permissionsOf(row),
  }));
  return { rows, total: page.total };
}
