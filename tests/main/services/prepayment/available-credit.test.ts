import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkDatabase } from '#db/check.ts';
import * as ledger from '#db/repositories/ledger.ts';
import type { ClientId, SessionId } from '#domain/values/ids.ts';
import { availableCredit, NO_CREDIT } from '#main/services/prepayment/available-credit.ts';
import { call } from '#tests/support/procedures.ts';
import { SEED_NOW } from '#tests/support/seed-studio.ts';
import { ON_ACCOUNT, openPrepaymentDesk, type PrepaymentDesk } from './prepayment-desk.ts';

let d: PrepaymentDesk;
let ann: ClientId;

beforeEach(() => {
  d = openPrepaymentDesk();
  ann = d.story.client('Ann Example');
});
afterEach(() => {
  expect(checkDatabase(d.test.db.read, 'full').problems).toEqual([]);
  d.test.cleanup();
});
const credit = () => availableCredit(d.test.db.read, ann);
it('is nothing for a client without history', () => {
  expect(credit()).toEqual(NO_CREDIT);
});

it('is payments less packages less charges less open bookings, line by line', async () => {
  await d.pay(ann, 100_00);
  await d.sell(ann);
  await d.book(ann, ON_ACCOUNT);
  expect(credit()).toEqual({
    ...NO_CREDIT,
    paymentsMinor: 300_00,
    packagesMinor: 200_00,
    balanceMinor: 100_00,
    openBookingsMinor: 25_00,
    availableMinor: 75_00,
  });
  d.setNow(SEED_NOW + 14 * 86_400_000);
  const sessionId = d.story.sessionIds[0] as SessionId;
  const types = await d.front.completion.types();
  await call(d.front, 'completion.save', {
    sessionId,
    version: 1,
    typeId: types.find(({ builtIn }) => builtIn === 'completed')?.id,
    override: null,
    bookings: [],
    reason: '',
  });
  expect(credit()).toMatchObject({
    chargesMinor: 25_00,
    balanceMinor: 75_00,
    openBookingsMinor: 0,
    availableMinor: 75_00,
  });
});

it('has a line for corrections, transfers and whatever else there will be, so that it sums exactly', () => {
  d.test.db.write((tx) => {
    for (const [kind, amountMinor] of [
      ['correction', 7],
      ['transfer_in', 500],
      ['fee_rescheduled', -3],
      ['invoice_issued', -11],
      ['something_new', 1],
    ] as const)
      ledger.postTransaction(tx, { kind, subjectKind: 'client', subjectId: ann, at: SEED_NOW }, [
        { accountId: ledger.accountOf(tx, 'adjustments'), amountMinor },
        { accountId: ledger.clientAccount(tx, ann), amountMinor: -amountMinor },
      ]);
  });
  expect(credit()).toEqual({
    ...NO_CREDIT,
    correctionsMinor: 7,
    transfersMinor: 500,
    feesMinor: 3,
    invoicesMinor: 11,
    otherMinor: 1,
    balanceMinor: 494,
    availableMinor: 494,
  });
});

it('is read from what is kept, by indexes alone: it costs the same after ten years', () => {
  const plan = (sql: string) =>
    d.test.db.read.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).map(({ detail }) => detail);
  const kinds = plan(
    `SELECT k.kind, -k.amount_minor FROM ledger_accounts a JOIN ledger_client_kinds k ON k.account_id = a.id
     WHERE a.client_id = 1 AND k.amount_minor <> 0 ORDER BY k.kind`,
  );
  expect(kinds.every((step) => step.startsWith('SEARCH'))).toBe(true);
});
