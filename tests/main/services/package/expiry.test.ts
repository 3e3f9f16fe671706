import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LotId } from '#domain/values/ids.ts';
import { addDays, localDate } from '#domain/values/time.ts';
import { onAccount, openPackageDesk, type PackageDesk, picture, violations } from './package-desk.ts';

let at: PackageDesk;
beforeEach(async () => {
  at = await openPackageDesk({ priceMinor: 10_000, credits: 3 });
});
afterEach(() => at.close());

const extend = async (which: object, end: object, expected: object) =>
  at.ask('packages.extend', { which, end, reason: 'Illness', expected, requestUid: randomUUID() });
const of = (...ids: LotId[]) => ({ kind: 'lots', ids });
const messages = () =>
  at.test.db.read.all<{ uid: string; subject: string; body: string }>(
    `SELECT uid, subject, body FROM messages WHERE kind IN ('package_expiring', 'package_expired') ORDER BY id`,
  );

describe('a package whose last day is over', () => {
  it('expires once: history, books and client say so', async () => {
    const lotId = await at.sell();
    await at.book(lotId, '2026-03-02');
    at.toDay('2027-02-23');
    expect(at.lot(lotId).expired).toBe(0);
    at.toDay('2027-02-24');
    expect(at.lot(lotId)).toMatchObject({ bought: 3, used: 1, expired: 2, expired_minor: 6667 });
    expect(onAccount(at, 'forfeited')).toBe(-6667);
    expect(onAccount(at, 'deferred')).toBe(-3333);
    const before = picture(at);
    const told = messages();
    // After weeks in which the app was closed, and with the clock set back by a year: nothing happens again.
    at.toDay('2027-05-01');
    at.toDay('2026-02-24');
    at.toDay('2027-02-24');
    expect(picture(at)).toEqual(before);
    expect(messages()).toEqual(told);
    expect(told.map(({ uid }) => uid)).toEqual([
      `package_expiring.${lotId}.2027-02-23`,
      `package_expired.${lotId}.2027-02-23`,
    ]);
    expect(told[1]?.body).toMatch(/Tuesday,? 23 February 2027/);
    expect(told[1]?.body).toContain('2 sessions');
    expect((await at.front.packages.get({ id: lotId })).events[0]).toMatchObject({
      kind: 'expired',
      credits: -2,
      amountMinor: -6667,
      who: '',
    });
    expect(violations(at)).toEqual([]);
  });

  it('pays for no session after its last day', async () => {
    const lotId = await at.sell();
    await expect(at.book(lotId, '2027-02-24')).rejects.toThrow('LOT_NOT_ELIGIBLE');
    await at.book(lotId, '2027-02-23');
  });

  it('holds a session back that would move behind its last day, until it is extended', async () => {
    const lotId = await at.sell();
    const id = await at.book(lotId, '2027-02-20');
    const move = () =>
      at.ask('session.move', {
        id,
        version: 1,
        date: '2027-02-25',
        time: '10:00',
        durationMinutes: 60,
        allowConflicts: true,
        tellClients: false,
      });
    expect(await move()).toMatchObject({
      code: 'LOT_OVER',
      data: { lot: 'Ten classes', expiredOn: '2027-02-23' },
    });
    await extend(of(lotId), { kind: 'days', days: 2 }, { lots: 1, creditsBack: 0 });
    expect((await move()).code).toBe('OK');
  });

  it('still pays for the session that was booked in time', async () => {
    const lotId = await at.sell();
    const session = await at.book(lotId, '2027-02-23');
    at.toDay('2027-03-10');
    expect((await at.save(session)).code).toBe('OK');
    expect(onAccount(at, 'deferred')).toBe(0);
    expect(onAccount(at, 'revenue') + onAccount(at, 'forfeited')).toBe(-10_000);
    expect(violations(at)).toEqual([]);
  });

  it('gets a credit back that a cancelled session returns, for thirty days, and what had expired stays expired', async () => {
    const lotId = await at.sell();
    const session = await at.book(lotId, '2027-02-20');
    at.toDay('2027-02-25');
    expect(at.lot(lotId)).toMatchObject({ expired: 2, used: 1 });
    const booking = at.test.db.read.get<{ id: number; version: number }>(
      'SELECT id, version FROM bookings WHERE session_id = ?',
      [session],
    );
    const cancel = { id: booking?.id, money: 'back' };
    const preview = await at.ask('booking.previewCancel', cancel);
    const answer = await at.ask('booking.cancel', {
      ...cancel,
      version: booking?.version,
      requestUid: '00000000-0000-4000-8000-000000000001',
      by: 'studio',
      reason: 'Ill',
      planHash: (preview.data as { planHash: string }).planHash,
      message: { channel: 'none', subject: '', body: '' },
    });
    expect(answer.code).toBe('OK');
    expect(at.lot(lotId)).toMatchObject({ expired: 2, used: 0, expires_on: '2027-03-27' });
    at.toDay('2027-03-28');
    expect(at.lot(lotId)).toMatchObject({ expired: 3, expired_minor: 10_000 });
    expect(onAccount(at, 'deferred')).toBe(0);
    expect(violations(at)).toEqual([]);
  });

  it('is left alone while money must not move', async () => {
    const lotId = await at.sell();
    const frozen = { ...at.desk.services, moneyFrozen: () => 1 };
    at.clock.now = Date.parse('2027-03-01T12:00:00Z');
    const { runExpiries } = await import('#main/services/package/run-expiries.ts');
    runExpiries(frozen);
    expect(at.lot(lotId).expired).toBe(0);
  });

  it('is told of once, so many days before, and not at all if the studio wishes', async () => {
    const owner = at.desk.callAs(at.studio.owner);
    await owner.packages.updateSettings({ tellDaysBefore: 7, tellExpired: false });
    const lotId = await at.sell();
    at.toDay('2027-02-15');
    expect(messages()).toEqual([]);
    at.toDay('2027-02-16');
    at.toDay('2027-02-17');
    expect(messages().map(({ uid }) => uid)).toEqual([`package_expiring.${lotId}.2027-02-23`]);
    at.toDay('2027-03-01');
    expect(messages()).toHaveLength(1);
    await owner.packages.updateSettings({ tellDaysBefore: null, tellExpired: false });
    await at.sell();
    at.toDay('2028-03-01');
    expect(messages()).toHaveLength(1);
  });

  it('is told to whoever pays, who hears whose package it is, where the client has no address', async () => {
    await at.desk.callAs(at.studio.owner).packages.updateSettings({ tellDaysBefore: 7, tellExpired: true });
    at.test.db.write((tx) => {
      tx.run(`UPDATE clients SET email = '', payer_id = ? WHERE id = ?`, [at.bob, at.ann]);
      tx.run(`UPDATE clients SET email = 'bob@example.org' WHERE id = ?`, [at.bob]);
    });
    await at.sell();
    at.toDay('2027-02-16');
    at.toDay('2027-03-01');
    const told = at.test.db.read.all(
      'SELECT client_id AS clientId, to_address AS address, body FROM messages ORDER BY id',
    );
    const toBob = { clientId: at.ann, address: 'bob@example.org' };
    expect(told).toMatchObject([toBob, toBob]);
    expect(told).toMatchObject(
      [1, 2].map(() => ({ body: expect.stringContaining('(Ann Example)') as string })),
    );
  });
});

describe('extending packages', () => {
  it('brings expired credits back, with the opposite posting, and can be taken back to the same rows', async () => {
    const lotId = await at.sell();
    await at.book(lotId, '2026-03-02');
    at.toDay('2027-02-24');
    const before = picture(at);
    const end = { kind: 'days', days: 30 } as const;
    expect(await at.front.packages.previewExtension({ which: { kind: 'lots', ids: [lotId] }, end })).toEqual({
      lots: 1,
      clients: 1,
      creditsBack: 2,
      backMinor: 6667,
      from: '2027-03-25',
      to: '2027-03-25',
      skipped: [],
    });
    const answer = await extend(of(lotId), end, { lots: 1, creditsBack: 2 });
    expect(answer.code).toBe('OK');
    expect(at.lot(lotId)).toMatchObject({ expired: 0, expired_minor: 0, expires_on: '2027-03-25' });
    expect(onAccount(at, 'forfeited')).toBe(0);
    expect(violations(at)).toEqual([]);
    expect((await at.undo(answer)).code).toBe('OK');
    expect(picture(at)).toEqual(before);
    expect(violations(at)).toEqual([]);
  });

  it('stays once a credit of it was used', async () => {
    const lotId = await at.sell();
    at.toDay('2027-02-24');
    const answer = await extend(of(lotId), { kind: 'days', days: 30 }, { lots: 1, creditsBack: 3 });
    await at.book(lotId, '2027-03-01');
    expect(await at.undo(answer)).toMatchObject({ code: 'UNDO_NOT_POSSIBLE' });
    expect(at.lot(lotId)).toMatchObject({ used: 1, expired: 0 });
  });

  it('does many at once: of an offer, or what ends within days', async () => {
    const lots = [await at.sell(), await at.sell(at.bob), await at.sell(at.bob)];
    at.test.db.write((tx) =>
      tx.run(`UPDATE credit_lots SET expires_on = '2026-04-01' WHERE id = ?`, [lots[2] ?? 0]),
    );
    const before = picture(at);
    const until = { kind: 'until', date: '2027-12-31' } as const;
    const packageId = at.studio.tenClasses;
    const all = await extend({ kind: 'package', packageId }, until, { lots: 3, creditsBack: 0 });
    expect(all).toMatchObject({ code: 'OK', data: { lots: 3 } });
    expect((await at.undo(all)).code).toBe('OK');
    expect(picture(at)).toEqual(before);
    const ending = { kind: 'ending', from: '2026-03-01', to: '2026-04-30' };
    const some = await extend(ending, until, { lots: 1, creditsBack: 0 });
    expect(some).toMatchObject({ code: 'OK', data: { lots: 1 } });
  });

  it('is refused in words when it would do nothing, or something else than was shown', async () => {
    const lotId = await at.sell();
    const before = picture(at);
    const later = { kind: 'days', days: 5 };
    expect((await extend(of(lotId), later, { lots: 1, creditsBack: 3 })).code).toBe('CHANGED_MEANWHILE');
    const sooner = { kind: 'until', date: '2026-03-01' };
    expect(await extend(of(lotId), sooner, { lots: 0, creditsBack: 0 })).toMatchObject({
      code: 'INVALID_INPUT',
      data: { issues: [{ path: 'end', code: 'NOTHING_TO_EXTEND' }] },
    });
    expect((await extend(of(lotId), { kind: 'days', days: 0 }, { lots: 1, creditsBack: 0 })).code).toBe(
      'INVALID_INPUT',
    );
    const reversed = { kind: 'ending', from: '2026-05-01', to: '2026-04-01' };
    expect((await extend(reversed, later, { lots: 0, creditsBack: 0 })).code).toBe('INVALID_INPUT');
    expect(picture(at)).toEqual(before);
  });

  it('is not for practitioners', async () => {
    const lotId = await at.sell();
    const practitioner = at.desk.callAs(at.studio.practitionerStaff);
    await expect(practitioner.packages.get({ id: lotId })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

it('tells nobody of a package that was over for months when Callboard first looks', async () => {
  const lotId = await at.sell();
  at.clock.now = Date.parse('2027-09-01T12:00:00Z');
  at.toDay('2027-09-01');
  expect(at.lot(lotId).expired).toBe(3);
  expect(messages()).toEqual([]);
});

it('expires many that fell due together, a few at a time, and all of them', async () => {
  for (let count = 0; count < 120; count += 1) await at.sell(count % 2 === 0 ? at.ann : at.bob);
  at.toDay('2027-02-24');
  expect(at.test.db.read.get('SELECT SUM(expired) AS n FROM credit_lots')).toEqual({ n: 360 });
  expect(onAccount(at, 'forfeited')).toBe(-1_200_000);
  expect(messages()).toHaveLength(120);
  expect(violations(at)).toEqual([]);
});

it('an extension that is asked for twice is made once', async () => {
  const lotId = await at.sell();
  const which = { kind: 'lots', ids: [lotId] };
  const wish = {
    which,
    end: { kind: 'days', days: 30 },
    reason: 'Illness',
    expected: { lots: 1, creditsBack: 0 },
  };
  const before = at.lot(lotId).expires_on;
  const requestUid = randomUUID();
  const [one, other] = await Promise.all([
    at.ask('packages.extend', { ...wish, requestUid }),
    at.ask('packages.extend', { ...wish, requestUid }),
  ]);
  expect(one).toEqual(other);
  expect(at.lot(lotId).expires_on).toBe(addDays(localDate(before ?? ''), 30));
});
