/**
 * The job thread: composes the runner on a connection of its own and runs it until it is told to stop. Whatever a killed thread
 * left half done is picked up by the next one.
 */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { backUp } from '#db/backup.ts';
import { checkDatabase } from '#db/check.ts';
import { findViolations } from '#db/invariants/find-violations.ts';
import { openDatabase } from '#db/open.ts';
import { isAnyoneWaiting } from '#db/waiting-writers.ts';
import { createPacer } from '../gateways/payment/pacer.ts';
import { systemPacerClock } from '../gateways/payment/system-pacer-clock.ts';
import { createForwardClock } from './forward-clock.ts';
import { createJobGateways, type Secrets } from '../compose-job-gateways.ts';
import { takeCharged } from '../services/card/take-charged.ts';
import { createRunner } from './runner.ts';
import type { FromJobThread, JobThreadData, ToJobThread } from './thread-messages.ts';
import { keepBackups } from './upkeep.ts';

/** A copy of a larger database would keep the job waiting; the regular backups cover it. */
const BACKUP_BEFORE_JOB_BYTES = 256 * 1024 * 1024;

const data = workerData as JobThreadData;
const opened = openDatabase({ path: data.databasePath, migrated: true });
if (!opened.ok) throw new Error(opened.error.code);
const db = opened.value;
const stopper = new AbortController();
const clock = createForwardClock(db.read);
const backupFolder = path.join(data.dataDir, 'backups');
let secrets: Secrets = { stripeKey: null, mailPassword: null };
let violations = 0;

const say = (message: FromJobThread): void => parentPort?.postMessage(message);
const checkMoney = (): void => {
  violations = findViolations(db.read).length;
  say({ type: 'money', violations });
};
/** The whole file, once at the start; after each job only what jobs can break. */
const checkEverything = (): void => {
  const report = checkDatabase(db.read, 'quick');
  violations = report.freezesMoney ? report.problems.length : 0;
  say({ type: 'money', violations });
};
const runner = createRunner({
  db,
  clock,
  newUid: randomUUID,
  takeCharged,
  ...createJobGateways({
    db,
    dataDir: data.dataDir,
    clock,
    secrets: () => secrets,
    paymentApi: data.paymentApi === null ? null : new URL(data.paymentApi),
  }),
  pacer: createPacer({ clock: systemPacerClock, random: Math.random }),
  announce: (event) => say({ type: 'event', event }),
  holdUp: (reason) => say({ type: 'hold-up', reason }),
  moneyFrozen: () => violations,
  checkMoney,
  backUp: async (label) => {
    if (db.sizeBytes() > BACKUP_BEFORE_JOB_BYTES) return 'too_large';
    const made = await backUp(db, { folder: backupFolder, label, now: Date.now() });
    return made.ok ? made.value.name : made.error.code;
  },
  someoneWaits: () => data.waiting !== undefined && isAnyoneWaiting(data.waiting),
  reportBug: (error, where) => say({ type: 'bug', error, where }),
  leaseToken: randomUUID(),
  signal: stopper.signal,
});

parentPort?.on('message', (message: ToJobThread) => {
  switch (message.type) {
    case 'wake':
      return runner.wake();
    case 'secret':
      secrets =
        message.name === 'stripe-key'
          ? { ...secrets, stripeKey: message.value }
          : { ...secrets, mailPassword: message.value };
      return runner.providerChanged();
    case 'stop':
      return stopper.abort();
  }
});

// Before the first refund can be sent.
checkEverything();
await Promise.all([
  runner.run(),
  keepBackups({
    db,
    folder: backupFolder,
    signal: stopper.signal,
    onBackup: (name) => say({ type: 'backed-up', name }),
  }),
]);
db.close();
parentPort?.close();
