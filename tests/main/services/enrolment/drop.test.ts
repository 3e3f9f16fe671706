import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkDatabase } from '#db/check.ts';
import { releasePlanned } from '#db/repositories/cancel-session.ts';
import * as jobs from '#db/repositories/job.ts';
import * as settings from '#db/repositories/settings.ts';
import type { BookingId, ClientId, EnrolmentId, JobId, SeriesId } from '#domain/values/ids.ts';
import { hashPin } from '#main/services/staff/pin-hash.ts';
import { readCancellationSettings, SETTING_KEYS } from '#main/settings/studio-settings.ts';
import { call, type CallAnswer } from '#tests/support/procedures.ts';
import { SEED_NOW } from '#tests/support/seed-studio.ts';
import { type ClassDesk, DAY, idOf, openClassDesk, undoOf } from './class-desk.ts';

let d: ClassDesk;
let ann: ClientId;
let pottery: SeriesId;

beforeEach(async () => {
  d = openClassDesk();
  ann = await d.addClient('Ann');
  pottery = await d.addClass({ title: 'Pottery' });
});
afterEach(() => {
  expect(d.desk.bugs).toEqual([]);
  expect(checkDatabase(d.test.db.read, 'full').problems).toEqual([]);
  d.test.cleanup();
});

type Money = 'back' | 'account' | 'kept';
const drop = async (id: EnrolmentId, money: Money, more: object = {}): Promise<CallAnswer> => {
  const { planHash } = await d.front.enrolment.previewDrop({ id, money });
  return call(d.front, 'enrolment.drop', { id, version: 1, by: 'client', money, planHash, ...more });
};
const cash = [{ kind: 'new_payment', method: 'cash', amountMinor: 100_00 }];
const freeOf = async (clientId: ClientId): Promise<number[]> =>
  (await d.front.client.get({ id: clientId })).payments.map(({ freeMinor }) => freeMinor);

const PIN = '123456';
const setLimits = (limits: object): void =>
  d.test.db.write((tx) =>
    settings.set(tx, SETTING_KEYS.cancellation, { ...readCancellationSettings(tx), ...limits }, SEED_NOW),
  );

/** A bulk cancellation of the last session of the class, queued and never run. */
async function submitLast(): Promise<JobId> {
  const owner = d.desk.callAs(d.studio.owner);
  const sessionIds = (await d.sessionsOf(pottery)).slice(-1);
  const { planHash, refundTotalMinor } = await owner.cancellation.preview({ sessionIds });
  const { jobId } = await owner.cancellation.submit({
    sessionIds,
    requestUid: crypto.randomUUID(),
    planHash,
    typedTotalMinor: refundTotalMinor,
    reason: 'Storm',
    message: { channel: 'none', subject: '', body: '' },
  });
  return jobId;
}

const stopBeforeItBegins = (jobId: JobId): void =>
  d.test.db.write((tx) => {
    releasePlanned(tx, jobId, SEED_NOW);
    jobs.setState(tx, jobId, 'stopped', SEED_NOW);
  });

describe('dropping before the deadline', () => {
  it('frees every place and gives the money back as when one booking is canceled', async () => {
    const before = d.places();
    const { data } = await d.enrol(pottery, ann);
    expect((await drop(idOf({ data }), 'back')).code).toBe('OK');
    expect(d.places()).toEqual(before);
    const { enrolments } = await d.front.enrolment.class({ seriesId: pottery });
    expect(enrolments).toMatchObject([{ state: 'dropped', places: 0 }]);
    expect((await d.front.client.get({ id: ann })).bookings.map(({ state }) => state)).toEqual(
      Array.from({ length: 4 }, () => 'canceled'),
    );
  });

  it('returns credits to their lots and keeps paid money free on the account', async () => {
    const { id: lotId } = await d.front.client.sellPackage({
      clientId: ann,
      packageId: d.studio.tenClasses,
      payment: { method: 'cash' },
    });
    const before = d.places();
    const credits = await d.enrol(pottery, ann, [{ kind: 'package', lotId }]);
    await drop(idOf(credits), 'back');
    expect(d.places()).toEqual(before);
    await drop(idOf(await d.enrol(pottery, ann, cash)), 'account');
    expect((await freeOf(ann))[0]).toBe(100_00);
  });

  it('counts for a session that is deleted meanwhile: recovered, it has no place for who has left', async () => {
    const { id: lotId } = await d.front.client.sellPackage({
      clientId: ann,
      packageId: d.studio.tenClasses,
      payment: { method: 'cash' },
    });
    const before = d.places();
    const enrolled = await d.enrol(pottery, ann, [{ kind: 'package', lotId }]);
    const [sessionId] = (await d.sessionsOf(pottery)).slice(-1);
    const ids = sessionId === undefined ? [] : [sessionId];
    const { undoId } = await d.front.deletion.submit({ ids });
    await drop(idOf(enrolled), 'back');
    const undone = await call(d.front, 'undo.takeBack', { id: undoId });
    expect(undone).toMatchObject({ code: 'UNDO_NOT_POSSIBLE', data: { reason: 'changed' } });
    expect(await d.front.deletion.recover({ ids })).toMatchObject({ recovered: 1, bookings: 0, credits: 0 });
    expect(d.places()).toEqual(before);
  });

  it('waits for a job that is about to cancel one of its sessions, whatever becomes of that job', async () => {
    const enrolled = await d.enrol(pottery, ann);
    const before = d.places();
    const jobId = await submitLast();
    const refusal = { code: 'ALREADY_IN_PROCESS', data: { sessions: [{ jobId, startedBy: 'Olga Owner' }] } };
    const id = idOf(enrolled);
    expect(await call(d.front, 'enrolment.previewDrop', { id, money: 'back' })).toMatchObject(refusal);
    const input = { id, version: 1, by: 'client', money: 'back', planHash: '' };
    expect(await call(d.front, 'enrolment.drop', input)).toMatchObject(refusal);
    expect(d.places()).toEqual(before);
    stopBeforeItBegins(jobId);
    expect((await drop(id, 'back')).code).toBe('OK');
    expect(d.places()).toMatchObject({ seats: [], enrolled: [] });
  });

  it('counts for a deleted session that a stopped job names, too', async () => {
    const before = d.places();
    const enrolled = await d.enrol(pottery, ann);
    stopBeforeItBegins(await submitLast());
    const ids = (await d.sessionsOf(pottery)).slice(-1);
    const { undoId } = await d.front.deletion.submit({ ids });
    await drop(idOf(enrolled), 'back');
    expect((await call(d.front, 'undo.takeBack', { id: undoId })).code).toBe('UNDO_NOT_POSSIBLE');
    expect(await d.front.deletion.recover({ ids })).toMatchObject({ recovered: 1, bookings: 0 });
    expect(d.places()).toEqual(before);
  });

  it('ends what was canceled before: that place is not taken back any more', async () => {
    const enrolled = await d.enrol(pottery, ann);
    const [booking] = (await d.front.client.get({ id: ann })).bookings;
    const id = booking?.bookingId as BookingId;
    const { planHash } = await d.front.booking.previewCancel({ id, money: 'back' });
    const { undoId } = await d.front.booking.cancel({
      requestUid: crypto.randomUUID(),
      id,
      version: 1,
      by: 'client',
      reason: 'ill',
      money: 'back',
      planHash,
      message: { channel: 'none', subject: '', body: '' },
    });
    await drop(idOf(enrolled), 'back');
    expect((await call(d.front, 'undo.takeBack', { id: undoId })).code).toBe('UNDO_NOT_POSSIBLE');
  });

  it('leaves what has been as it is, and gives back the rest', async () => {
    const enrolled = await d.enrol(pottery, ann, cash);
    d.setNow(8.1 * DAY);
    const preview = await d.front.enrolment.previewDrop({ id: idOf(enrolled), money: 'account' });
    expect(preview).toMatchObject({
      isInTime: true,
      places: 3,
      totals: [{ action: 'account_credit', tender: 'cash', amountMinor: 75_00 }],
    });
    expect((await drop(idOf(enrolled), 'account')).code).toBe('OK');
    expect(await freeOf(ann)).toEqual([75_00]);
    expect(
      (await d.front.enrolment.class({ seriesId: pottery })).sessions.map(({ booked }) => booked),
    ).toEqual([1, 0, 0, 0]);
  });

  it('needs a reason to keep the money', async () => {
    const enrolled = await d.enrol(pottery, ann, cash);
    expect(await drop(idOf(enrolled), 'kept')).toMatchObject({
      code: 'INVALID_INPUT',
      data: { issues: [{ path: 'reason', code: 'REQUIRED' }] },
    });
  });

  it('lets the client enrol again', async () => {
    await drop(idOf(await d.enrol(pottery, ann)), 'back');
    expect((await d.enrol(pottery, ann)).code).toBe('OK');
  });
});

describe('dropping after the deadline', () => {
  it('gives no money back, unless the desk says why', async () => {
    const enrolled = await d.enrol(pottery, ann, cash);
    d.setNow(16 * DAY);
    expect(await drop(idOf(enrolled), 'account')).toMatchObject({ code: 'INVALID_INPUT' });
    const preview = await d.front.enrolment.previewDrop({ id: idOf(enrolled), money: 'kept' });
    expect(preview).toMatchObject({ isInTime: false, places: 2, totals: [], chargeMinor: 50_00 });
    const kept = await drop(idOf(enrolled), 'kept');
    expect(await freeOf(ann)).toEqual([0]);
    await d.front.undo.takeBack({ id: undoOf(kept) });
    const more = { version: 3, reason: 'Broke a leg' };
    expect((await drop(idOf(enrolled), 'account', more)).code).toBe('OK');
    expect(await freeOf(ann)).toEqual([50_00]);
    expect((await d.front.enrolment.class({ seriesId: pottery })).enrolments).toMatchObject([
      { dropReason: 'Broke a leg' },
    ]);
  });
});

describe('a drop', () => {
  it('is one job with a row for each place, whatever its number', async () => {
    const enrolled = await d.enrol(pottery, ann, [
      { kind: 'new_payment', method: 'card', amountMinor: 100_00, cardReference: 'pi_class' },
    ]);
    setLimits({ secondPersonAboveMinor: null, staffRefundLimitMinor: 100_00 });
    expect((await drop(idOf(enrolled), 'back')).code).toBe('OK');
    const { rows: jobs } = await d.front.job.list({});
    expect(jobs).toMatchObject([
      {
        kind: 'booking_cancellation',
        refundTotalMinor: 100_00,
        progress: { sessions: { total: 4, done: 4 }, items: { total: 4, done: 4 }, refunds: { toSend: 4 } },
      },
    ]);
    const { rows: items } = await d.front.job.items({ id: jobs[0]?.id as never });
    expect(items.map(({ seq, action, amountMinor }) => [seq, action, amountMinor])).toEqual(
      [1, 2, 3, 4].map((seq) => [seq, 'refund_card', 25_00]),
    );
  });

  it('gives back no more of a payment than it has left, in the plan that is shown and in what is done', async () => {
    const enrolled = await d.enrol(pottery, ann, cash);
    d.test.db.write((tx) => {
      // 60.00 of the 100.00 were given back before.
      tx.run('UPDATE payments SET refunded_minor = 6000');
    });
    const { totals } = await d.front.enrolment.previewDrop({ id: idOf(enrolled), money: 'account' });
    expect(totals.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(40_00);
    d.test.db.write((tx) => tx.run('UPDATE payments SET refunded_minor = 0'));
  });

  it('above a sum needs a second person', async () => {
    const enrolled = await d.enrol(pottery, ann, [
      { kind: 'new_payment', method: 'card', amountMinor: 100_00, cardReference: 'pi_class' },
    ]);
    setLimits({ secondPersonAboveMinor: 99_99, staffRefundLimitMinor: 200_00 });
    const pinHash = await hashPin(PIN);
    d.test.db.write((tx) => tx.run('UPDATE staff SET pin_hash = ?', [pinHash]));
    const id = idOf(enrolled);
    expect(await d.front.enrolment.previewDrop({ id, money: 'back' })).toMatchObject({
      secondPersonNeeded: true,
    });
    expect(await drop(id, 'back')).toMatchObject({ code: 'SECOND_PERSON_NEEDED' });
    const asStaff = { secondPerson: { staffId: d.studio.staff, pin: PIN } };
    expect(await drop(id, 'back', asStaff)).toMatchObject({ code: 'FORBIDDEN' });
    const wrongPin = { secondPerson: { staffId: d.studio.admin, pin: '999999' } };
    expect(await drop(id, 'back', wrongPin)).toMatchObject({ code: 'WRONG_PIN' });
    const agreed = { secondPerson: { staffId: d.studio.admin, pin: PIN } };
    expect((await drop(id, 'back', agreed)).code).toBe('OK');
    expect((await d.front.job.list({})).rows).toMatchObject([{ approvedBy: 'Adam Admin' }]);
  });

  it('is refused when it was done, when others were faster, and for a plan that was not shown', async () => {
    const enrolled = await d.enrol(pottery, ann);
    const id = idOf(enrolled);
    expect(await drop(id, 'back', { version: 7 })).toMatchObject({ code: 'CHANGED_MEANWHILE' });
    expect(await drop(id, 'back', { planHash: 'other' })).toMatchObject({ code: 'PLAN_CHANGED' });
    const { planHash } = await d.front.enrolment.previewDrop({ id, money: 'back' });
    const input = { id, version: 1, by: 'client', money: 'back', planHash };
    const answers = await Promise.all([1, 2].map(() => call(d.front, 'enrolment.drop', input)));
    expect(answers.map(({ code }) => code).sort()).toEqual(['ENROLMENT_STATE', 'OK']);
    expect(await call(d.front, 'enrolment.previewDrop', { id: 999, money: 'back' })).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('tells the client when asked to', async () => {
    await drop(idOf(await d.enrol(pottery, ann, cash)), 'account', { tell: true });
    const [message] = d.test.db.read.all<{ kind: string; body: string }>('SELECT kind, body FROM messages');
    expect(message?.kind).toBe('class_dropped');
    expect(message?.body).toContain('100.00');
  });

  it('is taken back with every place, credit and amount', async () => {
    const { id: lotId } = await d.front.client.sellPackage({
      clientId: ann,
      packageId: d.studio.tenClasses,
      payment: { method: 'cash' },
    });
    for (const ways of [undefined, cash, [{ kind: 'package', lotId }], [{ kind: 'free' }]]) {
      const enrolled = await d.enrol(pottery, ann, ways);
      const before = rows();
      const dropped = await drop(idOf(enrolled), 'account', { tell: true });
      await d.front.undo.takeBack({ id: undoOf(dropped) });
      expect(rows()).toEqual(before);
      const version = (await d.front.enrolment.class({ seriesId: pottery })).enrolments[0]?.version;
      await drop(idOf(enrolled), 'account', { version });
    }
  });

  it('is not taken back once somebody else has the place', async () => {
    const one = await d.addClass({ time: '13:00', capacity: 1 });
    const dropped = await drop(idOf(await d.enrol(one, ann)), 'back');
    await d.enrol(one, await d.addClient('Bob'));
    const before = d.places();
    expect(await call(d.front, 'undo.takeBack', { id: undoOf(dropped) })).toMatchObject({
      code: 'UNDO_NOT_POSSIBLE',
    });
    expect(d.places()).toEqual(before);
  });
});

describe('enrolling and dropping', () => {
  it('return to the same seats, credits, balances and free payments, in any order and number', async () => {
    const people = await Promise.all(['Bob', 'Cleo'].map(d.addClient));
    const lots = new Map<ClientId, number>();
    for (const clientId of people) {
      const { id } = await d.front.client.sellPackage({
        clientId,
        packageId: d.studio.tenClasses,
        payment: { method: 'cash' },
      });
      lots.set(clientId, id);
      await d.front.client.recordPayment({ clientId, payment: { method: 'transfer', amountMinor: 100_00 } });
    }
    const paid = new Map<ClientId, number>();
    for (const clientId of people) {
      const { payments } = await d.front.client.get({ id: clientId });
      paid.set(clientId, payments.find(({ purpose }) => purpose !== 'package')?.id ?? 0);
    }
    const free = async () => (await Promise.all(people.map(freeOf))).flat();
    const before = [d.places(), await free()];
    const ways = (clientId: ClientId, kind: string): readonly object[] | undefined => {
      if (kind === 'package') return [{ kind, lotId: lots.get(clientId) }];
      if (kind === 'earlier_payment') return [{ kind, paymentId: paid.get(clientId), amountMinor: 100_00 }];
      return kind === 'free' ? [{ kind }] : undefined;
    };
    const step = fc.record({
      who: fc.nat(1),
      kind: fc.constantFrom('package', 'earlier_payment', 'free', 'account'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (steps) => {
        const enrolled: EnrolmentId[] = [];
        for (const { who, kind } of steps) {
          const clientId = people[who];
          if (!clientId) continue;
          const answer = await d.enrol(pottery, clientId, ways(clientId, kind));
          if (answer.code === 'OK') enrolled.push(idOf(answer));
        }
        for (const id of enrolled) expect((await drop(id, 'account')).code).toBe('OK');
        expect([d.places(), await free()]).toEqual(before);
      }),
      { numRuns: 8 },
    );
  }, 60_000);
});

const rows = (): unknown => [
  d.places(),
  d.test.db.read.all(`SELECT id, session_id, client_id, participant, state, price_minor, canceled_by, canceled_at, cancel_reason,
    enrolment_id FROM bookings WHERE state = 'booked' ORDER BY id`),
];
