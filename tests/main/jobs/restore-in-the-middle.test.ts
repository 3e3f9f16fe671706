import { afterEach, expect, test } from 'vitest';
import { backUp } from '#db/backup.ts';
import { restoreDatabase } from '#db/restore.ts';
import type { SessionId } from '#domain/values/ids.ts';
import { type FaultDesk, openDesk } from './fault-desk.ts';
import { twoSessions } from './two-sessions.ts';

let desk: FaultDesk;
afterEach(() => desk.close());

test('D6: a backup made while refunds are under way is restored after them and after others: nothing is given back twice', async () => {
  desk = await openDesk();
  twoSessions(desk);
  const [first, second] = desk.db.read.all<{ id: SessionId }>('SELECT id FROM sessions ORDER BY id');
  if (!first || !second) throw new Error('two sessions');
  desk.stripe.faults.atRefund(0, 'do-then-drop');
  await desk.submit({ sessionIds: [first.id] });
  await desk.work();
  // The processor has done it; nobody here has heard of it.
  expect([desk.refunds().map(({ state }) => state), desk.stripe.refundedMinor('pi_ada')]).toEqual([
    ['unknown'],
    2500,
  ]);
  const now = desk.harness.clock.now();
  const made = await backUp(desk.db, { folder: `${desk.dir}/backups`, label: 'auto', now });
  if (!made.ok) throw new Error(made.error.code);
  await desk.days(1);
  await desk.submit({ sessionIds: [second.id] });
  await desk.days(1);
  expect(desk.refunds().map(({ state }) => state)).toEqual(['succeeded', 'succeeded']);
  expect(desk.stripe.refundedMinor('pi_ada')).toBe(5000);

  desk.db.close();
  expect(
    restoreDatabase({ dataPath: desk.path, backupPath: made.value.path, now: desk.harness.clock.now() }).ok,
  ).toBe(true);
  desk.restart(3_600_000);
  expect(desk.refunds().map(({ state }) => state)).toEqual(['unknown']);
  await desk.days(1);
  expect(desk.refunds().map(({ state }) => state)).toEqual(['succeeded']);
  // The second cancellation is lost with its job, and asked for again: the refund of the lost time is found for it.
  await desk.submit({ sessionIds: [second.id] });
  await desk.days(1);
  expect(desk.refunds().map(({ state }) => state)).toEqual(['succeeded', 'succeeded']);
  expect([desk.stripe.allRefunds().length, desk.stripe.refundedMinor('pi_ada')]).toEqual([2, 5000]);
  expect(desk.wrong()).toEqual([]);
});
