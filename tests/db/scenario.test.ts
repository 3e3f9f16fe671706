import { afterEach, expect, it } from 'vitest';
import * as ledger from '#db/repositories/ledger.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { aStudio } from '#tests/support/scenario.ts';

const open: TestDb[] = [];
afterEach(() => open.splice(0).forEach(({ cleanup }) => cleanup()));

it('tells a past whose books balance', () => {
  const test = createTestDb();
  open.push(test);
  const story = aStudio(test.db)
    .withSession({ date: '2026-03-02', time: '18:00', capacity: 3 })
    .withBooking({ client: 'Ada', funding: [{ kind: 'card', amountMinor: 2500 }] })
    .withBooking({ client: 'Ben', funding: [{ kind: 'package' }] })
    .withSession({ date: '2026-03-03' })
    .withBooking({ client: 'Ben', funding: [{ kind: 'package' }, { kind: 'cash', amountMinor: 500 }] })
    .withBooking({
      client: 'Cem',
      funding: [{ kind: 'card', amountMinor: 1000, refundedBeforeMinor: 200 }],
    });
  expect(story.bookingIds).toHaveLength(4);
  expect(story.lotIds).toHaveLength(1);
  expect(ledger.balanceOfClient(test.db.read, story.client('Ada'))).toBe(2500);
  expect(ledger.balanceOfClient(test.db.read, story.client('Ben'))).toBe(500);
  expect(ledger.balanceOfClient(test.db.read, story.client('Cem'))).toBe(1000);
  expect(ledger.balances(test.db.read)).toEqual([
    { kind: 'card_processor', amountMinor: 3500 },
    { kind: 'cash', amountMinor: 20_500 },
    { kind: 'client', amountMinor: -4000 },
    { kind: 'deferred', amountMinor: -20_000 },
  ]);
});
