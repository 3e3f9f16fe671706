import { beforeEach, describe, expect, it } from 'vitest';
import { localDate } from '#domain/values/time.ts';
import { hashPin } from '#main/services/staff/pin-hash.ts';
import { onAccount } from '#tests/main/services/completion/completion-desk.ts';
import { call } from '#tests/support/procedures.ts';
import { setRefundLimits } from '#tests/support/refund-limits.ts';
import { wrongReports } from '#tests/support/report-truth.ts';
import { paymentDesk, uid } from './payment-desk.ts';

const d = paymentDesk();

const open = (floatMinor: number) => call(d.front, 'till.open', { requestUid: uid(), floatMinor });
const move = (kind: string, amountMinor: number, more: object = {}) =>
  call(d.front, 'till.move', { requestUid: uid(), kind, amountMinor, reason: 'Stamps', ...more });
const close = (input: object) => call(d.front, 'till.close', { requestUid: uid(), ...input });
const pay = (method: string, amountMinor: number) =>
  d.take({ dues: [], dueMinor: 0, takesMore: true, tenders: [{ kind: 'payment', method, amountMinor }] });

const PIN = '123456';
beforeEach(async () => {
  setRefundLimits(d.test.db, { staffRefundLimitMinor: 1000 });
  const hash = await hashPin(PIN);
  d.test.db.write((tx) => tx.run('UPDATE staff SET pin_hash = ? WHERE id = ?', [hash, d.studio.owner]));
});

describe('a day of the till', () => {
  it('says what should be in it, posts what is missing, and reports the day', async () => {
    await pay('cash', 700);
    expect((await open(10_000)).code).toBe('OK');
    expect((await open(1)).code).toBe('TILL_OPEN');
    await pay('cash', 2500);
    await pay('other', 900);
    await pay('card', 4000);
    const { data } = await pay('cash', 1000);
    const [id] = (data as { paymentIds: number[] }).paymentIds;
    await call(d.owner, 'payment.refund', {
      requestUid: uid(),
      clientId: d.ann,
      parts: [{ paymentId: id, amountMinor: 300, way: 'cash' }],
      reason: 'Too much',
      isHandedOver: true,
    });
    await move('to_bank', 5000);
    await move('petty_cash', 450);
    const { open: till, outsideMinor } = await d.front.till.current();
    expect(outsideMinor).toBe(0);
    expect(till).toMatchObject({
      cashTakenMinor: 3500,
      cashRefundedMinor: 300,
      movedMinor: -5450,
      expectedMinor: 7750,
    });
    const wish = { id: till?.id, expectedMinor: 7750, countedMinor: 7700, counts: { 5000: 1, 100: 27 } };
    expect(await close({ ...wish, expectedMinor: 1 })).toMatchObject({
      code: 'TILL_CHANGED',
      data: { expectedMinor: 7750 },
    });
    expect((await close(wish)).code).toBe('INVALID_INPUT');
    expect((await close({ ...wish, counts: { 100: 1 }, differenceReason: 'x' })).code).toBe('INVALID_INPUT');
    const requestUid = uid();
    const last = { ...wish, requestUid, differenceReason: 'Change given twice' };
    const answers = [await close(last), await close(last)];
    expect(answers[0]).toMatchObject({ code: 'OK', data: { differenceMinor: -50 } });
    expect(answers[1]).toEqual(answers[0]);
    expect((await close({ ...wish, differenceReason: 'again' })).code).toBe('TILL_CLOSED');

    const report = await d.front.document.get({ kind: 'day_close', id: till?.id ?? 0 });
    expect(report.totals.map(({ value }) => value)).toEqual(['€77.50', '€77.00', '-€0.50']);
    expect(report.tables[1]?.rows.map(({ cells }) => [cells[0], cells[3]])).toEqual([
      ['Card', '€40.00'],
      ['Cash', '€35.00'],
      ['Other', '€9.00'],
      ['Sum', '€84.00'],
    ]);
    expect((await d.front.till.list({})).rows).toMatchObject([{ differenceMinor: -50, countedMinor: 7700 }]);
  });

  it('gives no more out than should be in it', async () => {
    await open(1000);
    const tooMuch = { code: 'INVALID_INPUT', data: { issues: [{ code: 'MORE_THAN_IN_TILL' }] } };
    expect(await move('to_bank', 1001)).toMatchObject(tooMuch);
    expect(await move('petty_cash', 1001)).toMatchObject(tooMuch);
    expect((await move('to_bank', 1000)).code).toBe('OK');
    expect((await move('from_bank', 1)).code).toBe('OK');
  });

  it('keeps what came in other ways out of the cash, and gives it back in cash as cash', async () => {
    await open(5000);
    const { data } = await pay('other', 900);
    const [id] = (data as { paymentIds: number[] }).paymentIds;
    const kinds = ['cash', 'other_money'] as const;
    const onAccounts = () => kinds.map((kind) => onAccount(d.test.db, kind));
    expect(onAccounts()).toEqual([0, 900]);
    expect((await d.front.till.current()).open?.expectedMinor).toBe(5000);
    const back = { clientId: d.ann, parts: [{ paymentId: id, amountMinor: 400, way: 'cash' }], reason: 'x' };
    await call(d.owner, 'payment.refund', { requestUid: uid(), ...back, isHandedOver: true });
    expect(onAccounts()).toEqual([-400, 900]);
    expect((await d.front.till.current()).open?.expectedMinor).toBe(4600);
    const gift = (await pay('other', 70)).data as { paymentIds: number[] };
    const mistake = { requestUid: uid(), id: gift.paymentIds[0], reason: 'Mistake' };
    expect((await call(d.owner, 'payment.void', mistake)).code).toBe('OK');
    expect(onAccounts()).toEqual([-400, 900]);
    expect(
      wrongReports(d.test.db.read, { from: localDate('2026-02-01'), to: localDate('2026-03-01') }),
    ).toEqual([]);
  });

  it('gives staff no more petty cash in a day than their limit, in pieces too, but with a second person', async () => {
    await open(9000);
    expect((await move('petty_cash', 600)).code).toBe('OK');
    const refused = { code: 'SECOND_PERSON_NEEDED', data: { aboveMinor: 1000 } };
    expect(await move('petty_cash', 401)).toMatchObject(refused);
    const wrong = { secondPerson: { staffId: d.studio.owner, pin: '000000' } };
    expect((await move('petty_cash', 401, wrong)).code).toBe('WRONG_PIN');
    expect((await d.front.till.current()).open?.expectedMinor).toBe(8400);
    const secondPerson = { staffId: d.studio.owner, pin: PIN };
    expect((await move('petty_cash', 401, { secondPerson })).code).toBe('OK');
    // What somebody agreed to is not counted towards the next second person.
    expect((await move('petty_cash', 400)).code).toBe('OK');
    expect((await move('petty_cash', 1)).code).toBe('SECOND_PERSON_NEEDED');
    expect((await move('to_bank', 5000)).code).toBe('OK');
    const moves = (await d.front.till.current()).open?.movements ?? [];
    expect(moves.map(({ approvedBy }) => approvedBy !== '')).toEqual([false, true, false, false]);
    const own = { requestUid: uid(), kind: 'petty_cash', amountMinor: 1500, reason: 'Paint' };
    expect((await call(d.owner, 'till.move', own)).code).toBe('OK');
    d.now += 86_400_000;
    expect((await move('petty_cash', 500)).code).toBe('OK');
  });

  it('lets cash be taken with none open, and says so', async () => {
    await open(0);
    const { open: till } = await d.front.till.current();
    await close({ id: till?.id, expectedMinor: 0, countedMinor: 0 });
    await pay('cash', 1500);
    expect(await d.front.till.current()).toMatchObject({
      open: null,
      lastCountedMinor: 0,
      outsideMinor: 1500,
    });
    expect((await move('to_bank', 5)).code).toBe('TILL_CLOSED');
    await open(1500);
    expect(await d.front.till.current()).toMatchObject({ outsideMinor: 1500, open: { expectedMinor: 1500 } });
  });

  it('counts by the order of what was posted, not by a clock that was set back', async () => {
    await open(0);
    d.now -= 3_600_000;
    await pay('cash', 100);
    expect((await d.front.till.current()).open?.expectedMinor).toBe(100);
  });
});
