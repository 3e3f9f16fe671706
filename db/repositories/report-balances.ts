import type { ReadDb } from '#db/database.ts';
import type { ClientId } from '#domain/values/ids.ts';
import type { LocalDate } from '#domain/values/time.ts';
import { addDays } from '#domain/values/time.ts';
import type { RowPage } from './report-rows.ts';

/** What one client owes or has at the end of a day. What is owed is told by the age of the charges that are not paid. */
export interface ClientBalance {
  readonly clientId: ClientId;
  readonly client: string;
  readonly owed: number;
  readonly age0: number;
  readonly age30: number;
  readonly age60: number;
  readonly age90: number;
  /** What the client has with the studio. */
  readonly credit: number;
  /** Payments − refunds − charges: `credit` − `owed`. */
  readonly balance: number;
}
export type BalanceSums = Omit<ClientBalance, 'clientId' | 'client'> & { readonly total: number };
const AGES = ['age0', 'age30', 'age60', 'age90'] as const;
export type Age = (typeof AGES)[number];
export const isAge = (column: string): column is Age => (AGES as readonly string[]).includes(column);

/** Those who owe most first, then those with most to their credit; nobody whose balance is zero. `asOf` is the last day counted. */
export function listBalances(
  db: ReadDb,
  asOf: LocalDate,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): ClientBalance[] {
  return db.all<ClientBalance>(
    `${AGED} SELECT b.client_id AS clientId, trim(c.first_name || ' ' || c.last_name) AS client, ${COLUMNS}
     FROM standing b LEFT JOIN aged g ON g.account_id = b.account_id JOIN clients c ON c.id = b.client_id
     ORDER BY b.debit DESC, b.client_id LIMIT @limit OFFSET @offset`,
    { ...days(asOf), limit, offset },
  );
}

/** `listBalances` of all, one after another. */
export function iterateBalances(db: ReadDb, asOf: LocalDate): IterableIterator<ClientBalance> {
  return db.iterate<ClientBalance>(
    `${AGED} SELECT b.client_id AS clientId, trim(c.first_name || ' ' || c.last_name) AS client, ${COLUMNS}
     FROM standing b LEFT JOIN aged g ON g.account_id = b.account_id JOIN clients c ON c.id = b.client_id
     ORDER BY b.debit DESC, b.client_id`,
    days(asOf),
  );
}

/** The sums over all clients and how many of them have a balance. */
export function sumBalances(db: ReadDb, asOf: LocalDate): BalanceSums {
  const columns = ['owed', ...AGES, 'credit', 'balance']
    .map((name) => `TOTAL(${name}) AS ${name}`)
    .join(', ');
  const row = db.get<BalanceSums>(
    `${AGED} SELECT COUNT(*) AS total, ${columns} FROM (SELECT ${COLUMNS}
       FROM standing b LEFT JOIN aged g ON g.account_id = b.account_id)`,
    days(asOf),
  );
  return row ?? { total: 0, owed: 0, age0: 0, age30: 0, age60: 0, age90: 0, credit: 0, balance: 0 };
}

/** Balances of these clients at the end of a day; those of zero are left out. */
export function balancesAsOf(
  db: ReadDb,
  asOf: LocalDate,
  clientIds: readonly ClientId[],
): Map<ClientId, ClientBalance> {
  const rows = db.all<ClientBalance>(
    `${AGED} SELECT b.client_id AS clientId, '' AS client, ${COLUMNS}
     FROM standing b LEFT JOIN aged g ON g.account_id = b.account_id
     WHERE b.client_id IN (SELECT value FROM json_each(@clientIds))`,
    { ...days(asOf), clientIds: JSON.stringify(clientIds) },
  );
  return new Map(rows.map((row) => [row.clientId, row]));
}

/** The postings that make a balance, or what is owed and what there is to the clients' credit. */
export function postingsOfClients(
  column: 'owed' | 'credit' | 'balance',
  clientId: ClientId | undefined,
  asOf: LocalDate,
): RowPage {
  const side = { owed: 'b.debit > 0', credit: 'b.debit < 0', balance: '1' }[column];
  return {
    sql: `${STANDING} SELECT p.id AS id, t.day AS day, ${column === 'owed' ? '' : '-'}p.amount_minor AS value
      FROM standing b CROSS JOIN ledger_postings p ON p.account_id = b.account_id
      CROSS JOIN ledger_transactions t ON t.id = p.transaction_id
      WHERE t.day <= @asOf AND ${side} ${clientId === undefined ? '' : 'AND b.client_id = @clientId'} ORDER BY t.day, p.id`,
    params: { ...days(asOf), clientId: clientId ?? null },
  };
}

/** The unpaid parts of charges of one age. */
export function unpaidCharges(age: Age, clientId: ClientId | undefined, asOf: LocalDate): RowPage {
  return {
    sql: `${UNPAID} SELECT u.posting_id AS id, u.day AS day, u.open AS value FROM unpaid u
      WHERE ${IN_AGE[age]} ${clientId === undefined ? '' : 'AND u.client_id = @clientId'} ORDER BY u.day, u.posting_id`,
    params: { ...days(asOf), clientId: clientId ?? null },
  };
}

const days = (asOf: LocalDate) => ({
  asOf,
  day30: addDays(asOf, -30),
  day60: addDays(asOf, -60),
  day90: addDays(asOf, -90),
});

/** What is kept per account, less what came after the day. */
const STANDING = `WITH later AS (
    SELECT p.account_id, SUM(p.amount_minor) AS minor FROM ledger_transactions t
    CROSS JOIN ledger_postings p ON p.transaction_id = t.id WHERE t.day > @asOf GROUP BY p.account_id),
  standing AS MATERIALIZED (
    SELECT a.id AS account_id, a.client_id, k.amount_minor - IFNULL(l.minor, 0) AS debit
    FROM ledger_accounts a CROSS JOIN ledger_balances k ON k.account_id = a.id LEFT JOIN later l ON l.account_id = a.id
    WHERE a.client_id IS NOT NULL AND k.amount_minor <> IFNULL(l.minor, 0))`;

/**
 * Money pays the oldest charge first, so what is owed are the newest ones. A charge that was taken back, wholly or in part, is
 * what is left of it: movements about the same thing are one.
 */
const UNPAID = `${STANDING}, charged AS (
    SELECT b.account_id, b.client_id, b.debit, MIN(t.day) AS day, MIN(p.id) AS posting_id, SUM(p.amount_minor) AS minor
    FROM standing b CROSS JOIN ledger_postings p ON p.account_id = b.account_id
    CROSS JOIN ledger_transactions t ON t.id = p.transaction_id
    WHERE b.debit > 0 AND t.day <= @asOf GROUP BY b.account_id, t.subject_kind, t.subject_id HAVING SUM(p.amount_minor) > 0),
  newest AS (
    SELECT *, SUM(minor) OVER (PARTITION BY account_id ORDER BY day DESC, posting_id DESC ROWS UNBOUNDED PRECEDING) AS running
    FROM charged),
  unpaid AS MATERIALIZED (
    SELECT account_id, client_id, day, posting_id, MIN(minor, debit - running + minor) AS open FROM newest
    WHERE debit > running - minor)`;

const IN_AGE: Readonly<Record<Age, string>> = {
  age0: 'u.day >= @day30',
  age30: 'u.day < @day30 AND u.day >= @day60',
  age60: 'u.day < @day60 AND u.day >= @day90',
  age90: 'u.day < @day90',
};

const AGED = `${UNPAID}, aged AS (SELECT u.account_id, ${AGES.map(
  (age) => `TOTAL(CASE WHEN ${IN_AGE[age]} THEN u.open ELSE 0 END) AS ${age}`,
).join(', ')} FROM unpaid u GROUP BY u.account_id)`;

const COLUMNS = `MAX(b.debit, 0) AS owed, ${AGES.map((age) => `IFNULL(g.${age}, 0) AS ${age}`).join(', ')},
  MAX(-b.debit, 0) AS credit, -b.debit AS balance`;
