import type { OfferId, SessionId } from '#domain/values/ids.ts';
import { runDueOffers } from '#main/services/offer/run-due-offers.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { type Desk, openDesk } from '#tests/support/desk.ts';
import { call, type CallAnswer } from '#tests/support/procedures.ts';
import { aStudio, type ScenarioFunding, type StudioStory } from '#tests/support/scenario.ts';
import { SEED_NOW } from '#tests/support/seed-studio.ts';

/** A studio with one booked session on Monday, 2 March 2026 at 09:00 in Berlin, a week after `SEED_NOW`. */
export interface OfferDesk {
  readonly test: TestDb;
  readonly story: StudioStory;
  readonly desk: Desk;
  readonly sessionId: SessionId;
  readonly clock: { now: number };
  readonly as: (person: 'owner' | 'admin' | 'staff' | 'practitionerStaff') => Ask;
  readonly makeOffer: (change?: object, person?: 'owner' | 'staff') => Promise<CallAnswer>;
  /** A made offer, by its id and version. */
  readonly offered: (change?: object) => Promise<{ readonly id: OfferId; readonly version: 1 }>;
  readonly rows: (sql: string) => Record<string, unknown>[];
  readonly runDue: () => void;
}

type Ask = (procedure: string, input?: unknown) => Promise<CallAnswer>;

export const START = Date.UTC(2026, 2, 2, 8);
export const TUESDAY = { date: '2026-03-03', time: '10:00' };
export const WEDNESDAY = { date: '2026-03-04', time: '11:00' };

export function openOfferDesk(
  options: { readonly funding?: readonly ScenarioFunding[]; readonly email?: string } = {},
): OfferDesk {
  const test = createTestDb();
  const story = aStudio(test.db);
  const { sessionId } = story.withSession({ service: 'massage' }).withBooking({
    client: 'Ada Example',
    email: options.email ?? 'ada@example.com',
    ...(options.funding ? { funding: options.funding } : {}),
  });
  const clock = { now: SEED_NOW };
  const desk = openDesk(test.db, { dataDir: test.dir, now: () => clock.now });
  const as: OfferDesk['as'] = (person) => (procedure, input) =>
    call(desk.callAs(story.studio[person]), procedure, input);
  const makeOffer: OfferDesk['makeOffer'] = (change = {}, person = 'staff') =>
    as(person)('offer.make', {
      sessionId,
      version: versionOf(test, sessionId),
      message: 'Pia is away that day.',
      choices: [TUESDAY, WEDNESDAY],
      deadlineDate: '2026-03-01',
      deadlineTime: '09:00',
      fallback: 'keep',
      ...change,
    });
  return {
    test,
    story,
    desk,
    sessionId,
    clock,
    as,
    makeOffer,
    offered: async (change) => {
      const made = await makeOffer(change, 'owner');
      if (made.code !== 'OK') throw new Error(JSON.stringify(made));
      return { id: (made.data as { id: OfferId }).id, version: 1 };
    },
    rows: (sql) => test.db.read.all(sql),
    runDue: () => runDueOffers(desk.services),
  };
}

export function versionOf(test: TestDb, id: SessionId): number {
  return (
    test.db.read.get<{ version: number }>('SELECT version FROM sessions WHERE id = ?', [id])?.version ?? 0
  );
}
