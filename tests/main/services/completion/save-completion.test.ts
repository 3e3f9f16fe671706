import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findViolations } from '#db/invariants/find-violations.ts';
import * as creditLots from '#db/repositories/credit-lot.ts';
import type { BookingId, SessionId, UndoStepId } from '#domain/values/ids.ts';
import { localDate } from '#domain/values/time.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { type Desk, openDesk } from '#tests/support/desk.ts';
import { call } from '#tests/support/procedures.ts';
import { aStudio, type SessionStory, type StudioStory } from '#tests/support/scenario.ts';
import { bookingRow, builtIn, DAY_AFTER, lotUsed, onAccount, rowsOf, sessionRow } from './completion-desk.ts';

let test: TestDb;
let desk: Desk;
let story: StudioStory;
let now = DAY_AFTER;
let frozen = 0;

beforeEach(() => {
  test = createTestDb();
  now = DAY_AFTER;
  frozen = 0;
  story = aStudio(test.db);
  desk = openDesk(test.db, { dataDir: test.dir, now: () => now, moneyFrozen: () => frozen });
  test.db.write((tx) =>
    tx.run(`UPDATE services SET wage_minor = 3000, wage_type = 'fixed', wage_basis = 'session'`),
  );
});
afterEach(() => test.cleanup());

interface Choice {
  readonly type?: Parameters<typeof builtIn>[1];
  readonly typeId?: number;
  readonly override?: { costMinor: number; wageMinor: number };
  readonly bookings?: readonly object[];
  readonly reason?: string;
  readonly version?: number;
}

const save = (sessionId: SessionId, choice: Choice = {}, staff = story.studio.staff) =>
  call(desk.callAs(staff), 'completion.save', {
    sessionId,
    version: 1,
    typeId: builtIn(test.db, choice.type ?? 'completed'),
    ...choice,
    type: undefined,
  });
const undo = (data: unknown, staff = story.studio.staff) =>
  call(desk.callAs(staff), 'undo.takeBack', { id: (data as { undoId: UndoStepId }).undoId });

/** Ada on account, Ben by card, Cy on a package, Dee free. */
const fourTenders = (): SessionStory =>
  story
    .withSession()
    .withBooking({ client: 'Ada', funding: [{ kind: 'account', amountMinor: 2500 }] })
    .withBooking({ client: 'Ben', funding: [{ kind: 'card', amountMinor: 2500 }] })
    .withBooking({ client: 'Cy', funding: [{ kind: 'package' }] })
    .withBooking({ client: 'Dee', funding: [{ kind: 'free' }] });

describe('a completed session', () => {
  it('charges each client by what pays, earns the wage, and leaves the books balanced', async () => {
    const { sessionId } = fourTenders();
    expect((await save(sessionId)).code).toBe('OK');
    expect(sessionRow(test.db, sessionId)).toEqual({
      state: 'completed',
      status_label: 'Completed',
      version: 2,
    });
    // Ada owes 25.00; Ben's payment is used up; Cy's credit is earned at 20.00.
    expect(onAccount(test.db, 'client')).toBe(2500);
    expect(onAccount(test.db, 'revenue')).toBe(-7000);
    expect(onAccount(test.db, 'deferred')).toBe(-18_000);
    expect(onAccount(test.db, 'wages')).toBe(3000);
    expect(onAccount(test.db, 'wages_owed')).toBe(-3000);
    expect(lotUsed(test.db)).toBe(1);
    expect(findViolations(test.db.read)).toEqual([]);
    for (const id of story.bookingIds)
      expect(bookingRow(test.db, id)).toEqual({ state: 'booked', outcome: 'attended', canceled_by: null });
  });

  it('is put back row by row by its undo, once', async () => {
    const { sessionId } = fourTenders();
    const before = rowsOf(test.db);
    const { data } = await save(sessionId);
    expect((await undo(data)).code).toBe('OK');
    expect(rowsOf(test.db)).toEqual(before);
    expect(findViolations(test.db.read)).toEqual([]);
    expect((await undo(data)).code).toBe('UNDO_NOT_POSSIBLE');
    expect((await save(sessionId, { version: 3 })).code).toBe('OK');
    expect(findViolations(test.db.read)).toEqual([]);
  });

  it('appears with its label in the session, the client panel and the balance', async () => {
    const { sessionId } = fourTenders();
    await save(sessionId, { type: 'missed' });
    const client = desk.callAs(story.studio.staff);
    const view = await client.session.get({ id: sessionId });
    expect(view).toMatchObject({ state: 'missed', statusLabel: 'Missed' });
    expect(view.bookings.find(({ clientName }) => clientName === 'Ada')).toMatchObject({
      outcome: 'missed',
      saved: { label: 'Missed', chargeMinor: 2500 },
    });
    const ada = view.bookings.find(({ clientName }) => clientName === 'Ada')?.clientId as never;
    const panel = await client.client.get({ id: ada });
    expect(panel.balance).toMatchObject({ chargesMinor: 2500, balanceMinor: -2500, openBookingsMinor: 0 });
    expect(panel.bookings).toMatchObject([{ sessionState: 'missed', statusLabel: 'Missed' }]);
  });

  it('lets single bookings end otherwise: missed, or given up', async () => {
    const { sessionId } = fourTenders();
    const [ada, , cy] = story.bookingIds;
    const bookings = [
      { bookingId: ada, typeId: builtIn(test.db, 'missed') },
      { bookingId: cy, typeId: builtIn(test.db, 'canceled') },
    ];
    const before = rowsOf(test.db);
    const { data } = await save(sessionId, { bookings });
    expect(bookingRow(test.db, ada as BookingId)).toMatchObject({ state: 'booked', outcome: 'missed' });
    expect(bookingRow(test.db, cy as BookingId)).toMatchObject({ state: 'canceled', canceled_by: 'client' });
    expect(lotUsed(test.db)).toBe(0);
    expect(findViolations(test.db.read)).toEqual([]);
    await undo(data);
    expect(rowsOf(test.db)).toEqual(before);
    expect(findViolations(test.db.read)).toEqual([]);
  });
});

describe('a custom status', () => {
  const lateCancel = {
    status: 'missed',
    label: 'Late',
    description: '',
    modifierType: 'percentage',
    clientModifier: 50,
    practitionerModifier: 50,
  } as const;

  it('charges and pays its share, leaves the rest of a payment to the client, and its copy outlives it', async () => {
    const { sessionId } = fourTenders();
    const owner = desk.callAs(story.studio.owner);
    const { id } = await owner.completion.createType(lateCancel);
    const before = rowsOf(test.db);
    const { data } = await save(sessionId, { typeId: id });
    expect(onAccount(test.db, 'revenue')).toBe(-(1250 + 1250 + 2000));
    expect(onAccount(test.db, 'wages')).toBe(1500);
    expect(test.db.read.get(`SELECT amount_minor FROM fundings WHERE kind = 'payment'`)).toEqual({
      amount_minor: 1250,
    });
    expect(findViolations(test.db.read)).toEqual([]);
    await owner.completion.updateType({ ...lateCancel, id, version: 1, label: 'Other', clientModifier: 0 });
    await owner.completion.deleteType({ id, version: 2 });
    expect((await desk.callAs(story.studio.staff).session.get({ id: sessionId })).statusLabel).toBe('Late');
    expect(test.db.read.get(`SELECT label, client_modifier FROM completions`)).toEqual({
      label: 'Late',
      client_modifier: 50,
    });
    await undo(data);
    expect(rowsOf(test.db)).toEqual(before);
  });

  it('takes its credit lot back only while the credit is still there', async () => {
    const { sessionId } = story
      .withSession()
      .withBooking({ client: 'Cy', funding: [{ kind: 'package', credits: 1 }] });
    const { data } = await save(sessionId, { type: 'canceled' });
    const [lot] = story.lotIds;
    test.db.write((tx) =>
      creditLots.useCredit(tx, lot as NonNullable<typeof lot>, story.bookingIds[0] as BookingId, now),
    );
    const before = rowsOf(test.db);
    expect(await undo(data)).toMatchObject({ code: 'UNDO_NOT_POSSIBLE', data: { reason: 'changed' } });
    expect(rowsOf(test.db)).toEqual(before);
  });
});

describe('an override', () => {
  it('takes the typed cost, wage and reason', async () => {
    const { sessionId } = fourTenders();
    const override = { costMinor: 2600, wageMinor: 100 };
    expect((await save(sessionId, { type: 'override', override, reason: 'Two hours' })).code).toBe('OK');
    expect(onAccount(test.db, 'revenue')).toBe(-(3 * 2600 + 2000));
    expect(onAccount(test.db, 'wages')).toBe(100);
    expect(test.db.read.all('SELECT DISTINCT reason FROM completions')).toEqual([{ reason: 'Two hours' }]);
  });

  it('is refused without a reason or without amounts, at the field, and to practitioners', async () => {
    const { sessionId } = fourTenders();
    const override = { costMinor: 1, wageMinor: 1 };
    const issue = (path: string, code: string) => ({ data: { issues: [{ path, code }] } });
    expect(await save(sessionId, { type: 'override', override })).toMatchObject(issue('reason', 'REQUIRED'));
    expect(await save(sessionId, { type: 'override', reason: 'x' })).toMatchObject(
      issue('override', 'REQUIRED'),
    );
    expect(await save(sessionId, { override, reason: 'x' })).toMatchObject(issue('override', 'NOT_A_CHOICE'));
    const bookings = [{ bookingId: story.bookingIds[0], typeId: builtIn(test.db, 'override') }];
    expect(await save(sessionId, { bookings, reason: 'x' })).toMatchObject(
      issue('bookings.0.costMinor', 'REQUIRED'),
    );
    const { practitionerStaff } = story.studio;
    expect((await save(sessionId, { type: 'override', override, reason: 'x' }, practitionerStaff)).code).toBe(
      'FORBIDDEN',
    );
    const { types } = await desk.callAs(practitionerStaff).completion.options({ sessionId });
    expect(types.map(({ builtIn: which }) => which)).toEqual(['completed', 'missed', 'canceled']);
  });
});

describe('a canceled session', () => {
  it('gives credits back to their lot, later expiry included, drops charges, and is undone', async () => {
    const { sessionId } = story
      .withSession()
      .withBooking({ client: 'Ada', funding: [{ kind: 'account', amountMinor: 2500 }] })
      .withBooking({ client: 'Cy', funding: [{ kind: 'package', expiresOn: '2026-03-10' }] });
    const before = rowsOf(test.db);
    const { data } = await save(sessionId, { type: 'canceled', reason: 'Storm' });
    expect(sessionRow(test.db, sessionId)).toMatchObject({ state: 'canceled', status_label: 'Canceled' });
    expect(lotUsed(test.db)).toBe(0);
    expect(onAccount(test.db, 'revenue')).toBe(0);
    expect(test.db.read.get('SELECT expires_on FROM credit_lots')).toEqual({
      expires_on: localDate('2026-04-02'),
    });
    expect(bookingRow(test.db, story.bookingIds[0] as BookingId)).toMatchObject({
      state: 'canceled',
      canceled_by: 'studio',
    });
    expect(findViolations(test.db.read)).toEqual([]);
    expect((await undo(data)).code).toBe('OK');
    expect(rowsOf(test.db)).toEqual(before);
    expect(findViolations(test.db.read)).toEqual([]);
  });

  it('with paid places asks for a cancellation and changes nothing', async () => {
    const { sessionId } = fourTenders();
    const before = rowsOf(test.db);
    expect(await save(sessionId, { type: 'canceled' })).toMatchObject({
      code: 'CANCELLATION_NEEDED',
      data: { bookings: 1, paidMinor: 2500 },
    });
    expect(rowsOf(test.db)).toEqual(before);
  });

  it('may be called off by the desk before it begins, not by its practitioner', async () => {
    now = DAY_AFTER - 7 * 86_400_000;
    const { sessionId } = story.withSession();
    const { practitionerStaff } = story.studio;
    expect((await save(sessionId, { type: 'canceled' }, practitionerStaff)).code).toBe('NOT_STARTED');
    expect((await save(sessionId)).code).toBe('NOT_STARTED');
    expect((await save(sessionId, { type: 'canceled' })).code).toBe('OK');
  });
});

describe('saving is refused, and changes nothing,', () => {
  it('for a session that is saved, unknown, of another practitioner, seen in an older version, or when money is frozen', async () => {
    const { sessionId } = fourTenders();
    const before = rowsOf(test.db);
    expect((await save(999 as SessionId)).code).toBe('NOT_FOUND');
    expect((await save(sessionId, { version: 7 })).code).toBe('CHANGED_MEANWHILE');
    expect((await save(sessionId, { typeId: 999 })).code).toBe('NOT_FOUND');
    const bookings = [{ bookingId: 999, typeId: builtIn(test.db, 'missed') }];
    expect((await save(sessionId, { bookings })).code).toBe('NOT_FOUND');
    frozen = 1;
    expect((await save(sessionId)).code).toBe('MONEY_FROZEN');
    frozen = 0;
    test.db.write((tx) => tx.run('UPDATE sessions SET practitioner_id = NULL'));
    expect((await save(sessionId, {}, story.studio.practitionerStaff)).code).toBe('NOT_FOUND');
    expect(rowsOf(test.db)).toEqual(before);
    await save(sessionId);
    expect(await save(sessionId, { version: 2 })).toMatchObject({
      code: 'SESSION_NOT_OPEN',
      data: { state: 'completed' },
    });
  });

  it('with a status that was hidden', async () => {
    const { sessionId } = fourTenders();
    const id = builtIn(test.db, 'missed');
    await desk.callAs(story.studio.owner).completion.showType({ id, version: 1, shown: false });
    expect((await save(sessionId, { type: 'missed' })).code).toBe('NOT_FOUND');
  });
});

describe('the preview', () => {
  it('says what saving does, and staff do not see the wage', async () => {
    const { sessionId } = fourTenders();
    const input = { sessionId, typeId: builtIn(test.db, 'completed') };
    const seen = await desk.callAs(story.studio.admin).completion.preview(input);
    expect(seen).toMatchObject({ chargeMinor: 5000, creditsUsed: 1, wageMinor: 3000, refusal: null });
    expect(seen.bookings.map(({ name, effect, chargeMinor }) => [name, effect, chargeMinor])).toEqual([
      ['Ada', 'charged', 2500],
      ['Ben', 'charged', 2500],
      ['Cy', 'credit_used', 2000],
      ['Dee', 'nothing', 0],
    ]);
    expect((await desk.callAs(story.studio.staff).completion.preview(input)).wageMinor).toBeNull();
    const canceled = { sessionId, typeId: builtIn(test.db, 'canceled') };
    expect(await desk.callAs(story.studio.staff).completion.preview(canceled)).toMatchObject({
      refusal: { code: 'CANCELLATION_NEEDED', paidMinor: 2500 },
    });
  });
});

describe('wages', () => {
  it('follow the practitioner’s own dated wage of the session’s day, and the line keeps the rate', async () => {
    const owner = desk.callAs(story.studio.owner);
    const { practitioner: practitionerId, yoga } = story.studio;
    const wage = { practitionerId, wageType: 'hourly', wageBasis: 'attendee' } as const;
    await owner.wage.setRate({
      ...wage,
      serviceId: null,
      fromDate: localDate('2026-01-01'),
      wageMinor: 500,
    });
    await owner.wage.setRate({
      ...wage,
      serviceId: yoga,
      fromDate: localDate('2026-03-02'),
      wageMinor: 700,
    });
    await owner.wage.setRate({
      ...wage,
      serviceId: yoga,
      fromDate: localDate('2026-03-03'),
      wageMinor: 900,
    });
    const { sessionId } = story
      .withSession({ durationMinutes: 90 })
      .withBooking({ client: 'Ada', funding: [{ kind: 'account', amountMinor: 2500 }] })
      .withBooking({ client: 'Ben', funding: [{ kind: 'account', amountMinor: 2500 }] });
    await save(sessionId);
    expect(
      test.db.read.all('SELECT rate_source, rate_minor, units, amount_minor, earned_on FROM wage_lines'),
    ).toEqual([
      {
        rate_source: 'practitioner_service',
        rate_minor: 700,
        units: 2,
        amount_minor: 2100,
        earned_on: '2026-03-02',
      },
    ]);
    const rates = await owner.wage.rates({ practitionerId });
    const used = rates.find(({ wageMinor }) => wageMinor === 700);
    const spare = rates.find(({ wageMinor }) => wageMinor === 900);
    expect((await call(owner, 'wage.removeRate', { id: used?.id })).code).toBe('IN_USE');
    expect((await call(owner, 'wage.removeRate', { id: spare?.id })).code).toBe('OK');
  });
});
