import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { checkFolder, type FolderError } from '#db/folder.ts';
import { type LockError, lockFolder } from '#db/instance-lock.ts';
import type { OpenError } from '#db/open.ts';
import { restoreDatabase } from '#db/restore.ts';
import { ok, type Result } from '#domain/values/result.ts';
import { createConnection } from './doors/connection.ts';
import type { DoorContext, DoorEngine } from './doors/guard.ts';
import { createTopicPublisher } from './doors/topic-publisher.ts';
import { createEngineLog, describeThrown } from './engine-log.ts';
import { createGateways, type GatewayParts } from './gateways/create-gateways.ts';
import { DATABASE_FILE, type OpenStudio, openStudio, type StudioParts } from './open-studio.ts';
import { createDemo, type DemoSize } from './services/studio/create-demo.ts';
import { isSetUp } from './services/studio/create-studio.ts';

export interface EngineOptions extends GatewayParts {
  /** Made if missing. */
  readonly dataDir: string;
  /** Demo data for a studio that is not set up yet; made while the window already shows how far it is. */
  readonly demo: DemoSize | null;
  readonly startJobs: StudioParts['startJobs'];
  /** Something may need a person: a task has come or gone. */
  readonly onAttention: () => void;
  /** The engine cannot go on: after a restore the database does not open any more. */
  readonly onFatal: (error: OpenError) => void;
}

/** One engine over one studio's folder, however its windows reach it. */
export interface Engine {
  /** A window or browser tab, nobody signed in. */
  readonly connect: () => DoorContext;
  /** Finishes the step in hand, closes the database and gives the folder free. */
  readonly close: () => Promise<void>;
}

export type EngineStartError = FolderError | LockError | OpenError;

/** Long enough for the answer to a restore to reach its window. */
const RESTORE_DELAY_MS = 200;

/** Takes the folder, opens the studio in it and puts everything together. */
export function createEngine(options: EngineOptions): Result<Engine, EngineStartError> {
  const allowed = checkFolder(options.dataDir);
  if (!allowed.ok) return allowed;
  const lock = lockFolder(options.dataDir);
  if (!lock.ok) return lock;
  const log = createEngineLog(options.dataDir, Date.now);
  const topics = createTopicPublisher();
  const parts: StudioParts = {
    ...options,
    now: Date.now,
    gateways: createGateways(options),
    announce: (event) => {
      topics.announce(event);
      if (event.topic === 'changed' && event.what.includes('tasks')) options.onAttention();
    },
    reportUnexpected: (thrown, where) => reportUnexpected(thrown, where),
    restoreSoon: (backupFile) => {
      setTimeout(() => {
        current = restore(backupFile);
      }, RESTORE_DELAY_MS);
    },
  };
  const opened = openStudio(parts);
  if (!opened.ok) {
    lock.value.release();
    return opened;
  }
  let current: Promise<OpenStudio> = Promise.resolve(opened.value);

  const reportUnexpected = (thrown: unknown, where: string): string => {
    const reference = randomBytes(4).toString('hex');
    log.write('unexpected', { reference, where, ...describeThrown(thrown) });
    return reference;
  };
  const restore = async (backupPath: string): Promise<OpenStudio> => {
    await (await current).close();
    const dataPath = path.join(options.dataDir, DATABASE_FILE);
    const restored = restoreDatabase({ dataPath, backupPath, now: Date.now() });
    log.write('restored', { code: restored.ok ? 'OK' : restored.error.code });
    const again = openStudio(parts);
    if (!again.ok) {
      options.onFatal(again.error);
      throw new Error(again.error.code);
    }
    topics.announce({
      topic: 'changed',
      what: ['studio', 'staff', 'sessions', 'clients', 'jobs', 'backups'],
    });
    return again.value;
  };

  if (options.demo && !isSetUp(opened.value.services))
    createDemo(opened.value.services, options.demo).catch((thrown: unknown) =>
      reportUnexpected(thrown, 'demo'),
    );
  const engine: DoorEngine = {
    services: async () => (await current).services,
    events: topics.listen,
    reportUnexpected,
  };
  return ok({
    connect: () => ({ connection: createConnection(() => performance.now()), engine }),
    close: async () => {
      await (await current).close();
      lock.value.release();
    },
  });
}
