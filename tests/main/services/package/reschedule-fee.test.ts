import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LotId, SessionId } from '#domain/values/ids.ts';
import { onAccount, openPackageDesk, type PackageDesk, picture, violations } from './package-desk.ts';

let at: PackageDesk;
let lotId: LotId;
let sessionId: SessionId;
beforeEach(async () => {
  at = await openPackageDesk({ priceMinor: 30_000, credits: 3 });
  at.test.db.write((tx) => tx.run('UPDATE packages SET reschedule_fee_minor = 1000'));
  lotId = await at.sell();
  sessionId = await at.book(lotId, '2026-03-02');
});
afterEach(() => at.close());

const move = (date: string, fee?: object, tellClients = false) =>
  at.ask('session.move', {
    id: sessionId,
    version: at.test.db.read.get<{ version: number }>('SELECT version FROM sessions WHERE id = ?', [
      sessionId,
    ])?.version,
    date,
    time: '11:00',
    durationMinutes: 60,
    allowConflicts: true,
    tellClients,
    ...(fee && { fee }),
  });
const balance = async () => (await at.front.client.get({ id: at.ann })).balance.balanceMinor;

describe('moving a session of a package at the client’s wish', () => {
  it('proposes the share of the fee, charges it to the account, and asks for the next share the next time', async () => {
    const { fees } = await at.front.reschedule.rules({ id: sessionId });
    expect(fees).toMatchObject([{ clientName: 'Ann Example', lotName: 'Ten classes', amountMinor: 334 }]);
    expect((await move('2026-03-03', { kind: 'charge', seenMinor: 334 })).code).toBe('OK');
    expect(await balance()).toBe(-334);
    expect(onAccount(at, 'fees')).toBe(-334);
    expect((await at.front.reschedule.rules({ id: sessionId })).fees[0]?.amountMinor).toBe(333);
    expect(violations(at)).toEqual([]);
  });

  it('is told to who pays it, and to nobody when it is waived', async () => {
    const bodies = () => at.test.db.read.all<{ body: string }>('SELECT body FROM messages ORDER BY id');
    expect((await move('2026-03-03', { kind: 'charge', seenMinor: 334 }, true)).code).toBe('OK');
    expect(bodies().at(-1)?.body).toContain(
      'P.S. By the terms of your package “Ten classes” this change costs €3.34.',
    );
    expect((await move('2026-03-04', { kind: 'waive', reason: 'Ill' }, true)).code).toBe('OK');
    expect(bodies()).toHaveLength(2);
    expect(bodies().at(-1)?.body).not.toContain('costs');
  });

  it('gives it back when the move is taken back', async () => {
    const before = picture(at);
    const answer = await move('2026-03-03', { kind: 'charge', seenMinor: 334 });
    expect((await at.undo(answer)).code).toBe('OK');
    expect(picture(at)).toEqual(before);
    expect((await at.front.reschedule.rules({ id: sessionId })).fees[0]?.amountMinor).toBe(334);
    expect(violations(at)).toEqual([]);
  });

  it('may be waived with a reason, which is kept', async () => {
    expect((await move('2026-03-03', { kind: 'waive', reason: 'Ill' })).code).toBe('OK');
    expect(await balance()).toBe(0);
    expect(
      at.test.db.read.all('SELECT proposed_minor, amount_minor, waived_reason FROM reschedule_fees'),
    ).toEqual([{ proposed_minor: 334, amount_minor: 0, waived_reason: 'Ill' }]);
    expect((await move('2026-03-04', { kind: 'waive', reason: '' })).code).toBe('INVALID_INPUT');
  });

  it('costs nothing when the studio moves it', async () => {
    expect((await move('2026-03-03')).code).toBe('OK');
    expect(await balance()).toBe(0);
    expect(at.test.db.read.all('SELECT * FROM reschedule_fees')).toEqual([]);
  });

  it('is refused if it costs something else by now', async () => {
    const before = picture(at);
    expect(await move('2026-03-03', { kind: 'charge', seenMinor: 1 })).toMatchObject({
      code: 'CHANGED_MEANWHILE',
      data: { what: 'reschedule_fee' },
    });
    expect(picture(at)).toEqual(before);
  });

  it('keeps the terms that were bought, also for credits that were given away', async () => {
    at.test.db.write((tx) => tx.run('UPDATE packages SET reschedule_fee_minor = 99999'));
    await at.ask('packages.transfer', {
      lotId,
      toClientId: at.bob,
      credits: 1,
      reason: 'Gift',
      requestUid: '00000000-0000-4000-8000-000000000001',
    });
    const received = at.test.db.read.get<{ id: LotId }>('SELECT MAX(id) AS id FROM credit_lots')?.id as LotId;
    sessionId = await at.book(received, '2026-03-09', at.bob);
    expect((await at.front.reschedule.rules({ id: sessionId })).fees).toMatchObject([{ amountMinor: 334 }]);
  });
});

describe('an offer', () => {
  const owner = () => at.desk.callAs(at.studio.owner);
  const offer = async () =>
    (await owner().catalog.all()).packages[0] as never as Record<string, unknown> & {
      id: number;
      version: number;
    };

  it('that was sold cannot be deleted, but switched off; what was bought stays', async () => {
    const { id, version, ...fields } = await offer();
    await expect(owner().catalog.deletePackage({ id, version } as never)).rejects.toMatchObject({
      code: 'IN_USE',
      data: { count: 1 },
    });
    await owner().catalog.updatePackage({
      ...fields,
      id,
      version,
      active: false,
      priceMinor: 1,
      credits: 1,
    } as never);
    expect(at.lot(lotId)).toMatchObject({ bought: 3, price_minor: 30_000 });
    await expect(
      at.front.client.sellPackage({ clientId: at.ann, packageId: id as never, payment: { method: 'cash' } }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('pays for every service that its buyers were promised', async () => {
    const { id, version, ...fields } = await offer();
    await expect(
      owner().catalog.updatePackage({ ...fields, id, version, serviceIds: [at.studio.yoga] } as never),
    ).rejects.toMatchObject({ code: 'IN_USE' });
  });

  it('that nobody bought is deleted, and there again when that is taken back', async () => {
    const made = await owner().catalog.createPackage({
      name: 'Two',
      credits: 2,
      priceMinor: 100,
      validDays: null,
      serviceIds: [at.studio.yoga],
      active: true,
    });
    const before = picture(at);
    const { undoId } = await owner().catalog.deletePackage({ id: made.id, version: 1 });
    expect((await owner().catalog.all()).packages).toHaveLength(1);
    await owner().undo.takeBack({ id: undoId });
    expect(picture(at)).toEqual(before);
    expect((await owner().catalog.all()).packages).toHaveLength(2);
  });
});
