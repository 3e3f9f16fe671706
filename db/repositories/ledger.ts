import type { ReadDb, SqlValue, WriteDb } from '#db/database.ts';
import type { LedgerAccountKind } from '#db/schema/ledger.ts';
import type { ClientId } from '#domain/values/ids.ts';
import { instantToWall, type LocalDate, type Zone } from '#domain/values/time.ts';

/** One side of a movement. Positive = debit: money that came in, or that a client owes; negative = credit. */
export interface Posting {
  readonly accountId: number;
  readonly amountMinor: number;
}

export interface TransactionHead {
  /** What happened, such as 'payment' or 'refund_planned'. */
  readonly kind: string;
  readonly subjectKind: string;
  readonly subjectId: number;
  readonly at: number;
}

/**
 * Books a movement, for ever: corrections are new transactions (domain.md 5). Throws, before it writes anything, unless
 * there are at least two postings of whole, non-zero minor units that sum to zero. Returns the transaction's id.
 */
export function postTransaction(tx: WriteDb, head: TransactionHead, postings: readonly Posting[]): number {
  requireBalanced(head, postings);
  const { id } = tx.run(
    'INSERT INTO ledger_transactions (kind, subject_kind, subject_id, at, day) VALUES (?, ?, ?, ?, ?)',
    [head.kind, head.subjectKind, head.subjectId, head.at, dayOf(tx, head.at)],
  );
  for (const { accountId, amountMinor } of postings)
    tx.run('INSERT INTO ledger_postings (transaction_id, account_id, amount_minor) VALUES (?, ?, ?)', [
      id,
      accountId,
      amountMinor,
    ]);
  return id;
}

/** The studio's account of this kind, made at its first use. */
export function accountOf(tx: WriteDb, kind: Exclude<LedgerAccountKind, 'client'>): number {
  return findOrInsert(
    tx,
    'SELECT id FROM ledger_accounts WHERE kind = ? AND client_id IS NULL',
    'INSERT INTO ledger_accounts (kind) VALUES (?)',
    kind,
  );
}

/** The client's account, made at its first use. */
export function clientAccount(tx: WriteDb, clientId: ClientId): number {
  return findOrInsert(
    tx,
    'SELECT id FROM ledger_accounts WHERE client_id = ?',
    `INSERT INTO ledger_accounts (kind, client_id) VALUES ('client', ?)`,
    clientId,
  );
}

/** Payments − refunds − charges (domain.md 5), in minor units: positive when the client has money with the studio. */
export function balanceOfClient(db: ReadDb, clientId: ClientId): number {
  const row = db.get<{ balance: number | null }>(
    `SELECT -b.amount_minor AS balance FROM ledger_accounts a JOIN ledger_balances b ON b.account_id = a.id
     WHERE a.client_id = ?`,
    [clientId],
  );
  return row?.balance ?? 0;
}

/** `balanceOfClient` of many; clients without movements are left out. */
export function balancesOfClients(db: ReadDb, clientIds: readonly ClientId[]): Map<ClientId, number> {
  const rows = db.all<{ client_id: ClientId; balance: number }>(
    `SELECT a.client_id, -b.amount_minor AS balance
     FROM ledger_accounts a JOIN ledger_balances b ON b.account_id = a.id
     WHERE a.client_id IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(clientIds)],
  );
  return new Map(rows.map((row) => [row.client_id, row.balance]));
}

/**
 * A client's balance line by line: for each kind of transaction what it added (+) or took (−), but for kinds that came to nothing.
 * Sums to the balance. Read from what is kept with each posting: its cost does not grow with the client's history.
 */
export function balanceOfClientByKind(
  db: ReadDb,
  clientId: ClientId,
): { readonly kind: string; readonly amountMinor: number }[] {
  return db.all(
    `SELECT k.kind, -k.amount_minor AS amountMinor
     FROM ledger_accounts a JOIN ledger_client_kinds k ON k.account_id = a.id
     WHERE a.client_id = ? AND k.amount_minor <> 0 ORDER BY k.kind`,
    [clientId],
  );
}

/** The sum of postings per kind of account, all clients together. The whole sums to zero. */
export function balances(db: ReadDb): { readonly kind: LedgerAccountKind; readonly amountMinor: number }[] {
  return db.all(
    `SELECT a.kind AS kind, SUM(b.amount_minor) AS amountMinor
     FROM ledger_accounts a JOIN ledger_balances b ON b.account_id = a.id GROUP BY a.kind ORDER BY a.kind`,
  );
}

/** The postings of all transactions of one subject, summed per account; what is zero again is left out. */
export function openPostingsOf(db: ReadDb, subjectKind: string, subjectId: number): Posting[] {
  return db.all(
    `SELECT p.account_id AS accountId, SUM(p.amount_minor) AS amountMinor
     FROM ledger_transactions t JOIN ledger_postings p ON p.transaction_id = t.id
     WHERE t.subject_kind = ? AND t.subject_id = ? GROUP BY p.account_id HAVING SUM(p.amount_minor) <> 0`,
    [subjectKind, subjectId],
  );
}

/** Many postings of one transaction share one instant: the last day is remembered. */
let lastDay: { readonly at: number; readonly zone: Zone; readonly day: LocalDate } | null = null;

/** The studio's day of an instant. */
function dayOf(db: ReadDb, at: number): LocalDate {
  const inZone = (db.get<{ zone: Zone }>('SELECT zone FROM studio')?.zone ?? 'UTC') as Zone;
  if (lastDay?.at !== at || lastDay.zone !== inZone)
    lastDay = { at, zone: inZone, day: instantToWall(at, inZone).date };
  return lastDay.day;
}

function requireBalanced(head: TransactionHead, postings: readonly Posting[]): void {
  const wrong = postings.some(({ amountMinor }) => !Number.isSafeInteger(amountMinor) || amountMinor === 0);
  const sum = postings.reduce((total, { amountMinor }) => total + amountMinor, 0);
  if (wrong || postings.length < 2 || sum !== 0)
    throw new Error(
      `unbalanced ${head.kind} of ${head.subjectKind} ${head.subjectId}: ${JSON.stringify(postings)}`,
    );
}

function findOrInsert(tx: WriteDb, find: string, insert: string, key: SqlValue): number {
  return tx.get<{ id: number }>(find, [key])?.id ?? tx.run(insert, [key]).id;
}
