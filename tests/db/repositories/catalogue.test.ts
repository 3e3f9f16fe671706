import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as clients from '#db/repositories/client.ts';
import * as lots from '#db/repositories/credit-lot.ts';
import * as packages from '#db/repositories/package.ts';
import * as payments from '#db/repositories/payment.ts';
import * as rooms from '#db/repositories/room.ts';
import * as settings from '#db/repositories/settings.ts';
import * as staff from '#db/repositories/staff.ts';
import * as studios from '#db/repositories/studio.ts';
import { localDate } from '#domain/values/time.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { aStudio, type StudioStory } from '#tests/support/scenario.ts';
import { insertLot } from '#tests/support/scenario-money.ts';

let test: TestDb;
let story: StudioStory;
beforeEach(() => {
  test = createTestDb();
  story = aStudio(test.db);
});
afterEach(() => test.cleanup());

describe('a change', () => {
  it('reaches a row only at the version it was made for', () => {
    const [id] = story.studio.rooms;
    const change = (version: number, name: string) =>
      test.db.write((tx) => rooms.update(tx, id, version, { name })) ?? 'too late';
    expect(change(1, 'Big Hall')).toMatchObject({ name: 'Big Hall', version: 2 });
    expect(change(1, 'Small Hall')).toBe('too late');
    expect(rooms.getById(test.db.read, id)).toMatchObject({ name: 'Big Hall', version: 2 });
  });

  it('of an offer takes its services along', () => {
    const { tenClasses, yoga } = story.studio;
    test.db.write((tx) => packages.update(tx, tenClasses, 1, { priceMinor: 1 }, [yoga]));
    expect(packages.getById(test.db.read, tenClasses)).toMatchObject({
      priceMinor: 1,
      serviceIds: [yoga],
      version: 2,
    });
    expect(packages.list(test.db.read)).toHaveLength(1);
    expect(test.db.write((tx) => packages.update(tx, tenClasses, 1, {}, [])) ?? 'too late').toBe('too late');
  });

  it('by a wrong PIN leaves the version alone', () => {
    test.db.write((tx) => staff.setTries(tx, story.studio.staff, { failedTries: 3, lockedUntil: 9 }));
    expect(staff.getById(test.db.read, story.studio.staff)).toMatchObject({ failedTries: 3, version: 1 });
  });

  it('of a setting is any JSON and has a default before', () => {
    expect(settings.get(test.db.read, 'limits', { refundMinor: 500 })).toEqual({ refundMinor: 500 });
    test.db.write((tx) => settings.set(tx, 'limits', { refundMinor: 700 }, 1));
    test.db.write((tx) => settings.set(tx, 'limits', { refundMinor: 800 }, 2));
    expect(settings.get(test.db.read, 'limits', { refundMinor: 500 })).toEqual({ refundMinor: 800 });
  });
});

it('asks for a row that is not there: find says so, get throws', () => {
  expect(clients.findById(test.db.read, 99 as never)).toBeUndefined();
  expect(() => clients.getById(test.db.read, 99 as never)).toThrow('no client 99');
  expect(studios.get(test.db.read).name).toBe('Studio Example');
});

describe('credits', () => {
  const date = localDate('2026-03-02');

  it('pay in the order in which they expire, on their last day too, and only for their services', () => {
    const ada = story.client('Ada');
    const { yoga, massage, tenClasses } = story.studio;
    const [never, late, soon] = test.db.write((tx) => {
      packages.update(tx, tenClasses, 1, {}, [yoga]);
      return [null, '2026-09-01', '2026-03-02', '2026-03-01'].map((expiresOn) =>
        insertLot(tx, story.studio, {
          clientId: ada,
          credits: 1,
          expiresOn: expiresOn === null ? null : localDate(expiresOn),
        }),
      );
    });
    const eligible = (service: typeof yoga) =>
      lots.listEligible(test.db.read, ada, service, date).map(({ id }) => id);
    expect(eligible(yoga)).toEqual([soon, late, never]);
    expect(eligible(massage)).toEqual([]);
    expect(lots.remainingOfClients(test.db.read, [ada], date)).toEqual(new Map([[ada, 3]]));
  });

  it('are used once each and come back to their lot, with a later expiry if told so', () => {
    const { lotIds, bookingIds } = story
      .withSession()
      .withBooking({ client: 'Ada', funding: [{ kind: 'package', credits: 1, expiresOn: '2026-03-05' }] });
    const [lot, booking] = [lotIds[0] as never, bookingIds[0] as never];
    test.db.write((tx) => {
      expect(lots.useCredit(tx, lot, booking, 1)).toBe(false);
      expect(lots.returnCredit(tx, lot, booking, 2, localDate('2026-04-01'))).toBe(true);
      expect(lots.returnCredit(tx, lot, booking, 3)).toBe(false);
    });
    expect(lots.listForClient(test.db.read, story.client('Ada'))).toMatchObject([
      { used: 0, remaining: 1, expiresOn: '2026-04-01' },
    ]);
    expect(test.db.read.all('SELECT kind, credits, expires_on FROM credit_events')).toEqual([
      { kind: 'sold', credits: 1, expires_on: '2026-03-05' },
      { kind: 'used', credits: -1, expires_on: null },
      { kind: 'returned', credits: 1, expires_on: null },
      { kind: 'extended', credits: 0, expires_on: '2026-04-01' },
    ]);
  });
});

it('counts what of a payment is free: not refunded, not allocated, not spent on a package', () => {
  story
    .withSession()
    .withBooking({
      client: 'Ada',
      funding: [{ kind: 'card', amountMinor: 2500, paidMinor: 6000, refundedBeforeMinor: 1000 }],
    })
    .withBooking({ client: 'Ben', funding: [{ kind: 'package' }] });
  const [paid] = payments.listForClient(test.db.read, story.client('Ada'));
  expect(paid).toMatchObject({ amountMinor: 6000, refundedMinor: 1000, freeMinor: 2500 });
  expect(payments.listForClient(test.db.read, story.client('Ben'))).toMatchObject([{ freeMinor: 0 }]);
  const id = paid?.id as never;
  expect(test.db.write((tx) => payments.addRefunded(tx, id, 5001))).toBe(false);
  expect(test.db.write((tx) => payments.addRefunded(tx, id, 5000))).toBe(true);
  expect(payments.freeMinor(test.db.read, id)).toBe(0);
});

describe('the search for clients', () => {
  beforeEach(() => {
    test.db.write((tx) => {
      for (const [firstName, lastName, email, phone] of [
        ['Ada', 'Byron-Lovelace', 'ada@clients.example', '+49 (30) 123-456'],
        ['Anna Maria', 'Öztürk', 'am@clients.example', '030/999'],
        ['100%', 'Discount', '', ''],
      ] as const)
        clients.insert(tx, { firstName, lastName, email, phone, createdAt: 0 });
      clients.insert(tx, { firstName: 'Ada', lastName: 'Gone', state: 'archived', createdAt: 0 });
    });
  });
  const search = (text: string, state: 'active' | 'archived' = 'active') =>
    clients.search(test.db.read, { text, state, limit: 10, offset: 0 }).rows.map(({ lastName }) => lastName);

  it.each([
    ['', ['Byron-Lovelace', 'Discount', 'Öztürk']],
    ['ada', ['Byron-Lovelace']],
    ['ada byr', ['Byron-Lovelace']],
    ['lovel ada', ['Byron-Lovelace']],
    ['byron-lo', ['Byron-Lovelace']],
    ['maria', ['Öztürk']],
    ['ÖZT', ['Öztürk']],
    ['özt', ['Öztürk']],
    ['AM@clients', ['Öztürk']],
    ['030 123', ['Byron-Lovelace']],
    ['+49 30 1234', ['Byron-Lovelace']],
    ['030/99', ['Öztürk']],
    ['da', []],
    ['%', []],
    ['100%', ['Discount']],
    ['ada discount', []],
    ['123456', ['Byron-Lovelace']],
    ['0301 23', ['Byron-Lovelace']],
    ['ozt', ['Öztürk']],
    ['clients', []],
    ['"', []],
    ['a" OR "d', []],
    ['ada*', ['Byron-Lovelace']],
    ['ada NEAR(x)', []],
    ['NOT ada', []],
    ['first_name:ada', []],
    ['^-(', []],
  ])('finds by "%s"', (text, expected) => {
    expect(search(text)).toEqual(expected);
  });

  it('follows what is changed, and finds a client by the names of records merged into theirs', () => {
    test.db.write((tx) => {
      tx.run(`UPDATE clients SET last_name = 'Nightingale', phone = '0711 42' WHERE last_name = 'Discount'`);
      tx.run(
        `UPDATE clients SET merged_into = (SELECT id FROM clients WHERE last_name = 'Öztürk') WHERE last_name = 'Gone'`,
      );
    });
    expect([search('disc'), search('nigh'), search('0711'), search('gone')]).toEqual([
      [],
      ['Nightingale'],
      ['Nightingale'],
      ['Öztürk'],
    ]);
    test.db.write((tx) => tx.run(`UPDATE clients SET merged_into = NULL`));
    expect(search('gone')).toEqual([]);
  });

  it('looks among the archived when asked to, and pages', () => {
    expect(search('ada', 'archived')).toEqual(['Gone']);
    const page = clients.search(test.db.read, { text: '', state: 'active', limit: 1, offset: 1 });
    expect([page.total, page.rows.map(({ lastName }) => lastName)]).toEqual([3, ['Discount']]);
  });
});
