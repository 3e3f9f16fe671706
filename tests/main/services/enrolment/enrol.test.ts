import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkDatabase } from '#db/check.ts';
import type { ClientId, SeriesId } from '#domain/values/ids.ts';
import { localDate } from '#domain/values/time.ts';
import { call } from '#tests/support/procedures.ts';
import { type ClassDesk, DAY, openClassDesk, TERMS, undoOf } from './class-desk.ts';

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

const issues = ({ data }: { data: unknown }) =>
  (data as { issues: { path: string; code: string }[] }).issues.map(({ path, code }) => [path, code]);

describe('a class', () => {
  it("costs and earns what the seed's example says: ten sessions at 100.00 and 30.00", async () => {
    d.test.db.write((tx) =>
      tx.run('UPDATE services SET cost_minor = 10000, wage_minor = 3000 WHERE id = ?', [d.studio.yoga]),
    );
    const seriesId = await d.addClass({ sessionCount: 10 });
    const owner = d.desk.callAs(d.studio.owner);
    const totals = { sessions: 10, costMinor: 1000_00, isWagePerAttendee: false };
    expect((await owner.enrolment.class({ seriesId })).totals).toEqual({ ...totals, wageMinor: 300_00 });
    expect((await d.front.enrolment.class({ seriesId })).totals).toEqual({ ...totals, wageMinor: null });
    expect((await d.options(seriesId, ann)).priceMinor).toBe(1000_00);
  });

  it('is listed with its dates, deadlines, places and state', async () => {
    await d.enrol(pottery, ann);
    expect((await d.front.enrolment.classes({})).rows).toMatchObject([
      {
        title: 'Pottery',
        state: 'enrolling',
        sessions: 4,
        firstDate: '2026-03-03',
        lastDate: '2026-03-24',
        enrolled: 1,
        capacity: 12,
        enrolUntilAt: Date.UTC(2026, 2, 2, 17),
        totals: { costMinor: 100_00 },
      },
    ]);
    d.setNow(8 * DAY);
    expect((await d.front.enrolment.classes({})).rows[0]?.state).toBe('closed');
    d.setNow(40 * DAY);
    expect((await d.front.enrolment.classes({})).rows[0]?.state).toBe('over');
    const teacher = d.desk.callAs(d.studio.practitionerStaff);
    expect((await teacher.enrolment.classes({})).total).toBe(0);
    expect(await call(teacher, 'enrolment.class', { seriesId: pottery })).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('is refused at the deadline that makes no sense, and then nothing changes', async () => {
    const set = (terms: object) =>
      call(d.front, 'enrolment.setTerms', { seriesId: pottery, version: 3, terms: { ...TERMS, ...terms } });
    expect(issues(await set({ enrolUntilDate: '2026-03-25' }))).toEqual([
      ['terms.enrolUntilDate', 'AFTER_LAST_SESSION'],
    ]);
    expect(issues(await set({ dropUntilDate: '2026-03-24', dropUntilTime: '10:01' }))).toEqual([
      ['terms.dropUntilDate', 'AFTER_LAST_SESSION'],
    ]);
    expect(issues(await set({ lateJoin: false, enrolUntilDate: '2026-03-04' }))).toEqual([
      ['terms.enrolUntilDate', 'AFTER_FIRST_SESSION'],
    ]);
    expect(issues(await set({ enrolUntilDate: '2026-02-30' }))).toEqual([['terms.enrolUntilDate', 'DATE']]);
    expect((await d.front.series.get({ id: pottery })).version).toBe(3);
  });

  it('stays one while people are enrolled, and its terms can be taken back', async () => {
    const terms = { ...TERMS, displayRule: 'until_deadline' as const };
    const { version, undoId } = await d.front.enrolment.setTerms({ seriesId: pottery, version: 3, terms });
    expect(
      (await d.front.enrolment.class({ seriesId: pottery })).sessions.map(({ isShown }) => isShown),
    ).toEqual([false, false, false, false]);
    await d.front.undo.takeBack({ id: undoId });
    expect((await d.front.enrolment.class({ seriesId: pottery })).terms).toEqual(TERMS);
    await d.enrol(pottery, ann);
    const off = { seriesId: pottery, version: version + 1, terms: null };
    expect(await call(d.front, 'enrolment.setTerms', off)).toMatchObject({
      code: 'CLASS_IN_USE',
      data: { enrolled: 1 },
    });
  });

  it('shows clients the sessions with an open eye, and a click is taken back', async () => {
    const [first] = (await d.front.enrolment.class({ seriesId: pottery })).sessions;
    if (!first) throw new Error('no session');
    const eye = { sessionId: first.id, version: first.version, displayed: false };
    const { undoId } = await d.front.enrolment.setDisplayed(eye);
    expect((await d.front.enrolment.class({ seriesId: pottery })).sessions[0]?.isShown).toBe(false);
    expect(await call(d.front, 'enrolment.setDisplayed', eye)).toMatchObject({ code: 'CHANGED_MEANWHILE' });
    await d.front.undo.takeBack({ id: undoId });
    expect((await d.front.enrolment.class({ seriesId: pottery })).sessions[0]?.isShown).toBe(true);
  });
});

describe('enrolling', () => {
  it('books every session, with one payment laid over all of them', async () => {
    const answer = await d.enrol(pottery, ann, [
      { kind: 'new_payment', method: 'cash', amountMinor: 100_00 },
    ]);
    expect(answer).toMatchObject({ code: 'OK', data: { places: 4 } });
    const { bookings, payments } = await d.front.client.get({ id: ann });
    expect(bookings.map(({ funding, priceMinor }) => [funding, priceMinor])).toEqual(
      Array.from({ length: 4 }, () => ['cash', 25_00]),
    );
    expect(payments).toMatchObject([{ amountMinor: 100_00, freeMinor: 0 }]);
    expect((await d.front.enrolment.class({ seriesId: pottery })).enrolments).toMatchObject([
      { clientName: 'Ann Example', places: 4, placesToCome: 4, priceMinor: 100_00, state: 'enrolled' },
    ]);
  });

  it('splits an agreed price and several ways of paying to the cent', async () => {
    const more = { priceMinor: 100_01 };
    const ways = [
      { kind: 'new_payment', method: 'card', amountMinor: 33_34 },
      { kind: 'account', amountMinor: 66_67 },
    ];
    expect((await d.enrol(pottery, ann, ways, more)).code).toBe('OK');
    const sums = d.test.db.read.all<{ price: number; paid: number }>(
      `SELECT b.price_minor AS price, SUM(f.amount_minor) AS paid FROM bookings b JOIN fundings f ON f.booking_id = b.id GROUP BY b.id`,
    );
    expect(sums.map(({ price }) => price)).toEqual([25_01, 25_00, 25_00, 25_00]);
    expect(sums.every(({ price, paid }) => price === paid)).toBe(true);
  });

  it('takes one credit for each session, from several lots if it must, or nothing at all', async () => {
    const sell = async () =>
      (
        await d.front.client.sellPackage({
          clientId: ann,
          packageId: d.studio.tenClasses,
          payment: { method: 'cash' },
        })
      ).id;
    const lots = [await sell(), await sell()];
    d.test.db.write((tx) => {
      tx.run('UPDATE credit_lots SET bought = 3 WHERE id = ?', [lots[0] ?? 0]);
      tx.run(`INSERT INTO credit_events (lot_id, kind, credits, at) VALUES (?, 'revoked', -7, 0)`, [
        lots[0] ?? 0,
      ]);
    });
    const before = d.places();
    const first = lots.slice(0, 1).map((lotId) => ({ kind: 'package', lotId }));
    expect(await d.enrol(pottery, ann, first)).toMatchObject({ code: 'NO_CREDIT_LEFT' });
    expect(d.places()).toEqual(before);
    const both = lots.map((lotId) => ({ kind: 'package', lotId }));
    expect((await d.enrol(pottery, ann, both)).code).toBe('OK');
    expect((await d.front.client.get({ id: ann })).lots.map(({ used }) => used)).toEqual([3, 1]);
  });

  it('books all or nothing: one full session refuses the whole, unless the desk says why', async () => {
    const [, second] = await d.sessionsOf(pottery);
    d.test.db.write((tx) => tx.run('UPDATE sessions SET capacity = 1 WHERE id = ?', [second ?? 0]));
    await d.enrol(pottery, await d.addClient('Bob'));
    const before = d.places();
    expect(await d.enrol(pottery, ann)).toMatchObject({
      code: 'CLASS_FULL',
      data: { sessions: [{ date: '2026-03-10', time: '10:00', capacity: 1, booked: 1 }] },
    });
    expect(d.places()).toEqual(before);
    expect((await d.enrol(pottery, ann, undefined, { overbookReason: 'Twins' })).code).toBe('OK');
    const reasons = d.test.db.read.all(`SELECT session_id FROM bookings WHERE overbook_reason = 'Twins'`);
    expect(reasons).toEqual([{ session_id: second }]);
  });

  it('after the first session books only what is to come, at its price', async () => {
    d.setNow(8.1 * DAY);
    const { lines, priceMinor, late } = await d.options(pottery, ann);
    expect([lines.map(({ what }) => what), priceMinor, late]).toEqual([
      ['past', 'book', 'book', 'book'],
      75_00,
      'deadline',
    ]);
    expect(await d.enrol(pottery, ann)).toMatchObject({
      code: 'LATE_ENROLMENT',
      data: { because: 'deadline' },
    });
    expect((await d.enrol(pottery, ann, undefined, { lateReason: 'Was ill' })).code).toBe('OK');
    expect((await d.front.enrolment.class({ seriesId: pottery })).enrolments).toMatchObject([
      { lateReason: 'Was ill', placesToCome: 3, priceMinor: 75_00 },
    ]);
    d.setNow(60 * DAY);
    const over = { lateReason: 'x', sessionIds: [1], priceMinor: 0 };
    const bob = await d.addClient('Bob');
    expect(await d.enrol(pottery, bob, [{ kind: 'free' }], over)).toMatchObject({ code: 'CLASS_OVER' });
  });

  it('leaves a place that somebody has already as it is, and does not charge it again', async () => {
    const [first] = await d.sessionsOf(pottery);
    const place = {
      sessionId: first,
      clientId: ann,
      priceMinor: 25_00,
      fundings: [{ kind: 'account', amountMinor: 25_00 }],
    };
    expect(await call(d.front, 'booking.create', place)).toMatchObject({ code: 'CLASS_ONLY' });
    expect((await call(d.front, 'booking.create', { ...place, dropInReason: 'Trial' })).code).toBe('OK');
    const { lines, priceMinor } = await d.options(pottery, ann);
    expect([lines.map(({ what }) => what), priceMinor]).toEqual([
      ['has_place', 'book', 'book', 'book'],
      75_00,
    ]);
    expect(await d.enrol(pottery, ann)).toMatchObject({ code: 'OK', data: { places: 3 } });
    expect(await d.enrol(pottery, ann, [{ kind: 'free' }], { sessionIds: [1] })).toMatchObject({
      code: 'ALREADY_ENROLLED',
    });
  });

  it('warns of what the client has elsewhere at that time', async () => {
    const other = await d.addClass(
      { title: 'Choir', time: '10:30', sessionCount: 1 },
      { enrolUntilDate: '2026-03-01', dropUntilDate: '2026-03-01' },
    );
    await d.enrol(other, ann);
    expect((await d.options(pottery, ann)).lines.map(({ elsewhere }) => elsewhere)).toEqual([
      'Choir',
      null,
      null,
      null,
    ]);
  });

  it('is refused when the class changed meanwhile, or is none', async () => {
    const [first = 0] = await d.sessionsOf(pottery);
    expect(await d.enrol(pottery, ann, undefined, { sessionIds: [first] })).toMatchObject({
      code: 'CHANGED_MEANWHILE',
    });
    const { id } = await d.front.series.create({ ...(await plain()), enabled: true });
    const input = {
      seriesId: id,
      clientId: ann,
      sessionIds: [1],
      priceMinor: 0,
      fundings: [{ kind: 'free' }],
    };
    expect(await call(d.front, 'enrolment.enrol', input)).toMatchObject({ code: 'CLASS_NOT_OPEN' });
    expect(await call(d.front, 'enrolment.enrol', { ...input, seriesId: 999 })).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await d.enrol(pottery, ann, [{ kind: 'account', amountMinor: 1 }])).toMatchObject({
      code: 'FUNDING_MISMATCH',
    });
  });

  it('never overfills a session, whoever asks at once', async () => {
    const seriesId = await d.addClass({ capacity: 2, time: '12:00' }, { dropIn: true });
    const people = await Promise.all(['Bob', 'Cleo', 'Dan', 'Eve'].map(d.addClient));
    const [first] = await d.sessionsOf(seriesId);
    const single = (clientId: ClientId) =>
      call(d.front, 'booking.create', {
        sessionId: first,
        clientId,
        priceMinor: 0,
        fundings: [{ kind: 'free' }],
      });
    const answers = await Promise.all(
      people.flatMap((clientId, index) => [
        index % 2 === 0 ? d.enrol(seriesId, clientId) : single(clientId),
        d.enrol(seriesId, clientId),
      ]),
    );
    expect(answers.filter(({ code }) => code === 'OK').length).toBeGreaterThan(1);
    const seats = (await d.front.enrolment.class({ seriesId })).sessions.map(({ booked }) => booked);
    expect(Math.max(...seats)).toBe(2);
  });

  it('tells the client when asked to, once a minute has passed', async () => {
    await d.enrol(pottery, ann, undefined, { tell: true });
    const [message] = d.test.db.read.all<{ kind: string; body: string; state: string }>(
      'SELECT * FROM messages',
    );
    expect(message).toMatchObject({ kind: 'class_enrolled', state: 'queued', to_address: 'ann@example.org' });
    expect(message?.body.match(/Pottery/g)).toHaveLength(4);
  });
});

describe('undo of enrolling', () => {
  it('gives every place, credit and amount back; only money that came in stays, as free money', async () => {
    const { id: lotId } = await d.front.client.sellPackage({
      clientId: ann,
      packageId: d.studio.tenClasses,
      payment: { method: 'cash' },
    });
    const paid = await d.front.client.recordPayment({
      clientId: ann,
      payment: { method: 'transfer', amountMinor: 100_00 },
    });
    const before = d.places();
    const earlier = [{ kind: 'earlier_payment', paymentId: paid.id, amountMinor: 100_00 }];
    for (const ways of [[{ kind: 'package', lotId }], [{ kind: 'free' }], undefined, earlier]) {
      const answer = await d.enrol(pottery, ann, ways, { tell: true });
      expect(answer.code).toBe('OK');
      await d.front.undo.takeBack({ id: undoOf(answer) });
      expect(d.places()).toEqual(before);
    }
    expect(d.test.db.read.all(`SELECT DISTINCT state FROM messages`)).toEqual([{ state: 'withdrawn' }]);
    const cash = await d.enrol(pottery, ann, [{ kind: 'new_payment', method: 'cash', amountMinor: 100_00 }]);
    await d.front.undo.takeBack({ id: undoOf(cash) });
    const { payments } = await d.front.client.get({ id: ann });
    expect(payments.map(({ freeMinor }) => freeMinor)).toEqual([100_00, 100_00, 0]);
  });

  it('is refused once a place was touched', async () => {
    const answer = await d.enrol(pottery, ann);
    d.test.db.write((tx) => tx.run('UPDATE bookings SET version = 2 WHERE id = 1'));
    const before = d.places();
    expect(await call(d.front, 'undo.takeBack', { id: undoOf(answer) })).toMatchObject({
      code: 'UNDO_NOT_POSSIBLE',
    });
    expect(d.places()).toEqual(before);
  });

  it('is refused once a place stood on an invoice', async () => {
    const answer = await d.enrol(pottery, ann);
    const days = { clientId: ann, from: localDate('2026-03-01'), to: localDate('2026-05-01') };
    const rows = await d.front.invoice.billable({ ...days, of: 'scheduled' });
    const { from, to } = days;
    const { id } = await d.front.invoice.create({
      requestUid: crypto.randomUUID(),
      clientId: ann,
      sessions: { from, to, of: 'scheduled', bookingIds: rows.map(({ bookingId }) => bookingId) },
      own: [],
    });
    const before = d.places();
    const refused = { code: 'UNDO_NOT_POSSIBLE', data: { reason: 'changed' } };
    expect(await call(d.front, 'undo.takeBack', { id: undoOf(answer) })).toMatchObject(refused);
    await d.front.invoice.discard({ id, version: (await d.front.invoice.get({ id })).version });
    expect(await call(d.front, 'undo.takeBack', { id: undoOf(answer) })).toMatchObject(refused);
    expect(d.places()).toEqual(before);
  });
});

const plain = async () => {
  const { seriesFields } = await import('../series/series-desk.ts');
  return seriesFields(d.studio, { time: '15:00' });
};
