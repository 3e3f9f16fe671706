import type { ReadDb, WriteDb } from '#db/database.ts';
import * as balances from '#db/repositories/balance.ts';
import * as clients from '#db/repositories/client.ts';
import type { Client } from '#db/schema/client.ts';
import { type FamiliesApart, mergeFamilies } from '#domain/client/family.ts';
import { ok, type Result } from '#domain/values/result.ts';
import type { PayerChange } from './merged.ts';

/** What becomes of who pays for whom when one record goes into the other. */
export function planFamilies(db: ReadDb, from: Client, into: Client): Result<PayerChange[], FamiliesApart> {
  const planned = mergeFamilies(familyOf(db, from), familyOf(db, into));
  if (!planned.ok) return planned;
  return ok(
    planned.value.map(({ id, payerId }) => ({
      id,
      before: clients.getById(db, id).payerId,
      after: payerId,
    })),
  );
}

export function setPayers(tx: WriteDb, changes: readonly PayerChange[]): void {
  for (const { id, after } of changes) balances.setPayer(tx, id, after);
}

/** Whether they are paid for as the merge left it. */
export const isAsMerged = (db: ReadDb, changes: readonly PayerChange[]): boolean =>
  changes.every(({ id, after }) => clients.findById(db, id)?.payerId === after);

const familyOf = (db: ReadDb, { id, payerId }: Client) => ({
  id,
  payerId,
  members: balances.listMembers(db, id).map((member) => member.id),
});
