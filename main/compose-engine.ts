import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import type { OpenError } from '#db/open.ts';
import { ok, type Result } from '#domain/values/result.ts';
import { createConnection } from './doors/connection.ts';
import type { DoorContext, DoorEngine } from './doors/guard.ts';
import { createTopicPublisher } from './doors/topic-publisher.ts';
import { createEngineLog, describeThrown, type EngineLog } from './engine-log.ts';
import { createGateways, type GatewayParts } from './gateways/create-gateways.ts';
import { type OpenStudio, openStudio, type StudioParts } from './open-studio.ts';
import { createDemo, type DemoSize } from './services/create-demo.ts';
import { isSetUp } from './services/create-studio.ts';

export interface EngineOptions extends GatewayParts {
  readonly dataDir: string;
  /** Demo data for a studio that is not set up yet; made while the window already shows how far it is. */
  readonly demo: DemoSize | null;
  /** The engine cannot go on: the backup it should work on does not open. */
  readonly onFatal: (error: OpenError) => void;
}

/** One engine over one studio's folder, however its windows reach it. */
export interface Engine {
  /** A window or browser tab, nobody signed in. */
  readonly connect: () => DoorContext;
  /** Finishes the step in hand and closes the database. */
  readonly close: () => Promise<void>;
}

/** Opens the studio and puts everything together. The folder is made if it is not there. */
export function createEngine(options: EngineOptions): Result<Engine, OpenError> {
  mkdirSync(options.dataDir, { recursive: true });
  const log = createEngineLog(options.dataDir, Date.now);
  const topics = createTopicPublisher();
  const connections = new Set<WeakRef<DoorContext['connection']>>();

  const parts: StudioParts = {
    dataDir: options.dataDir,
    now: Date.now,
    gateways: createGateways(options),
    announce: topics.announce,
    restoreSoon: (backupFile) => {
      current = restore(backupFile);
    },
    startJobs: () => ({ wake: () => {}, stop: () => Promise.resolve() }),
  };
  const opened = openStudio(parts);
  if (!opened.ok) return opened;
  let current: Promise<OpenStudio> = Promise.resolve(opened.value);
  if (options.demo && !isSetUp(opened.value.services)) void createDemo(opened.value.services, options.demo);

  const restore = async (_backupFile: string): Promise<OpenStudio> => {
    const before = await current;
    await before.close();
    for (const connection of connections) {
      const live = connection.deref();
      if (live) live.staffId = null;
    }
    const again = openStudio(parts);
    if (again.ok) return again.value;
    options.onFatal(again.error);
    throw new Error(again.error.code);
  };

  const engine: DoorEngine = {
    services: async () => (await current).services,
    events: topics.listen,
    reportUnexpected: (thrown, where) => report(log, thrown, where),
  };
  return ok({
    connect: () => {
      const connection = createConnection(() => performance.now());
      connections.add(new WeakRef(connection));
      return { connection, engine };
    },
    close: async () => (await current).close(),
  });
}

function report(
  log: EngineLog,
  thrown: unknown,
  { procedure, staffId }: Parameters<DoorEngine['reportUnexpected']>[1],
): string {
  const reference = randomBytes(4).toString('hex');
  log.write('unexpected', { reference, procedure, staffId, ...describeThrown(thrown) });
  return reference;
}
