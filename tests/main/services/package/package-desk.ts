import { randomUUID } from 'node:crypto';
import { findViolations } from '#db/invariants/find-violations.ts';
import type { ClientId, LotId, SessionId, UndoStepId } from '#domain/values/ids.ts';
import { runExpiries } from '#main/services/package/run-expiries.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { type Desk, type DeskClient, openDesk } from '#tests/support/desk.ts';
import { type CallAnswer, call } from '#tests/support/procedures.ts';
import { SEED_NOW, type SeededStudio, seedStudio } from '#tests/support/seed-studio.ts';
import { wholeRows } from '#tests/support/whole-rows.ts';

/** A studio that sells packages, with Ann and Bob as clients, on a clock that the test moves. */
export interface PackageDesk {
  readonly test: TestDb;
  readonly studio: SeededStudio;
  readonly desk: Desk;
  readonly front: DeskClient;
  readonly ann: ClientId;
  readonly bob: ClientId;
  readonly clock: { now: number };
  /** As staff, answering the code. */
  readonly ask: (name: string, input: unknown) => Promise<CallAnswer>;
  readonly sell: (clientId?: ClientId) => Promise<LotId>;
  readonly session: (date: string) => Promise<SessionId>;
  readonly book: (lotId: LotId, date: string, clientId?: ClientId) => Promise<SessionId>;
  readonly save: (sessionId: SessionId) => Promise<CallAnswer>;
  readonly lot: (id: LotId) => LotRows;
  /** The time of the clock on this day at noon UTC, and what is due by then. */
  readonly toDay: (date: string) => void;
  readonly undo: (answer: CallAnswer) => Promise<CallAnswer>;
  readonly close: () => void;
}

export interface LotRows {
  readonly client_id: number;
  readonly bought: number;
  readonly used: number;
  readonly expired: number;
  readonly price_minor: number;
  readonly expired_minor: number;
  readonly expires_on: string | null;
}

export async function openPackageDesk(
  offer: { readonly currency?: string; readonly priceMinor?: number; readonly credits?: number } = {},
): Promise<PackageDesk> {
  const test = createTestDb();
  const studio = seedStudio(test.db);
  const { currency = 'EUR', priceMinor = 20_000, credits = 10 } = offer;
  test.db.write((tx) => {
    tx.run('UPDATE studio SET currency = ?', [currency]);
    tx.run('UPDATE packages SET price_minor = ?, credits = ?', [priceMinor, credits]);
  });
  const clock = { now: SEED_NOW };
  const desk = openDesk(test.db, { dataDir: test.dir, now: () => clock.now });
  const front = desk.callAs(studio.staff);
  const add = async (firstName: string) =>
    (
      await front.client.create({
        firstName,
        lastName: 'Example',
        email: `${firstName}@clients.example`,
        phone: '',
        note: '',
      })
    ).id;
  const ann = await add('Ann');
  const bob = await add('Bob');
  const ask = (name: string, input: unknown) => call(front, name, input);
  const session = async (date: string): Promise<SessionId> => {
    const answer = await ask('session.create', {
      serviceId: studio.yoga,
      locationId: studio.location,
      roomId: studio.rooms[0],
      practitionerId: null,
      title: '',
      date,
      time: '10:00',
      fold: 'earlier',
      durationMinutes: 60,
      capacity: 12,
      publicNote: '',
      privateNote: '',
      meetingLink: '',
      allowConflicts: true,
    });
    if (answer.code !== 'OK') throw new Error(JSON.stringify(answer));
    return (answer.data as { id: SessionId }).id;
  };
  return {
    test,
    studio,
    desk,
    front,
    ann,
    bob,
    clock,
    ask,
    session,
    sell: async (clientId = ann) =>
      (
        await front.client.sellPackage({
          clientId,
          packageId: studio.tenClasses,
          requestUid: randomUUID(),
          payment: { method: 'cash' },
        })
      ).id,
    book: async (lotId, date, clientId = ann) => {
      const sessionId = await session(date);
      const answer = await ask('booking.create', {
        sessionId,
        clientId,
        participant: '',
        priceMinor: 2500,
        fundings: [{ kind: 'package', lotId }],
        overbookReason: '',
        dropInReason: '',
      });
      if (answer.code !== 'OK') throw new Error(JSON.stringify(answer));
      return sessionId;
    },
    save: (sessionId) => {
      const version = test.db.read.get<{ version: number }>('SELECT version FROM sessions WHERE id = ?', [
        sessionId,
      ])?.version;
      const typeId = test.db.read.get<{ id: number }>(
        `SELECT id FROM completion_types WHERE built_in = 'completed'`,
      )?.id;
      return ask('completion.save', { sessionId, version, typeId, bookings: [] });
    },
    lot: (id) => {
      const row = test.db.read.get<LotRows>('SELECT * FROM credit_lots WHERE id = ?', [id]);
      if (!row) throw new Error(`no lot ${id}`);
      return row;
    },
    toDay: (date) => {
      clock.now = Date.parse(`${date}T12:00:00Z`);
      runExpiries(desk.services);
    },
    undo: (answer) => ask('undo.takeBack', { id: (answer.data as { undoId: UndoStepId }).undoId }),
    close: test.cleanup,
  };
}

/** What an undo must leave as it was. Lots that nobody has any more are no rows of anybody. */
export function picture({ test }: PackageDesk): Record<string, unknown> {
  const { credit_lots: lots, ...rest } = wholeRows(test.db, [
    'credit_lots',
    'bookings',
    'fundings',
    'packages',
    'sessions',
  ]);
  return {
    ...rest,
    lots: (lots as { bought: number }[]).filter(({ bought }) => bought > 0),
    balances: test.db.read.all(
      `SELECT a.kind, a.client_id, b.amount_minor FROM ledger_accounts a JOIN ledger_balances b ON b.account_id = a.id
       WHERE b.amount_minor <> 0 ORDER BY a.kind, a.client_id`,
    ),
  };
}

export const onAccount = ({ test }: PackageDesk, kind: string): number =>
  test.db.read.get<{ minor: number }>(
    `SELECT IFNULL(SUM(b.amount_minor), 0) AS minor FROM ledger_accounts a JOIN ledger_balances b ON b.account_id = a.id
     WHERE a.kind = ?`,
    [kind],
  )?.minor ?? 0;

export const violations = ({ test }: PackageDesk) => findViolations(test.db.read);
