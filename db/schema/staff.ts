import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { PractitionerId, StaffId } from '#domain/values/ids.ts';
import { flag, instant, reference, rowId, rowVersion } from './columns.ts';

export const staff = sqliteTable('staff', {
  id: rowId<StaffId>(),
  name: text('name').notNull(),
  role: text('role', { enum: ['owner', 'admin', 'staff', 'practitioner'] }).notNull(),
  practitionerId: reference<PractitionerId>('practitioner_id'),
  pinHash: text('pin_hash').notNull(),
  active: flag('active').notNull().default(true),
  failedTries: integer('failed_tries').notNull().default(0),
  lockedUntil: instant('locked_until').notNull().default(0),
  version: rowVersion(),
  createdAt: instant('created_at').notNull(),
});

export type StaffMember = typeof staff.$inferSelect;
export type NewStaffMember = typeof staff.$inferInsert;
