import { randomUUID } from 'node:crypto';
import type { Db } from '#db/database.ts';
import { createNoMailGateway } from '#main/gateways/mail/none.ts';
import type { MailGateway } from '#main/gateways/mail/port.ts';
import { createPacer } from '#main/gateways/payment/pacer.ts';
import type { PaymentGateway } from '#main/gateways/payment/port.ts';
import type { CardGateway } from '#main/gateways/payment/card/port.ts';
import { createLockedGateway } from '#main/gateways/payment/locked.ts';
import { takeCharged } from '#main/services/card/take-charged.ts';
import type { HoldUp } from '#domain/job/hold-up.ts';
import type { JobContext } from '#main/jobs/job-context.ts';
import { createRunner, type Runner } from '#main/jobs/runner.ts';
import type { TopicEvent } from '#main/gateways/topics/port.ts';
import { SEED_NOW } from './seed-studio.ts';

/** A clock that stands still until somebody sleeps on it or moves it on. */
export interface TestClock {
  now(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  advance(ms: number): void;
}

export function createTestClock(startAt: number = SEED_NOW): TestClock {
  let at = startAt;
  return {
    now: () => at,
    sleep: async (ms, signal) => {
      await new Promise((resolve) => setImmediate(resolve));
      if (!signal?.aborted) at += Math.ceil(ms);
    },
    advance: (ms) => {
      at += ms;
    },
  };
}

export interface JobHarness {
  readonly runner: Runner;
  readonly clock: TestClock;
  readonly events: readonly TopicEvent[];
  readonly holdUps: readonly (HoldUp | null)[];
  readonly ctx: JobContext;
  /** Ends the runner between two steps, as quitting the app does. */
  stop(): void;
}

/** The real runner on a real database, with a clock that a test moves on. */
export function createJobHarness(
  db: Db,
  payments: PaymentGateway | (PaymentGateway & CardGateway),
  options: Partial<
    Pick<JobContext, 'moneyFrozen' | 'checkMoney' | 'leaseToken' | 'newUid' | 'reportBug' | 'someoneWaits'>
  > & {
    readonly mail?: MailGateway;
    readonly clock?: TestClock;
  } = {},
): JobHarness {
  const clock = options.clock ?? createTestClock();
  const events: TopicEvent[] = [];
  const holdUps: (HoldUp | null)[] = [];
  const stopper = new AbortController();
  const mail = options.mail ?? createNoMailGateway();
  // What only refunds gives no cards either: then nothing about them is ever answered.
  const cards: CardGateway = 'createCharge' in payments ? payments : createLockedGateway();
  const ctx: JobContext = {
    db,
    clock,
    newUid: options.newUid ?? randomUUID,
    payments: () => payments,
    cards: () => cards,
    takeCharged,
    mail: () => mail,
    pacer: createPacer({ clock, random: () => 0.5 }),
    announce: (event) => void events.push(event),
    holdUp: (reason) => void holdUps.push(reason),
    moneyFrozen: options.moneyFrozen ?? (() => 0),
    checkMoney: options.checkMoney ?? (() => undefined),
    ...(options.someoneWaits && { someoneWaits: options.someoneWaits }),
    reportBug:
      options.reportBug ??
      ((error) => {
        throw error;
      }),
    leaseToken: options.leaseToken ?? randomUUID(),
    signal: stopper.signal,
  };
  return { runner: createRunner(ctx), clock, events, holdUps, ctx, stop: () => stopper.abort() };
}

/** Lets time pass until nothing is due within `days`: look-ups, retries and messages of later all happen. */
export async function runForDays(harness: JobHarness, db: Db, days: number): Promise<void> {
  const end = harness.clock.now() + days * 86_400_000;
  for (;;) {
    await harness.runner.runUntilIdle();
    const next = nextDue(db);
    if (next === undefined || next > end) return;
    harness.clock.advance(Math.max(1, next - harness.clock.now()));
  }
}

function nextDue(db: Db): number | undefined {
  const row = db.read.get<{ at: number | null }>(
    `SELECT MIN(at) AS at FROM (SELECT MIN(next_try_at) AS at FROM refunds WHERE state IN ('planned', 'unknown', 'pending') UNION ALL SELECT MIN(next_try_at) FROM card_charges WHERE state IN ('planned', 'unknown', 'processing', 'requires_action')
       UNION ALL SELECT MIN(next_try_at) FROM card_links WHERE state IN ('planned', 'sending', 'canceling') UNION ALL SELECT MIN(next_try_at) FROM invoice_run_rows WHERE next_try_at IS NOT NULL
       UNION ALL SELECT MIN(next_try_at) FROM messages WHERE state = 'queued')`,
  );
  return row?.at ?? undefined;
}
