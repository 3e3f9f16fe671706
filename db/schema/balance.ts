import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { ClientId, CorrectionId, StaffId, StatementId, TransferId } from '#domain/values/ids.ts';
import { day, flag, instant, reference, rowId } from './columns.ts';

/** A client's balance put right for a reason; above zero the client gets it. Never changed: another one reverses it. */
export const balanceCorrections = sqliteTable('balance_corrections', {
  id: rowId<CorrectionId>(),
  clientId: reference<ClientId>('client_id').notNull(),
  amountMinor: integer('amount_minor').notNull(),
  reason: text('reason').notNull(),
  reversesId: reference<CorrectionId>('reverses_id'),
  /** The second person, where one was needed. */
  approvedBy: reference<StaffId>('approved_by'),
  createdBy: reference<StaffId>('created_by'),
  createdAt: instant('created_at').notNull(),
});

/** Balance that went from one member of a family to another. Never changed: an opposite one takes it back. */
export const balanceTransfers = sqliteTable('balance_transfers', {
  id: rowId<TransferId>(),
  fromClientId: reference<ClientId>('from_client_id').notNull(),
  toClientId: reference<ClientId>('to_client_id').notNull(),
  amountMinor: integer('amount_minor').notNull(),
  reason: text('reason').notNull().default(''),
  reversesId: reference<TransferId>('reverses_id'),
  createdBy: reference<StaffId>('created_by'),
  createdAt: instant('created_at').notNull(),
  /** The second person, where one was needed. */
  approvedBy: reference<StaffId>('approved_by'),
});

/** A statement that was sent: the days [from, to), from the beginning without `from`. */
export const statements = sqliteTable('statements', {
  id: rowId<StatementId>(),
  clientId: reference<ClientId>('client_id').notNull(),
  fromDate: day('from_date'),
  toDate: day('to_date').notNull(),
  showsFamily: flag('shows_family').notNull().default(false),
  createdBy: reference<StaffId>('created_by'),
  createdAt: instant('created_at').notNull(),
});

export type BalanceCorrection = typeof balanceCorrections.$inferSelect;
export type BalanceTransfer = typeof balanceTransfers.$inferSelect;
export type Statement = typeof statements.$inferSelect;
