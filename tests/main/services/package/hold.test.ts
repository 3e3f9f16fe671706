import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ClientId, LotId } from '#domain/values/ids.ts';
import { onAccount, openPackageDesk, type PackageDesk, picture, violations } from './package-desk.ts';
import { hold, of, release } from './hold-desk.ts';

let at: PackageDesk;
let lotId: LotId;
beforeEach(async () => {
  at = await openPackageDesk({ priceMinor: 10_000, credits: 5 });
  lotId = await at.sell();
});
afterEach(() => {
  expect(at.desk.bugs).toEqual([]);
  expect(violations(at)).toEqual([]);
  at.test.cleanup();
});
const places = () =>
  at.test.db.read.all<{ state: string; date: string }>(
    'SELECT b.state, s.local_date AS date FROM bookings b JOIN sessions s ON s.id = b.session_id ORDER BY s.starts_at',
  );
const messages = () =>
  at.test.db.read.all<{ to_name: string; state: string; body: string }>(
    `SELECT to_name, state, body FROM messages WHERE kind = 'session_canceled' ORDER BY id`,
  );

describe('a package on hold', () => {
  it('ends later by the days held, says so in its history, and Undo puts the rows back', async () => {
    const before = picture(at);
    const done = await hold(at, of(lotId), { from: '2026-03-02', to: '2026-03-08' });
    expect(done).toMatchObject({ code: 'OK', data: { lots: 1, canceled: 0, promoted: [] } });
    expect(at.lot(lotId).expires_on).toBe('2027-03-02');
    const view = await at.front.packages.get({ id: lotId });
    expect(view).toMatchObject({ hold: { from: '2026-03-02', to: '2026-03-08' }, isOver: false });
    expect(view.events[0]).toMatchObject({
      kind: 'held',
      heldFrom: '2026-03-02',
      heldTo: '2026-03-08',
      expiresOn: '2027-03-02',
      reason: 'Knee',
      credits: 0,
    });
    expect((await at.undo(done)).code).toBe('OK');
    expect(picture(at)).toEqual(before);
    expect((await at.front.packages.get({ id: lotId })).hold).toBe(null);
  });

  it('keeps the booked places where the desk says so: they stay paid by the package', async () => {
    await at.book(lotId, '2026-03-03');
    expect((await hold(at, of(lotId), { from: '2026-03-02', to: null })).code).toBe('OK');
    expect(places()).toEqual([{ state: 'booked', date: '2026-03-03' }]);
    expect(at.lot(lotId)).toMatchObject({ used: 1, expires_on: '2027-02-23' });
  });

  it('gives the places of its days up where the desk says so: credits back, a message, and Undo seats them again', async () => {
    for (const date of ['2026-03-01', '2026-03-03', '2026-03-08', '2026-03-09']) await at.book(lotId, date);
    const before = picture(at);
    const days = { from: '2026-03-02', to: '2026-03-08' };
    const preview = await at.front.packages.previewHold({
      which: of(lotId),
      days,
      places: 'cancel',
    } as never);
    expect(preview).toMatchObject({ lots: 1, clients: 1, places: 2, creditsBack: 2, to: '2027-03-02' });
    expect(preview.named).toMatchObject([
      { client: 'Ann Example', title: 'Yoga', date: '2026-03-03', time: '10:00' },
      { client: 'Ann Example', title: 'Yoga', date: '2026-03-08', time: '10:00' },
    ]);
    const done = await hold(at, of(lotId), days, { places: 'cancel', tell: true });
    expect(done).toMatchObject({ code: 'OK', data: { canceled: 2 } });
    expect(places().map(({ state }) => state)).toEqual(['booked', 'canceled', 'canceled', 'booked']);
    // Judged by the last day that the hold gives: the credits stay as long as the package, and no thirty days more.
    expect(at.lot(lotId)).toMatchObject({ used: 2, expires_on: '2027-03-02' });
    expect(messages()).toHaveLength(1);
    expect(messages()[0]?.body).toMatch(/3 March[^]*8 March[^]*Knee/);
    expect(violations(at)).toEqual([]);
    expect((await at.undo(done)).code).toBe('OK');
    const { bookings: _, ...rest } = picture(at);
    const { bookings: __, ...restBefore } = before;
    expect(rest).toEqual(restBefore);
    expect(places().map(({ state }) => state)).toEqual(['booked', 'booked', 'booked', 'booked']);
    expect(messages().every(({ state }) => state !== 'queued')).toBe(true);
  });

  it('that ends soon and is held without an end gives credits back without thirty days on top', async () => {
    await at.book(lotId, '2027-02-20');
    at.clock.now = Date.parse('2027-02-15T12:00:00Z');
    expect((await hold(at, of(lotId), { from: '2027-02-19', to: null }, { places: 'cancel' })).code).toBe(
      'OK',
    );
    expect(at.lot(lotId)).toMatchObject({ used: 0, expires_on: '2027-02-23' });
    at.clock.now = Date.parse('2027-05-01T12:00:00Z');
    expect((await release(at, of(lotId))).code).toBe('OK');
    // Five days were left when it began: from the first of May to the fifth.
    expect(at.lot(lotId).expires_on).toBe('2027-05-05');
  });

  it('gives up several places of one session together, with one message for each client', async () => {
    const bobs = await at.sell(at.bob);
    const sessionId = await at.book(lotId, '2026-03-03');
    for (const [clientId, lot, participant] of [
      [at.ann, lotId, 'Lea'],
      [at.bob, bobs, ''],
    ])
      await at.ask('booking.create', {
        sessionId,
        clientId,
        participant,
        priceMinor: 2500,
        fundings: [{ kind: 'package', lotId: lot }],
        overbookReason: '',
        dropInReason: '',
      });
    const days = { from: '2026-03-02', to: '2026-03-08' };
    const done = await hold(at, of(lotId, bobs), days, { places: 'cancel', tell: true });
    expect(done).toMatchObject({ code: 'OK', data: { lots: 2, canceled: 3 } });
    expect(messages().map(({ to_name: name }) => name)).toEqual(['Ann Example', 'Bob Example']);
    expect((await at.undo(done)).code).toBe('OK');
    expect(places().map(({ state }) => state)).toEqual(['booked', 'booked', 'booked']);
  });

  it('lets whoever waits move up, and Undo sends them back into the queue', async () => {
    const sessionId = await at.book(lotId, '2026-03-03');
    at.test.db.write((tx) => tx.run('UPDATE sessions SET capacity = 1'));
    const waiting = await at.ask('waitlist.add', { sessionId, clientId: at.bob, funding: 'account' });
    expect(waiting.code).toBe('OK');
    const days = { from: '2026-03-02', to: '2026-03-08' };
    const done = await hold(at, of(lotId), days, { places: 'cancel' });
    expect(done).toMatchObject({ code: 'OK', data: { promoted: ['Bob Example'] } });
    expect((await at.undo(done)).code).toBe('OK');
    expect(places()).toEqual([{ state: 'booked', date: '2026-03-03' }]);
  });

  it('is not taken back once a credit of it was used since', async () => {
    const done = await hold(at, of(lotId), { from: '2026-03-02', to: '2026-03-08' });
    await at.book(lotId, '2026-03-09');
    expect(await at.undo(done)).toMatchObject({ code: 'UNDO_NOT_POSSIBLE' });
    expect(at.lot(lotId).expires_on).toBe('2027-03-02');
  });

  it('while nobody releases it is never over: it does not expire, and nobody is told that it ends', async () => {
    await hold(at, of(lotId), { from: '2027-02-20', to: null });
    at.toDay('2027-06-01');
    expect(at.lot(lotId)).toMatchObject({ expired: 0, expires_on: '2027-02-23' });
    expect(at.test.db.read.all(`SELECT 1 FROM messages WHERE kind LIKE 'package_%'`)).toEqual([]);
    expect((await at.front.packages.get({ id: lotId })).isOver).toBe(false);
    const left = await at.front.packages.list({ state: 'left', limit: 10, offset: 0 } as never);
    expect(left.rows).toMatchObject([{ id: lotId, hold: { to: null } }]);
    // Extended meanwhile: by days, as if no day had passed.
    const which = of(lotId);
    const wish = { which, end: { kind: 'days', days: 7 }, reason: 'Gift', requestUid: randomUUID() };
    expect((await at.ask('packages.extend', { ...wish, expected: { lots: 1, creditsBack: 0 } })).code).toBe(
      'OK',
    );
    expect((await release(at, of(lotId))).code).toBe('OK');
    // Held from 20 February to 31 May: 101 days.
    expect(at.lot(lotId).expires_on).toBe('2027-06-11');
    at.toDay('2027-06-12');
    expect(at.lot(lotId).expired).toBe(5);
    expect(onAccount(at, 'forfeited')).toBe(-10_000);
  });

  it('is owed as before, and the report says how many are on hold on a day', async () => {
    await hold(at, of(lotId), { from: '2026-03-02', to: '2026-03-08' });
    const owner = at.desk.callAs(at.studio.owner);
    const on = async (day: string) => (await owner.packages.liability({ day } as never)).rows;
    expect(await on('2026-03-01')).toMatchObject([{ lots: 1, held: 0, owedMinor: 10_000 }]);
    expect(await on('2026-03-05')).toMatchObject([{ lots: 1, held: 1, owedMinor: 10_000 }]);
  });
});

describe('holding and releasing', () => {
  it('do many at once, name what they leave out, and are one Undo', async () => {
    const bobs = [await at.sell(at.bob), await at.sell(at.bob)];
    const before = picture(at);
    await hold(at, of(bobs[0] as LotId), { from: '2026-04-01', to: '2026-04-02' });
    const all = { kind: 'package', packageId: at.studio.tenClasses };
    const done = await hold(at, all, { from: '2026-03-02', to: '2026-03-03' });
    expect(done).toMatchObject({ code: 'OK', data: { lots: 2 } });
    const list = await at.front.packages.list({ state: 'held', limit: 10, offset: 0 } as never);
    expect(list.total).toBe(3);
    const released = await release(at, all);
    expect(released).toMatchObject({ code: 'OK', data: { lots: 3 } });
    expect(picture(at)).toEqual(before);
    expect((await at.undo(released)).code).toBe('OK');
    expect((await at.undo(done)).code).toBe('OK');
    expect(at.lot(lotId).expires_on).toBe('2027-02-23');
  });

  it('are done once however often they are asked for, even at the same time', async () => {
    await at.book(lotId, '2026-03-03');
    const which = of(lotId);
    const wish = { which, days: { from: '2026-03-02', to: '2026-03-08' }, places: 'cancel' };
    const { planHash } = await at.front.packages.previewHold(wish as never);
    const more = { ...wish, reason: 'Knee', tell: true, planHash, requestUid: randomUUID() };
    const [one, other] = await Promise.all([at.ask('packages.hold', more), at.ask('packages.hold', more)]);
    expect(one.code).toBe('OK');
    expect(other).toEqual(one);
    expect(at.lot(lotId)).toMatchObject({ used: 0, expires_on: '2027-03-02' });
    expect(messages()).toHaveLength(1);
    expect((await at.ask('packages.hold', { ...more, requestUid: randomUUID() })).code).toBe('INVALID_INPUT');
  });

  it('are refused when a place was booked or given up since the preview: nothing else is done than was shown', async () => {
    const wish = { which: of(lotId), days: { from: '2026-03-02', to: '2026-03-08' }, places: 'cancel' };
    const { planHash } = await at.front.packages.previewHold(wish as never);
    await at.book(lotId, '2026-03-03');
    const before = picture(at);
    const late = { ...wish, reason: 'Knee', tell: false, planHash, requestUid: randomUUID() };
    expect((await at.ask('packages.hold', late)).code).toBe('CHANGED_MEANWHILE');
    expect(picture(at)).toEqual(before);
  });

  it('are refused in words when they would do nothing, and are not for practitioners', async () => {
    const none = await hold(at, of(lotId), { from: '2028-03-02', to: '2028-03-03' });
    expect(none).toMatchObject({
      code: 'INVALID_INPUT',
      data: { issues: [{ path: 'days', code: 'NOTHING_TO_HOLD' }] },
    });
    expect((await hold(at, of(lotId), { from: '2026-03-05', to: '2026-03-04' })).code).toBe('INVALID_INPUT');
    expect((await hold(at, of(lotId), { from: '2026-03-05', to: '2046-03-04' })).code).toBe('INVALID_INPUT');
    expect((await release(at, of(lotId))).code).toBe('INVALID_INPUT');
    const practitioner = at.desk.callAs(at.studio.practitionerStaff);
    await expect(practitioner.packages.previewRelease({ which: of(lotId) } as never)).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  it('leave audit rows without names', async () => {
    await hold(at, of(lotId), { from: '2026-03-02', to: null });
    await release(at, of(lotId));
    const rows = at.test.db.read.all<{ action: string; subject: ClientId }>(
      `SELECT action, subject_id AS subject FROM audit_log WHERE action LIKE 'package.%' ORDER BY id`,
    );
    expect(rows.slice(-2)).toEqual([
      { action: 'package.held', subject: at.ann },
      { action: 'package.released', subject: at.ann },
    ]);
  });
});
