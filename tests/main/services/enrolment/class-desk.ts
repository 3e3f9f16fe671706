import type { ClientId, EnrolmentId, SeriesId, SessionId, UndoStepId } from '#domain/values/ids.ts';
import { localDate, localTime } from '#domain/values/time.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { type Desk, type DeskClient, openDesk } from '#tests/support/desk.ts';
import { type CallAnswer, call } from '#tests/support/procedures.ts';
import { SEED_NOW, type SeededStudio, seedStudio } from '#tests/support/seed-studio.ts';
import { seriesFields } from '../series/series-desk.ts';

export const DAY = 86_400_000;

/** Until the evening before the first of four Tuesdays from 3 March 2026, 10:00. */
export const TERMS = {
  enrolUntilDate: localDate('2026-03-02'),
  enrolUntilTime: localTime('18:00'),
  dropUntilDate: localDate('2026-03-10'),
  dropUntilTime: localTime('12:00'),
  dropIn: false,
  lateJoin: true,
  displayRule: 'chosen' as const,
};

export interface ClassDesk {
  readonly test: TestDb;
  readonly studio: SeededStudio;
  readonly desk: Desk;
  readonly front: DeskClient;
  /** Moves the clock to so many ms after the seed's Monday, 23 February. */
  readonly setNow: (afterSeed: number) => void;
  readonly addClient: (firstName: string) => Promise<ClientId>;
  readonly addClass: (fields?: object, terms?: object) => Promise<SeriesId>;
  readonly options: (
    seriesId: SeriesId,
    clientId: ClientId,
  ) => ReturnType<DeskClient['enrolment']['options']>;
  readonly enrol: (
    seriesId: SeriesId,
    clientId: ClientId,
    fundings?: readonly object[],
    more?: object,
  ) => Promise<CallAnswer>;
  readonly sessionsOf: (seriesId: SeriesId) => Promise<SessionId[]>;
  /** Everything about places and money, for a before and after. */
  readonly places: () => unknown;
}

export function openClassDesk(): ClassDesk {
  const test = createTestDb();
  const studio = seedStudio(test.db);
  let now = SEED_NOW;
  const desk = openDesk(test.db, { dataDir: test.dir, now: () => now });
  const front = desk.callAs(studio.staff);
  const options: ClassDesk['options'] = (seriesId, clientId) =>
    front.enrolment.options({ seriesId, clientId });
  return {
    test,
    studio,
    desk,
    front,
    options,
    setNow: (afterSeed) => {
      now = SEED_NOW + afterSeed;
    },
    addClient: async (firstName) =>
      (
        await front.client.create({
          firstName,
          lastName: 'Example',
          email: `${firstName.toLowerCase()}@example.org`,
          phone: '',
          note: '',
        })
      ).id,
    addClass: async (fields = {}, terms = {}) => {
      const { id } = await front.series.create({ ...seriesFields(studio, fields), enabled: true });
      await front.enrolment.setTerms({ seriesId: id, version: 2, terms: { ...TERMS, ...terms } });
      return id;
    },
    enrol: async (seriesId, clientId, fundings, more = {}) => {
      const { lines, priceMinor } = await options(seriesId, clientId);
      return call(front, 'enrolment.enrol', {
        seriesId,
        clientId,
        sessionIds: lines.filter(({ what }) => what === 'book').map(({ sessionId }) => sessionId),
        priceMinor,
        fundings: fundings ?? [{ kind: 'account', amountMinor: priceMinor }],
        ...more,
      });
    },
    sessionsOf: async (id) => (await front.series.get({ id })).sessions.map((session) => session.id),
    places: () => ({
      seats: test.db.read.all(
        `SELECT session_id, COUNT(*) AS seats FROM bookings WHERE state = 'booked' GROUP BY session_id`,
      ),
      fundings: test.db.read.all(`SELECT * FROM fundings WHERE state = 'active' ORDER BY id`),
      enrolled: test.db.read.all(
        `SELECT id, series_id, client_id, participant, price_minor, state, enrolled_at, dropped_at, drop_reason, late_reason
         FROM enrolments WHERE state = 'enrolled' ORDER BY id`,
      ),
      lots: test.db.read.all('SELECT * FROM credit_lots ORDER BY id'),
      balances: test.db.read.all(
        `SELECT a.kind, a.client_id, SUM(p.amount_minor) AS balance FROM ledger_accounts a JOIN ledger_postings p ON p.account_id = a.id
         GROUP BY a.id HAVING balance <> 0 ORDER BY a.kind, a.client_id`,
      ),
    }),
  };
}

export const undoOf = ({ data }: Pick<CallAnswer, 'data'>): UndoStepId =>
  (data as { undoId: UndoStepId }).undoId;
export const idOf = ({ data }: Pick<CallAnswer, 'data'>): EnrolmentId => (data as { id: EnrolmentId }).id;
