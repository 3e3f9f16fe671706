import { addDays, localDate } from '#domain/values/time.ts';
import { runDueOffers } from '#main/services/offer/run-due-offers.ts';
import { runExpiries } from '#main/services/package/run-expiries.ts';
import { act } from './act.ts';
import { type Step, someDay } from './dice.ts';
import { inspect } from './verdict.ts';
import { type DeskWorld, type Row, anyOf, requestUid, rows } from './world.ts';

/** Cancels these sessions as the desk does: looks at the plan, then carries it out. */
async function submit(world: DeskWorld, sessionIds: readonly unknown[], more: object = {}): Promise<void> {
  const nonCardRefund = world.chance.pick(['account_credit', 'cash_due']);
  const preview = await act(world, 'cancellation.preview', { sessionIds, nonCardRefund }, 0);
  if (preview.code !== 'OK') return;
  const { planHash, refundTotalMinor } = preview.data as { planHash: string; refundTotalMinor: number };
  await act(world, 'cancellation.submit', {
    sessionIds,
    nonCardRefund,
    requestUid: requestUid(world),
    planHash,
    typedTotalMinor: refundTotalMinor,
    reason: 'Storm',
    message: { channel: world.chance.pick(['none', 'email']), subject: 'Canceled', body: '{{sessions}}' },
    ...more,
  });
}

export const bulkCancel: Step = async (world) => {
  const all = rows(world, `SELECT id FROM sessions ORDER BY id`).map(({ id }) => id);
  if (all.length === 0) return;
  const sessionIds = [
    ...new Set(Array.from({ length: world.chance.between(1, 4) }, () => world.chance.pick(all))),
  ];
  await submit(world, sessionIds);
};

export const work: Step = async (world) => {
  world.story.push('work');
  await world.harness.runner.runUntilIdle();
  inspect(world, 'work');
};

export const steer: Step = async (world) => {
  const job = anyOf(world, 'SELECT id FROM jobs');
  if (job)
    await act(
      world,
      `job.${world.chance.pick(['pause', 'resume', 'stop', 'undo', 'retryFailed'])}`,
      job,
      world.chance.between(0, 1),
    );
};

export const solve: Step = async (world) => {
  const { data } = await act(world, 'task.list', { limit: 50 }, 0);
  const open = (data as { rows: { id: number; actions: string[] }[] }).rows.flatMap(({ id, actions }) =>
    actions.filter((action) => action !== 'outside').map((action) => ({ id, action })),
  );
  if (open.length > 0) await act(world, 'task.resolve', world.chance.pick(open));
};

function closure(world: DeskWorld) {
  const { chance, studio } = world;
  const startDate = someDay(world);
  const isPart = chance.percent(40);
  return {
    title: 'Closed',
    startDate,
    endDate: addDays(localDate(startDate), chance.between(1, 4)),
    startTime: isPart ? '00:00' : null,
    endTime: isPart ? '12:00' : null,
    locationId: chance.pick([null, studio.location]),
    roomId: null,
    practitionerId: null,
  };
}

export const addClosure: Step = (world) => act(world, 'closure.create', closure(world));

export const useClosure: Step = async (world) => {
  const row = anyOf(world, `SELECT id, version FROM closures WHERE removed_at IS NULL`);
  if (!row) return;
  if (world.chance.percent(25)) return act(world, 'closure.update', { ...closure(world), ...row });
  if (world.chance.percent(35))
    return act(world, 'closure.remove', { ...row, restore: world.chance.percent(60) });
  const { code, data } = await act(world, 'closure.sessions', { id: row['id'] }, 0);
  if (code !== 'OK') return;
  const ids = (data as { rows: { id: number; inProcess: unknown }[] }).rows.map(({ id }) => id);
  if (ids.length > 0) await submit(world, ids.slice(0, 5), { closureId: row['id'] });
};

export const decide: Step = async (world) => {
  const row = anyOf(world, `SELECT id, version FROM decisions WHERE state = 'waiting'`);
  if (!row || world.chance.percent(40)) {
    const ids = rows(world, `SELECT id FROM sessions WHERE state = 'open'`).map(({ id }) => id);
    if (ids.length === 0) return;
    return act(world, 'decision.create', {
      requestUid: requestUid(world),
      title: 'Snow',
      sessionIds: [world.chance.pick(ids), world.chance.pick(ids)],
      decideAt: world.clock.now() + 3_600_000,
      reason: 'Snow',
      warning: { subject: 'Maybe', body: '{{sessions}}' },
    });
  }
  if (world.chance.percent(40)) return act(world, 'decision.confirm', row);
  const preview = await act(world, 'decision.preview', { id: row['id'] }, 0);
  if (preview.code !== 'OK') return;
  const { planHash, refundTotalMinor } = preview.data as { planHash: string; refundTotalMinor: number };
  return act(world, 'decision.cancel', { ...row, planHash, typedTotalMinor: refundTotalMinor });
};

export const notify: Step = async (world) => {
  const ids = rows(world, `SELECT id FROM sessions`).map(({ id }) => id);
  if (ids.length > 0)
    await act(world, 'notice.send', {
      requestUid: requestUid(world),
      sessionIds: [world.chance.pick(ids), world.chance.pick(ids)],
      reason: 'News',
      message: { subject: 'News', body: '{{sessions}}' },
    });
};

export const takeBack: Step = async (world) => {
  if (world.undoable.length === 0) return;
  const index = world.chance.percent(60)
    ? world.undoable.length - 1
    : world.chance.between(0, world.undoable.length - 1);
  const undo = world.undoable[index];
  if (!undo) return;
  if (world.chance.percent(80)) world.undoable.splice(index, 1);
  const kind = rows<Row>(world, 'SELECT kind FROM undo_steps WHERE id = ?', [undo.id])[0]?.['kind'];
  world.story.push(`(undo ${undo.id} of ${kind})`);
  const answer = await act(world, 'undo.takeBack', { id: undo.id }, undo.window);
  if (answer.code === 'OK') world.tally.undone += 1;
};

export const tick: Step = async (world) => {
  const ms = world.chance.pick([20_000, 20_000, 300_000, 300_000, 3_600_000, 20_000_000, 86_400_000]);
  world.story.push(`wait ${ms / 1000} s`);
  world.clock.advance(ms);
  runDueOffers(world.desk.services);
  inspect(world, 'due offers');
  runExpiries(world.desk.services);
  inspect(world, 'due packages');
};

export const dueOffers: Step = async (world) => {
  world.story.push('due offers');
  runDueOffers(world.desk.services);
  inspect(world, 'due offers');
};
