import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { ClientId, ImportId } from '#domain/values/ids.ts';
import { flag, instant, reference, rowId, rowVersion } from './columns.ts';

export const clients = sqliteTable('clients', {
  id: rowId<ClientId>(),
  firstName: text('first_name').notNull().default(''),
  lastName: text('last_name').notNull().default(''),
  email: text('email').notNull().default(''),
  phone: text('phone').notNull().default(''),
  note: text('note').notNull().default(''),
  state: text('state', { enum: ['active', 'archived', 'anonymised'] })
    .notNull()
    .default('active'),
  externalUid: text('external_uid'),
  importId: reference<ImportId>('import_id'),
  version: rowVersion(),
  createdAt: instant('created_at').notNull(),
  /** What the client may do alone, on top of the studio's own switches (seed 001, permissions). */
  mayBook: flag('may_book').notNull().default(false),
  mayCancel: flag('may_cancel').notNull().default(false),
  mayReschedule: flag('may_reschedule').notNull().default(false),
  /** The client whose record took over everything of this one. */
  mergedInto: reference<ClientId>('merged_into'),
  /** Who pays for this client's family; a payer has none. */
  payerId: reference<ClientId>('payer_id'),
  /** For letters; several lines. */
  address: text('address').notNull().default(''),
});

export type Client = typeof clients.$inferSelect;
export type NewClient = typeof clients.$inferInsert;
