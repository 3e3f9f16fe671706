import { afterEach, describe, expect, test } from 'vitest';
import type { SessionId } from '#domain/values/ids.ts';
import { addDays, instantToWall, localTime, wallToInstant, zone } from '#domain/values/time.ts';
import { hashPin } from '#main/services/staff/pin-hash.ts';
import { previewCancellation } from '#main/services/cancellation/preview-cancellation.ts';
import { submitCancellation } from '#main/services/cancellation/submit-cancellation.ts';
import { setRefundLimits } from '#tests/support/refund-limits.ts';
import { type DeskOptions, type FaultDesk, openDesk } from './fault-desk.ts';
import { twoSessions } from './two-sessions.ts';

let desk: FaultDesk;

async function open(options: DeskOptions = {}): Promise<void> {
  desk = await openDesk(options);
}
afterEach(() => desk.close());

describe('asking', () => {
  test('R1: two people choose overlapping sessions at once: one refund per booking, the second hears what is in process', async () => {
    await open();
    twoSessions(desk);
    const mine = desk.request({ sessionIds: desk.story.sessionIds.slice(0, 1) });
    const theirs = desk.request();
    const first = await submitCancellation(desk.services.ctx, desk.owner, mine);
    const second = await submitCancellation(desk.services.ctx, desk.owner, theirs);
    expect(first.ok).toBe(true);
    // What the second person was shown is not what would happen now.
    expect(second).toMatchObject({ ok: false, error: { code: 'PLAN_CHANGED' } });
    const again = await submitCancellation(desk.services.ctx, desk.owner, desk.request());
    expect(again).toMatchObject({
      ok: true,
      value: { accepted: 1, alreadyInProcess: [{ startedBy: 'Olga Owner' }] },
    });
    expect(await submitCancellation(desk.services.ctx, desk.owner, desk.request())).toMatchObject({
      ok: false,
      error: { code: 'ALREADY_IN_PROCESS', sessions: [{}, {}] },
    });
    await desk.days(1);
    expect(desk.stripe.refundedMinor('pi_ada')).toBe(5000);
    expect(desk.wrong()).toEqual([]);
  });

  test('the same request twice makes one job', async () => {
    await open();
    twoSessions(desk);
    const request = desk.request();
    const [first, second] = [
      await submitCancellation(desk.services.ctx, desk.owner, request),
      await submitCancellation(desk.services.ctx, desk.owner, request),
    ];
    expect(first.ok && second.ok && first.value.jobId === second.value.jobId).toBe(true);
    expect(desk.one('SELECT COUNT(*) AS v FROM jobs')).toBe(1);
  });

  test.each<[string, Parameters<FaultDesk['request']>[0], string]>([
    ['another plan than the one shown', { planHash: 'other' }, 'PLAN_CHANGED'],
    ['a wrong total', { typedTotalMinor: 4999 }, 'TYPED_TOTAL_WRONG'],
    ['no total', { typedTotalMinor: undefined }, 'TYPED_TOTAL_WRONG'],
    ['nothing chosen', { sessionIds: [] }, 'NOTHING_SELECTED'],
    ['a session that is not there', { sessionIds: [999 as SessionId] }, 'NOT_FOUND'],
  ])('%s changes nothing', async (_, more, code) => {
    await open();
    twoSessions(desk);
    desk.db.write((tx) =>
      tx.run(`INSERT INTO settings (key, value, changed_at) VALUES ('cancellation', ?, 0)`, [
        JSON.stringify({
          nonCardRefund: 'account_credit',
          typedTotalAboveMinor: 1000,
          secondPersonAboveMinor: null,
          staffRefundLimitMinor: 0,
          lotExpirySoonDays: 14,
          lotExtensionDays: 30,
        }),
      ]),
    );
    const answer = await submitCancellation(desk.services.ctx, desk.owner, { ...desk.request(), ...more });
    expect(answer).toMatchObject({ ok: false, error: { code } });
    expect(desk.one(`SELECT COUNT(*) AS v FROM sessions WHERE state <> 'open'`)).toBe(0);
    expect(desk.one('SELECT COUNT(*) AS v FROM jobs')).toBe(0);
  });

  test('above the limit a second person agrees with a PIN of their own', { timeout: 60_000 }, async () => {
    await open({ pinHash: await hashPin('123456') });
    twoSessions(desk);
    const { admin, staff, owner } = desk.story.studio;
    setLimits({ secondPersonAboveMinor: 1000 });
    const ask = (secondPerson?: { staffId: typeof admin; pin: string }) =>
      submitCancellation(desk.services.ctx, desk.owner, desk.request(secondPerson ? { secondPerson } : {}));
    expect(await ask()).toMatchObject({ error: { code: 'SECOND_PERSON_NEEDED' } });
    expect(await ask({ staffId: admin, pin: '000000' })).toMatchObject({ ok: false });
    expect(await ask({ staffId: owner, pin: '123456' })).toMatchObject({ error: { code: 'FORBIDDEN' } });
    expect(await ask({ staffId: staff, pin: '123456' })).toMatchObject({ error: { code: 'FORBIDDEN' } });
    expect(desk.one('SELECT COUNT(*) AS v FROM jobs')).toBe(0);
    expect(await ask({ staffId: admin, pin: '123456' })).toMatchObject({ ok: true });
    expect(desk.one('SELECT approved_by AS v FROM jobs')).toBe(admin);
  });

  test('staff may give back up to their limit, and not a cent more', async () => {
    await open();
    twoSessions(desk);
    const staff = { ...desk.owner, staffId: desk.story.studio.staff, role: 'staff' as const };
    setLimits({ staffRefundLimitMinor: 7499 });
    expect(await submitCancellation(desk.services.ctx, staff, desk.request())).toMatchObject({
      error: { code: 'REFUND_LIMIT', limitMinor: 7499 },
    });
    setLimits({ staffRefundLimitMinor: 7500 });
    expect(await submitCancellation(desk.services.ctx, staff, desk.request())).toMatchObject({ ok: true });
  });

  test('what staff have submitted on the same studio day counts towards their limit', async () => {
    await open();
    twoSessions(desk);
    const staff = { ...desk.owner, staffId: desk.story.studio.staff, role: 'staff' as const };
    const [first, second] = desk.story.sessionIds.map((id) => [id]);
    const submit = (sessionIds: SessionId[] = []) =>
      submitCancellation(desk.services.ctx, staff, desk.request({ sessionIds }));
    setLimits({ staffRefundLimitMinor: 7499 });
    expect(await submit(first)).toMatchObject({ ok: true });
    expect(await submit(second)).toMatchObject({ error: { code: 'REFUND_LIMIT' } });
    const preview = previewCancellation(desk.services.ctx, staff, { sessionIds: second ?? [] });
    expect(preview.overLimit).toBe(true);
    // The studio is in Berlin: its next day begins an hour before that of UTC.
    desk.restart(untilMidnightInBerlin(desk.services.ctx.now()) - 1);
    expect(await submit(second)).toMatchObject({ error: { code: 'REFUND_LIMIT' } });
    desk.restart(1);
    expect(await submit(second)).toMatchObject({ ok: true });
  });

  test('a second person is asked for by the sum of a day', async () => {
    await open();
    twoSessions(desk);
    const [first, second] = desk.story.sessionIds.map((id) => [id]);
    setLimits({ secondPersonAboveMinor: 7499 });
    expect(await submitAlone(first)).toMatchObject({ ok: true });
    expect(await submitAlone(second)).toMatchObject({ error: { code: 'SECOND_PERSON_NEEDED' } });
  });

  test('what a second person agreed to asks for no other one', { timeout: 60_000 }, async () => {
    await open({ pinHash: await hashPin('123456') });
    twoSessions(desk);
    const [first, second] = desk.story.sessionIds.map((id) => [id]);
    const secondPerson = { staffId: desk.story.studio.admin, pin: '123456' };
    setLimits({ secondPersonAboveMinor: 2400 });
    expect(await submitAlone(first, { secondPerson })).toMatchObject({ ok: true });
    setLimits({ secondPersonAboveMinor: 5000 });
    expect(await submitAlone(second)).toMatchObject({ ok: true });
  });

  test('while the books are wrong no money moves, and the job goes on afterwards', async () => {
    let frozen = 0;
    await open({ moneyFrozen: () => frozen });
    twoSessions(desk);
    await desk.submit();
    frozen = 1;
    await desk.days(1);
    expect(desk.stripe.calls).toEqual([]);
    expect(desk.harness.holdUps).toContain('money_frozen');
    expect(await submitCancellation(desk.services.ctx, desk.owner, desk.request())).toMatchObject({
      error: { code: 'MONEY_FROZEN', violations: 1 },
    });
    frozen = 0;
    await desk.days(1);
    expect(desk.stripe.refundedMinor('pi_ada')).toBe(5000);
    expect(desk.wrong()).toEqual([]);
  });
});

function submitAlone(sessionIds: SessionId[] = [], more: Parameters<FaultDesk['request']>[0] = {}) {
  return submitCancellation(desk.services.ctx, desk.owner, desk.request({ sessionIds, ...more }));
}

function untilMidnightInBerlin(now: number): number {
  const { date } = instantToWall(now, BERLIN);
  return wallToInstant({ date: addDays(date, 1), time: localTime('00:00'), zone: BERLIN }).at - now;
}

const BERLIN = zone('Europe/Berlin');

const setLimits = (limits: Parameters<typeof setRefundLimits>[1]): void => setRefundLimits(desk.db, limits);
