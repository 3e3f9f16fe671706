import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { backUp } from '#db/backup.ts';
import { restoreDatabase } from '#db/restore.ts';
import type { JobId, SessionId, StaffId } from '#domain/values/ids.ts';
import type { MailGateway } from '#main/gateways/mail/port.ts';
import { controlJob, retryFailed } from '#main/services/control-job.ts';
import { listTasks } from '#main/services/list-tasks.ts';
import { previewCancellation } from '#main/services/preview-cancellation.ts';
import { resolveTask } from '#main/services/resolve-task.ts';
import { submitCancellation } from '#main/services/submit-cancellation.ts';
import { requestCsv } from '#main/services/write-cancellation-csv.ts';
import { createTestDb, openOrThrow } from '#tests/support/database.ts';
import type { Fault } from '#tests/support/fake-stripe/faults.ts';
import { type FakeStripe, startFakeStripe } from '#tests/support/fake-stripe/start-fake-stripe.ts';
import { runForDays } from '#tests/support/job-harness.ts';
import { SEED_NOW } from '#tests/support/seed-studio.ts';
import { anOwner, createTestServices } from '#tests/support/service-context.ts';
import { type Chance, createChance } from './chance.ts';
import { type MortalEngine, startEngine } from './mortal-engine.ts';
import { createRamFolder } from './ram-folder.ts';
import { tellRandomStory } from './random-story.ts';
import { NO_SABOTAGE, type Sabotage } from './sabotage.ts';
import { unsound } from './sound.ts';

export interface Outcome {
  readonly seed: number;
  readonly problems: readonly string[];
  /** What happened, in order; printed when something is wrong. */
  readonly story: readonly string[];
  readonly crashes: number;
  readonly refunds: number;
}

/**
 * One studio's weeks by the dice of a seed: cancellations of overlapping selections, faults of the provider at any call, crashes
 * at any statement or call, clocks that jump, people who pause, stop, undo and retry, refunds made elsewhere, disputes, late
 * failures, a restored backup. Ends with a month of calm; then everything must be sound to the cent.
 */
export async function simulate(seed: number, sabotage: Sabotage = NO_SABOTAGE): Promise<Outcome> {
  const world = await createWorld(seed, sabotage);
  try {
    const steps = world.chance.between(8, 26);
    for (let step = 0; step < steps; step += 1) await takeStep(world);
    await calmDown(world);
    const problems = [
      ...unsound(world.engine.db, world.stripe),
      ...mailProblems(world),
      ...csvProblems(world),
    ];
    const refunds = world.stripe.allRefunds().length;
    return { seed, problems, story: world.story, crashes: world.crashes, refunds };
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { seed, problems: [text], story: world.story, crashes: world.crashes, refunds: 0 };
  } finally {
    world.engine.abandon();
    await world.stripe.close();
    rmSync(world.folder, { recursive: true, force: true });
  }
}

interface World {
  readonly chance: Chance;
  readonly folder: string;
  readonly path: string;
  readonly stripe: FakeStripe;
  readonly sabotage: Sabotage;
  readonly story: string[];
  readonly mails: { readonly id: string; readonly text: string }[];
  readonly requestLists: Map<string, string>;
  readonly owner: StaffId;
  engine: MortalEngine;
  /** What the machine's clock says; people set it wrong, but the provider's goes on evenly. */
  machineAt: number;
  crashes: number;
  uids: number;
  backup: string | null;
}

async function createWorld(seed: number, sabotage: Sabotage): Promise<World> {
  const chance = createChance(seed);
  const folder = createRamFolder('simulation');
  const path = join(folder, 'callboard.db');
  const stripe = await startFakeStripe();
  copyFileSync(emptyDatabase(), path);
  const db = openOrThrow({ path });
  const { studio } = tellRandomStory(db, stripe, chance);
  db.close();
  const world: Omit<World, 'engine'> = {
    chance,
    folder,
    path,
    stripe,
    sabotage,
    story: [],
    mails: [],
    requestLists: new Map(),
    owner: studio.owner,
    machineAt: SEED_NOW,
    crashes: 0,
    uids: 0,
    backup: null,
  };
  stripe.faults.script(() => (chance.percent(35) ? chance.pick(FAULTS) : undefined));
  const whole = world as World;
  whole.engine = born(whole);
  return whole;
}

const FAULTS: readonly Fault[] = [
  'drop-before',
  '401',
  '429',
  '500-before',
  '409',
  '500-stored',
  'do-then-drop',
  'do-then-500',
  'do-then-502-page',
  'do-then-cut',
  'drop-then-wait',
  'drop-then-wait',
  'refused:charge_disputed',
  'refused:insufficient_funds',
  'pending',
  'requires_action',
  'canceled',
  'failed',
  'late-fail',
];

let template: string | undefined;

/** Closed cleanly, so that the file alone is the whole database. */
function emptyDatabase(): string {
  if (template !== undefined && existsSync(template)) return template;
  const { db, path } = createTestDb();
  db.close();
  template = path;
  return path;
}

function born(world: World): MortalEngine {
  return startEngine({
    path: world.path,
    provider: world.stripe.url,
    now: forwardFrom(world),
    mail: mailboxOf(world),
    newUid: () => `uid-${(world.uids += 1)}`,
    sabotage: world.sabotage,
  });
}

/** As the engine's own clock starts: never before what is written down, except after a slip of more than a day. */
function forwardFrom(world: World): number {
  const db = openOrThrow({ path: world.path });
  const at = db.read.get<{ at: number }>('SELECT at FROM audit_log ORDER BY id DESC LIMIT 1')?.at ?? 0;
  db.close();
  return at > world.machineAt + DAY ? world.machineAt : Math.max(at, world.machineAt);
}

function mailboxOf(world: World): MailGateway {
  return {
    kind: 'smtp',
    send: ({ messageId, text }) => {
      const dice = world.chance.between(1, 10);
      if (dice === 1) return Promise.resolve({ kind: 'refused', permanent: false, code: 'BUSY' });
      if (dice === 2) return Promise.resolve({ kind: 'refused', permanent: true, code: 'NO_SUCH_USER' });
      world.mails.push({ id: messageId, text });
      return Promise.resolve(dice === 3 ? { kind: 'unknown' } : { kind: 'sent', response: '250' });
    },
  };
}

const DAY = 86_400_000;

async function takeStep(world: World): Promise<void> {
  const { chance } = world;
  if (chance.percent(50)) world.engine.dieAfter(chance.between(0, chance.pick([20, 60, 150])));
  await chance.pick(STEPS)(world);
  if (!world.engine.isDead()) world.engine.dieAfter(Number.POSITIVE_INFINITY);
  else rise(world);
}

function rise(world: World): void {
  world.story.push('crash');
  world.crashes += 1;
  world.machineAt = world.engine.harness.clock.now();
  world.engine.abandon();
  world.engine = born(world);
}

type Step = (world: World) => Promise<void>;

const submit: Step = async (world) => {
  const all = world.engine.db.read.all<{ id: SessionId }>('SELECT id FROM sessions').map(({ id }) => id);
  await submitThese(
    world,
    all.filter(() => world.chance.percent(60)),
  );
};

async function submitThese(world: World, sessionIds: readonly SessionId[]): Promise<void> {
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

/** Faults end, everything on its way arrives, nothing stays paused; then two months pass. */
async function calmDown(world: World): Promise<void> {
  world.stripe.faults.clear();
  world.stripe.doHeld();
  await tick();
  const { engine, stripe } = world;
  engine.dieAfter(Number.POSITIVE_INFINITY);
  const resume = (): void => {
    const { ctx } = servicesOf(world);
    for (const { id } of engine.db.read.all<{ id: JobId }>(
      `SELECT id FROM jobs WHERE state = 'paused' OR wanted = 'pause'`,
    ))
      controlJob(ctx, anOwner(world.owner), id, 'run');
  };
  resume();
  await runForDays(engine.harness, engine.db, 15);
  stripe.settle();
  await engine.watch();
  if (world.story.some((line) => line.startsWith('restore'))) {
    const all = engine.db.read.all<{ id: SessionId }>('SELECT id FROM sessions').map(({ id }) => id);
    await submitThese(world, all);
  }
  await runForDays(engine.harness, engine.db, 40);
  stripe.settle();
  await engine.watch();
  await runForDays(engine.harness, engine.db, 10);
}

function somePayment(world: World): readonly [string, number] | undefined {
  const rows = world.engine.db.read.all<{ ref: string; amount: number }>(
    `SELECT provider_ref AS ref, amount_minor AS amount FROM payments WHERE provider = 'stripe' ORDER BY id`,
  );
  if (rows.length === 0) return undefined;
  const { ref, amount } = world.chance.pick(rows);
  return [ref, amount - world.stripe.refundedMinor(ref)];
}

async function withJob(
  world: World,
  act: (ctx: Parameters<typeof controlJob>[0], actor: ReturnType<typeof anOwner>, id: JobId) => void,
): Promise<void> {
  await world.engine.alive(async () => {
    const ids = world.engine.db.read
      .all<{ id: JobId }>('SELECT id FROM jobs ORDER BY id')
      .map(({ id }) => id);
    if (ids.length > 0) act(servicesOf(world).ctx, anOwner(world.owner), world.chance.pick(ids));
  });
}

function servicesOf(world: World) {
  return createTestServices(world.engine.db, { now: () => world.engine.harness.clock.now() });
}

/** Lets what was let go at the provider run through. */
async function tick(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

function mailProblems({ mails }: World): string[] {
  return [...Map.groupBy(mails, ({ id }) => id).values()]
    .filter((same) => new Set(same.map(({ text }) => text)).size > 1)
    .map(([first]) => `message ${first?.id} went out with different words`);
}

function csvProblems(world: World): string[] {
  return [...world.requestLists].flatMap(([uid, saved]) => {
    const job = world.engine.db.read.get<{ id: JobId }>('SELECT id FROM jobs WHERE request_uid = ?', [uid]);
    if (!job || saved === '') return [];
    return [...requestCsv(world.engine.db.read, job.id)].join('') === saved
      ? []
      : [`request list of job ${job.id} changed`];
  });
}
