import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkDatabase } from '#db/check.ts';
import type { ClientId, SeriesId, SessionId, WaitlistEntryId } from '#domain/values/ids.ts';
import { call } from '#tests/support/procedures.ts';
import { type ClassDesk, idOf, openClassDesk, undoOf } from '../enrolment/class-desk.ts';
import { seriesFields } from '../series/series-desk.ts';
import { ON_ACCOUNT, openPrepaymentDesk, type PrepaymentDesk } from './prepayment-desk.ts';

describe('a class', () => {
  let d: ClassDesk;
  let ann: ClientId;
  let id: SeriesId;
  beforeEach(async () => {
    d = openClassDesk();
    ann = await d.addClient('Ann');
    id = await d.addClass();
  });
  afterEach(() => {
    expect(d.desk.bugs).toEqual([]);
    expect(checkDatabase(d.test.db.read, 'full').problems).toEqual([]);
    d.test.cleanup();
  });
  const setRule = (mode: 'package' | 'available_credit' | 'threshold', thresholdMinor = 0) =>
    d.desk.callAs(d.studio.admin).prepayment.updateRule({ mode, thresholdMinor });
  const sell = async (clientId: ClientId) =>
    (
      (
        await call(d.front, 'client.sellPackage', {
          clientId,
          packageId: d.studio.tenClasses,
          payment: { method: 'cash', note: '' },
          requestUid: crypto.randomUUID(),
        })
      ).data as { id: number }
    ).id;
  const grow = async (sessionCount: number, version: number) => {
    const fields = seriesFields(d.studio, { sessionCount });
    const edit = { id, version, scope: 'all' as const, fromDate: null, fields };
    const diff = await d.front.series.previewChange(edit);
    const done = await call(d.front, 'series.change', { ...edit, planHash: diff.planHash, tell: false });
    return { diff, done };
  };

  it('asks for the available credit of all its sessions together, and the desk may go on', async () => {
    await setRule('available_credit');
    const before = d.places();
    const check = await d.front.prepayment.check({ clientIds: [ann], place: { seriesId: id } });
    expect(check).toMatchObject({
      mayGoOn: true,
      rows: [{ clientId: ann, missing: { missingMinor: 100_00 } }],
    });
    expect(await d.enrol(id, ann)).toMatchObject({
      code: 'PREPAYMENT_NEEDED',
      data: { wantedMinor: 100_00, missingMinor: 100_00 },
    });
    expect(d.places()).toEqual(before);
    const paid = [{ kind: 'new_payment', method: 'cash', amountMinor: 100_00 }];
    expect((await d.enrol(id, ann, paid)).code).toBe('OK');
    const ben = await d.addClient('Ben');
    expect((await d.enrol(id, ben, undefined, { withoutPrepayment: true })).code).toBe('OK');
    expect(
      d.test.db.read.all(
        'SELECT DISTINCT client_id AS client, prepayment_waived_by AS by FROM bookings ORDER BY client_id',
      ),
    ).toEqual([
      { client: ann, by: null },
      { client: ben, by: d.studio.staff },
    ]);
  });

  it('asks for a credit for each session in the package mode', async () => {
    await setRule('package');
    expect(await d.enrol(id, ann)).toMatchObject({ code: 'PREPAYMENT_NEEDED', data: { missingCredits: 4 } });
    const lotId = await sell(ann);
    expect((await d.enrol(id, ann, [{ kind: 'package', lotId }])).code).toBe('OK');
  });

  it('that grows takes credits, leaves out who has none, names them before and after, and gives all back', async () => {
    const ben = await d.addClient('Ben');
    const lotId = await sell(ann);
    await d.enrol(id, ann, [{ kind: 'package', lotId }]);
    await d.enrol(id, ben);
    await setRule('package');
    const before = d.places();
    const { diff, done } = await grow(6, 3);
    expect(diff.notPrepaid).toEqual({ leftOut: ['Ben Example'], goesOn: [] });
    expect(done).toMatchObject({ code: 'OK', data: { places: 2, notPrepaid: ['Ben Example'] } });
    const credits = () => d.test.db.read.get('SELECT used FROM credit_lots');
    expect(credits()).toEqual({ used: 6 });
    expect((await call(d.front, 'undo.takeBack', { id: undoOf(done) })).code).toBe('OK');
    expect(credits()).toEqual({ used: 4 });
    expect(d.places()).toEqual(before);
    // The dates are free again for another edit.
    const again = await grow(6, 5);
    expect(again.done).toMatchObject({ code: 'OK', data: { added: 2, places: 2 } });
  });

  it('that grows warns of who has no available credit, and keeps who went on', async () => {
    await d.enrol(id, ann);
    await setRule('available_credit');
    const { diff, done } = await grow(5, 3);
    expect(diff.notPrepaid).toEqual({ leftOut: [], goesOn: ['Ann Example'] });
    expect(done).toMatchObject({ code: 'OK', data: { places: 1, notPrepaid: [] } });
    expect(
      d.test.db.read.get('SELECT COUNT(*) AS n FROM bookings WHERE prepayment_waived_by = ?', [
        d.studio.staff,
      ]),
    ).toEqual({ n: 1 });
  });

  it('answers what nobody can be enrolled in', async () => {
    const input = { clientIds: [ann], place: { seriesId: 9999 } };
    expect((await call(d.front, 'prepayment.check', input)).code).toBe('NOT_FOUND');
    const practitioner = d.desk.callAs(d.studio.practitionerStaff);
    expect((await call(practitioner, 'prepayment.check', input)).code).toBe('FORBIDDEN');
    expect(idOf(await d.enrol(id, ann))).toBeGreaterThan(0);
  });
});

describe('a waitlist', () => {
  let d: PrepaymentDesk;
  let sessionId: SessionId;
  const client = (name: string) => d.story.client(`${name} Example`);
  beforeEach(() => {
    d = openPrepaymentDesk();
    const full = d.story
      .withSession({ capacity: 1, date: '2026-03-03' })
      .withBooking({ client: 'Zoe Example' });
    sessionId = full.sessionId;
  });
  afterEach(() => {
    expect(d.desk.bugs).toEqual([]);
    expect(checkDatabase(d.test.db.read, 'full').problems).toEqual([]);
    d.test.cleanup();
  });
  const wait = (name: string, funding: string, more: object = {}) =>
    call(d.front, 'waitlist.add', { sessionId, clientId: client(name), funding, ...more });
  const makeRoom = async (capacity: number) => {
    const { id, version, date, time, durationMinutes } = await d.front.session.get({ id: sessionId });
    const { studio } = d.story;
    return call(d.front, 'session.update', {
      id,
      version,
      date,
      time,
      durationMinutes,
      capacity,
      serviceId: studio.yoga,
      locationId: studio.location,
      roomId: null,
      practitionerId: null,
      title: '',
      publicNote: '',
      privateNote: '',
      meetingLink: '',
      allowConflicts: true,
      tellClients: false,
    });
  };
  const queue = () =>
    d.test.db.read.all<{ name: string; state: string; skip: string }>(
      `SELECT c.first_name AS name, w.state, w.skip_code AS skip FROM waitlist_entries w JOIN clients c ON c.id = w.client_id ORDER BY w.id`,
    );

  it('takes nobody in who has not paid in advance, and warns the desk under the filter alone', async () => {
    await d.setRule('package');
    expect((await wait('Ann', 'package', { withoutPrepayment: true })).code).toBe('PREPAYMENT_NEEDED');
    await d.setRule('threshold', 100);
    expect((await wait('Ann', 'account', { withoutPrepayment: true })).code).toBe('PREPAYMENT_NEEDED');
    await d.setRule('available_credit');
    expect(await wait('Ann', 'account')).toMatchObject({
      code: 'PREPAYMENT_NEEDED',
      data: { mayGoOn: true },
    });
    expect((await wait('Ann', 'account', { withoutPrepayment: true })).code).toBe('OK');
    expect(queue()).toEqual([{ name: 'Ann', state: 'waiting', skip: '' }]);
  });

  it('passes over who has not paid, keeps the reason, and seats the next', async () => {
    await wait('Ann', 'account');
    await wait('Ben', 'account');
    await d.setRule('threshold', 50_00);
    await d.pay(client('Ben'), 50_00);
    expect((await makeRoom(3)).code).toBe('OK');
    expect(queue()).toEqual([
      { name: 'Ann', state: 'waiting', skip: 'not_prepaid' },
      { name: 'Ben', state: 'promoted', skip: '' },
    ]);
  });

  it('seats who was let in without enough credit, with the name of who did so', async () => {
    await d.setRule('available_credit');
    await wait('Ann', 'account', { withoutPrepayment: true });
    expect((await makeRoom(2)).code).toBe('OK');
    expect(queue()).toEqual([{ name: 'Ann', state: 'promoted', skip: '' }]);
    expect(
      d.test.db.read.get(
        'SELECT prepayment_waived_by AS by, prepayment_missing_minor AS missing FROM bookings WHERE client_id = ?',
        [client('Ann')],
      ),
    ).toEqual({ by: d.story.studio.staff, missing: 25_00 });
    await d.setRule('threshold', 50_00);
  });

  it('gives a place by hand only to who has paid, or under the filter with the name of who goes on', async () => {
    const added = await wait('Ann', 'account');
    const { id } = added.data as { id: WaitlistEntryId };
    await d.setRule('available_credit');
    await makeRoom(2);
    const refused = await call(d.front, 'waitlist.promote', { id, version: 1 });
    expect(refused).toMatchObject({ code: 'NOT_PROMOTED', data: { reason: 'not_prepaid' } });
    await d.setRule('package');
    const held = { id, version: 1, withoutPrepayment: true };
    expect((await call(d.front, 'waitlist.promote', held)).code).toBe('NOT_PROMOTED');
    await d.setRule('available_credit');
    const given = await call(d.front, 'waitlist.promote', held);
    expect(given.code).toBe('OK');
    expect((await call(d.front, 'undo.takeBack', { id: undoOf(given) })).code).toBe('OK');
    expect(queue()).toEqual([{ name: 'Ann', state: 'waiting', skip: 'not_prepaid' }]);
  });

  it('leaves places that are held as they are when the mode changes', async () => {
    expect((await d.book(client('Ann'), ON_ACCOUNT)).code).toBe('OK');
    const before = d.rows();
    await d.setRule('package');
    expect(d.rows()).toEqual(before);
  });
});
