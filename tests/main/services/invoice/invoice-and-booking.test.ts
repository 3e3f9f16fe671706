import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findViolations } from '#db/invariants/find-violations.ts';
import * as lines from '#db/repositories/invoice-line.ts';
import * as payments from '#db/repositories/payment.ts';
import type { ClientId, InvoiceId } from '#domain/values/ids.ts';
import { draftFor, invoiceOf, issued, MARCH, pay } from '#tests/main/invoices/invoice-desk.ts';
import { builtIn, DAY_AFTER, onAccount } from '#tests/main/services/completion/completion-desk.ts';
import { cancelBooking } from '#tests/support/cancel-booking.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { type Desk, openDesk } from '#tests/support/desk.ts';
import { call } from '#tests/support/procedures.ts';
import { aStudio, type StudioStory } from '#tests/support/scenario.ts';
import { SEED_NOW } from '#tests/support/seed-studio.ts';
import { insertPayment } from '#tests/support/scenario-money.ts';

let test: TestDb;
let desk: Desk;
let story: StudioStory;
let now = SEED_NOW;
let ada: ClientId;

beforeEach(() => {
  test = createTestDb();
  now = SEED_NOW;
  story = aStudio(test.db);
  desk = openDesk(test.db, { dataDir: test.dir, now: () => now });
  ada = story.client('Ada');
});
afterEach(() => {
  expect(findViolations(test.db.read)).toEqual([]);
  test.cleanup();
});

const front = () => desk.callAs(story.studio.admin);
const lesson = () => {
  const { sessionId, bookingIds } = story
    .withSession()
    .withBooking({ client: 'Ada', funding: [{ kind: 'account', amountMinor: 2500 }] });
  const [bookingId] = bookingIds;
  if (bookingId === undefined) throw new Error('no booking');
  return { sessionId, bookingId };
};
async function save(sessionId: number) {
  now = DAY_AFTER;
  const input = { sessionId, version: 1, typeId: builtIn(test.db, 'completed') };
  expect((await call(front(), 'completion.save', input)).code).toBe('OK');
}
async function correct(id: InvoiceId, how: 'credit' | 'void', amountMinor = 0) {
  const { version, lines } = await front().invoice.get({ id });
  const head = { requestUid: randomUUID(), id, version, reason: 'goodwill' };
  const parts = [{ lineId: lines[0]?.id, amountMinor }];
  const answer = await call(front(), `invoice.${how}`, how === 'credit' ? { ...head, parts } : head);
  expect(answer.code).toBe('OK');
}
const billable = async () =>
  (await call(front(), 'invoice.billable', { clientId: ada, ...MARCH, of: 'completed' })).data;

it('what the desk has credited of a session is not billed again when its invoice is void', async () => {
  const { sessionId, bookingId } = lesson();
  await save(sessionId);
  const id = draftFor(test.db, ada, 'completed');
  issued(test.db, id, now);
  await correct(id, 'credit', 1000);
  await correct(id, 'void');
  expect(onAccount(test.db, 'client')).toBe(1500);
  expect(await billable()).toMatchObject([{ bookingId, amountMinor: 1500 }]);
});

it('a credit frees what was paid for the session before it was saved', async () => {
  const { sessionId } = lesson();
  const id = draftFor(test.db, ada, 'scheduled');
  issued(test.db, id, now);
  const paymentId = pay(test.db, ada, id, 2500);
  await save(sessionId);
  await correct(id, 'credit', 1000);
  expect(invoiceOf(test.db, id)).toMatchObject({ creditedMinor: 1000, paidMinor: 1500 });
  expect(payments.freeMinor(test.db.read, paymentId)).toBe(1000);
});

it('what was kept of a place that was given up is charged, and earlier money can pay it', async () => {
  const { bookingId } = lesson();
  const id = draftFor(test.db, ada, 'scheduled');
  issued(test.db, id, now);
  expect((await cancelBooking(front(), bookingId, 'kept')).code).toBe('OK');
  test.db.write((tx) =>
    insertPayment(tx, { clientId: ada, method: 'cash', amountMinor: 2500, purpose: 'balance' }),
  );
  const { creditMinor } = await front().payment.options({ clientId: ada, invoiceId: id });
  expect(creditMinor).toBe(2500);
});

it('what was kept of a place that was given up is billed at the tax that is in the books, whatever the rate is by then', async () => {
  const rate = { name: 'VAT', rateBp: 1900, inclusive: true, active: true };
  const { data } = await call(front(), 'tax.create', rate);
  const { id } = data as { id: number };
  test.db.write((tx) => tx.run('UPDATE services SET tax_rate_id = ?', [id]));
  expect((await cancelBooking(front(), lesson().bookingId, 'kept')).code).toBe('OK');
  expect(onAccount(test.db, 'tax')).toBe(-399);
  const next = { ...rate, id, version: 1, name: 'Less VAT', rateBp: 700 };
  expect((await call(front(), 'tax.update', next)).code).toBe('OK');
  expect(lines.list(test.db.read, draftFor(test.db, ada, 'completed'))).toMatchObject([
    { taxName: 'VAT', taxMinor: 399 },
  ]);
});

it('the rest of a session is billed at the rate at which its first part was', async () => {
  const rate = { name: 'VAT', rateBp: 1900, inclusive: true, active: true };
  const { data } = await call(front(), 'tax.create', rate);
  const { id } = data as { id: number };
  test.db.write((tx) => tx.run('UPDATE services SET tax_rate_id = ?', [id]));
  const { bookingIds } = story.withSession().withBooking({
    client: 'Ada',
    funding: [
      { kind: 'account', amountMinor: 1500 },
      { kind: 'cash', amountMinor: 1000 },
    ],
  });
  issued(test.db, draftFor(test.db, ada, 'scheduled'), now);
  await call(front(), 'tax.update', { ...rate, id, version: 1, rateBp: 0 });
  const paid = test.db.read.get<{ id: number }>('SELECT id FROM payments');
  const back = [{ paymentId: paid?.id, amountMinor: 1000, way: 'account_credit' }];
  const refund = {
    requestUid: randomUUID(),
    clientId: ada,
    parts: back,
    reason: 'wish',
    isHandedOver: false,
  };
  expect((await call(front(), 'payment.refund', refund)).code).toBe('OK');
  const rest = draftFor(test.db, ada, 'scheduled');
  expect(lines.list(test.db.read, rest)).toMatchObject([
    { bookingId: bookingIds[0], grossMinor: 1000, taxMinor: 160 },
  ]);
});
