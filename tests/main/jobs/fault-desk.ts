import type { JobId, SessionId } from '#domain/values/ids.ts';
import type { Db } from '#db/database.ts';
import type { MailGateway } from '#main/gateways/mail/port.ts';
import type { PaymentGateway } from '#main/gateways/payment/port.ts';
import { createStripeGateway } from '#main/gateways/payment/stripe.ts';
import type { Actor } from '#main/services/context.ts';
import { previewCancellation } from '#main/services/cancellation/preview-cancellation.ts';
import {
  type CancellationRequest,
  submitCancellation,
} from '#main/services/cancellation/submit-cancellation.ts';
import { unsound } from '#tests/simulation/sound.ts';
import { createTestDb, openOrThrow } from '#tests/support/database.ts';
import { type FakeStripe, startFakeStripe } from '#tests/support/fake-stripe/start-fake-stripe.ts';
import {
  createJobHarness,
  createTestClock,
  type JobHarness,
  runForDays,
} from '#tests/support/job-harness.ts';
import { aStudio, type PaidFunding, type StudioStory } from '#tests/support/scenario.ts';
import { anOwner, createTestServices, type TestServices } from '#tests/support/service-context.ts';

/** A desk with a studio, a provider and a job thread, and what a test does at it in a word each. */
export interface FaultDesk {
  readonly db: Db;
  readonly path: string;
  readonly dir: string;
  readonly story: StudioStory;
  readonly stripe: FakeStripe;
  readonly owner: Actor;
  readonly services: TestServices;
  readonly harness: JobHarness;
  /** A part of a card payment that the provider knows; a `paid` larger than the part leaves the rest there. */
  card(id: string, amountMinor: number, more?: CardMore): PaidFunding;
  request(more?: Partial<CancellationRequest>): CancellationRequest;
  submit(more?: Partial<CancellationRequest>): Promise<JobId>;
  /** Works until nothing is due now. */
  work(): Promise<void>;
  days(days: number): Promise<void>;
  /** The engine ends and starts again so many ms later, by its own clock and the provider's. */
  restart(afterMs: number): void;
  refunds(): readonly RefundLook[];
  tasks(): readonly string[];
  one<T>(sql: string): T;
  wrong(): string[];
  close(): Promise<void>;
}

interface CardMore {
  readonly paid?: number;
  readonly refundedBefore?: number;
  readonly captured?: boolean;
}

export interface RefundLook {
  readonly state: string;
  readonly epoch: number;
  readonly amount: number;
  readonly settledAs: string | null;
}

export interface DeskOptions {
  readonly mail?: MailGateway;
  readonly payments?: (real: PaymentGateway) => PaymentGateway;
  readonly pinHash?: string;
  readonly moneyFrozen?: () => number;
  /** Left out: a bug fails the test. */
  readonly reportBug?: (error: unknown, where: string) => void;
  /** Throws in a statement's place. */
  readonly onStatement?: (sql: string) => void;
}

export async function openDesk(options: DeskOptions = {}): Promise<FaultDesk> {
  const made = createTestDb({ ...(options.onStatement && { onStatement: options.onStatement }) });
  const stripe = await startFakeStripe();
  const story = aStudio(made.db, { ...(options.pinHash && { pinHash: options.pinHash }) });
  let { db } = made;
  let harness = start(db, stripe, options);
  const owner = anOwner(story.studio.owner);
  const services = () =>
    createTestServices(db, {
      now: () => harness.clock.now(),
      ...(options.moneyFrozen && { moneyFrozen: options.moneyFrozen }),
    });
  let desk = services();
  const request = (more: Partial<CancellationRequest> = {}): CancellationRequest => {
    const sessionIds = more.sessionIds ?? allSessions(db);
    const selection = { sessionIds, ...(more.nonCardRefund && { nonCardRefund: more.nonCardRefund }) };
    const preview = previewCancellation(desk.ctx, owner, selection);
    return {
      ...selection,
      requestUid: `request-${Math.random()}`,
      planHash: preview.planHash,
      reason: 'Storm',
      message: { channel: 'email', subject: 'Canceled', body: '{{sessions}} {{refunds}}' },
      typedTotalMinor: preview.refundTotalMinor,
      ...more,
    };
  };
  return {
    get db() {
      return db;
    },
    path: made.path,
    dir: made.dir,
    story,
    stripe,
    owner,
    get services() {
      return desk;
    },
    get harness() {
      return harness;
    },
    card: (id, amountMinor, { paid, refundedBefore = 0, captured = true } = {}) => {
      const paidMinor = paid ?? amountMinor;
      stripe.addPayment({ id, amountMinor: paidMinor, currency: 'eur', captured });
      if (refundedBefore > 0) stripe.refundOutside(id, refundedBefore);
      return {
        kind: 'card',
        amountMinor,
        paidMinor,
        refundedBeforeMinor: refundedBefore,
        provider: 'stripe',
        providerRef: id,
      };
    },
    request,
    submit: async (more) => {
      const answer = await submitCancellation(desk.ctx, owner, request(more));
      if (!answer.ok) throw new Error(JSON.stringify(answer.error));
      return answer.value.jobId;
    },
    work: () => harness.runner.runUntilIdle(),
    days: (days) => runForDays(harness, db, days),
    restart: (afterMs) => {
      const at = harness.clock.now() + afterMs;
      harness.stop();
      db.close();
      db = openOrThrow({
        path: made.path,
        ...(options.onStatement && { onStatement: options.onStatement }),
      });
      stripe.advance(Math.max(0, afterMs));
      harness = start(db, stripe, options, at);
      desk = services();
    },
    refunds: () =>
      db.read.all<RefundLook>(
        'SELECT state, epoch, amount_minor AS amount, settled_as AS settledAs FROM refunds ORDER BY id',
      ),
    tasks: () =>
      db.read
        .all<{ code: string }>(`SELECT code FROM tasks WHERE state = 'open' ORDER BY id`)
        .map(({ code }) => code),
    one: <T>(sql: string) => {
      const row = db.read.get<{ v: T }>(sql);
      if (!row) throw new Error(`nothing found: ${sql}`);
      return row.v;
    },
    wrong: () => unsound(db, stripe),
    close: async () => {
      harness.stop();
      await stripe.close();
      db.close();
      made.cleanup();
    },
  };
}

function start(db: Db, stripe: FakeStripe, options: DeskOptions, at?: number): JobHarness {
  const made = createStripeGateway({ apiKey: 'rk_test_0123456789', apiBase: stripe.url, timeoutMs: 20_000 });
  if (!made.ok) throw new Error(made.error.code);
  const clock = at === undefined ? createTestClock() : createTestClock(at);
  return createJobHarness(db, options.payments?.(made.value) ?? made.value, {
    clock,
    ...(options.mail && { mail: options.mail }),
    ...(options.moneyFrozen && { moneyFrozen: options.moneyFrozen }),
    ...(options.reportBug && { reportBug: options.reportBug }),
  });
}

function allSessions(db: Db): SessionId[] {
  return db.read.all<{ id: SessionId }>('SELECT id FROM sessions ORDER BY id').map(({ id }) => id);
}
