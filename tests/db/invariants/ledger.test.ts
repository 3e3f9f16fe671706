import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findViolations } from '#db/invariants/find-violations.ts';
import * as ledger from '#db/repositories/ledger.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { aStudio } from '#tests/support/scenario.ts';

let test: TestDb;
beforeEach(() => {
  test = createTestDb();
  aStudio(test.db)
    .withSession()
    .withBooking({ client: 'Ada', funding: [{ kind: 'cash', amountMinor: 2500 }] });
});
afterEach(() => test.cleanup());

describe('the balances that are kept with every posting', () => {
  it('are the sums of the postings', () => {
    expect(findViolations(test.db.read)).toEqual([]);
    const kept = ledger.balances(test.db.read).map(({ amountMinor }) => amountMinor);
    expect(kept.some((amount) => amount !== 0)).toBe(true);
    expect(kept.reduce((sum, amount) => sum + amount, 0)).toBe(0);
  });

  it.each([
    [
      'a kept balance was changed',
      ['UPDATE ledger_balances SET amount_minor = amount_minor + 1 WHERE account_id = 1'],
      ['1 KEPT_BALANCE_DIFFERS', '1 KEPT_DAYS_DIFFER'],
    ],
    [
      'a day lost its credits',
      ['UPDATE ledger_day_totals SET credit_minor = 0 WHERE credit_minor > 0'],
      ['1 KEPT_DAYS_DIFFER', '1 KEPT_DAY_UNBALANCED'],
    ],
  ])('are found wrong when %s', (_, statements, codes) => {
    test.db.write((tx) => statements.forEach((sql) => tx.run(sql)));
    const found = findViolations(test.db.read).map(({ invariant, code }) => `${invariant} ${code}`);
    expect(new Set(found)).toEqual(new Set(codes));
  });
});
