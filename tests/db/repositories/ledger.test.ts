import { afterEach, beforeEach, expect, it } from 'vitest';
import * as clients from '#db/repositories/client.ts';
import * as ledger from '#db/repositories/ledger.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';

let test: TestDb;
beforeEach(() => {
  test = createTestDb();
});
afterEach(() => test.cleanup());

const HEAD = { kind: 'payment', subjectKind: 'payment', subjectId: 1, at: 0 };

it.each([
  ['one posting', [1000]],
  ['a sum that is not zero', [1000, -999]],
  ['an amount of zero', [1000, -1000, 0]],
  ['half a cent', [0.5, -0.5]],
])('refuses %s and writes nothing', (_, amounts) => {
  expect(() =>
    test.db.write((tx) => {
      const accountId = ledger.accountOf(tx, 'cash');
      ledger.postTransaction(
        tx,
        HEAD,
        amounts.map((amountMinor) => ({ accountId, amountMinor })),
      );
    }),
  ).toThrow('unbalanced payment of payment 1');
  expect(test.db.read.all('SELECT * FROM ledger_transactions')).toEqual([]);
});

it('gives each client and each kind one account, and sums them', () => {
  const { ada, ben } = test.db.write((tx) => {
    const add = (firstName: string) => clients.insert(tx, { firstName, createdAt: 0 }).id;
    const people = { ada: add('Ada'), ben: add('Ben') };
    const post = (clientId: typeof people.ada, kind: string, amountMinor: number) =>
      ledger.postTransaction(tx, { ...HEAD, kind }, [
        { accountId: ledger.accountOf(tx, 'cash'), amountMinor },
        { accountId: ledger.clientAccount(tx, clientId), amountMinor: -amountMinor },
      ]);
    post(people.ada, 'payment', 1000);
    post(people.ada, 'payment', 500);
    post(people.ada, 'refund', -300);
    post(people.ben, 'payment', 70);
    return people;
  });
  const { read } = test.db;
  expect(ledger.balanceOfClient(read, ada)).toBe(1200);
  expect(ledger.balanceOfClientByKind(read, ada)).toEqual([
    { kind: 'payment', amountMinor: 1500 },
    { kind: 'refund', amountMinor: -300 },
  ]);
  expect(ledger.balancesOfClients(read, [ada, ben])).toEqual(
    new Map([
      [ada, 1200],
      [ben, 70],
    ]),
  );
  expect(ledger.balances(read)).toEqual([
    { kind: 'cash', amountMinor: 1270 },
    { kind: 'client', amountMinor: -1270 },
  ]);
  expect(read.get('SELECT COUNT(*) AS n FROM ledger_accounts')).toEqual({ n: 3 });
});
