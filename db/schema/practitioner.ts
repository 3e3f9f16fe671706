import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { PractitionerId } from '#domain/values/ids.ts';
import { flag, rowId, rowVersion } from './columns.ts';

/** Who gives sessions. */
export const practitioners = sqliteTable('practitioners', {
  id: rowId<PractitionerId>(),
  name: text('name').notNull(),
  email: text('email').notNull().default(''),
  phone: text('phone').notNull().default(''),
  active: flag('active').notNull().default(true),
  version: rowVersion(),
});

export type Practitioner = typeof practitioners.$inferSelect;
export type NewPractitioner = typeof practitioners.$inferInsert;
