import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { JobId, StaffId } from '#domain/values/ids.ts';
import type { MailGateway } from '#main/gateways/mail/port.ts';
import { controlJob } from '#main/services/job/control-job.ts';
import { createTestDb, openOrThrow } from '#tests/support/database.ts';
import type { Fault } from '#tests/support/fake-stripe/faults.ts';
import { type FakeStripe, startFakeStripe } from '#tests/support/fake-stripe/start-fake-stripe.ts';
import { SEED_NOW } from '#tests/support/seed-studio.ts';
import { anOwner, createTestServices } from '#tests/support/service-context.ts';
import { type Chance, createChance } from './chance.ts';
import { type MortalEngine, startEngine } from './mortal-engine.ts';
import { createRamFolder } from './ram-folder.ts';
import { tellRandomStory } from './random-story.ts';
import type { Sabotage } from './sabotage.ts';

/** One simulated studio: its engine, its provider, its clock, and what happened so far. */
export interface World {
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

/** A studio as the seed's dice make it, with a provider that fails at about every third call. */
export async function createWorld(seed: number, sabotage: Sabotage): Promise<World> {
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

/** An engine over the world's file, as after a start of the machine. */
export function born(world: World): MortalEngine {
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

/** The crash is noted, and the next engine takes over what the last one left. */
export function rise(world: World): void {
  world.story.push('crash');
  world.crashes += 1;
  world.machineAt = world.engine.harness.clock.now();
  world.engine.abandon();
  world.engine = born(world);
}

export function servicesOf(world: World) {
  return createTestServices(world.engine.db, { now: () => world.engine.harness.clock.now() });
}

export async function withJob(
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

/** Lets what was let go at the provider run through. */
export async function tick(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

export const DAY = 86_400_000;
