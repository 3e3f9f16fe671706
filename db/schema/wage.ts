import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { PractitionerId, StaffId, WageAdjustmentId, WagePayoutId } from '#domain/values/ids.ts';
import { day, instant, reference, rowId } from './columns.ts';

/** Wages that were paid out: exactly the rows of `wage_payout_items`. Undone by an opposite entry, never deleted. */
export const wagePayouts = sqliteTable('wage_payouts', {
  id: rowId<WagePayoutId>(),
  practitionerId: reference<PractitionerId>('practitioner_id').notNull(),
  /** Days [from, to) whose entries it paid; without `from`, all before. */
  fromDate: day('from_date'),
  toDate: day('to_date').notNull(),
  method: text('method', { enum: ['transfer', 'cash'] }).notNull(),
  amountMinor: integer('amount_minor').notNull(),
  /** The studio's day. */
  paidOn: day('paid_on').notNull(),
  note: text('note').notNull().default(''),
  state: text('state', { enum: ['paid', 'undone'] })
    .notNull()
    .default('paid'),
  undoneOn: day('undone_on'),
  undoReason: text('undo_reason').notNull().default(''),
  createdBy: reference<StaffId>('created_by'),
  createdAt: instant('created_at').notNull(),
});

/** What a payout paid, as it was then. `refId` is a wage line (as earned, or taken back) or an adjustment. */
export const wagePayoutItems = sqliteTable(
  'wage_payout_items',
  {
    payoutId: reference<WagePayoutId>('payout_id').notNull(),
    kind: text('kind', { enum: ['line', 'taken_back', 'adjustment'] }).notNull(),
    refId: integer('ref_id').notNull(),
    amountMinor: integer('amount_minor').notNull(),
  },
  ({ payoutId, kind, refId }) => [primaryKey({ columns: [payoutId, kind, refId] })],
);

/** Added to wages, or below zero taken off, for a reason. Never changed: another one reverses it. */
export const wageAdjustments = sqliteTable('wage_adjustments', {
  id: rowId<WageAdjustmentId>(),
  practitionerId: reference<PractitionerId>('practitioner_id').notNull(),
  onDate: day('on_date').notNull(),
  amountMinor: integer('amount_minor').notNull(),
  reason: text('reason').notNull(),
  reversesId: reference<WageAdjustmentId>('reverses_id'),
  payoutId: reference<WagePayoutId>('payout_id'),
  createdBy: reference<StaffId>('created_by'),
  createdAt: instant('created_at').notNull(),
});

export type WagePayout = typeof wagePayouts.$inferSelect;
export type WageAdjustment = typeof wageAdjustments.$inferSelect;
