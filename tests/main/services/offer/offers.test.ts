import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDesk } from '#tests/support/desk.ts';
import { call } from '#tests/support/procedures.ts';
import { type OfferDesk, openOfferDesk, START, TUESDAY, versionOf, WEDNESDAY } from './offer-desk.ts';

let at: OfferDesk;
beforeEach(() => {
  at = openOfferDesk();
});
afterEach(() => at.test.cleanup());

const offerRows = () =>
  at.rows('SELECT state, chosen_date, chosen_time, fallback, deadline_at FROM reschedule_offers');
const messageRows = () => at.rows('SELECT kind, state FROM messages ORDER BY id');
const sessionRow = () => at.rows('SELECT state, local_date, local_time FROM sessions')[0];
const DEADLINE = Date.UTC(2026, 2, 1, 8);

describe('the proposed times', () => {
  it('are free times of the two weeks from tomorrow, within the working hours, with the usual deadline', async () => {
    at.story.withSession({ date: '2026-02-24', time: '09:00', durationMinutes: 90 });
    const { data } = await at.as('staff')('offer.propose', { sessionId: at.sessionId });
    const proposal = data as {
      from: string;
      to: string;
      times: { date: string; time: string }[];
      deadline: unknown;
    };
    expect(proposal).toMatchObject({ from: '2026-02-24', to: '2026-03-10', opens: '09:00', closes: '18:00' });
    expect(proposal.deadline).toEqual({ date: '2026-03-01', time: '09:00' });
    // An hour each; the first two are taken by the other session.
    expect(proposal.times[0]).toEqual({ date: '2026-02-24', time: '11:00' });
    expect(proposal.times).not.toContainEqual({ date: '2026-03-02', time: '09:00' });
  });

  it('leave out closures of the place', async () => {
    at.test.db.write((tx) =>
      tx.run(
        `INSERT INTO closures (title, start_date, end_date, created_at) VALUES ('Holiday', '2026-02-24', '2026-02-26', 0)`,
      ),
    );
    const { data } = await at.as('staff')('offer.propose', { sessionId: at.sessionId });
    expect((data as { times: { date: string }[] }).times[0]?.date).toBe('2026-02-26');
  });

  it('are refused for ranges that make no sense, at the field', async () => {
    const ask = (change: object) => at.as('staff')('offer.propose', { sessionId: at.sessionId, ...change });
    expect(await ask({ from: '2026-03-02', to: '2026-03-02' })).toMatchObject({
      data: { issues: [{ path: 'to', code: 'RANGE_REVERSED' }] },
    });
    expect(await ask({ from: '2026-03-02', to: '2027-03-02' })).toMatchObject({
      data: { issues: [{ path: 'to', code: 'RANGE_TOO_LONG' }] },
    });
    expect(await ask({ opens: '12:00', closes: '09:00' })).toMatchObject({
      data: { issues: [{ path: 'closes', code: 'RANGE_REVERSED' }] },
    });
  });
});

describe('an offer', () => {
  it('keeps the seat and writes to the client what there is to choose, until when, and what happens else', async () => {
    expect((await at.makeOffer()).code).toBe('OK');
    expect(sessionRow()).toEqual({ state: 'open', local_date: '2026-03-02', local_time: '09:00' });
    const [message] = at.rows('SELECT to_address, body, state FROM messages');
    expect(message).toMatchObject({ to_address: 'ada@example.com', state: 'queued' });
    const body = String(message?.['body']);
    for (const part of [
      'Monday, 2 March 2026, 09:00',
      'Pia is away that day.',
      '- Tuesday, 3 March 2026, 10:00\n- Wednesday, 4 March 2026, 11:00',
      'until Sunday, 1 March 2026, 09:00',
      'your session stays as it is',
    ])
      expect(body).toContain(part);
  });

  it('is made once per session', async () => {
    await at.makeOffer();
    expect((await at.makeOffer()).code).toBe('OFFER_OPEN');
  });

  it('needs exactly one client', async () => {
    const empty = at.story.withSession({ date: '2026-03-05' });
    const input = { sessionId: empty.sessionId, version: 1 };
    expect(await at.makeOffer(input)).toMatchObject({ code: 'ONE_CLIENT_NEEDED', data: { clients: 0 } });
    empty.withBooking({ client: 'Ben' }).withBooking({ client: 'Cleo' });
    expect(await at.makeOffer(input)).toMatchObject({ code: 'ONE_CLIENT_NEEDED', data: { clients: 2 } });
  });

  it.each([
    [
      'a deadline that is over',
      { deadlineDate: '2026-02-23', deadlineTime: '09:00' },
      'deadlineTime',
      'DEADLINE_PAST',
    ],
    [
      'a deadline at the start',
      { deadlineDate: '2026-03-02', deadlineTime: '09:00' },
      'deadlineTime',
      'DEADLINE_AFTER_START',
    ],
    ['the same time twice', { choices: [TUESDAY, TUESDAY] }, 'choices.1', 'TWICE'],
    ['the time it has', { choices: [{ date: '2026-03-02', time: '09:00' }] }, 'choices.0', 'UNCHANGED'],
    ['a time that is over', { choices: [{ date: '2026-02-20', time: '09:00' }] }, 'choices.0', 'TIME_PAST'],
    ['no time at all', { choices: [] }, 'choices', 'TOO_FEW'],
  ])('is refused for %s, and leaves nothing behind', async (_, change, path, code) => {
    expect(await at.makeOffer(change)).toMatchObject({
      code: 'INVALID_INPUT',
      data: { issues: [{ path, code }] },
    });
    expect(offerRows()).toEqual([]);
    expect(messageRows()).toEqual([]);
  });

  it('takes no time that is taken', async () => {
    at.story.withSession({ date: TUESDAY.date, time: '10:30', service: 'massage' });
    expect((await at.makeOffer()).code).toBe('SCHEDULE_CONFLICT');
  });

  it('is refused when the session was changed meanwhile', async () => {
    expect((await at.makeOffer({ version: 7 })).code).toBe('CHANGED_MEANWHILE');
  });

  it('may fall back to a cancellation only if the person could cancel alone', async () => {
    expect((await at.makeOffer({ fallback: 'cancel' }, 'staff')).code).toBe('REFUND_LIMIT');
    expect((await at.makeOffer({ fallback: 'cancel' }, 'owner')).code).toBe('OK');
  });

  it('is no business of practitioners', async () => {
    for (const name of ['offer.make', 'offer.list', 'offer.choose', 'reschedule.rules'])
      expect((await at.as('practitionerStaff')(name, {})).code).toBe('FORBIDDEN');
  });

  it('can be taken back with its message as if it had never been', async () => {
    const made = await at.makeOffer();
    const { undoId } = made.data as { undoId: number };
    expect((await at.as('staff')('undo.takeBack', { id: undoId })).code).toBe('OK');
    expect(offerRows()).toEqual([]);
    expect(messageRows()).toEqual([{ kind: 'reschedule_offer', state: 'withdrawn' }]);
  });

  it('cannot be taken back once the client has read it', async () => {
    const made = await at.makeOffer();
    at.test.db.write((tx) => tx.run(`UPDATE messages SET state = 'sent'`));
    const { undoId } = made.data as { undoId: number };
    expect(await at.as('staff')('undo.takeBack', { id: undoId })).toMatchObject({
      code: 'UNDO_NOT_POSSIBLE',
      data: { reason: 'told' },
    });
  });

  it('waits in the tray and is counted for the frame', async () => {
    await at.makeOffer();
    const { data } = await at.as('staff')('offer.list', {});
    expect(data).toMatchObject({
      total: 1,
      rows: [
        { clientName: 'Ada Example', deadlineAt: DEADLINE, choices: [TUESDAY, WEDNESDAY], isOverdue: false },
      ],
    });
    expect((await at.as('staff')('task.problems')).data).toMatchObject({ waitingOffers: 1 });
  });
});

describe("the client's choice", () => {
  it('moves the session and tells the client, in one go', async () => {
    const offer = await at.offered();
    expect((await at.as('staff')('offer.choose', { ...offer, ...TUESDAY })).code).toBe('OK');
    expect(sessionRow()).toEqual({ state: 'open', local_date: TUESDAY.date, local_time: TUESDAY.time });
    expect(offerRows()).toMatchObject([
      { state: 'chosen', chosen_date: TUESDAY.date, chosen_time: TUESDAY.time },
    ]);
    expect(messageRows()).toEqual([
      { kind: 'reschedule_offer', state: 'withdrawn' },
      { kind: 'reschedule_done', state: 'queued' },
    ]);
    expect(at.rows(`SELECT state FROM bookings`)).toEqual([{ state: 'booked' }]);
  });

  it('is taken back to the same rows, the offer open and its message on its way', async () => {
    const offer = await at.offered();
    const before = at.rows('SELECT * FROM sessions');
    const chosen = await at.as('staff')('offer.choose', { ...offer, ...TUESDAY });
    const { undoId } = chosen.data as { undoId: number };
    expect((await at.as('staff')('undo.takeBack', { id: undoId })).code).toBe('OK');
    expect(at.rows('SELECT * FROM sessions')).toEqual([{ ...before[0], version: 3 }]);
    expect(offerRows()).toMatchObject([{ state: 'open', chosen_date: null }]);
    expect(messageRows()).toEqual([
      { kind: 'reschedule_offer', state: 'queued' },
      { kind: 'reschedule_done', state: 'withdrawn' },
    ]);
  });

  it('is refused when the time has been taken since; the offer waits on', async () => {
    const offer = await at.offered();
    at.story.withSession({ ...TUESDAY, service: 'massage' });
    expect((await at.as('staff')('offer.choose', { ...offer, ...TUESDAY })).code).toBe('SCHEDULE_CONFLICT');
    expect(offerRows()).toMatchObject([{ state: 'open' }]);
    expect((await at.as('staff')('offer.choose', { ...offer, ...WEDNESDAY })).code).toBe('OK');
  });

  it('is refused while a closure lies over the time, and free again once it is gone', async () => {
    const offer = await at.offered();
    const choose = () => at.as('staff')('offer.choose', { ...offer, ...TUESDAY });
    at.test.db.write((tx) =>
      tx.run(
        `INSERT INTO closures (title, start_date, end_date, start_time, end_time, created_at)
         VALUES ('Boiler', '2026-03-03', '2026-03-04', '10:30', '12:00', 0)`,
      ),
    );
    expect(await choose()).toMatchObject({
      code: 'SCHEDULE_CONFLICT',
      data: { conflicts: [{ kind: 'closure', title: 'Boiler' }] },
    });
    expect(offerRows()).toMatchObject([{ state: 'open' }]);
    at.test.db.write((tx) => tx.run('DELETE FROM closures'));
    expect((await choose()).code).toBe('OK');
  });

  it('is one of those that were offered', async () => {
    const offer = await at.offered();
    const other = { date: TUESDAY.date, time: '16:00' };
    expect(await at.as('staff')('offer.choose', { ...offer, ...other })).toMatchObject({
      code: 'INVALID_INPUT',
      data: { issues: [{ path: 'time', code: 'NOT_A_CHOICE' }] },
    });
  });

  it('counts up to the last millisecond before the deadline, not at it', async () => {
    const offer = await at.offered();
    at.clock.now = DEADLINE;
    expect(await at.as('staff')('offer.choose', { ...offer, ...TUESDAY })).toMatchObject({
      code: 'OFFER_CLOSED',
      data: { state: 'overdue' },
    });
    at.clock.now = DEADLINE - 1;
    expect((await at.as('staff')('offer.choose', { ...offer, ...TUESDAY })).code).toBe('OK');
  });

  it('is entered by the first of two desks; the second is told so', async () => {
    const offer = await at.offered();
    const other = openDesk(at.test.db, { dataDir: at.test.dir, now: () => at.clock.now });
    const answers = await Promise.all([
      at.as('staff')('offer.choose', { ...offer, ...TUESDAY }),
      call(other.callAs(at.story.studio.admin), 'offer.choose', { ...offer, ...WEDNESDAY }),
    ]);
    expect(answers.map(({ code }) => code).sort()).toEqual(['OFFER_CLOSED', 'OK']);
    expect(at.rows(`SELECT COUNT(*) AS n FROM messages WHERE kind = 'reschedule_done'`)).toEqual([{ n: 1 }]);
  });
});

describe('an open offer', () => {
  it('can be withdrawn, and that taken back', async () => {
    const offer = await at.offered();
    const { data } = await at.as('staff')('offer.withdraw', offer);
    expect(offerRows()).toMatchObject([{ state: 'withdrawn' }]);
    expect(messageRows()).toEqual([{ kind: 'reschedule_offer', state: 'withdrawn' }]);
    await at.as('staff')('undo.takeBack', { id: (data as { undoId: number }).undoId });
    expect(offerRows()).toMatchObject([{ state: 'open' }]);
    expect(messageRows()).toEqual([{ kind: 'reschedule_offer', state: 'queued' }]);
  });

  it('can be given more time, up to the session', async () => {
    const offer = await at.offered();
    const until = (deadlineTime: string) =>
      at.as('staff')('offer.extend', { ...offer, deadlineDate: '2026-03-02', deadlineTime });
    expect((await until('09:00')).code).toBe('INVALID_INPUT');
    expect((await until('08:59')).code).toBe('OK');
    expect(offerRows()).toMatchObject([{ deadline_at: START - 60_000 }]);
    expect((await until('08:30')).code).toBe('CHANGED_MEANWHILE');
  });

  it('ends with its message when the session is moved by hand, and comes back when that is taken back', async () => {
    await at.offered();
    const version = versionOf(at.test, at.sessionId);
    const move = { id: at.sessionId, version, date: '2026-03-06', time: '12:00', durationMinutes: 45 };
    const { data } = await at.as('staff')('session.move', move);
    expect(offerRows()).toMatchObject([{ state: 'withdrawn' }]);
    expect(messageRows()).toEqual([{ kind: 'reschedule_offer', state: 'withdrawn' }]);
    const undone = await at.as('staff')('undo.takeBack', { id: (data as { undoId: number }).undoId });
    expect(undone.code).toBe('OK');
    expect(offerRows()).toMatchObject([{ state: 'open' }]);
    expect(messageRows()).toEqual([{ kind: 'reschedule_offer', state: 'queued' }]);
  });

  it.each(['completed', 'canceling', 'deleted'])(
    'ends when its session becomes %s, whoever did that',
    async (state) => {
      await at.offered();
      at.test.db.write((tx) => tx.run('UPDATE sessions SET state = ?', [state]));
      expect(offerRows()).toMatchObject([{ state: 'withdrawn' }]);
      expect(messageRows()).toEqual([{ kind: 'reschedule_offer', state: 'withdrawn' }]);
    },
  );

  it('ends when the client gives up the place', async () => {
    await at.offered();
    at.test.db.write((tx) =>
      tx.run(`UPDATE bookings SET state = 'canceled', canceled_at = 1, canceled_by = 'staff'`),
    );
    at.runDue();
    expect(offerRows()).toMatchObject([{ state: 'withdrawn' }]);
  });
});
