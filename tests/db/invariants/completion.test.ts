import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findViolations } from '#db/invariants/find-violations.ts';
import { builtIn, DAY_AFTER } from '#tests/main/services/completion/completion-desk.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { openDesk } from '#tests/support/desk.ts';
import { aStudio } from '#tests/support/scenario.ts';
import { codesAfter } from './break-rows.ts';

let test: TestDb;

/** A saved session: booking 1 on account, 2 on a package, 3 given up with its credit returned; and a wage. */
beforeEach(async () => {
  test = createTestDb();
  const story = aStudio(test.db)
    .withSession()
    .withBooking({ client: 'Ada', funding: [{ kind: 'account', amountMinor: 2500 }] })
    .withBooking({ client: 'Ben', funding: [{ kind: 'package' }] })
    .withBooking({ client: 'Cy', funding: [{ kind: 'package' }] });
  test.db.write((tx) => tx.run('UPDATE services SET wage_minor = 3000'));
  const desk = openDesk(test.db, { dataDir: test.dir, now: () => DAY_AFTER });
  const [, , third] = story.bookingIds;
  await desk.callAs(story.studio.staff).completion.save({
    sessionId: story.sessionId,
    version: 1,
    typeId: builtIn(test.db, 'completed'),
    bookings: [{ bookingId: third as NonNullable<typeof third>, typeId: builtIn(test.db, 'canceled') }],
  });
});
afterEach(() => test.cleanup());

describe('the invariants of saved sessions', () => {
  it('hold for what was saved', () => {
    expect(findViolations(test.db.read)).toEqual([]);
  });

  it.each([
    [
      'a charge is not on the ledger',
      ['UPDATE completions SET charge_minor = charge_minor + 1 WHERE booking_id = 1'],
      ['1 COMPLETION_CHARGE_DIFFERS'],
    ],
    [
      'a charge is on the ledger twice',
      [
        `INSERT INTO ledger_transactions (kind, subject_kind, subject_id, at, day)
         SELECT kind, subject_kind, subject_id, at, day FROM ledger_transactions WHERE kind = 'charge'`,
        `INSERT INTO ledger_postings (transaction_id, account_id, amount_minor)
         SELECT (SELECT MAX(id) FROM ledger_transactions), account_id, amount_minor FROM ledger_postings
         WHERE transaction_id = (SELECT MIN(id) FROM ledger_transactions WHERE kind = 'charge')`,
      ],
      ['1 COMPLETION_CHARGE_DIFFERS'],
    ],
    [
      'it was taken back, its charge was not',
      [`UPDATE completions SET state = 'reversed' WHERE booking_id = 1`],
      ['1 COMPLETION_CHARGE_DIFFERS'],
    ],
    [
      'somebody else was charged',
      [`UPDATE bookings SET client_id = 2, participant = 'x' WHERE id = 1`],
      ['1 COMPLETION_CHARGED_TO_ANOTHER'],
    ],
    [
      'a wage is owed at another amount',
      ['UPDATE wage_lines SET amount_minor = 1'],
      ['1 WAGE_LINE_DIFFERS', '1 WAGES_OWED_DIFFER'],
    ],
    [
      'a wage line is gone',
      ['DELETE FROM wage_lines'],
      ['1 POSTED_WITHOUT_COMPLETION', '1 WAGES_OWED_DIFFER'],
    ],
    ['the session is open again', [`UPDATE sessions SET state = 'open'`], ['1 COMPLETION_OF_OPEN_SESSION']],
    [
      'a credit that cost nothing was not given back',
      [`UPDATE fundings SET state = 'active' WHERE booking_id = 3`, 'UPDATE credit_lots SET used = 1'],
      ['2 LOT_HISTORY_DIFFERS', '2 CREDIT_KEPT_FOR_NOTHING'],
    ],
    [
      'an earned credit was given back too',
      [`UPDATE fundings SET state = 'released' WHERE booking_id = 2`],
      ['2 CREDIT_EARNED_OF_ANOTHER_LOT', '2 CREDIT_EARNED_AND_RETURNED'],
    ],
    [
      'a place was given up without a settlement',
      ['DELETE FROM completions WHERE booking_id = 3'],
      ['4 CANCELED_BOOKING_SETTLEMENTS'],
    ],
    [
      'less is used than saved bookings use',
      ['UPDATE credit_lots SET used = 0'],
      ['2 LOT_USED_TOO_LOW', '2 LOT_HISTORY_DIFFERS'],
    ],
  ])('find it when %s', (_, statements, codes) => {
    expect(codesAfter(test, statements)).toEqual(codes);
  });
});
