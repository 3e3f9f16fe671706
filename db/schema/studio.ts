import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { flag, instant, json, timeZone } from './columns.ts';

/** One row, id 1: a database holds one studio. */
export const studio = sqliteTable('studio', {
  id: integer('id').primaryKey(),
  /** Names this studio to the outside, inside refund keys (reliability D3). Never changes. */
  tenantUid: text('tenant_uid').notNull(),
  name: text('name').notNull(),
  currency: text('currency').notNull(),
  zone: timeZone('zone').notNull(),
  locale: text('locale').notNull(),
  /** 1 = Monday … 7 = Sunday. */
  weekStartsOn: integer('week_starts_on').notNull(),
  /** Raised by each restore (reliability D6, D11). */
  restoreEpoch: integer('restore_epoch').notNull().default(0),
  isDemo: flag('is_demo').notNull().default(false),
  createdAt: instant('created_at').notNull(),
});

export const settings = sqliteTable('settings', {
  key: text('key').notNull().primaryKey(),
  value: json('value').notNull(),
  changedAt: instant('changed_at').notNull(),
});

export type Studio = typeof studio.$inferSelect;
export type NewStudio = typeof studio.$inferInsert;
