import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { ClientId } from '#domain/values/ids.ts';
import { day, instant, reference } from './columns.ts';

export const ledgerAccounts = sqliteTable('ledger_accounts', {
  id: integer('id').primaryKey(),
  kind: text('kind', {
    enum: [
      'client',
      'revenue',
      'cash',
      'bank',
      'card_processor',
      'other_money',
      'deferred',
      'refunds_due',
      'opening',
      'wages',
      'wages_owed',
      'tax',
      'forfeited',
      'fees',
      'adjustments',
      'till_difference',
      'disputes',
    ],
  }).notNull(),
  clientId: reference<ClientId>('client_id'),
});

/** Append-only: the database refuses an update or a delete. */
export const ledgerTransactions = sqliteTable('ledger_transactions', {
  id: integer('id').primaryKey(),
  kind: text('kind').notNull(),
  subjectKind: text('subject_kind').notNull(),
  subjectId: integer('subject_id').notNull(),
  at: instant('at').notNull(),
  /** The studio's local day of `at`, as its zone was then. */
  day: day('day').notNull(),
});

/** Append-only. A positive amount is a debit; the postings of a transaction sum to zero. */
export const ledgerPostings = sqliteTable('ledger_postings', {
  id: integer('id').primaryKey(),
  transactionId: integer('transaction_id').notNull(),
  accountId: integer('account_id').notNull(),
  amountMinor: integer('amount_minor').notNull(),
});

/** The sum of an account's postings, kept by a trigger with every one of them. */
export const ledgerBalances = sqliteTable('ledger_balances', {
  accountId: integer('account_id').primaryKey(),
  amountMinor: integer('amount_minor').notNull(),
});

/** What came to and went from all accounts of a kind on a day, kept by the same trigger; both are 0 or more. */
export const ledgerDayTotals = sqliteTable('ledger_day_totals', {
  day: day('day').notNull(),
  kind: text('kind').notNull(),
  debitMinor: integer('debit_minor').notNull(),
  creditMinor: integer('credit_minor').notNull(),
});

/** The sum of a client's postings by the kind of their transactions, kept by a trigger of its own. */
export const ledgerClientKinds = sqliteTable('ledger_client_kinds', {
  accountId: integer('account_id').notNull(),
  kind: text('kind').notNull(),
  amountMinor: integer('amount_minor').notNull(),
});

export type LedgerAccount = typeof ledgerAccounts.$inferSelect;
export type LedgerAccountKind = LedgerAccount['kind'];
