import type { LocalDate } from '#domain/values/time.ts';
import * as cardLinks from '#db/repositories/card-link.ts';
import * as packages from '#db/repositories/package.ts';
import { createSimulatorGateway } from '#main/gateways/payment/simulator.ts';
import { createMemorySimulatorStore } from '#main/gateways/payment/simulator-store.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { type Desk, type DeskClient, openDesk } from '#tests/support/desk.ts';
import {
  createJobHarness,
  createTestClock,
  type JobHarness,
  type TestClock,
} from '#tests/support/job-harness.ts';
import { type CallAnswer, call } from '#tests/support/procedures.ts';
import { SEED_NOW, seedStudio, type SeededStudio } from '#tests/support/seed-studio.ts';
import { type Chance, createChance } from '../chance.ts';
import type { Interval } from './paper-calendar.ts';
import { blankPaper, type Paper } from './paper.ts';

export interface AutoTerms {
  readonly billed: 'completed' | 'scheduled';
  readonly send: boolean;
  readonly autoBilling: boolean;
  readonly interval: Interval;
  readonly anchorDay: LocalDate;
  /** Up to which day no run was to cover anything when it was set up. */
  readonly coveredBefore: LocalDate;
  /** Days after the first try on which a declined card is tried again. */
  readonly retryDays: readonly number[];
}

/** A desk, a job runner and a clock on one side, the books on paper on the other. */
export interface MoneyWorld {
  readonly seed: number;
  readonly test: TestDb;
  readonly studio: SeededStudio;
  readonly chance: Chance;
  readonly clock: TestClock;
  readonly desk: Desk;
  readonly owner: DeskClient;
  readonly harness: JobHarness;
  readonly paper: Paper;
  /** Refunds that the paper knows of and that have not left yet: refund id → payment and amount. */
  readonly onTheWay: Map<number, { readonly payment: number; readonly amount: number }>;
  readonly offers: readonly {
    readonly id: number;
    readonly credits: number;
    readonly price: number;
    readonly fee: number;
  }[];
  /** How automatic invoicing is set up; empty while it is off. */
  readonly terms: AutoTerms[];
  /** How the clients' banks decide about disputes from now on. */
  readonly bank: { decides: 'open' | 'won' | 'lost' };
  readonly story: string[];
  readonly problems: string[];
  /** What the deed that goes on can be taken back by. */
  readonly undo: number[];
  deeds: number;
  uids: number;
}

/** Prices that do not split evenly, and one that does. */
const OFFERS = [
  { name: 'Ten', credits: 10, priceMinor: 20_000, rescheduleFeeMinor: 999 },
  { name: 'Three', credits: 3, priceMinor: 1000, validDays: 3 },
  { name: 'Seven', credits: 7, priceMinor: 9999, validDays: 5, rescheduleFeeMinor: 100 },
  { name: 'Gift', credits: 2, priceMinor: 0 },
];

export function openMoneyWorld(seed: number): MoneyWorld {
  const test = createTestDb();
  const studio = seedStudio(test.db);
  const chance = createChance(seed);
  const clock = createTestClock(SEED_NOW);
  const currency = ['EUR', 'JPY', 'BHD'][seed % 3] ?? 'EUR';
  const offers = test.db.write((tx) => {
    tx.run('UPDATE studio SET currency = ?', [currency]);
    tx.run(`UPDATE services SET wage_minor = 1001, wage_type = 'fixed' WHERE id = ?`, [studio.yoga]);
    tx.run(`UPDATE services SET wage_minor = 3333, wage_type = 'hourly' WHERE id = ?`, [studio.massage]);
    return OFFERS.map((offer) => ({
      id: packages.insert(tx, { validDays: 365, ...offer }, [studio.yoga, studio.massage]).id,
      credits: offer.credits,
      price: offer.priceMinor,
      fee: offer.rescheduleFeeMinor ?? 0,
    }));
  });
  const desk = openDesk(test.db, { dataDir: test.dir, now: () => clock.now() });
  const bank: MoneyWorld['bank'] = { decides: 'open' };
  const payments = createSimulatorGateway({
    store: createMemorySimulatorStore(),
    clock,
    settings: () => ({
      delayMs: 0,
      failEvery: 5,
      pendingEvery: 0,
      lateFailEvery: 0,
      declineEvery: 4,
      disputeEnd: bank.decides,
    }),
    simulatedAnswer: (linkId) => cardLinks.simulatedAnswer(test.db.read, linkId),
    paymentOf: (ref) => {
      const row = test.db.read.get<{ amount: number; currency: string }>(
        'SELECT amount_minor AS amount, currency FROM payments WHERE provider_ref = ?',
        [ref],
      );
      return row && { capturedMinor: row.amount, currency: row.currency };
    },
  });
  let uids = 0;
  const newUid = (): string => `00000000-0000-4000-8000-${String((uids += 1)).padStart(12, '0')}`;
  return {
    seed,
    test,
    studio,
    chance,
    clock,
    desk,
    owner: desk.callAs(studio.owner),
    harness: createJobHarness(test.db, payments, { clock, newUid }),
    paper: blankPaper(),
    onTheWay: new Map(),
    offers,
    terms: [],
    bank,
    story: [],
    problems: [],
    undo: [],
    deeds: 0,
    uids: 0,
  };
}

/** Asks the desk as its owner; what is refused changes neither side. */
export async function ask<Answer>(
  world: MoneyWorld,
  name: string,
  input: unknown,
): Promise<{ readonly ok: true; readonly data: Answer } | { readonly ok: false; readonly code: string }> {
  const answer: CallAnswer = await call(world.owner, name, input);
  world.story.push(
    `${name} ${JSON.stringify(input)}: ${answer.code} ${JSON.stringify(answer.data ?? '')}`.slice(0, 600),
  );
  if (answer.code !== 'OK') {
    if (!answer.isTyped) world.problems.push(`${name} answered ${answer.code}`);
    return { ok: false, code: answer.code };
  }
  world.deeds += 1;
  const { undoId = null } = (answer.data ?? {}) as { readonly undoId?: number | null };
  if (undoId !== null) world.undo.push(undoId);
  return { ok: true, data: answer.data as Answer };
}

/** A name for a request that the same seed gives again. */
export const requestUid = (world: MoneyWorld): string =>
  `00000000-0000-4000-9000-${String((world.uids += 1)).padStart(12, '0')}`;

export function rowsOf<Row>(world: MoneyWorld, sql: string): Row[] {
  return world.test.db.read.all<Row>(sql);
}

export function oneOf<Row>(world: MoneyWorld, sql: string): Row | undefined {
  const found = rowsOf<Row>(world, sql);
  return found.length === 0 ? undefined : world.chance.pick(found);
}
