import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WriteDb } from '#db/database.ts';
import { findViolations } from '#db/invariants/find-violations.ts';
import { brokenCodes } from './break-rows.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { aCanceledWeek, type CanceledWeek, move } from '../canceled-week.ts';

let test: TestDb;
let week: CanceledWeek;
beforeEach(() => {
  test = createTestDb();
  week = aCanceledWeek(test);
});
afterEach(() => test.cleanup());

/** Codes found after a piece of harm is done behind the app's back. */
function codesAfter(harm: (tx: WriteDb) => void): string[] {
  test.db.write((tx) => {
    for (const table of ['ledger_postings', 'ledger_transactions', 'credit_events']) {
      tx.run(`DROP TRIGGER ${table}_no_update`);
      tx.run(`DROP TRIGGER ${table}_no_delete`);
    }
    tx.run('PRAGMA ignore_check_constraints = ON');
    harm(tx);
    tx.run('PRAGMA ignore_check_constraints = OFF');
  });
  return brokenCodes(test);
}
/** Without the index that lets a funding be settled only once: the checker has to see what the database would refuse. */
const after = (sql: string): string[] =>
  codesAfter((tx) => {
    tx.run('DROP INDEX IF EXISTS cancellation_items_once');
    tx.run(sql);
  });

it('all hold in a studio with a finished cancellation', () => {
  expect(findViolations(test.db.read)).toEqual([]);
});

describe('they hold on every honest way on:', () => {
  it.each<[string, (tx: WriteDb) => void]>([
    [
      'cash is paid out',
      (tx) => {
        move(tx, week.cashRefund, { to: 'settled', settledAs: 'cash' });
        tx.run(`UPDATE tasks SET state = 'done'`);
      },
    ],
    [
      'a success fails later and waits for a person',
      (tx) => {
        move(tx, week.cardRefund, { to: 'failed_late' });
        tx.run(
          `INSERT INTO tasks (kind, code, refund_id, created_at) VALUES ('stuck_refund', 'FAILED', ${week.cardRefund}, 0)`,
        );
      },
    ],
    [
      'and becomes account credit',
      (tx) => {
        move(tx, week.cardRefund, { to: 'failed_late' });
        move(tx, week.cardRefund, { to: 'settled', settledAs: 'account_credit' });
      },
    ],
  ])('%s', (_, step) => {
    test.db.write(step);
    expect(findViolations(test.db.read)).toEqual([]);
  });
});

describe('invariant 1, the books balance, is found broken when', () => {
  it.each([
    [
      'an amount changes',
      'UPDATE ledger_postings SET amount_minor = amount_minor + 1 WHERE id = 1',
      ['1 LEDGER_TRANSACTION_UNBALANCED', '1 LEDGER_SUM_NOT_ZERO'],
    ],
    [
      'a posting moves to another transaction',
      'UPDATE ledger_postings SET transaction_id = 2 WHERE id = 1',
      ['1 LEDGER_TRANSACTION_UNBALANCED'],
    ],
    [
      'a posting is gone',
      'DELETE FROM ledger_postings WHERE id = 2',
      ['1 LEDGER_TRANSACTION_UNBALANCED', '1 LEDGER_SUM_NOT_ZERO'],
    ],
    ['both are gone', 'DELETE FROM ledger_postings WHERE transaction_id = 1', ['1 LEDGER_TRANSACTION_EMPTY']],
  ])('%s', (_, sql, codes) => {
    expect(after(sql)).toEqual(codes);
  });
});

describe('invariant 2, credits add up, is found broken when', () => {
  it.each([
    [
      'more is used than was bought',
      'UPDATE credit_lots SET used = bought + 1',
      ['2 LOT_OVERDRAWN', '2 LOT_HISTORY_DIFFERS'],
    ],
    [
      'less is used than bookings use',
      'UPDATE credit_lots SET used = 0',
      ['2 LOT_USED_TOO_LOW', '2 LOT_HISTORY_DIFFERS'],
    ],
  ])('%s', (_, sql, codes) => {
    expect(after(sql)).toEqual(codes);
  });
});

describe('invariant 3, refunds fit their payments, is found broken when', () => {
  it.each([
    [
      'more went back than came in',
      'UPDATE payments SET refunded_minor = amount_minor + 1 WHERE id = 1',
      ['3 PAYMENT_REFUNDED_TOO_MUCH', '3 PAYMENT_REFUNDED_DIFFERS'],
    ],
    [
      'the payment forgets a refund',
      'UPDATE payments SET refunded_minor = 0 WHERE id = 1',
      ['3 PAYMENT_REFUNDED_DIFFERS'],
    ],
    [
      'the payment forgets an earlier refund',
      'UPDATE payments SET refunded_minor = 0 WHERE refunded_minor = 100',
      ['3 PAYMENT_REFUNDED_DIFFERS'],
    ],
    [
      'bookings are paid twice with the same money',
      `UPDATE fundings SET payment_id = 1, amount_minor = 4001 WHERE kind = 'payment' AND state = 'active'`,
      ['3 PAYMENT_ALLOCATED_TOO_MUCH'],
    ],
    [
      'a refund is called settled without leaving the books',
      `UPDATE refunds SET state = 'settled', settled_as = 'cash' WHERE state = 'due'`,
      ['3 REFUND_LEDGER_DIFFERS', '3 REFUNDS_DUE_DIFFERS'],
    ],
    [
      'a refund changes its amount',
      "UPDATE refunds SET amount_minor = amount_minor + 1 WHERE state = 'due'",
      [
        '3 PAYMENT_REFUNDED_TOO_MUCH',
        '3 PAYMENT_REFUNDED_DIFFERS',
        '3 REFUND_LEDGER_DIFFERS',
        '3 REFUNDS_DUE_DIFFERS',
      ],
    ],
  ])('%s', (_, sql, codes) => {
    expect(after(sql)).toEqual(codes);
  });
});

describe('invariant 4, every canceled booking is settled once, is found broken when', () => {
  it.each([
    [
      'a booking is canceled without a plan',
      `UPDATE bookings SET state = 'canceled', canceled_at = 1 WHERE state = 'booked' AND id = 6`,
      ['4 CANCELED_BOOKING_STILL_FUNDED'],
    ],
    [
      'nothing was given back',
      'DELETE FROM cancellation_items WHERE seq = 2',
      ['4 CANCELED_BOOKING_SETTLEMENTS', '6 ITEMS_MISSING'],
    ],
    [
      'it was given back twice',
      `INSERT INTO cancellation_items (job_id, seq, session_id, booking_id, funding_id, tender, action, amount_minor, state)
       SELECT job_id, 6, session_id, booking_id, funding_id, tender, 'account_credit', amount_minor, 'done' FROM cancellation_items WHERE seq = 4`,
      ['4 CANCELED_BOOKING_SETTLEMENTS', '6 ITEMS_MISSING'],
    ],
    [
      'a credit never came back',
      `DELETE FROM credit_events WHERE kind = 'returned'`,
      ['2 LOT_HISTORY_DIFFERS', '4 CREDIT_NOT_RETURNED_ONCE'],
    ],
    [
      'a credit came back twice',
      `INSERT INTO credit_events (lot_id, booking_id, kind, credits, at)
       SELECT lot_id, booking_id, kind, credits, at FROM credit_events WHERE kind = 'returned'`,
      ['2 LOT_HISTORY_DIFFERS', '4 CREDIT_NOT_RETURNED_ONCE'],
    ],
    [
      'a planned refund was never made',
      'UPDATE cancellation_items SET refund_id = NULL WHERE seq = 1',
      ['4 REFUND_MISSING_OR_FAILED', '4 REFUND_WITHOUT_ITEM'],
    ],
    [
      'two rows share one refund',
      "UPDATE cancellation_items SET refund_id = 1, action = 'refund_card' WHERE seq = 4",
      ['4 REFUND_WITHOUT_ITEM'],
    ],
    [
      'somebody still sits in a canceled session',
      `UPDATE bookings SET state = 'booked', canceled_at = NULL WHERE id = 5`,
      ['4 BOOKED_IN_CANCELED_SESSION'],
    ],
  ])('%s', (_, sql, codes) => {
    expect(after(sql)).toEqual(codes);
  });

  it('a refund failed and nobody has a task', () => {
    expect(codesAfter((tx) => move(tx, week.cardRefund, { to: 'failed_late' }))).toEqual([
      '4 REFUND_MISSING_OR_FAILED',
    ]);
  });

  it('the only task was closed while the refund is still failed', () => {
    expect(
      codesAfter((tx) => {
        move(tx, week.cardRefund, { to: 'failed_late' });
        tx.run(
          `INSERT INTO tasks (kind, code, refund_id, state, created_at) VALUES ('stuck_refund', 'X', 1, 'done', 0)`,
        );
      }),
    ).toEqual(['4 REFUND_MISSING_OR_FAILED']);
  });
});

describe('invariant 5, no session is overfull,', () => {
  it('is found broken when the capacity is passed, and holds if each one too many has a reason', () => {
    expect(after('UPDATE sessions SET capacity = 1 WHERE id = 2')).toEqual(['5 SESSION_OVERBOOKED']);
    test.db.write((tx) => tx.run(`UPDATE bookings SET overbook_reason = 'a friend' WHERE id = 7`));
    expect(findViolations(test.db.read)).toEqual([]);
  });
});

describe('invariant 6, every planned row has one outcome, is found broken when', () => {
  it.each([
    [
      'a row waits in a finished job',
      `UPDATE cancellation_items SET state = 'planned' WHERE seq = 5`,
      ['6 ITEM_WITHOUT_OUTCOME'],
    ],
    ['a row is gone', 'DELETE FROM cancellation_items WHERE seq = 5', ['6 ITEMS_MISSING']],
    ['a number is skipped', 'UPDATE cancellation_items SET seq = 9 WHERE seq = 5', ['6 ITEMS_MISSING']],
    ['a session is gone', 'DELETE FROM cancellation_sessions', ['6 SESSIONS_MISSING']],
    ['a session has no row', 'UPDATE cancellation_items SET session_id = 2', ['6 SESSION_WITHOUT_ITEM']],
  ])('%s', (_, sql, codes) => {
    expect(after(sql)).toEqual(codes);
  });
});
