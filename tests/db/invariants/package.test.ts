import { afterEach, beforeEach, expect, it } from 'vitest';
import type { LotId } from '#domain/values/ids.ts';
import { openPackageDesk, type PackageDesk, violations } from '#tests/main/services/package/package-desk.ts';
import { codesAfter } from './break-rows.ts';

let at: PackageDesk;
let lotId: LotId;

/** A lot of three: one session saved, one moved for a fee; another lot that has expired. */
beforeEach(async () => {
  at = await openPackageDesk({ priceMinor: 10_000, credits: 3 });
  at.test.db.write((tx) => tx.run('UPDATE packages SET reschedule_fee_minor = 300'));
  const over = await at.sell(at.bob);
  at.test.db.write((tx) => tx.run(`UPDATE credit_lots SET expires_on = '2026-03-01' WHERE id = ?`, [over]));
  lotId = await at.sell();
  const given = await at.book(lotId, '2026-03-02');
  const moved = await at.book(lotId, '2026-03-20');
  at.toDay('2026-03-03');
  await at.save(given);
  await at.ask('session.move', {
    id: moved,
    version: 1,
    date: '2026-03-21',
    time: '11:00',
    durationMinutes: 60,
    allowConflicts: true,
    tellClients: false,
    fee: { kind: 'charge', seenMinor: 100 },
  });
});
afterEach(() => at.close());

it('holds for what was sold, used, moved and has expired', () => {
  expect(violations(at)).toEqual([]);
  expect(at.test.db.read.get('SELECT COUNT(*) AS n FROM reschedule_fees')).toEqual({ n: 1 });
});

it.each([
  [
    'more is used than its history says',
    ['UPDATE credit_lots SET used = used + 1 WHERE id = 2'],
    ['2 LOT_HISTORY_DIFFERS'],
  ],
  [
    'it was bought larger than its history says',
    ['UPDATE credit_lots SET bought = bought + 1'],
    ['2 LOT_HISTORY_DIFFERS'],
  ],
  [
    'credits expired without the books',
    ['UPDATE credit_lots SET expired_minor = 0 WHERE id = 1'],
    ['1 DEFERRED_DIFFERS', '1 FORFEITED_DIFFERS'],
  ],
  [
    'value is gone though nothing has expired',
    ['UPDATE credit_lots SET expired_minor = 5 WHERE id = 2'],
    ['2 LOT_EXPIRED_WORTH_TOO_MUCH', '1 DEFERRED_DIFFERS', '1 FORFEITED_DIFFERS'],
  ],
  [
    'a price changes',
    ['UPDATE credit_lots SET price_minor = price_minor + 1 WHERE id = 2'],
    ['1 DEFERRED_DIFFERS'],
  ],
  [
    'a credit is earned by another lot than the one that pays',
    ['UPDATE completions SET lot_id = 1 WHERE lot_id = 2'],
    ['2 CREDIT_EARNED_OF_ANOTHER_LOT'],
  ],
  [
    'a hold lasts longer than the days by which the package was moved on',
    [
      `INSERT INTO lot_holds (lot_id, held_from, held_to) VALUES (2, '2026-04-01', '2026-04-03')`,
      `INSERT INTO lot_hold_changes (hold_id, kind, held_to, days, at) VALUES (1, 'held', '2026-04-03', 2, 0)`,
    ],
    ['2 LOT_HOLD_DIFFERS'],
  ],
  [
    'a hold has another end than its history',
    [
      `INSERT INTO lot_holds (lot_id, held_from, held_to) VALUES (2, '2026-04-01', '2026-04-03')`,
      `INSERT INTO lot_hold_changes (hold_id, kind, held_to, days, at) VALUES (1, 'held', NULL, 3, 0)`,
    ],
    ['2 LOT_HOLD_DIFFERS'],
  ],
  [
    'a package is held twice at a time',
    [
      `INSERT INTO lot_holds (lot_id, held_from, held_to) VALUES (2, '2026-04-01', '2026-04-03'), (2, '2026-04-03', NULL)`,
      `INSERT INTO lot_hold_changes (hold_id, kind, held_to, days, at) VALUES (1, 'held', '2026-04-03', 3, 0), (2, 'held', NULL, 0, 0)`,
    ],
    ['2 LOT_HELD_TWICE'],
  ],
  [
    'a fee is not on the ledger',
    ['UPDATE reschedule_fees SET proposed_minor = 7, amount_minor = 7'],
    ['1 RESCHEDULE_FEE_DIFFERS'],
  ],
])('is found broken when %s', (_, statements, codes) => {
  expect(codesAfter(at.test, statements)).toEqual(codes);
});
