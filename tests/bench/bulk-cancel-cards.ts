import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { Db } from '#db/database.ts';
import * as settings from '#db/repositories/settings.ts';
import { createNoMailGateway } from '#main/gateways/mail/none.ts';
import { createPacer } from '#main/gateways/payment/pacer.ts';
import type { PaymentGateway, RefundOutcome } from '#main/gateways/payment/port.ts';
import { readRefundBody } from '#main/gateways/payment/refund-body.ts';
import type { JobClock, JobContext } from '#main/jobs/job-context.ts';
import { startJobThread } from '#main/jobs/job-thread.ts';
import { takeCharged } from '#main/services/card/take-charged.ts';
import { createLockedGateway } from '#main/gateways/payment/locked.ts';
import { createRunner } from '#main/jobs/runner.ts';
import { SETTING_KEYS } from '#main/settings/studio-settings.ts';
import { createVirtualClock, seededRandom } from '#tests/main/gateways/payment/virtual-clock.ts';
import { createTestFolder, openOrThrow } from '#tests/support/database.ts';
import { type FakeStripe, startFakeStripe } from '#tests/support/fake-stripe/start-fake-stripe.ts';
import { createRateWindow } from '#tests/support/fake-stripe/rate-window.ts';
import { SEED_NOW } from '#tests/support/seed-studio.ts';
import { PRICE_MINOR, writeCancelStudio } from './cancel-studio.ts';
import { absoluteRow, type Benchmark, type BenchRow } from './measure.ts';
import { submitAll } from './submit-all.ts';

const NAME = 'bulk-cancel-cards';
const RATE = 25;
const LATENCY_MS = 150;
const SLICE_MS = 60_000;
const SHAPE = { sessions: 1000, bookingsASession: 12, byCard: 10, byPackage: 1 } as const;
const CARDS = SHAPE.sessions * SHAPE.byCard;

export const bulkCancelCards: Benchmark = {
  name: NAME,
  about: `1,000 sessions with 10,000 card refunds and 2,000 without a card; the provider allows ${RATE} calls a second`,
  run: async ({ real, say }) => {
    say('10,000 refunds on a simulated clock');
    const simulated = await simulate();
    say(
      real ? '10,000 refunds in real time' : `${SLICE_MS / 1000} s in real time against the fake over HTTP`,
    );
    return [...simulated, ...(await inRealTime(real ? Number.POSITIVE_INFINITY : SLICE_MS))];
  },
};

interface Tally {
  calls: number;
  refused: number;
  firstAt: number;
  lastAt: number;
  /** Card refunds done when the last session had been canceled. */
  doneAtLocalEnd: number | null;
}

/** The whole job with the app's own runner, executor and pacer; only time and the provider are made. */
async function simulate(): Promise<BenchRow[]> {
  const file = path.join(createTestFolder(), 'cards.db');
  const studio = writeCancelStudio(file, SHAPE);
  let commits = 0;
  const db = openOrThrow({ path: file, onStatement: (sql) => void (sql === 'COMMIT' && commits++) });
  await submitAll(db, studio);
  commits = 0;
  const virtual = createVirtualClock();
  const clock: JobClock = {
    now: () => SEED_NOW + Math.floor(virtual.now()),
    sleep: (ms, signal) => virtual.sleep(ms, signal),
  };
  const tally = newTally();
  const refundsDone = new Set<string>();
  const window = createRateWindow(RATE);
  const gateway: PaymentGateway = {
    ...createLockedGateway(),
    createRefund: async (request): Promise<RefundOutcome> => {
      count(tally, db, refundsDone.size, virtual.now());
      await virtual.sleep(LATENCY_MS / 2);
      const admitted = window.admits(virtual.now());
      await virtual.sleep(LATENCY_MS / 2);
      if (!admitted) {
        tally.refused += 1;
        return { kind: 'not_now', reason: 'rate_limited' };
      }
      const amountMinor = readRefundBody(request)?.amount ?? 0;
      refundsDone.add(request.idempotencyKey);
      return { kind: 'succeeded', providerRefundId: `re_${request.idempotencyKey}`, amountMinor };
    },
  };
  const pacer = createPacer({ clock: virtual, random: seededRandom(1), ratePerSecond: RATE });
  await virtual.runUntil(runUntilDone(db, { gateway: asSimulator(gateway), clock, pacer }));
  const allCommits = commits;
  const lost = CARDS - settledCards(db);
  db.close();
  const seconds = (tally.lastAt - tally.firstAt + LATENCY_MS) / 1000;
  const allowedCommits = SHAPE.sessions + CARDS / 50 + 10;
  return [
    ...rowsOf('simulated', tally, CARDS / seconds),
    absoluteRow(
      { name: NAME, what: 'simulated: refunds lost', unit: 'refunds', goal: '0' },
      lost,
      lost === 0,
    ),
    absoluteRow(
      {
        name: NAME,
        what: 'simulated: commits',
        unit: 'commits',
        goal: `≤ ${allowedCommits} (sessions + refunds / 50 + 10)`,
      },
      allCommits,
      allCommits <= allowedCommits,
    ),
  ];
}

/** The same with the app's own job thread against the fake provider over HTTP, for `limitMs` from the first call. */
async function inRealTime(limitMs: number): Promise<BenchRow[]> {
  const fake = await startFakeStripe({ ratePerSecond: RATE, latencyMs: LATENCY_MS });
  const dataDir = createTestFolder();
  const databasePath = path.join(dataDir, 'callboard.db');
  const studio = writeCancelStudio(databasePath, {
    ...SHAPE,
    provider: 'stripe',
    cardRef: () => fake.addPayment({ amountMinor: PRICE_MINOR, currency: 'eur' }).id,
  });
  const db = openOrThrow({ path: databasePath });
  db.write((tx) =>
    settings.set(tx, SETTING_KEYS.paymentProvider, { livemode: false, account: '' }, SEED_NOW),
  );
  let thrown: unknown;
  const thread = startJobThread({
    databasePath,
    dataDir,
    paymentApi: fake.url.href,
    onMessage: () => undefined,
    onCrash: (error) => {
      thrown = error;
    },
  });
  thread.setSecret('stripe-key', 'rk_test_benchmark');
  await submitAll(db, studio, { wakeJobs: thread.wake });

  const tally = newTally();
  const startedAt = performance.now();
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    if (thrown !== undefined) throw thrown;
    tally.doneAtLocalEnd ??= isLocalPartDone(db) ? fake.allRefunds().length : null;
    const first = refundCalls(fake)[0];
    const isOver = first !== undefined && performance.now() - first.arrivedMs >= limitMs;
    if (isOver || settledCards(db) === CARDS || performance.now() - startedAt > 900_000) break;
  }
  const calls = refundCalls(fake).filter(({ answered }) => answered !== undefined);
  const done = calls.filter(({ answered }) => answered === 200);
  tally.calls = calls.length;
  tally.refused = calls.filter(({ answered }) => answered === 429).length;
  const seconds = ((done.at(-1)?.arrivedMs ?? 0) - (done[0]?.arrivedMs ?? 0)) / 1000;
  // What is under way is answered and written down; then both sides must agree.
  await thread.stop();
  const atProvider = fake.allRefunds();
  const twice = atProvider.length - new Set(atProvider.map(({ paymentId }) => paymentId)).size;
  const unaccounted = atProvider.length - settledCards(db) - inDoubt(db);
  db.close();
  await fake.close();
  const label = Number.isFinite(limitMs) ? `real ${limitMs / 1000} s` : 'real, all';
  return [
    ...rowsOf(label, tally, (done.length - 1) / seconds),
    absoluteRow(
      { name: NAME, what: `${label}: lost or twice, of ${atProvider.length}`, unit: 'refunds', goal: '0' },
      Math.max(0, unaccounted) + twice,
      unaccounted <= 0 && twice === 0,
    ),
  ];
}

const refundCalls = (fake: FakeStripe) => fake.calls.filter(({ refundIndex }) => refundIndex !== undefined);

const isLocalPartDone = (db: Db): boolean =>
  db.read.get(`SELECT 1 FROM cancellation_sessions WHERE state = 'planned' LIMIT 1`) === undefined;

/** Refunds that a later start looks up before it sends them again: written down, so not lost. */
const inDoubt = (db: Db): number =>
  db.read.get<{ n: number }>(`SELECT COUNT(*) AS n FROM refunds WHERE state IN ('sending', 'unknown')`)?.n ??
  0;

function rowsOf(label: string, tally: Tally, perSecond: number): BenchRow[] {
  const refused = (tally.refused / tally.calls) * 100;
  const early = ((tally.doneAtLocalEnd ?? CARDS) / CARDS) * 100;
  return [
    {
      name: NAME,
      what: `${label}: rate`,
      unit: 'refunds/s',
      value: Number(perSecond.toFixed(2)),
      floor: RATE,
      ratio: Number((perSecond / RATE).toFixed(3)),
      goal: '≥ 95 % of the allowed rate',
      holds: perSecond >= 0.95 * RATE,
      spread: '',
    },
    absoluteRow(
      { name: NAME, what: `${label}: calls refused`, unit: '%', goal: '< 1 %' },
      refused,
      refused < 1,
    ),
    absoluteRow(
      { name: NAME, what: `${label}: cards done when all else is`, unit: '%', goal: '< 5 %' },
      early,
      early < 5,
    ),
  ];
}

const newTally = (): Tally => ({
  calls: 0,
  refused: 0,
  firstAt: Number.NaN,
  lastAt: 0,
  doneAtLocalEnd: null,
});

function count(tally: Tally, db: Db, done: number, at: number): void {
  tally.calls += 1;
  if (Number.isNaN(tally.firstAt)) tally.firstAt = at;
  tally.lastAt = at;
  if (tally.doneAtLocalEnd !== null) return;
  if (isLocalPartDone(db)) tally.doneAtLocalEnd = done;
}

const settledCards = (db: Db): number =>
  db.read.get<{ n: number }>(
    `SELECT COUNT(*) AS n FROM refunds WHERE method = 'card' AND state = 'succeeded'`,
  )?.n ?? 0;

const asSimulator = (gateway: PaymentGateway): PaymentGateway => ({ ...gateway, kind: 'simulator' });

/** Runs the app's runner until the job is done. */
async function runUntilDone(
  db: Db,
  parts: Pick<JobContext, 'clock' | 'pacer'> & { readonly gateway: PaymentGateway },
): Promise<void> {
  const stopper = new AbortController();
  const runner = createRunner({
    db,
    clock: parts.clock,
    pacer: parts.pacer,
    newUid: randomUUID,
    payments: () => parts.gateway,
    cards: createLockedGateway,
    takeCharged,
    mail: createNoMailGateway,
    announce: () => {
      const state = db.read.get<{ state: string }>('SELECT state FROM jobs')?.state;
      if (state === 'done') stopper.abort();
    },
    holdUp: () => undefined,
    moneyFrozen: () => 0,
    checkMoney: () => undefined,
    reportBug: (error: unknown) => {
      throw error;
    },
    leaseToken: randomUUID(),
    signal: stopper.signal,
  });
  await runner.run();
}
