import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findViolations } from '#db/invariants/find-violations.ts';
import * as ledger from '#db/repositories/ledger.ts';
import type { ClientId, CompletionTypeId, SessionId } from '#domain/values/ids.ts';
import { createSimulatorGateway } from '#main/gateways/payment/simulator.ts';
import { createMemorySimulatorStore } from '#main/gateways/payment/simulator-store.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { type Desk, type DeskClient, openDesk } from '#tests/support/desk.ts';
import { createJobHarness, createTestClock } from '#tests/support/job-harness.ts';
import { call } from '#tests/support/procedures.ts';
import { aStudio, type ScenarioFunding, type StudioStory } from '#tests/support/scenario.ts';

let test: TestDb;
let story: StudioStory;
let desk: Desk;
let office: DeskClient;
let ada: ClientId;
let twin: ClientId;

beforeEach(() => {
  test = createTestDb();
  story = aStudio(test.db)
    .withSession({ date: '2026-03-02' })
    .withBooking({ client: 'Ada Lane', funding: [{ kind: 'package' }] })
    .withBooking({ client: 'Ida Lane', funding: [{ kind: 'card', amountMinor: 2500 }] })
    .withSession({ date: '2026-03-03' })
    .withBooking({ client: 'Ida Lane', funding: [{ kind: 'package' }] });
  ada = story.client('Ada Lane');
  twin = story.client('Ida Lane');
  desk = openDesk(test.db, { dataDir: test.dir });
  office = desk.callAs(story.studio.admin);
});
afterEach(() => {
  expect(findViolations(test.db.read)).toEqual([]);
  test.cleanup();
});

const TABLES = ['bookings', 'payments', 'credit_lots', 'participants', 'messages', 'enrolments', 'clients'];
const rows = () =>
  TABLES.map((table) =>
    test.db.read
      .all<Record<string, unknown>>(`SELECT * FROM ${table} ORDER BY id`)
      .map((row) => ({ ...row, version: 0 })),
  );
const merge = async (keepAsParticipant = false, more: { readonly switchesOf?: 'from' } = {}) => {
  const { from, into } = await office.client.mergePreview({ from: twin, into: ada });
  return office.client.merge({
    from: twin,
    into: ada,
    fromVersion: from.version,
    intoVersion: into.version,
    keepAsParticipant,
    ...more,
  });
};

describe('merging two records of one person', () => {
  it('shows what would move and where both hold a place', async () => {
    const preview = await office.client.mergePreview({ from: twin, into: ada });
    expect(preview).toMatchObject({
      moves: { bookings: 2, lots: 1 },
      conflicts: [{ kind: 'session', sessionId: story.sessionIds[0] }],
      isBusy: false,
    });
    const before = rows();
    await expect(merge()).rejects.toMatchObject({ code: 'MERGE_CONFLICTS', data: { count: 1 } });
    expect(rows()).toEqual(before);
  });

  it('says how automatic invoicing treats each, goes on as chosen, and comes back with the undo', async () => {
    const switchesOf = (clientId: ClientId) => office.autoInvoice.clientSwitches({ clientId });
    const out = { invoices: false, charges: false };
    await office.autoInvoice.setClientSwitches({ clientId: twin, ...out, version: 0 });
    const preview = await office.client.mergePreview({ from: twin, into: ada });
    expect(preview.switches).toEqual({ from: out, into: { invoices: true, charges: true } });
    const { undoId } = await merge(true);
    expect(await switchesOf(ada)).toMatchObject({ invoices: true, charges: true });
    await office.undo.takeBack({ id: undoId });
    const { undoId: second } = await merge(true, { switchesOf: 'from' });
    expect(await switchesOf(ada)).toMatchObject(out);
    await office.undo.takeBack({ id: second });
    expect(await switchesOf(ada)).toMatchObject({ invoices: true, charges: true, version: 0 });
  });

  it('moves everything, keeps the second place for a participant, and still finds the old name', async () => {
    await merge(true);
    const view = await office.client.get({ id: ada });
    expect(view.bookings.map(({ participant }) => participant).toSorted()).toEqual(['', '', 'Ida Lane']);
    expect(view.formerNames).toEqual(['Ida Lane']);
    expect((await office.client.list({ search: 'ida' })).rows.map(({ name }) => name)).toEqual(['Ada Lane']);
    expect(await office.client.get({ id: twin })).toMatchObject({
      archived: true,
      mergedInto: { id: ada, name: 'Ada Lane' },
      bookings: [],
      balance: { balanceMinor: 0, paymentsMinor: 0, chargesMinor: 0 },
    });
  });

  it('is taken back to the same rows, the ledger keeping both moves', async () => {
    const before = rows();
    const balances = ledger.balancesOfClients(test.db.read, [ada, twin]);
    const { undoId } = await merge(true);
    await office.undo.takeBack({ id: undoId });
    expect(rows()).toEqual(before);
    expect(ledger.balancesOfClients(test.db.read, [ada, twin])).toEqual(
      new Map([ada, twin].map((id) => [id, balances.get(id) ?? 0])),
    );
  });

  it('is not taken back once the client has paid', async () => {
    const { undoId } = await merge(true);
    await office.client.recordPayment({ clientId: ada, payment: { method: 'cash', amountMinor: 500 } });
    await expect(office.undo.takeBack({ id: undoId })).rejects.toMatchObject({
      code: 'UNDO_NOT_POSSIBLE',
      data: { reason: 'changed' },
    });
  });

  it('is for owners and admins, for two active clients, as they were looked at', async () => {
    const staff = desk.callAs(story.studio.staff);
    await expect(staff.client.mergePreview({ from: twin, into: ada })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await expect(office.client.mergePreview({ from: ada, into: ada })).rejects.toMatchObject({
      code: 'MERGE_SAME',
    });
    const stale = { from: twin, into: ada, fromVersion: 7, intoVersion: 1, keepAsParticipant: true };
    await expect(office.client.merge(stale)).rejects.toMatchObject({ code: 'CHANGED_MEANWHILE' });
    await merge(true);
    await expect(office.client.mergePreview({ from: twin, into: ada })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('leaves a record that takes nothing any more: no money, no credits, no way out of the archive', async () => {
    await merge(true);
    const before = rows();
    const payment = { method: 'cash', amountMinor: 100, note: '' };
    const fields = { firstName: 'Ida', lastName: 'Lane', email: '', phone: '', note: '', archived: false };
    const [{ version } = { version: 0 }] = test.db.read.all<{ version: number }>(
      'SELECT version FROM clients WHERE id = ?',
      [twin],
    );
    for (const [name, input] of [
      ['client.recordPayment', { clientId: twin, payment }],
      [
        'client.sellPackage',
        { clientId: twin, packageId: story.studio.tenClasses, payment: { method: 'cash' } },
      ],
      ['client.update', { ...fields, id: twin, version }],
    ] as const)
      expect(await call(office, name, input)).toMatchObject({ code: 'NOT_FOUND', data: { what: 'client' } });
    expect(rows()).toEqual(before);
  });
});

describe('what was done before two records became one', () => {
  const bothBooked = (funding: ScenarioFunding): SessionId => {
    story
      .withSession({ date: '2026-03-05' })
      .withBooking({ client: 'Ada Lane', funding: [funding] })
      .withBooking({ client: 'Ida Lane', funding: [funding] });
    return story.sessionIds.at(-1) as SessionId;
  };
  const balances = () => [ada, twin].map((id) => ledger.balanceOfClient(test.db.read, id));
  const notUndone = { code: 'UNDO_NOT_POSSIBLE', data: { reason: 'changed' } };

  it('is no second place for one person when a saved cancellation is taken back', async () => {
    const sessionId = bothBooked({ kind: 'account', amountMinor: 2500 });
    const types = await office.completion.types();
    const typeId = types.find(({ builtIn }) => builtIn === 'canceled')?.id as CompletionTypeId;
    const { undoId } = await office.completion.save({ sessionId, version: 1, typeId });
    await merge(true);
    expect(await call(office, 'undo.takeBack', { id: undoId })).toMatchObject(notUndone);
  });

  it('leaves a charge on the books of who bears it now', async () => {
    story
      .withSession({ date: '2026-02-20' })
      .withBooking({ client: 'Ida Lane', funding: [{ kind: 'account', amountMinor: 2500 }] });
    const sessionId = story.sessionIds.at(-1) as SessionId;
    const [type] = await office.completion.types();
    const typeId = type?.id as CompletionTypeId;
    const { undoId } = await office.completion.save({ sessionId, version: 1, typeId });
    await merge(true);
    const before = balances();
    expect(await call(office, 'undo.takeBack', { id: undoId })).toMatchObject(notUndone);
    expect(balances()).toEqual(before);
  });

  it('restores a canceled session with one place for the two, and asks the desk about the other', async () => {
    const sessionId = bothBooked({ kind: 'account', amountMinor: 2500 });
    const harness = createJobHarness(test.db, createSimulator());
    const { planHash } = await office.cancellation.preview({ sessionIds: [sessionId] });
    const { jobId } = await office.cancellation.submit({
      sessionIds: [sessionId],
      requestUid: crypto.randomUUID(),
      planHash,
      reason: 'Storm',
      message: { channel: 'none', subject: '', body: '' },
    });
    await harness.runner.runUntilIdle();
    await merge(true);
    await office.job.undo({ id: jobId });
    await harness.runner.runUntilIdle();
    expect((await office.job.get({ id: jobId })).state).toBe('undone');
    expect(
      test.db.read.all('SELECT client_id, state FROM bookings WHERE session_id = ? ORDER BY state', [
        sessionId,
      ]),
    ).toEqual([
      { client_id: ada, state: 'booked' },
      { client_id: ada, state: 'canceled' },
    ]);
    const { rows: tasks } = await office.task.list({});
    expect(tasks).toMatchObject([{ code: 'UNDO_BOOKED_ELSEWHERE', clientId: ada }]);
  });
});

it('leaves the sum of all balances as it was, whatever the two had paid and owed', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 100_000 })), { maxLength: 5 }),
      async (payments) => {
        const one = (await office.client.create(person('One'))).id;
        const other = (await office.client.create(person('Other'))).id;
        for (const [isOne, amountMinor] of payments)
          await office.client.recordPayment({
            clientId: isOne ? one : other,
            payment: { method: 'cash', amountMinor },
          });
        const total = payments.reduce((sum, [, amountMinor]) => sum + amountMinor, 0);
        const { undoId } = await office.client.merge({
          from: other,
          into: one,
          fromVersion: 1,
          intoVersion: 1,
        });
        expect(ledger.balanceOfClient(test.db.read, one)).toBe(total);
        expect(ledger.balanceOfClient(test.db.read, other)).toBe(0);
        await office.undo.takeBack({ id: undoId });
        const both = ledger.balanceOfClient(test.db.read, one) + ledger.balanceOfClient(test.db.read, other);
        expect(both).toBe(total);
      },
    ),
    { numRuns: 12 },
  );
});

const person = (lastName: string) => ({ firstName: '', lastName, email: '', phone: '', note: '' });

/** Nothing of these stories is paid by card. */
const createSimulator = () =>
  createSimulatorGateway({
    store: createMemorySimulatorStore(),
    clock: createTestClock(),
    settings: () => ({ delayMs: 0 }),
    paymentOf: () => undefined,
  });
