import { afterEach, beforeEach, expect, it } from 'vitest';
import { findViolations } from '#db/invariants/find-violations.ts';
import type { BookingId } from '#domain/values/ids.ts';
import { cancelBooking } from '#tests/support/cancel-booking.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { openDesk } from '#tests/support/desk.ts';
import { aStudio } from '#tests/support/scenario.ts';
import { SEED_NOW } from '#tests/support/seed-studio.ts';
import { codesAfter } from './break-rows.ts';

let test: TestDb;

/** Three canceled bookings whose money the studio keeps: 1 paid by card, 2 owed on account, 3 a credit that stays used. */
beforeEach(async () => {
  test = createTestDb();
  const story = aStudio(test.db)
    .withSession({ capacity: 3 })
    .withBooking({ client: 'Ada', funding: [{ kind: 'card', amountMinor: 2500 }] })
    .withBooking({ client: 'Ben', funding: [{ kind: 'account', amountMinor: 1500 }] })
    .withBooking({ client: 'Cy', funding: [{ kind: 'package' }] });
  const desk = openDesk(test.db, { dataDir: test.dir, now: () => SEED_NOW }).callAs(story.studio.admin);
  for (const id of story.bookingIds) await cancelBooking(desk, id as BookingId, 'kept');
});
afterEach(() => test.cleanup());

const CHARGE_OF_ADA = `SELECT id FROM ledger_transactions WHERE kind = 'charge' AND subject_id = 1`;

it('what the studio keeps is charged to the client, and a credit that stays used charges nobody', () => {
  expect(findViolations(test.db.read)).toEqual([]);
  expect(
    test.db.read.all(
      `SELECT t.subject_id AS bookingId, p.amount_minor AS chargedMinor FROM ledger_transactions t
       JOIN ledger_postings p ON p.transaction_id = t.id JOIN ledger_accounts a ON a.id = p.account_id
       WHERE t.subject_kind = 'booking' AND a.kind = 'client' ORDER BY t.subject_id`,
    ),
  ).toEqual([
    { bookingId: 1, chargedMinor: 2500 },
    { bookingId: 2, chargedMinor: 1500 },
  ]);
});

it.each<[string, string[], string[]]>([
  [
    'the charge is gone',
    [
      `DELETE FROM ledger_postings WHERE transaction_id IN (${CHARGE_OF_ADA})`,
      `DELETE FROM ledger_transactions WHERE id IN (${CHARGE_OF_ADA})`,
    ],
    ['4 KEPT_MONEY_NOT_CHARGED'],
  ],
  [
    'less was charged than was kept',
    [`UPDATE ledger_postings SET amount_minor = amount_minor / 2 WHERE transaction_id IN (${CHARGE_OF_ADA})`],
    ['4 KEPT_MONEY_NOT_CHARGED'],
  ],
  [
    'it was charged twice',
    [
      `INSERT INTO ledger_transactions (kind, subject_kind, subject_id, at, day)
       SELECT kind, subject_kind, subject_id, at, day FROM ledger_transactions WHERE id IN (${CHARGE_OF_ADA})`,
      `INSERT INTO ledger_postings (transaction_id, account_id, amount_minor)
       SELECT (SELECT MAX(id) FROM ledger_transactions), account_id, amount_minor FROM ledger_postings
       WHERE transaction_id = (SELECT MIN(id) FROM (${CHARGE_OF_ADA}))`,
    ],
    ['4 KEPT_MONEY_NOT_CHARGED'],
  ],
  [
    'another booking was charged for it',
    [`UPDATE ledger_transactions SET subject_id = 2 WHERE id IN (${CHARGE_OF_ADA})`],
    ['4 KEPT_MONEY_NOT_CHARGED'],
  ],
  [
    'the plan forgets that it is kept: the money is nowhere',
    [`UPDATE cancellation_items SET plan_note = '' WHERE booking_id = 1`],
    ['4 CANCELED_BOOKING_STILL_FUNDED'],
  ],
])('is found broken when %s', (_, statements, codes) => {
  expect(codesAfter(test, statements)).toEqual(codes);
});
