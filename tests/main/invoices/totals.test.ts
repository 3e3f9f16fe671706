import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findViolations } from '#db/invariants/find-violations.ts';
import * as lines from '#db/repositories/invoice-line.ts';
import * as ledger from '#db/repositories/ledger.ts';
import type { FrozenRate } from '#domain/tax/tax.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { aStudio } from '#tests/support/scenario.ts';
import { SEED_NOW } from '#tests/support/seed-studio.ts';
import { draftFor, invoiceOf, issued } from './invoice-desk.ts';

let test: TestDb;
beforeEach(() => {
  test = createTestDb();
});
afterEach(() => test.cleanup());

const rate: fc.Arbitrary<FrozenRate> = fc.record({
  taxName: fc.constant('VAT'),
  taxRateBp: fc.constantFrom(0, 500, 700, 825, 1900, 2500, 10_000),
  taxInclusive: fc.boolean(),
});
const ownLines = fc.array(
  fc.record({
    description: fc.constant('Something'),
    quantityMilli: fc.integer({ min: 1, max: 5000 }),
    unitMinor: fc.integer({ min: 0, max: 100_000 }),
    rate,
  }),
  { minLength: 1, maxLength: 6 },
);

it.each(['JPY', 'EUR', 'BHD'])(
  'agree to the last unit between lines, invoice and ledger (%s)',
  (currency) => {
    const story = aStudio(test.db);
    test.db.write((tx) => {
      tx.run('UPDATE studio SET currency = ?', [currency]);
      return undefined;
    });
    const ada = story.client('Ada');
    const sums = { net: 0, tax: 0, gross: 0 };
    fc.assert(
      fc.property(ownLines, (own) => {
        const id = draftFor(test.db, ada, 'completed', own);
        issued(test.db, id, SEED_NOW);
        const rows = lines.list(test.db.read, id);
        const sum = (key: 'netMinor' | 'taxMinor' | 'grossMinor') =>
          rows.reduce((total, row) => total + row[key], 0);
        expect(invoiceOf(test.db, id)).toMatchObject({
          netMinor: sum('netMinor'),
          taxMinor: sum('taxMinor'),
          totalMinor: sum('grossMinor'),
        });
        sums.net += sum('netMinor');
        sums.tax += sum('taxMinor');
        sums.gross += sum('grossMinor');
      }),
      { numRuns: 40 },
    );
    const on = (kind: string) =>
      ledger.balances(test.db.read).find((row) => row.kind === kind)?.amountMinor ?? 0;
    expect([on('client'), on('revenue'), on('tax')]).toEqual([sums.gross, -sums.net || 0, -sums.tax || 0]);
    expect(findViolations(test.db.read)).toEqual([]);
  },
);
