import type { ClientId, StaffId } from '#domain/values/ids.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { type Desk, type DeskClient, openDesk } from '#tests/support/desk.ts';
import { type CallAnswer, call } from '#tests/support/procedures.ts';
import { aStudio, type StudioStory } from '#tests/support/scenario.ts';
import { SEED_NOW } from '#tests/support/seed-studio.ts';
import { wholeRows } from '#tests/support/whole-rows.ts';

/** A desk in Berlin with two sessions of 25.00 to come, whose Session control the test sets. */
export interface PrepaymentDesk {
  readonly test: TestDb;
  readonly story: StudioStory;
  readonly desk: Desk;
  readonly front: DeskClient;
  readonly setNow: (at: number) => void;
  readonly setRule: (mode: string, thresholdMinor?: number) => Promise<void>;
  readonly pay: (clientId: ClientId, amountMinor: number) => Promise<void>;
  readonly sell: (clientId: ClientId) => Promise<number>;
  readonly book: (
    clientId: ClientId,
    fundings: readonly object[],
    more?: object,
    by?: StaffId,
  ) => Promise<CallAnswer>;
  /** Everything about places and money, for a before and after. */
  readonly rows: () => unknown;
}

export const ON_ACCOUNT = [{ kind: 'account', amountMinor: 2500 }];

export function openPrepaymentDesk(): PrepaymentDesk {
  const test = createTestDb();
  const story = aStudio(test.db);
  let now = SEED_NOW;
  const desk = openDesk(test.db, { dataDir: test.dir, now: () => now });
  const front = desk.callAs(story.studio.staff);
  const { sessionId } = story.withSession({ capacity: 3 });
  return {
    test,
    story,
    desk,
    front,
    setNow: (at) => {
      now = at;
    },
    setRule: async (mode, thresholdMinor = 0) =>
      void (await desk.callAs(story.studio.admin).prepayment.updateRule({ mode, thresholdMinor } as never)),
    pay: async (clientId, amountMinor) => {
      const payment = { method: 'cash' as const, amountMinor, note: '' };
      await call(front, 'client.recordPayment', { clientId, payment, requestUid: crypto.randomUUID() });
    },
    sell: async (clientId) => {
      const sold = await call(front, 'client.sellPackage', {
        clientId,
        packageId: story.studio.tenClasses,
        payment: { method: 'cash', note: '' },
        requestUid: crypto.randomUUID(),
      });
      return (sold.data as { id: number }).id;
    },
    book: (clientId, fundings, more = {}, by) =>
      call(by === undefined ? front : desk.callAs(by), 'booking.create', {
        sessionId,
        clientId,
        priceMinor: 2500,
        fundings,
        ...more,
      }),
    rows: () =>
      wholeRows(test.db, [
        'bookings',
        'fundings',
        'payments',
        'credit_lots',
        'waitlist_entries',
        'enrolments',
      ]),
  };
}
