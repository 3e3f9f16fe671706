import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findViolations } from '#db/invariants/find-violations.ts';
import { billableOf } from '#db/repositories/billable.ts';
import * as bookings from '#db/repositories/booking.ts';
import * as invoices from '#db/repositories/invoice.ts';
import * as payments from '#db/repositories/payment.ts';
import type { BookingId, ClientId, SessionId, UndoStepId } from '#domain/values/ids.ts';
import { builtIn, DAY_AFTER, onAccount } from '#tests/main/services/completion/completion-desk.ts';
import { cancelBooking } from '#tests/support/cancel-booking.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { type Desk, openDesk } from '#tests/support/desk.ts';
import { call } from '#tests/support/procedures.ts';
import { aStudio, type StudioStory } from '#tests/support/scenario.ts';
import { SEED_NOW } from '#tests/support/seed-studio.ts';
import { draftFor, invoiceOf, invoiceRows, issued, MARCH, pay } from './invoice-desk.ts';

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

const lesson = (amountMinor = 2500): { sessionId: SessionId; bookingId: BookingId } => {
  const { sessionId, bookingIds } = story
    .withSession()
    .withBooking({ client: 'Ada', funding: [{ kind: 'account', amountMinor }] });
  return { sessionId, bookingId: bookingIds.at(-1) as BookingId };
};
const front = () => desk.callAs(story.studio.admin);
const undo = (data: unknown) =>
  call(front(), 'undo.takeBack', { id: (data as { undoId: UndoStepId }).undoId });
const save = (sessionId: SessionId, costMinor: number | null) => {
  now = DAY_AFTER;
  return call(front(), 'completion.save', {
    sessionId,
    version: 1,
    typeId: builtIn(test.db, costMinor === null ? 'completed' : 'override'),
    reason: costMinor === null ? '' : 'late',
    ...(costMinor === null ? {} : { override: { costMinor, wageMinor: 0 } }),
  });
};
const versionOf = (id: BookingId) => ({ version: bookings.getById(test.db.read, id).version });
const notesOf = (id: ReturnType<typeof draftFor>) => invoices.listCreditNotes(test.db.read, id);
const freeOf = (id: ReturnType<typeof pay>) => payments.freeMinor(test.db.read, id);

describe('a booking on an invoice that is canceled', () => {
  it('leaves a draft', async () => {
    const { bookingId } = lesson();
    const id = draftFor(test.db, ada, 'scheduled');
    const before = invoiceRows(test.db);
    expect(before.lines).toMatchObject([{ gross_minor: 2500 }]);
    const { code, data } = await cancelBooking(front(), bookingId, 'back');
    expect(code).toBe('OK');
    expect(invoiceOf(test.db, id)).toMatchObject({ totalMinor: 0, state: 'draft' });
    expect((await undo(data)).code).toBe('OK');
    expect(invoiceRows(test.db)).toEqual(before);
  });

  it('gets a credit note when the invoice was issued, withdrawn when the booking is taken back', async () => {
    const { bookingId } = lesson();
    const id = draftFor(test.db, ada, 'scheduled');
    issued(test.db, id, now);
    const before = invoiceRows(test.db);
    const { data } = await cancelBooking(front(), bookingId, 'back');
    expect(notesOf(id)).toMatchObject([
      { number: 'CN-0001', state: 'sent', totalMinor: 2500, cause: 'session', reason: 'ill' },
    ]);
    expect(invoiceOf(test.db, id)).toMatchObject({ creditedMinor: 2500, totalMinor: 2500 });
    expect((await undo(data)).code).toBe('OK');
    expect(invoiceRows(test.db)).toEqual(before);
    expect(notesOf(id)).toMatchObject([{ state: 'void', number: 'CN-0001' }]);
  });

  it.each(['back', 'account'] as const)('gives back as the payment that paid it (%s)', async (money) => {
    const { bookingId } = lesson();
    const id = draftFor(test.db, ada, 'scheduled');
    issued(test.db, id, now);
    const payment = pay(test.db, ada, id, 2500, 'card');
    expect(freeOf(payment)).toBe(0);
    const before = invoiceRows(test.db);
    expect(before.fundings).toEqual([
      { booking_id: bookingId, kind: 'payment', amount_minor: 2500, payment_id: payment },
    ]);
    // Paid, the place counts as changed: a panel that was opened before does not cancel it.
    expect((await cancelBooking(front(), bookingId, money)).code).toBe('CHANGED_MEANWHILE');
    const { code, data } = await cancelBooking(front(), bookingId, money, versionOf(bookingId));
    expect(code).toBe('OK');
    expect(freeOf(payment)).toBe(money === 'back' ? 0 : 2500);
    expect(payments.getById(test.db.read, payment).refundedMinor).toBe(money === 'back' ? 2500 : 0);
    expect(invoiceOf(test.db, id)).toMatchObject({ creditedMinor: 2500, paidMinor: 0 });
    expect((await undo(data)).code).toBe('OK');
    expect(invoiceRows(test.db)).toEqual(before);
    expect(freeOf(payment)).toBe(0);
  });

  it('stays billed when the studio keeps the money', async () => {
    const { bookingId } = lesson();
    const id = draftFor(test.db, ada, 'scheduled');
    issued(test.db, id, now);
    pay(test.db, ada, id, 2500);
    expect((await cancelBooking(front(), bookingId, 'kept', versionOf(bookingId))).code).toBe('OK');
    expect(invoiceOf(test.db, id)).toMatchObject({ creditedMinor: 0, paidMinor: 2500 });
    expect(onAccount(test.db, 'client')).toBe(0);
  });
});

describe('a booking on an invoice that is saved for less', () => {
  it('changes a draft, and back', async () => {
    const { sessionId } = lesson();
    const id = draftFor(test.db, ada, 'scheduled');
    const { data } = await save(sessionId, 1000);
    expect(invoiceOf(test.db, id).totalMinor).toBe(1000);
    expect((await undo(data)).code).toBe('OK');
    expect(invoiceOf(test.db, id).totalMinor).toBe(2500);
  });

  it('gets a credit note over the difference, and frees what was paid beyond', async () => {
    const { sessionId } = lesson();
    const id = draftFor(test.db, ada, 'scheduled');
    issued(test.db, id, now);
    const payment = pay(test.db, ada, id, 2500);
    const before = invoiceRows(test.db);
    const { data } = await save(sessionId, 1000);
    expect(notesOf(id)).toMatchObject([{ totalMinor: 1500, reason: 'late' }]);
    expect(invoiceOf(test.db, id)).toMatchObject({ creditedMinor: 1500, paidMinor: 1000 });
    expect(freeOf(payment)).toBe(1500);
    expect((await undo(data)).code).toBe('OK');
    expect(invoiceRows(test.db)).toEqual(before);
  });

  it('is billed for the rest when it is saved for more', async () => {
    const { sessionId, bookingId } = lesson();
    const id = draftFor(test.db, ada, 'scheduled');
    issued(test.db, id, now);
    await save(sessionId, 4000);
    expect(invoiceOf(test.db, id).totalMinor).toBe(2500);
    const rest = billableOf(test.db.read, { ...MARCH, of: 'completed', clientId: ada });
    expect(rest).toMatchObject([{ bookingId, amountMinor: 1500 }]);
    issued(test.db, draftFor(test.db, ada, 'completed'), now);
    expect(billableOf(test.db.read, { ...MARCH, of: 'completed' })).toEqual([]);
  });

  it('is paid as a booking again when it is opened again after its invoice was paid', async () => {
    const { sessionId, bookingId } = lesson();
    const { data } = await save(sessionId, null);
    const id = draftFor(test.db, ada, 'completed');
    issued(test.db, id, now);
    const payment = pay(test.db, ada, id, 2500, 'card');
    expect((await undo(data)).code).toBe('OK');
    expect(invoiceRows(test.db).fundings).toMatchObject([{ kind: 'payment', payment_id: payment }]);
    now = SEED_NOW;
    const canceled = await call(front(), 'booking.previewCancel', { id: bookingId, money: 'back' });
    expect(canceled).toMatchObject({
      code: 'OK',
      data: { parts: [{ action: 'refund_card', amountMinor: 2500 }] },
    });
  });
});

describe('what can be billed', () => {
  it('is what no invoice, package or payment has paid', async () => {
    story
      .withSession()
      .withBooking({ client: 'Ada', funding: [{ kind: 'account', amountMinor: 2500 }] })
      .withBooking({ client: 'Ben', funding: [{ kind: 'card', amountMinor: 2500 }] })
      .withBooking({ client: 'Cy', funding: [{ kind: 'package' }] })
      .withBooking({ client: 'Dee', funding: [{ kind: 'free' }] })
      .withBooking({
        client: 'Eve',
        participant: 'Eva',
        funding: [
          { kind: 'cash', amountMinor: 1000 },
          { kind: 'account', amountMinor: 1500 },
        ],
      });
    const due = (of: 'completed' | 'scheduled', withPackages = false) =>
      billableOf(test.db.read, { ...MARCH, of, withPackages }).map(({ amountMinor, kind, label }) => [
        amountMinor,
        kind,
        label,
      ]);
    expect(due('scheduled')).toEqual([
      [2500, 'session', ''],
      [1500, 'session', ''],
    ]);
    expect(due('completed')).toEqual([]);
    await save(story.sessionIds[0] as SessionId, null);
    expect(due('scheduled')).toEqual([]);
    expect(due('completed')).toEqual([
      [2500, 'session', 'Completed'],
      [1500, 'session', 'Completed'],
    ]);
    expect(due('completed', true)).toContainEqual([0, 'package', 'Completed']);
    const before = onAccount(test.db, 'client');
    issued(test.db, draftFor(test.db, ada, 'completed'), now);
    expect(due('completed')).toEqual([[1500, 'session', 'Completed']]);
    expect(onAccount(test.db, 'client')).toBe(before);
  });
});
