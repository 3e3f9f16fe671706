import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { backUpBeforeMigrating } from '#db/backup.ts';
import { checkDatabase } from '#db/check.ts';
import type { Db } from '#db/database.ts';
import { type OpenError, openDatabase } from '#db/open.ts';
import { createWaitingWriters } from '#db/waiting-writers.ts';
import { ok, type Result } from '#domain/values/result.ts';
import { createImporter } from './import-thread.ts';
import { createPdfThread } from './pdf-thread.ts';
import { createReportThread } from './report-thread.ts';
import type { Gateways } from './gateways/gateways.ts';
import type { KeyStore, SecretName } from './gateways/key-store/port.ts';
import { createForwardClock } from './jobs/forward-clock.ts';
import type { JobThread, JobThreadOptions } from './jobs/job-thread.ts';
import type { FromJobThread } from './jobs/thread-messages.ts';
import type { HoldUp } from '#domain/job/hold-up.ts';
import type { TopicEvent } from './gateways/topics/port.ts';
import { createDueKeepers } from './due-keepers.ts';
import type { DemoProgress, ServiceContext } from './services/context.ts';
import { backupFolder } from './services/backup/list-backups.ts';
import { saveOwedRequestCsvs } from './services/cancellation/save-request-csv.ts';
import { createRequestCsvKeeper } from './request-csv-keeper.ts';

/** The open database with everything that works on it; closed and opened anew when a backup is restored. */
export interface OpenStudio {
  readonly services: ServiceContext;
  readonly close: () => Promise<void>;
}

export interface StudioParts {
  readonly dataDir: string;
  readonly paymentApi: URL | null;
  readonly now: () => number;
  readonly gateways: Gateways;
  readonly announce: (event: TopicEvent) => void;
  readonly reportUnexpected: (thrown: unknown, where: string) => void;
  readonly restoreSoon: (backupFile: string) => void;
  /** Starts the background jobs in a thread of their own, once the database is open and migrated. */
  readonly startJobs: (options: JobThreadOptions) => JobThread;
}

export const DATABASE_FILE = 'callboard.db';

/** Opens the studio in `dataDir`, brings it to the newest schema after a backup and starts its jobs. */
export function openStudio(parts: StudioParts): Result<OpenStudio, OpenError> {
  const databasePath = path.join(parts.dataDir, DATABASE_FILE);
  const waiting = createWaitingWriters();
  const opened = openDatabase({
    path: databasePath,
    waiting,
    backUpBeforeMigrating: backUpBeforeMigrating(backupFolder(parts.dataDir), parts.now()),
  });
  if (!opened.ok) return opened;
  const db = opened.value;
  // The job thread looks at the invariants first of all, so that no window waits for it at the start.
  const state: JobsState = { violations: null, holdUp: null };
  const jobs = parts.startJobs({
    databasePath,
    waiting,
    dataDir: parts.dataDir,
    paymentApi: parts.paymentApi?.href ?? null,
    onMessage: (message) => hear(message, state, parts),
    onCrash: (error) => parts.reportUnexpected(error, 'jobs'),
  });
  const keyStore = tellingKeyStore(parts.gateways.keyStore, jobs.setSecret);
  void handSecretsOver(parts.gateways.keyStore, jobs.setSecret);
  const importer = createImporter(databasePath, parts.announce);
  const reports = createReportThread(databasePath);
  const pdfs = createPdfThread(parts.reportUnexpected);
  const csvKeeper = createRequestCsvKeeper(
    () => {
      parts.gateways.files.tidy();
      saveOwedRequestCsvs(services);
    },
    (thrown) => parts.reportUnexpected(thrown, 'request csv'),
  );
  const services = serviceContext({ ...parts, gateways: { ...parts.gateways, keyStore } }, db, state, {
    wakeJobs: jobs.wake,
    csvOwed: csvKeeper.owed,
    importer,
    reports,
    makePdf: pdfs.makePdf,
  });
  const keepers = createDueKeepers(services, parts.reportUnexpected);
  return ok({
    services,
    close: async () => {
      keepers.stop();
      csvKeeper.stop();
      await importer.stop();
      await reports.stop();
      await pdfs.stop();
      await jobs.stop();
      db.close();
    },
  });
}

/** What the job thread last told. */
interface JobsState {
  /** Null until it has looked for the first time. */
  violations: number | null;
  holdUp: HoldUp | null;
}

function hear(message: FromJobThread, state: JobsState, { announce, reportUnexpected }: StudioParts): void {
  switch (message.type) {
    case 'event':
      return announce(message.event);
    case 'hold-up':
      state.holdUp = message.reason;
      return announce({ topic: 'changed', what: ['jobs'] });
    case 'money':
      state.violations = message.violations;
      return announce({ topic: 'changed', what: ['studio'] });
    case 'backed-up':
      return announce({ topic: 'changed', what: ['backups'] });
    case 'bug':
      return reportUnexpected(message.error, `jobs: ${message.where}`);
  }
}

type SetSecret = JobThread['setSecret'];

const SECRETS: readonly SecretName[] = ['stripe-key', 'mail-password'];

/** The job thread cannot ask the shell itself, so it is told every secret at its start … */
async function handSecretsOver(keyStore: KeyStore, setSecret: SetSecret): Promise<void> {
  for (const name of SECRETS) setSecret(name, await keyStore.read(name));
}

/** … and every change. */
function tellingKeyStore(keyStore: KeyStore, setSecret: SetSecret): KeyStore {
  return {
    read: (name) => keyStore.read(name),
    store: async (name, value) => {
      const stored = await keyStore.store(name, value);
      if (stored === 'stored') setSecret(name, value);
      return stored;
    },
  };
}

function serviceContext(
  parts: StudioParts,
  db: Db,
  state: JobsState,
  threads: Pick<ServiceContext, 'wakeJobs' | 'csvOwed' | 'importer' | 'reports' | 'makePdf'>,
): ServiceContext {
  const { dataDir, announce, gateways, restoreSoon } = parts;
  // The desk's rows too never lie before what was written down already (reliability A5).
  const clock = createForwardClock(db.read);
  let demoProgress: DemoProgress | null = null;
  return {
    db,
    now: () => clock.now(),
    announce,
    ...threads,
    gateways,
    newUid: randomUUID,
    moneyFrozen: (ask) => {
      if (state.violations === null && ask !== 'known') state.violations = countViolations(db);
      return state.violations ?? 0;
    },
    holdUp: () => state.holdUp,
    upkeep: {
      dataDir,
      restoreSoon,
      demoProgress: () => demoProgress,
      setDemoProgress: (progress) => {
        demoProgress = progress;
      },
    },
  };
}

function countViolations(db: Db): number {
  const { freezesMoney, problems } = checkDatabase(db.read, 'quick');
  return freezesMoney ? problems.length : 0;
}
