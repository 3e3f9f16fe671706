import { join } from 'node:path';
import { backUp } from '#db/backup.ts';
import { restoreDatabase } from '#db/restore.ts';
import type { SessionId } from '#domain/values/ids.ts';
import { controlJob, retryFailed } from '#main/services/job/control-job.ts';
import { listTasks } from '#main/services/task/list-tasks.ts';
import { previewCancellation } from '#main/services/cancellation/preview-cancellation.ts';
import { resolveTask } from '#main/services/task/resolve-task.ts';
import { submitCancellation } from '#main/services/cancellation/submit-cancellation.ts';
import { anOwner } from '#tests/support/service-context.ts';
import { born, DAY, rise, servicesOf, tick, withJob, type World } from './world.ts';

type Step = (world: World) => Promise<void>;

/** Something happens, by the dice; every other time the engine dies in the middle of it. */
export async function takeStep(world: World): Promise<void> {
  const { chance } = world;
  if (chance.percent(50)) world.engine.dieAfter(chance.between(0, chance.pick([20, 60, 150])));
  await chance.pick(STEPS)(world);
  if (!world.engine.isDead()) world.engine.dieAfter(Number.POSITIVE_INFINITY);
  else rise(world);
}

const submit: Step = async (world) => {
  const all = world.engine.db.read.all<{ id: SessionId }>('SELECT id FROM sessions').map(({ id }) => id);
  await submitThese(
    world,
    all.filter(() => world.chance.percent(60)),
  );
};

export async function submitThese(world: World, sessionIds: readonly SessionId[]): Promise<void> {
  const { chance } = world;
  const uid = `request-${(world.uids += 1)}`;
  const nonCardRefund = chance.pick(['account_credit', 'cash_due'] as const);
  const channel = chance.percent(70) ? ('email' as const) : ('none' as const);
  await world.engine.alive(async () => {
    const services = servicesOf(world);
    const actor = anOwner(world.owner);
    const selection = { sessionIds, nonCardRefund };
    const preview = previewCancellation(services.ctx, actor, selection);
    const answer = await submitCancellation(services.ctx, actor, {
      ...selection,
      requestUid: uid,
      planHash: preview.planHash,
      reason: 'Storm',
      message: { channel, subject: 'Canceled', body: '{{sessions}} {{refunds}}' },
      typedTotalMinor: preview.refundTotalMinor,
    });
    world.story.push(
      `submit ${sessionIds.join()} ${nonCardRefund}: ${answer.ok ? answer.value.jobId : answer.error.code}`,
    );
    if (answer.ok) world.requestLists.set(uid, [...services.files.values()].join(''));
  });
}

const work: Step = async (world) => {
  world.story.push('work');
  await world.engine.alive(() => world.engine.harness.runner.runUntilIdle());
};

const steer: Step = async (world) => {
  const wish = world.chance.pick(['pause', 'run', 'stop', 'undo'] as const);
  await withJob(world, (ctx, actor, id) => {
    const { ok } = controlJob(ctx, actor, id, wish);
    world.story.push(`${wish} ${id}: ${ok}`);
  });
};

const retry: Step = async (world) => {
  await withJob(world, (ctx, actor, id) => {
    retryFailed(ctx, actor, id);
    world.story.push(`retry ${id}`);
  });
};

/** A person solves a task, without saying what is not true: `outside` would need a refund that was made outside. */
const solve: Step = async (world) => {
  await world.engine.alive(async () => {
    const { ctx } = servicesOf(world);
    const { rows } = listTasks(ctx, { state: 'open', limit: 50, offset: 0 });
    const possible = rows.flatMap((row) =>
      row.actions
        .filter(
          (action) =>
            action !== 'outside' && row.refundState !== 'requires_action' && row.code !== 'REFUNDED_OUTSIDE',
        )
        .map((action) => ({ id: row.id, action })),
    );
    if (possible.length === 0) return;
    const { id, action } = world.chance.pick(possible);
    const answer = resolveTask(ctx, anOwner(world.owner), { id, action, note: '' });
    world.story.push(`task ${id} ${action}: ${answer.ok}`);
  });
};

const wait: Step = async (world) => {
  const ms = world.chance.pick([15_000, 20_000, 300_000, 3_600_000, DAY, 3 * DAY]);
  world.story.push(`wait ${ms / 1000} s`);
  // What is still on its way at the provider gets there within the hour.
  if (ms > 300_000) world.stripe.doHeld();
  await tick();
  world.engine.harness.clock.advance(ms);
  world.stripe.advance(ms);
  if (world.chance.percent(70)) world.stripe.pruneKeysOlderThan(DAY);
};

const setClock: Step = async (world) => {
  const ms = world.chance.pick([-3 * DAY, -3_600_000, 3_600_000, 2 * DAY]);
  world.story.push(`clock set by ${ms / 3_600_000} h, and started again`);
  world.machineAt = world.engine.harness.clock.now() + ms;
  world.engine.abandon();
  world.engine = born(world);
};

const settle: Step = async (world) => {
  world.story.push('bank settles');
  world.stripe.settle();
  await world.engine.alive(() => world.engine.watch());
};

const arrive: Step = async (world) => {
  world.story.push('held calls arrive');
  world.stripe.doHeld();
  await tick();
};

const outside: Step = async (world) => {
  const [ref, left] = somePayment(world) ?? [];
  if (ref === undefined || left === undefined || left === 0) return;
  const amount = world.chance.between(1, left);
  world.stripe.refundOutside(ref, amount);
  world.story.push(`outside ${amount} of ${ref}`);
};

const dispute: Step = async (world) => {
  const [ref] = somePayment(world) ?? [];
  if (ref === undefined) return;
  world.stripe.dispute(ref);
  world.story.push(`dispute ${ref}`);
};

function somePayment(world: World): readonly [string, number] | undefined {
  const rows = world.engine.db.read.all<{ ref: string; amount: number }>(
    `SELECT provider_ref AS ref, amount_minor AS amount FROM payments WHERE provider = 'stripe' ORDER BY id`,
  );
  if (rows.length === 0) return undefined;
  const { ref, amount } = world.chance.pick(rows);
  return [ref, amount - world.stripe.refundedMinor(ref)];
}

const keepBackup: Step = async (world) => {
  await world.engine.alive(async () => {
    const made = await backUp(world.engine.db, {
      folder: join(world.folder, 'backups'),
      label: 'auto',
      now: world.engine.harness.clock.now(),
    });
    if (made.ok) world.backup = made.value.path;
    world.story.push(`backup: ${made.ok}`);
  });
};

const restore: Step = async (world) => {
  if (world.backup === null) return;
  world.stripe.doHeld();
  await tick();
  world.machineAt = world.engine.harness.clock.now();
  world.engine.abandon();
  const restored = restoreDatabase({ dataPath: world.path, backupPath: world.backup, now: world.machineAt });
  world.story.push(
    `restore: ${restored.ok ? restored.value.refundsToReconcile : JSON.stringify(restored.error)}`,
  );
  if (!restored.ok) throw new Error(`cannot restore: ${JSON.stringify(restored.error)}`);
  world.requestLists.clear();
  world.engine = born(world);
};

const STEPS: readonly Step[] = [
  submit,
  submit,
  submit,
  work,
  work,
  work,
  work,
  work,
  steer,
  steer,
  retry,
  solve,
  solve,
  wait,
  wait,
  wait,
  setClock,
  settle,
  arrive,
  outside,
  dispute,
  keepBackup,
  keepBackup,
  restore,
];
