import { afterEach, beforeEach, expect, it } from 'vitest';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { aStudio } from '#tests/support/scenario.ts';
import { codesAfter } from './break-rows.ts';

let test: TestDb;
beforeEach(() => {
  test = createTestDb();
  aStudio(test.db)
    .withSession()
    .withBooking({ client: 'Ada', funding: [{ kind: 'cash', amountMinor: 2500 }] });
});
afterEach(() => test.cleanup());

it.each([
  [
    'what is kept per kind of movement does not add up',
    'UPDATE ledger_client_kinds SET amount_minor = amount_minor + 1',
    '1 KEPT_KINDS_DIFFER',
  ],
  ['a kind of movement is lost', 'DELETE FROM ledger_client_kinds', '1 KEPT_KINDS_DIFFER'],
  [
    'a booking names a policy that is not there',
    'UPDATE bookings SET policy_id = 99',
    '4 BOOKING_WITHOUT_ITS_POLICY',
  ],
])('finds that %s', (_, sql, code) => {
  expect(codesAfter(test, [])).toEqual([]);
  expect(codesAfter(test, [sql])).toEqual([code]);
});

it('never changes a policy that bookings were made under', () => {
  test.db.write((tx) =>
    tx.run(`INSERT INTO booking_policies (text, policy, created_at) VALUES ('a', '{}', 0)`),
  );
  expect(() => test.db.write((tx) => tx.run(`UPDATE booking_policies SET text = 'b'`))).toThrow('frozen');
});
