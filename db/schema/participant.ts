import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { ClientId, ParticipantId } from '#domain/values/ids.ts';
import { flag, instant, reference, rowId, rowVersion } from './columns.ts';

/** Somebody a client books and pays for: a child, a guest. Bookings keep the name as it was. */
export const participants = sqliteTable('participants', {
  id: rowId<ParticipantId>(),
  clientId: reference<ClientId>('client_id').notNull(),
  name: text('name').notNull(),
  note: text('note').notNull().default(''),
  active: flag('active').notNull().default(true),
  version: rowVersion(),
  createdAt: instant('created_at').notNull(),
});

export type Participant = typeof participants.$inferSelect;
export type NewParticipant = typeof participants.$inferInsert;
