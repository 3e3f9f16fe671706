import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LotId } from '#domain/values/ids.ts';
import { onAccount, openPackageDesk, type PackageDesk, picture, violations } from './package-desk.ts';

let at: PackageDesk;
beforeEach(async () => {
  at = await openPackageDesk({ priceMinor: 100_000, credits: 3 });
});
afterEach(() => at.close());

const transfer = (lotId: LotId, credits: number, more: object = {}) =>
  at.ask('packages.transfer', {
    lotId,
    toClientId: at.bob,
    credits,
    reason: 'Gift',
    requestUid: randomUUID(),
    ...more,
  });

describe('credits that move to another client', () => {
  it('take their exact share of the price along; the ledger stays', async () => {
    const lotId = await at.sell();
    const before = at.test.db.read.all('SELECT * FROM ledger_balances');
    const preview = await at.front.packages.previewTransfer({ lotId, toClientId: at.bob, credits: 2 });
    expect(preview).toMatchObject({
      from: 'Ann Example',
      to: 'Bob Example',
      amountMinor: 66_667,
      left: 1,
      expiresOn: '2027-02-23',
    });
    const answer = await transfer(lotId, 2);
    expect(answer.code).toBe('OK');
    const { lotId: received } = answer.data as { lotId: LotId };
    expect(at.lot(lotId)).toMatchObject({ bought: 1, price_minor: 33_333 });
    expect(at.lot(received)).toMatchObject({
      client_id: at.bob,
      bought: 2,
      price_minor: 66_667,
      expires_on: '2027-02-23',
    });
    expect(at.test.db.read.all('SELECT * FROM ledger_balances')).toEqual(before);
    expect(violations(at)).toEqual([]);
    // What the two sessions of the new lot earn, and the one that stayed.
    for (const [lot, client, day] of [
      [received, at.bob, '2026-03-02'],
      [lotId, at.ann, '2026-03-03'],
      [received, at.bob, '2026-03-04'],
    ] as const) {
      const session = await at.book(lot, day, client);
      at.clock.now = Date.parse(`${day}T18:00:00Z`);
      expect((await at.save(session)).code).toBe('OK');
    }
    expect(onAccount(at, 'deferred')).toBe(0);
    expect(onAccount(at, 'revenue')).toBe(-100_000);
    expect(violations(at)).toEqual([]);
  });

  it('are where they were once it is taken back, with the same rows', async () => {
    const lotId = await at.sell();
    await at.book(lotId, '2026-03-02');
    const before = picture(at);
    for (const credits of [1, 2]) {
      const answer = await transfer(lotId, credits);
      expect((await at.undo(answer)).code).toBe('OK');
      expect(picture(at)).toEqual(before);
      expect(violations(at)).toEqual([]);
    }
    expect((await at.front.client.get({ id: at.bob })).lots).toEqual([]);
  });

  it('stay with who got them once one of them was used', async () => {
    const answer = await transfer(await at.sell(), 3);
    await at.book((answer.data as { lotId: LotId }).lotId, '2026-03-02', at.bob);
    expect(await at.undo(answer)).toMatchObject({ code: 'UNDO_NOT_POSSIBLE', data: { reason: 'changed' } });
  });

  it('move once, however often the request comes', async () => {
    const lotId = await at.sell();
    const requestUid = randomUUID();
    const first = await transfer(lotId, 1, { requestUid });
    expect(await transfer(lotId, 1, { requestUid })).toEqual(first);
    expect(at.lot(lotId).bought).toBe(2);
    expect(await transfer(lotId, 2, { requestUid })).toMatchObject({ code: 'REQUEST_ANSWERED' });
  });

  it('tell their story in both lots', async () => {
    const lotId = await at.sell();
    const { lotId: received } = (await transfer(lotId, 2)).data as { lotId: LotId };
    const story = async (id: LotId) =>
      (await at.front.packages.get({ id })).events.map(
        ({ kind, credits, amountMinor, otherClient, reason }) => ({
          kind,
          credits,
          amountMinor,
          otherClient,
          reason,
        }),
      );
    expect(await story(lotId)).toEqual([
      { kind: 'moved_out', credits: -2, amountMinor: -66_667, otherClient: 'Bob Example', reason: 'Gift' },
      { kind: 'sold', credits: 3, amountMinor: 100_000, otherClient: '', reason: '' },
    ]);
    expect(await story(received)).toEqual([
      { kind: 'moved_in', credits: 2, amountMinor: 66_667, otherClient: 'Ann Example', reason: 'Gift' },
    ]);
  });
});

describe('credits do not move', () => {
  it.each<[string, (lotId: LotId) => Promise<{ code: string }>, string]>([
    ['that are not there', (lotId) => transfer(lotId, 4), 'TOO_FEW_CREDITS'],
    ['to who has them', (lotId) => transfer(lotId, 1, { toClientId: at.ann }), 'INVALID_INPUT'],
    ['to nobody', (lotId) => transfer(lotId, 1, { toClientId: 999 }), 'NOT_FOUND'],
    ['of no lot', () => transfer(999 as LotId, 1), 'NOT_FOUND'],
    ['without a reason', (lotId) => transfer(lotId, 1, { reason: ' ' }), 'INVALID_INPUT'],
    ['none at a time', (lotId) => transfer(lotId, 0), 'INVALID_INPUT'],
    ['backwards', (lotId) => transfer(lotId, -1), 'INVALID_INPUT'],
  ])('%s', async (_, deed, code) => {
    const lotId = await at.sell();
    const before = picture(at);
    expect((await deed(lotId)).code).toBe(code);
    expect(picture(at)).toEqual(before);
  });

  it('of a package that is over', async () => {
    const lotId = await at.sell();
    at.clock.now = Date.parse('2027-02-24T12:00:00Z');
    expect(await transfer(lotId, 1)).toMatchObject({ code: 'LOT_OVER', data: { expiredOn: '2027-02-23' } });
  });
});
