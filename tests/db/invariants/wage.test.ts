import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findViolations } from '#db/invariants/find-violations.ts';
import type { ClientId } from '#domain/values/ids.ts';
import { aWageDesk, nextUid } from '#tests/main/services/wage/wage-desk.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { codesAfter } from './break-rows.ts';

let test: TestDb;

/** Two sessions paid with an adjustment, one of them taken back since; a correction, a family and a transfer in it. */
beforeEach(async () => {
  test = createTestDb();
  const desk = aWageDesk(test);
  await desk.earn('2026-03-02', ['Ada']);
  const { undoId } = await desk.earn('2026-03-03', ['Ben']);
  await desk.ask('wage.adjust', {
    requestUid: nextUid(),
    practitionerId: desk.pia,
    onDate: '2026-03-04',
    amountMinor: 500,
    reason: 'Cover',
  });
  await desk.pay();
  await desk.ask('undo.takeBack', { id: undoId });
  const [ada, ben]: ClientId[] = ['Ada', 'Ben'].map((name) => desk.story.client(name));
  await desk.ask('balance.correct', {
    requestUid: nextUid(),
    clientId: ada,
    amountMinor: 9000,
    reason: 'Goodwill',
  });
  test.db.write((tx) => tx.run('UPDATE clients SET payer_id = ? WHERE id = ?', [ada ?? 0, ben ?? 0]));
  await desk.ask('balance.transfer', { requestUid: nextUid(), from: ada, to: ben, amountMinor: 1000 });
});
afterEach(() => test.cleanup());

describe('the invariants of wages and balances', () => {
  it('hold for what was earned, paid, taken back, corrected and moved', () => {
    expect(findViolations(test.db.read)).toEqual([]);
  });

  it.each([
    [
      'an adjustment is not what was posted',
      ['UPDATE wage_adjustments SET amount_minor = amount_minor + 1'],
      ['1 WAGES_OWED_DIFFER', '1 WAGE_ADJUSTMENT_DIFFERS', '1 WAGE_PAID_NOT_ONCE'],
    ],
    [
      'a payout is not what was posted',
      ['UPDATE wage_payouts SET amount_minor = amount_minor + 1'],
      ['1 WAGES_OWED_DIFFER', '1 WAGE_PAYOUT_DIFFERS', '1 WAGE_PAYOUT_ITEMS_DIFFER'],
    ],
    [
      'a payout was undone and not posted back',
      [`UPDATE wage_payouts SET state = 'undone', undone_on = '2026-03-09'`],
      ['1 WAGES_OWED_DIFFER', '1 WAGE_PAYOUT_DIFFERS', '1 WAGE_PAID_NOT_ONCE'],
    ],
    [
      'a line that was paid is due again',
      [`UPDATE wage_lines SET payout_id = NULL WHERE state = 'active'`],
      ['1 WAGE_PAID_NOT_ONCE'],
    ],
    [
      'a line says that it was paid by a payout that did not',
      [`UPDATE wage_lines SET recovered_payout_id = 1 WHERE state = 'reversed'`],
      ['1 WAGE_PAID_NOT_ONCE'],
    ],
    [
      'a line is taken off that was never taken back',
      [
        `UPDATE wage_lines SET recovered_payout_id = 1 WHERE state = 'active'`,
        `INSERT INTO wage_payout_items SELECT 1, 'taken_back', id, -amount_minor FROM wage_lines WHERE state = 'active'`,
        `UPDATE wage_payout_items SET amount_minor = amount_minor + 3000 WHERE kind = 'adjustment'`,
        'UPDATE wage_adjustments SET amount_minor = amount_minor + 3000',
      ],
      ['1 WAGES_OWED_DIFFER', '1 WAGE_ADJUSTMENT_DIFFERS', '1 WAGE_RECOVERED_WITHOUT_CAUSE'],
    ],
    [
      'a correction is not what was posted',
      ['UPDATE balance_corrections SET amount_minor = amount_minor - 1'],
      ['1 CORRECTION_DIFFERS'],
    ],
    [
      'a transfer is not what was posted',
      ['UPDATE balance_transfers SET amount_minor = amount_minor - 1'],
      ['1 TRANSFER_DIFFERS'],
    ],
    [
      'a payer is paid for',
      [
        'UPDATE clients SET payer_id = 3 WHERE id = 1',
        `INSERT INTO clients (id, first_name, created_at) VALUES (3, 'Cy', 0)`,
      ],
      ['1 FAMILY_TOO_DEEP'],
    ],
  ])('tell: %s', (_, statements, codes) => {
    expect(codesAfter(test, statements)).toEqual(codes);
  });
});
