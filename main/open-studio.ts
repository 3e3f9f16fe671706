import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { checkDatabase } from '#db/check.ts';
import type { Db } from '#db/database.ts';
import { type OpenError, openDatabase } from '#db/open.ts';
import { ok, type Result } from '#domain/values/result.ts';
import type { Gateways } from './gateways/gateways.ts';
import type { DemoProgress, ServiceContext, TopicEvent } from './services/context.ts';

/** The open database with everything that works on it; closed and opened anew when a backup is restored. */
export interface OpenStudio {
  readonly services: ServiceContext;
  readonly close: () => Promise<void>;
}

export interface StudioParts {
  readonly dataDir: string;
  readonly now: () => number;
  readonly gateways: Gateways;
  readonly announce: (event: TopicEvent) => void;
  readonly restoreSoon: (backupFile: string) => void;
  readonly startJobs: (parts: { readonly db: Db }) => JobThread;
}

/** The background jobs, in a thread of their own. */
export interface JobThread {
  readonly wake: () => void;
  readonly stop: () => Promise<void>;
}

export const DATABASE_FILE = 'callboard.db';

/** Opens the studio in `dataDir`, brings it to the newest schema, checks it and starts its jobs. */
export function openStudio(parts: StudioParts): Result<OpenStudio, OpenError> {
  const opened = openDatabase({ path: path.join(parts.dataDir, DATABASE_FILE) });
  if (!opened.ok) return opened;
  const db = opened.value;
  const report = checkDatabase(db.read, 'quick');
  const violations = report.freezesMoney ? report.problems.length : 0;
  const jobs = parts.startJobs({ db });
  const services = serviceContext(parts, db, () => violations, jobs.wake);
  return ok({
    services,
    close: async () => {
      await jobs.stop();
      db.close();
    },
  });
}

function serviceContext(
  parts: StudioParts,
  db: Db,
  moneyFrozen: () => number,
  wakeJobs: () => void,
): ServiceContext {
  let demoProgress: DemoProgress | null = null;
  return {
    db,
    now: parts.now,
    newUid: randomUUID,
    announce: parts.announce,
    wakeJobs,
    gateways: parts.gateways,
    moneyFrozen,
    upkeep: {
      dataDir: parts.dataDir,
      demoProgress: () => demoProgress,
      setDemoProgress: (progress) => {
        demoProgress = progress;
      },
      restoreSoon: parts.restoreSoon,
    },
  };
}
