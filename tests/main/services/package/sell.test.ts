import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { LotId } from '#domain/values/ids.ts';
import { onAccount, openPackageDesk, type PackageDesk, picture, violations } from './package-desk.ts';

let at: PackageDesk;
beforeEach(async () => {
  at = await openPackageDesk({ priceMinor: 10_000, credits: 3 });
});
afterEach(() => at.close());

const sell = (tenders: readonly object[], more: object = {}) =>
  at.ask('packages.sell', {
    requestUid: randomUUID(),
    clientId: at.ann,
    packageId: at.studio.tenClasses,
    tenders,
    ...more,
  });
const paid = (method: string, amountMinor: number, more: object = {}) => ({
  kind: 'payment',
  method,
  amountMinor,
  ...more,
});
const ann = () => at.front.client.get({ id: at.ann });

it('is paid in several ways at once, with change, and no part of it is free for anything else', async () => {
  const answer = await sell([paid('card', 4000), paid('cash', 6000, { tenderedMinor: 10_000 })]);
  expect(answer).toMatchObject({ code: 'OK', data: { changeMinor: 4000 } });
  const { payments, balance, lots } = await ann();
  expect(payments.map(({ amountMinor, freeMinor }) => [amountMinor, freeMinor])).toEqual(
    expect.arrayContaining([
      [4000, 0],
      [6000, 0],
    ]),
  );
  expect(balance.balanceMinor).toBe(0);
  expect(lots).toMatchObject([{ bought: 3, remaining: 3 }]);
  expect(onAccount(at, 'deferred')).toBe(-10_000);
  expect(violations(at)).toEqual([]);
});

it('may be paid in part: the rest is owed on the balance', async () => {
  expect((await sell([paid('transfer', 2500)])).code).toBe('OK');
  expect((await ann()).balance.balanceMinor).toBe(-7500);
  expect((await sell([])).code).toBe('OK');
  expect((await ann()).balance.balanceMinor).toBe(-17_500);
  expect(violations(at)).toEqual([]);
});

it('is paid with money that is here already', async () => {
  await at.front.client.recordPayment({ clientId: at.ann, payment: { method: 'cash', amountMinor: 12_000 } });
  expect((await sell([{ kind: 'account_credit', amountMinor: 10_000 }])).code).toBe('OK');
  const { balance, payments } = await ann();
  expect(balance.balanceMinor).toBe(2000);
  expect(payments.map(({ freeMinor }) => freeMinor)).toEqual([2000]);
});

it('is sold once, however often the request comes', async () => {
  const requestUid = randomUUID();
  const first = await sell([paid('cash', 10_000)], { requestUid });
  expect(await sell([paid('cash', 10_000)], { requestUid })).toEqual(first);
  expect((await ann()).lots).toHaveLength(1);
  expect(await sell([paid('cash', 9999)], { requestUid })).toMatchObject({ code: 'REQUEST_ANSWERED' });
});

it('is refused with nothing changed when more is paid than it costs, or without the credit', async () => {
  const before = picture(at);
  for (const tenders of [
    [paid('card', 10_001)],
    [paid('cash', -1)],
    [paid('cash', 10_000_000_000)],
    [{ kind: 'account_credit', amountMinor: 1 }],
  ])
    expect((await sell(tenders)).code).not.toBe('OK');
  expect((await sell([], { packageId: 999 })).code).toBe('NOT_FOUND');
  expect((await sell([], { clientId: 999 })).code).toBe('NOT_FOUND');
  expect(picture(at)).toEqual(before);
  expect((await ann()).lots).toEqual([]);
});

it('pays for sessions in the order in which lots expire, unless the desk chooses another', async () => {
  const late = ((await sell([paid('cash', 10_000)])).data as { id: LotId }).id;
  const soon = ((await sell([paid('cash', 10_000)])).data as { id: LotId }).id;
  at.test.db.write((tx) => tx.run(`UPDATE credit_lots SET expires_on = '2026-06-01' WHERE id = ?`, [soon]));
  const sessionId = await at.session('2026-03-02');
  const { lots } = await at.front.booking.options({ sessionId, clientId: at.ann });
  expect(lots.map(({ id }) => id)).toEqual([soon, late]);
  await at.book(late, '2026-03-03');
  expect(at.lot(late).used).toBe(1);
});

it('is taken back while nothing was used: the money is free, and all is as it was when that is taken back', async () => {
  const lotId = ((await sell([paid('cash', 10_000)])).data as { id: LotId }).id;
  const admin = at.desk.callAs(at.studio.admin);
  const before = picture(at);
  const { undoId } = await admin.packages.revoke({ lotId, reason: 'Wrong client', requestUid: randomUUID() });
  const { lots, balance, payments } = await ann();
  expect(lots).toEqual([]);
  expect(balance.balanceMinor).toBe(10_000);
  expect(payments.map(({ freeMinor }) => freeMinor)).toEqual([10_000]);
  expect(onAccount(at, 'deferred')).toBe(0);
  expect(violations(at)).toEqual([]);
  await admin.undo.takeBack({ id: undoId });
  expect(picture(at)).toEqual(before);
  expect((await ann()).payments.map(({ freeMinor }) => freeMinor)).toEqual([0]);
  expect(violations(at)).toEqual([]);
});

it('stands once a session of it was used or given away', async () => {
  const lotId = ((await sell([paid('cash', 10_000)])).data as { id: LotId }).id;
  const revoke = () =>
    at.desk.callAs(at.studio.owner).packages.revoke({ lotId, reason: 'Wrong', requestUid: randomUUID() });
  await at.ask('packages.transfer', {
    lotId,
    toClientId: at.bob,
    credits: 1,
    reason: 'Gift',
    requestUid: randomUUID(),
  });
  await expect(revoke()).rejects.toMatchObject({ code: 'LOT_TOUCHED' });
  const again = await at.ask('packages.revoke', { lotId, reason: 'x', requestUid: randomUUID() });
  expect(again.code).toBe('FORBIDDEN');
});
