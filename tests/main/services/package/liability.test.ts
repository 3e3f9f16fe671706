import { randomUUID } from 'node:crypto';
import { afterEach, expect, it } from 'vitest';
import type { LotId, SessionId } from '#domain/values/ids.ts';
import { addDays, type LocalDate, localDate } from '#domain/values/time.ts';
import { createChance } from '#tests/simulation/chance.ts';
import type { CallAnswer } from '#tests/support/procedures.ts';
import { onAccount, openPackageDesk, type PackageDesk, violations } from './package-desk.ts';

let at: PackageDesk;
afterEach(() => at.close());

const FIRST = localDate('2026-02-23');

/** What the report says of a day, which no later deed may change. */
async function liability(day: LocalDate | null) {
  const owner = at.desk.callAs(at.studio.owner);
  return owner.packages.liability({ day });
}

it.each([
  ['EUR', 100_000, 3],
  ['JPY', 1000, 7],
  ['BHD', 12_345, 11],
] as const)(
  'in %s the value of credits that are sold and not used is the ledger’s, whatever happens in any order, then and later',
  async (currency, priceMinor, credits) => {
    at = await openPackageDesk({ currency, priceMinor, credits });
    const chance = createChance(priceMinor);
    const sessions: SessionId[] = [];
    const undoable: CallAnswer[] = [];
    const seen: { readonly day: LocalDate; readonly total: number; readonly left: number }[] = [];
    let day = FIRST;
    const anyLot = (): LotId | undefined => {
      const lots = at.test.db.read.all<{ id: LotId }>('SELECT id FROM credit_lots');
      return lots.length > 0 ? chance.pick(lots).id : undefined;
    };
    const steps: Record<string, (lotId: LotId) => Promise<CallAnswer | undefined>> = {
      transfer: async (lotId) =>
        at.ask('packages.transfer', {
          lotId,
          toClientId: chance.pick([at.ann, at.bob]),
          credits: chance.between(1, 4),
          reason: 'Gift',
          requestUid: randomUUID(),
        }),
      extend: async (lotId) => {
        const which = { kind: 'lots', ids: [lotId] };
        const end = { kind: 'days', days: chance.between(1, 200) };
        const preview = await at.ask('packages.previewExtension', { which, end });
        return at.ask('packages.extend', {
          which,
          end,
          reason: 'Ill',
          expected: preview.data,
          requestUid: randomUUID(),
        });
      },
      book: async (lotId) => {
        const { client_id: clientId } = at.lot(lotId);
        await at.book(lotId, addDays(day, chance.between(1, 20)), clientId as never).then(
          (id) => void sessions.push(id),
          () => undefined,
        );
        return undefined;
      },
      save: async () => (sessions.length > 0 ? at.save(chance.pick(sessions)) : undefined),
      undo: async () => {
        const last = undoable.pop();
        if (last) await at.undo(last);
        return undefined;
      },
      wait: async () => {
        const { totalMinor, rows } = await liability(null);
        seen.push({ day, total: totalMinor, left: rows.reduce((sum, row) => sum + row.creditsLeft, 0) });
        day = addDays(day, chance.between(1, 120));
        at.toDay(day);
        undoable.length = 0;
        return undefined;
      },
    };
    for (let count = 0; count < 70; count += 1) {
      if (chance.percent(12)) await at.sell(chance.pick([at.ann, at.bob]));
      const lotId = anyLot();
      if (lotId === undefined) continue;
      const what = chance.pick([
        'transfer',
        'transfer',
        'extend',
        'book',
        'book',
        'book',
        'save',
        'save',
        'undo',
        'wait',
      ]);
      const answer = await steps[what]?.(lotId);
      if (answer?.code === 'OK') undoable.push(answer);
      expect([what, violations(at)]).toEqual([what, []]);
    }
    const now = await liability(null);
    expect(now.totalMinor).toBe(now.ledgerMinor);
    expect(now.totalMinor).toBe(0 - onAccount(at, 'deferred'));
    const listed = await at.front.packages.list({ limit: 500 });
    expect(listed.rows.reduce((sum, row) => sum + row.owedMinor, 0)).toBe(now.totalMinor);
    for (const { day: before, total, left } of seen) {
      const again = await liability(before);
      expect(again.totalMinor).toBe(again.ledgerMinor);
      expect({ day: before, total: again.totalMinor }).toEqual({ day: before, total });
      expect({ day: before, left: again.rows.reduce((sum, row) => sum + row.creditsLeft, 0) }).toEqual({
        day: before,
        left,
      });
    }
    expect(seen.length).toBeGreaterThan(3);
  },
);
