import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOUR_MS } from '#domain/values/time.ts';
import { type OfferDesk, openOfferDesk, START, versionOf } from './offer-desk.ts';

let at: OfferDesk;

beforeEach(async () => {
  at = openOfferDesk();
  const owner = at.as('owner');
  const control = (await owner('studio.cutOffs')).data as object;
  await owner('studio.updateCutOffs', {
    ...control,
    cancelCutOffHours: 24,
    rescheduleCutOffHours: 48,
  });
  const settings = (await owner('studio.cancellationSettings')).data as object;
  await owner('studio.updateCancellationSettings', { ...settings, staffRefundLimitMinor: 10_000 });
});
afterEach(() => at.test.cleanup());

const move = (person: 'staff' | 'admin') =>
  at.as(person)('session.move', {
    id: at.sessionId,
    version: versionOf(at.test, at.sessionId),
    date: '2026-03-06',
    time: '12:00',
    durationMinutes: 45,
  });
const resize = () =>
  at.as('staff')('session.move', {
    id: at.sessionId,
    version: versionOf(at.test, at.sessionId),
    date: '2026-03-02',
    time: '09:00',
    durationMinutes: 60,
  });
const cancel = async (person: 'staff' | 'admin') => {
  const sessionIds = [at.sessionId];
  const { data } = await at.as(person)('cancellation.preview', { sessionIds });
  return at.as(person)('cancellation.submit', {
    sessionIds,
    requestUid: randomUUID(),
    planHash: (data as { planHash: string }).planHash,
    reason: 'Ill',
    message: { channel: 'none', subject: '', body: '' },
  });
};
const overrides = () =>
  at.rows(
    `SELECT action, actor FROM audit_log WHERE action LIKE '%after_cut_off' AND subject_kind = 'session'`,
  );

describe('before the cut-off', () => {
  it('staff reschedule and cancel, and nothing is called an override', async () => {
    at.clock.now = START - 48 * HOUR_MS - 1;
    expect((await move('staff')).code).toBe('OK');
    expect((await cancel('staff')).code).toBe('OK');
    expect(overrides()).toEqual([]);
  });
});

describe('from the cut-off on', () => {
  it('staff may not reschedule, and read when it was; an admin may, and the override is recorded', async () => {
    at.clock.now = START - 48 * HOUR_MS;
    expect(await move('staff')).toMatchObject({
      code: 'CUT_OFF_PASSED',
      data: { what: 'reschedule', cutOffAt: START - 48 * HOUR_MS },
    });
    expect((await at.makeOffer({}, 'staff')).code).toBe('CUT_OFF_PASSED');
    expect((await resize()).code).toBe('OK');
    expect((await move('admin')).code).toBe('OK');
    expect(overrides()).toEqual([{ action: 'session.moved_after_cut_off', actor: 'Adam Admin' }]);
  });

  it('the two cut-offs are held apart: cancelling is still open to staff until its own', async () => {
    at.clock.now = START - 24 * HOUR_MS - 1;
    expect((await move('staff')).code).toBe('CUT_OFF_PASSED');
    expect((await cancel('staff')).code).toBe('OK');
  });

  it('staff may not cancel, not in bulk either; an admin may, recorded in history and job', async () => {
    at.clock.now = START - 24 * HOUR_MS;
    expect(await cancel('staff')).toMatchObject({ code: 'CUT_OFF_PASSED', data: { what: 'cancel' } });
    expect(at.rows('SELECT * FROM jobs')).toEqual([]);
    expect((await cancel('admin')).code).toBe('OK');
    expect(overrides()).toEqual([{ action: 'session.canceled_after_cut_off', actor: 'Adam Admin' }]);
    const [accepted] = at.rows(`SELECT data FROM audit_log WHERE action = 'cancellation.accepted'`);
    expect(JSON.parse(String(accepted?.['data']))).toMatchObject({ afterCutOff: 1 });
  });

  it('the dialogs learn it from the engine', async () => {
    expect((await at.as('staff')('reschedule.rules', { id: at.sessionId })).data).toMatchObject({
      cancelUntilAt: START - 24 * HOUR_MS,
      rescheduleUntilAt: START - 48 * HOUR_MS,
      clients: [{ name: 'Ada Example', hasEmail: true }],
    });
  });
});

describe('Start now', () => {
  const setLink = (link: string) =>
    at.test.db.write((tx) => tx.run('UPDATE sessions SET meeting_link = ?', [link]));
  const start = (person: 'staff' | 'practitionerStaff') =>
    at.as(person)('reschedule.start', { id: at.sessionId });

  it('is written into the history, for the practitioner of the session too', async () => {
    setLink('https://meet.example.com/room');
    expect((await start('practitionerStaff')).code).toBe('OK');
    expect(at.rows(`SELECT action, actor FROM audit_log WHERE action = 'session.started'`)).toEqual([
      { action: 'session.started', actor: 'Pia Practitioner' },
    ]);
  });

  it('opens nothing but https', async () => {
    for (const link of ['', 'http://meet.example.com', 'javascript:alert(1)', 'file:///etc/passwd']) {
      setLink(link);
      expect((await start('staff')).code).toBe('NO_MEETING_LINK');
    }
  });

  it("is not for another practitioner's session, nor for one that is over", async () => {
    setLink('https://meet.example.com/room');
    at.test.db.write((tx) => tx.run('UPDATE sessions SET practitioner_id = NULL'));
    expect((await start('practitionerStaff')).code).toBe('NOT_FOUND');
    at.test.db.write((tx) => tx.run(`UPDATE sessions SET state = 'completed'`));
    expect((await start('staff')).code).toBe('SESSION_NOT_OPEN');
  });
});
