import type { Db } from '#db/database.ts';
import * as cardLinks from '#db/repositories/card-link.ts';
import * as jobs from '#db/repositories/job.ts';
import * as messages from '#db/repositories/message.ts';
import * as payments from '#db/repositories/payment.ts';
import { createNoMailGateway } from '#main/gateways/mail/none.ts';
import { createPacer } from '#main/gateways/payment/pacer.ts';
import { createMemorySimulatorStore } from '#main/gateways/payment/simulator-store.ts';
import type { SimulatorSettings } from '#main/gateways/payment/simulator-settings.ts';
import { createSimulatorGateway } from '#main/gateways/payment/simulator.ts';
import { followCharges } from '#main/jobs/auto-invoice/follow-charges.ts';
import { finishIfSettled } from '#main/jobs/bulk-cancellation/handler.ts';
import { createChargeExecutor } from '#main/jobs/charge/executor.ts';
import { linkPass } from '#main/jobs/charge/links.ts';
import { watchCardEvents } from '#main/jobs/charge/watch-card-events.ts';
import type { JobContext } from '#main/jobs/job-context.ts';
import { createRefundExecutor } from '#main/jobs/refund/executor.ts';
import { handlers } from '#main/jobs/registry.ts';
import { takeCharged } from '#main/services/card/take-charged.ts';

/** The engine's job thread at the demo's hours: the same jobs, refunds, charges and pages, at a simulator that is forgotten afterwards. */
export interface BackOffice {
  /** Does everything that is due by `at`, epoch ms; with a mood of the simulator that holds for this turn alone. */
  readonly work: (at: number, mood?: Partial<SimulatorSettings>) => Promise<void>;
  /** Asks the simulator what is new, such as a dispute. */
  readonly hearNews: (at: number) => Promise<void>;
}

export function createBackOffice(db: Db, newUid: () => string): BackOffice {
  const clock = createLeapingClock();
  let mood: Partial<SimulatorSettings> = {};
  const store = createMemorySimulatorStore();
  // The app's own simulator begins at 1; no two things may have one name.
  for (const counted of ['serial:pi', 'serial:cus', 'serial:cs', 'serial:pm', 'serial:dp', 'refunds'])
    store.put({ [counted]: FIRST_SERIAL });
  const gateway = createSimulatorGateway({
    store,
    clock,
    settings: () => ({ delayMs: 0, ...mood }),
    simulatedAnswer: (linkId) => cardLinks.simulatedAnswer(db.read, linkId),
    paymentOf: (ref) => {
      const payment = payments.findByProviderRef(db.read, 'simulator', ref);
      return payment && { capturedMinor: payment.amountMinor, currency: payment.currency.toLowerCase() };
    },
  });
  const ctx: JobContext = {
    db,
    clock,
    newUid,
    payments: () => gateway,
    cards: () => gateway,
    // Nothing is handed to a server: see `deliver`.
    mail: createNoMailGateway,
    takeCharged,
    pacer: createPacer({ clock, random: () => 0.5 }),
    announce: () => {},
    holdUp: () => {},
    moneyFrozen: () => 0,
    checkMoney: () => {},
    reportBug: (error) => {
      throw error;
    },
    leaseToken: 'demo',
    signal: new AbortController().signal,
  };
  const refunds = createRefundExecutor(ctx);
  const charges = createChargeExecutor(ctx);
  const pass = async (): Promise<boolean> => {
    const runnable = jobs.listRunnable(db.read);
    for (const job of runnable) await handlers[job.kind](ctx, job);
    const changed = runnable.some(({ id, version }) => jobs.findById(db.read, id)?.version !== version);
    const refunded = await refunds.pass();
    if (refunded) for (const { id } of jobs.listRunnable(db.read)) finishIfSettled(ctx, id);
    const charged = await charges.pass();
    const paged = await linkPass(ctx);
    return followCharges(ctx) || changed || refunded || charged || paged;
  };
  return {
    work: async (at, wanted = {}) => {
      clock.leapTo(at);
      mood = wanted;
      while (await pass());
      mood = {};
      deliver(db, clock.now());
    },
    hearNews: async (at) => {
      clock.leapTo(at);
      await watchCardEvents(ctx);
    },
  };
}

/** What is due by now has reached its people, the documents with it: writing a thousand of them only to throw them away takes minutes. */
function deliver(db: Db, now: number): void {
  db.write((tx) => {
    for (
      let due = messages.takeDue(tx, now, AT_ONCE);
      due.length > 0;
      due = messages.takeDue(tx, now, AT_ONCE)
    )
      for (const { id } of due) messages.settle(tx, id, { state: 'sent', errorCode: '' }, now);
  });
}

/** Stands still but for whoever sleeps, and for leaps forward. */
function createLeapingClock() {
  let at = 0;
  return {
    now: () => at,
    sleep: (ms: number): Promise<void> => {
      at += Math.ceil(ms);
      return Promise.resolve();
    },
    leapTo: (to: number): void => {
      at = Math.max(at, to);
    },
  };
}

const FIRST_SERIAL = 90_000_000;
const AT_ONCE = 500;
