import * as cardLinks from '#db/repositories/card-link.ts';
import type { PractitionerId, ServiceId, StaffId, UndoStepId } from '#domain/values/ids.ts';
import type { MailGateway } from '#main/gateways/mail/port.ts';
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
import { type SeededStudio, SEED_NOW, seedStudio } from '#tests/support/seed-studio.ts';
import { type Chance, createChance } from '../chance.ts';

/** A studio with a small timetable, several people at the desk, the job runner and a clock, all moved by one dice. */
export interface DeskWorld {
  readonly test: TestDb;
  readonly studio: SeededStudio;
  readonly otherPractitioner: PractitionerId;
  readonly chance: Chance;
  readonly clock: TestClock;
  readonly desk: Desk;
  readonly harness: JobHarness;
  readonly windows: readonly { readonly name: string; readonly client: DeskClient }[];
  /** What can still be taken back, and in which window it was done. */
  readonly undoable: { readonly id: UndoStepId; readonly window: number }[];
  readonly services: readonly ServiceId[];
  /** Everything that was asked for, to be asked again. */
  readonly said: { readonly name: string; readonly input: unknown }[];
  /** What was done, line by line. */
  readonly story: string[];
  readonly problems: string[];
  /** How often something was done, and how often taken back. */
  readonly tally: { deeds: number; undone: number };
  uids: number;
}

export type Row = Readonly<Record<string, number | string | null>>;

export function openWorld(seed: number): DeskWorld {
  const test = createTestDb();
  const studio = seedStudio(test.db);
  // The euro's two decimals, none, and three.
  const currency = ['EUR', 'JPY', 'KWD'][seed % 3] ?? 'EUR';
  test.db.write((tx) => tx.run('UPDATE studio SET currency = ?', [currency]));
  const chance = createChance(seed);
  const clock = createTestClock(SEED_NOW);
  let uids = 0;
  const newUid = (): string => `00000000-0000-4000-8000-${String((uids += 1)).padStart(12, '0')}`;
  const desk = openDesk(test.db, { dataDir: test.dir, now: () => clock.now() });
  const payments = createSimulatorGateway({
    store: createMemorySimulatorStore(),
    clock,
    settings: () => ({ delayMs: 0, failEvery: 4, pendingEvery: 3, lateFailEvery: 7, declineEvery: 5 }),
    simulatedAnswer: (linkId) => cardLinks.simulatedAnswer(test.db.read, linkId),
    paymentOf: (ref) => {
      const row = test.db.read.get<{ amount: number; currency: string }>(
        'SELECT amount_minor AS amount, currency FROM payments WHERE provider_ref = ?',
        [ref],
      );
      return row && { capturedMinor: row.amount, currency: row.currency };
    },
  });
  const mail: MailGateway = {
    kind: 'smtp',
    send: () => Promise.resolve({ kind: 'sent', response: '250 ok' }),
  };
  const harness = createJobHarness(test.db, payments, { clock, mail, newUid });
  const staff: readonly [string, StaffId][] = [
    ['owner', studio.owner],
    ['admin', studio.admin],
    ['staff', studio.staff],
    ['practitioner', studio.practitionerStaff],
  ];
  const otherPractitioner = test.db.write(
    (tx) =>
      tx.get<{ id: PractitionerId }>(`INSERT INTO practitioners (name) VALUES ('Quinn Other') RETURNING id`)
        ?.id,
  );
  if (otherPractitioner === undefined) throw new Error('no practitioner');
  return {
    test,
    studio,
    otherPractitioner,
    chance,
    clock,
    desk,
    harness,
    windows: staff.map(([name, id]) => ({ name, client: desk.callAs(id) })),
    undoable: [],
    services: [studio.yoga, studio.massage],
    said: [],
    story: [],
    problems: [],
    tally: { deeds: 0, undone: 0 },
    uids: 0,
  };
}

/** A name for a request that the same seed gives again. */
export const requestUid = (world: DeskWorld): string =>
  `00000000-0000-4000-9000-${String((world.uids += 1)).padStart(12, '0')}`;

export const rows = <T = Row>(
  world: DeskWorld,
  sql: string,
  values: readonly (number | string)[] = [],
): T[] => world.test.db.read.all<T>(sql, [...values]);

/** One row by the dice, or undefined where there is none. */
export function anyOf<T = Row>(world: DeskWorld, sql: string): T | undefined {
  const found = rows<T>(world, sql);
  return found.length === 0 ? undefined : world.chance.pick(found);
}
