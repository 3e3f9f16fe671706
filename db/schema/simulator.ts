import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { json } from './columns.ts';

/** What the simulated card processor remembers; no part of the studio's own books. */
export const simulatorEntries = sqliteTable('simulator_entries', {
  key: text('key').notNull().primaryKey(),
  value: json('value').notNull(),
});
