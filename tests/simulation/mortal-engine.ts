import type { Db } from '#db/database.ts';
import type { MailGateway } from '#main/gateways/mail/port.ts';
import type { CardGateway } from '#main/gateways/payment/card/port.ts';
import type { PaymentGateway } from '#main/gateways/payment/port.ts';
import { createStripeGateway } from '#main/gateways/payment/stripe.ts';
import { watchLateChanges } from '#main/jobs/refund/watch-late-changes.ts';
import { openOrThrow } from '#tests/support/database.ts';
import { createJobHarness, createTestClock, type JobHarness } from '#tests/support/job-harness.ts';
import type { Sabotage } from './sabotage.ts';

type Processor = PaymentGateway & CardGateway;

/** The engine died here, as by a cut of power. */
export class Crash extends Error {}

export interface MortalEngine {
  readonly db: Db;
  readonly harness: JobHarness;
  /** The next death: after so many statements that write or calls to the outside. */
  dieAfter(steps: number): void;
  /** Runs something of the engine; false if it died meanwhile. */
  alive(work: () => Promise<unknown>): Promise<boolean>;
  watch(): Promise<void>;
  readonly isDead: () => boolean;
  /** Leaves everything as it is, without a last word. */
  abandon(): void;
}

/** The real runner on the real database file with the real gateway, which can die at any step and is then never heard of again. */
export function startEngine(parts: {
  readonly path: string;
  readonly provider: URL;
  readonly now: number;
  readonly mail: MailGateway;
  readonly newUid: () => string;
  readonly sabotage: Sabotage;
}): MortalEngine {
  let stepsLeft = Number.POSITIVE_INFINITY;
  let dead = false;
  let onDeath: (crash: Crash) => void = () => undefined;
  const step = (): void => {
    if (!dead && stepsLeft-- > 0) return;
    dead = true;
    const crash = new Crash();
    onDeath(crash);
    throw crash;
  };
  const opened = openOrThrow({
    path: parts.path,
    onStatement: (sql) => {
      if (!/^\s*(SELECT|WITH|PRAGMA)/i.test(sql)) step();
    },
  });
  parts.sabotage.atStart?.(opened);
  const db = parts.sabotage.db?.(opened) ?? opened;
  const clock = createTestClock(parts.now);
  const real = stripeAt(parts.provider);
  const gateway = mortalGateway(parts.sabotage.gateway?.(real) ?? real, step, () => dead);
  const mail: MailGateway = {
    kind: 'smtp',
    send: async (message) => {
      step();
      const outcome = await parts.mail.send(message);
      step();
      return outcome;
    },
  };
  const harness = createJobHarness(db, gateway, { mail, clock, newUid: parts.newUid });
  return {
    db,
    harness,
    dieAfter: (steps) => {
      stepsLeft = steps;
    },
    alive: async (work) => {
      if (dead) return false;
      const death = new Promise<never>((_, reject) => {
        onDeath = reject;
      });
      death.catch(() => undefined);
      try {
        await Promise.race([work(), death]);
        return true;
      } catch (error) {
        if (dead) return false;
        throw error;
      }
    },
    watch: async () => void (await watchLateChanges(harness.ctx)),
    isDead: () => dead,
    abandon: () => {
      dead = true;
      opened.close();
    },
  };
}

/** Calls go one after the other, so that a seed always tells the same story; the dead neither call nor hear an answer. */
function mortalGateway(real: Processor, step: () => void, isDead: () => boolean): Processor {
  let last: Promise<unknown> = Promise.resolve();
  const never = new Promise<never>(() => undefined);
  const inTurn = <T>(call: () => Promise<T>): Promise<T> => {
    const mine = last.then(async () => {
      if (isDead()) return never;
      try {
        step();
        const answer = await call();
        step();
        return answer;
      } catch (error) {
        if (error instanceof Crash) return never;
        throw error;
      }
    });
    last = mine;
    return mine;
  };
  return Object.fromEntries(
    Object.entries(real).map(([name, value]) => [
      name,
      typeof value === 'function'
        ? (...given: never[]) => inTurn(() => (value as (...all: never[]) => Promise<unknown>)(...given))
        : value,
    ]),
  ) as unknown as Processor;
}

function stripeAt(url: URL): Processor {
  const made = createStripeGateway({ apiKey: 'rk_test_0123456789', apiBase: url, timeoutMs: 20_000 });
  if (!made.ok) throw new Error(made.error.code);
  return made.value;
}
