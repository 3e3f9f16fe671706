import * as clients from '#db/repositories/client.ts';
import type { ClientId } from '#domain/values/ids.ts';
import { updateClient } from '#main/services/client/save-client.ts';
import { transferBalance } from '#main/services/balance/transfer-balance.ts';
import { takeMoney } from '#main/services/payment/take-money.ts';
import { done } from '../desk.ts';
import { clock, type MoneyParts } from './money-parts.ts';

/** Three small families: one pays, and the others have the payer's surname and address. Answers their ids, the payer's first. */
export function foundFamilies({ desk, studio }: MoneyParts, now: number): readonly (readonly ClientId[])[] {
  const context = desk.at(now);
  const { clientIds = [] } = studio.places[0] ?? {};
  return FAMILIES.map((places) => {
    const ids = places.flatMap((place) => clientIds[place] ?? []);
    const [payerId, ...members] = ids;
    if (payerId === undefined) return ids;
    const { lastName, address } = clients.getById(desk.db.read, payerId);
    for (const id of members) {
      const member = clients.getById(desk.db.read, id);
      const email = `${member.firstName}.${lastName}`.toLowerCase().replaceAll(/[^a-z.]/g, '');
      const fields = { ...member, lastName, address, email: `${email}.${id}@example.com` };
      done(updateClient(context, desk.actor, { ...fields, archived: false, payerId }));
    }
    return ids;
  });
}

/** Of two families the payer brings money for all of them, and part of it goes to a child. */
export function shareMoney(parts: MoneyParts, families: readonly (readonly ClientId[])[]): void {
  const { desk, diary, yesterday, newUid } = parts;
  for (const [index, [from, to]] of families.slice(0, 2).entries()) {
    if (from === undefined || to === undefined) continue;
    const day = yesterday - 4 + 2 * index;
    diary.on(day, clock(16, 5), async (context) => {
      const tenders = [{ kind: 'payment', method: 'transfer', amountMinor: 20_000 }] as const;
      const input = { requestUid: newUid(), clientId: from, dues: [], dueMinor: 0, tenders, takesMore: true };
      done(await takeMoney(context, desk.actor, input));
      const balance = { requestUid: newUid(), from, to, amountMinor: 6_000 + 1_500 * index };
      done(await transferBalance(context, desk.actor, { ...balance, reason: 'Pocket money for classes' }));
    });
  }
}

/** By their place among the clients of the first location. */
const FAMILIES: readonly (readonly number[])[] = [
  [2, 17, 25],
  [9, 30],
  [13, 21, 34],
];
