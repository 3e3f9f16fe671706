import { afterEach, beforeEach, expect } from 'vitest';
import { checkDatabase } from '#db/check.ts';
import { findViolations } from '#db/invariants/find-violations.ts';
import type { BookingId, ClientId, SessionId } from '#domain/values/ids.ts';
import { localDate, localTime } from '#domain/values/time.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { type Desk, type DeskClient, openDesk } from '#tests/support/desk.ts';
import { call } from '#tests/support/procedures.ts';
import { type SeededStudio, seedStudio } from '#tests/support/seed-studio.ts';

/** A studio with a client, Ann, and people of every role at the desk. */
export interface PaymentDesk {
  test: TestDb;
  studio: SeededStudio;
  desk: Desk;
  front: DeskClient;
  owner: DeskClient;
  ann: ClientId;
  /** The test broke the books on purpose: nobody asks whether they are in order. */
  isBroken: boolean;
  /** Epoch ms; the clock stands until it is moved. */
  now: number;
  readonly aClient: (firstName: string) => Promise<ClientId>;
  readonly aSession: (date?: string) => Promise<SessionId>;
  /** A place for Ann that will be charged to her account. */
  readonly aPlace: (priceMinor?: number, date?: string) => Promise<BookingId>;
  readonly take: (input: object) => ReturnType<typeof call>;
  readonly money: () => Promise<object>;
}

export const uid = (): string => crypto.randomUUID();

/** Opened anew for each test; afterwards the books must be in order. */
export function paymentDesk(currency = 'EUR'): PaymentDesk {
  const d = {
    now: Date.parse('2026-02-02T09:00:00Z'),
    aClient: async (firstName: string) =>
      (
        await d.front.client.create({
          firstName,
          lastName: 'Example',
          email: 'a@example.org',
          phone: '',
          note: '',
        })
      ).id,
    aSession: async (date = '2026-03-02') =>
      (
        await d.front.session.create({
          serviceId: d.studio.yoga,
          locationId: d.studio.location,
          roomId: null,
          practitionerId: null,
          title: '',
          date: localDate(date),
          time: localTime('10:00'),
          durationMinutes: 60,
          capacity: 12,
          publicNote: '',
          privateNote: '',
          meetingLink: '',
        })
      ).id,
    aPlace: async (priceMinor = 2500, date = '2026-03-02') =>
      (
        await d.front.booking.create({
          sessionId: await d.aSession(date),
          clientId: d.ann,
          priceMinor,
          fundings: [{ kind: 'account', amountMinor: priceMinor }],
        })
      ).id,
    take: (input: object) => call(d.front, 'payment.take', { requestUid: uid(), clientId: d.ann, ...input }),
    money: async () => (await d.owner.client.get({ id: d.ann })).balance,
  } as PaymentDesk;
  beforeEach(async () => {
    d.isBroken = false;
    d.now = Date.parse('2026-02-02T09:00:00Z');
    d.test = createTestDb();
    d.studio = seedStudio(d.test.db);
    if (currency !== 'EUR') d.test.db.write((tx) => tx.run('UPDATE studio SET currency = ?', [currency]));
    d.desk = openDesk(d.test.db, { dataDir: d.test.dir, now: () => d.now });
    d.front = d.desk.callAs(d.studio.staff);
    d.owner = d.desk.callAs(d.studio.owner);
    d.ann = await d.aClient('Ann');
  });
  afterEach(() => {
    if (!d.isBroken) {
      expect(findViolations(d.test.db.read)).toEqual([]);
      expect(checkDatabase(d.test.db.read, 'full').problems).toEqual([]);
    }
    expect(d.desk.bugs).toEqual([]);
    d.test.cleanup();
  });
  return d;
}
