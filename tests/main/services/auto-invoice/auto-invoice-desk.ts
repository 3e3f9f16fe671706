import type { AutoSetting } from '#contract/desktop/auto-invoice.ts';
import * as types from '#db/repositories/completion-type.ts';
import { localDate, localTime, wallToInstant, zone } from '#domain/values/time.ts';
import { createLockedGateway } from '#main/gateways/payment/locked.ts';
import type { PaymentGateway } from '#main/gateways/payment/port.ts';
import { startDueRuns } from '#main/services/auto-invoice/start-due-runs.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { type Desk, openDesk } from '#tests/support/desk.ts';
import {
  createJobHarness,
  createTestClock,
  type JobHarness,
  type TestClock,
} from '#tests/support/job-harness.ts';
import { call, type CallAnswer } from '#tests/support/procedures.ts';
import { aStudio, type StudioStory } from '#tests/support/scenario.ts';

export const berlin = zone('Europe/Berlin');
export const at = (date: string, time = '06:00'): number =>
  wallToInstant({ date: localDate(date), time: localTime(time), zone: berlin }).at;

/** A studio whose desk and jobs share a clock that a test sets. */
export interface AutoDesk {
  readonly test: TestDb;
  readonly story: StudioStory;
  readonly desk: Desk;
  readonly clock: TestClock;
  readonly jobs: JobHarness;
  readonly setTo: (date: string, time?: string) => void;
  readonly as: (
    person: 'owner' | 'admin' | 'staff' | 'practitionerStaff',
  ) => (procedure: string, input?: unknown) => Promise<CallAnswer>;
  readonly save: (change?: Partial<AutoSetting>, version?: number) => Promise<CallAnswer>;
  /** Saves every open session that is over, as completed. */
  readonly saveSessions: () => Promise<void>;
  /** What the keeper does at its time, and then the job thread, until nothing is left to do. */
  readonly runDue: () => Promise<number>;
  readonly rows: (sql: string) => Record<string, unknown>[];
}

/** Monday, 2 March 2026, a day with sessions in `aStudio`. */
export const SETTING: AutoSetting = {
  enabled: true,
  interval: 'weekly',
  billed: 'completed',
  runTime: localTime('06:00'),
  anchorDay: localDate('2026-03-02'),
  sinceDay: localDate('2026-03-02'),
  dueDays: 14,
  send: true,
  autoBilling: false,
  includeEarlier: true,
  retryDays: [1, 3, 5, 7],
};

export function openAutoDesk(payments: PaymentGateway = createLockedGateway()): AutoDesk {
  const test = createTestDb();
  const story = aStudio(test.db);
  const clock = createTestClock(at('2026-03-02', '07:00'));
  const desk = openDesk(test.db, { dataDir: test.dir, now: () => clock.now() });
  const jobs = createJobHarness(test.db, payments, { clock });
  const as: AutoDesk['as'] = (person) => (procedure, input) =>
    call(desk.callAs(story.studio[person]), procedure, input);
  return {
    test,
    story,
    desk,
    clock,
    jobs,
    as,
    setTo: (date, time = '06:00') => clock.advance(at(date, time) - clock.now()),
    save: (change = {}, version = 0) =>
      as('owner')('autoInvoice.saveSetting', { ...SETTING, ...change, version }),
    saveSessions: async () => {
      const typeId = types.getBuiltIn(test.db.read, 'completed').id;
      const over = test.db.read.all<{ sessionId: number; version: number }>(
        `SELECT id AS sessionId, version FROM sessions WHERE state = 'open' AND ends_at <= ? ORDER BY id`,
        [clock.now()],
      );
      for (const session of over) {
        const saved = await as('owner')('completion.save', { ...session, typeId });
        if (saved.code !== 'OK') throw new Error(`not saved: ${JSON.stringify(saved)}`);
      }
    },
    runDue: async () => {
      const started = startDueRuns(desk.services);
      await jobs.runner.runUntilIdle();
      return started;
    },
    rows: (sql) => test.db.read.all(sql),
  };
}
