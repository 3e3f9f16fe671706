import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { CashCount } from '#domain/payment/count-cash.ts';
import type { StaffId, TillId } from '#domain/values/ids.ts';
import { instant, json, reference, rowId } from './columns.ts';

/** One opening of the till until it is counted; at most one is open. */
export const tills = sqliteTable('tills', {
  id: rowId<TillId>(),
  openedAt: instant('opened_at').notNull(),
  openedBy: reference<StaffId>('opened_by').notNull(),
  /** What lay in it when it was opened. */
  floatMinor: integer('float_minor').notNull(),
  /** Ledger transactions after this one, up to `lastTransaction`, belong to it: rows do not lie about their order, clocks may. */
  firstAfter: integer('first_after').notNull(),
  lastTransaction: integer('last_transaction'),
  closedAt: instant('closed_at'),
  closedBy: reference<StaffId>('closed_by'),
  expectedMinor: integer('expected_minor'),
  countedMinor: integer('counted_minor'),
  /** Pieces by their worth; empty when a sum was typed. */
  counts: json<CashCount>('counts').notNull().default({}),
  differenceReason: text('difference_reason').notNull().default(''),
});

/** Cash that was put in or taken out for something else than a payment or a refund. */
export const tillMovements = sqliteTable('till_movements', {
  id: integer('id').primaryKey(),
  tillId: reference<TillId>('till_id').notNull(),
  kind: text('kind', { enum: ['to_bank', 'from_bank', 'petty_cash', 'cash_in'] }).notNull(),
  amountMinor: integer('amount_minor').notNull(),
  reason: text('reason').notNull(),
  staffId: reference<StaffId>('staff_id').notNull(),
  at: instant('at').notNull(),
  /** The second person, where one was needed. */
  approvedBy: reference<StaffId>('approved_by'),
});

export type Till = typeof tills.$inferSelect;
export type TillMovement = typeof tillMovements.$inferSelect;
