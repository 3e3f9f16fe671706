import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { BookingId, ClientId, SessionId, StaffId, WaitlistEntryId } from '#domain/values/ids.ts';
import { instant, reference, rowId, rowVersion } from './columns.ts';

/** A place in the queue of a full session, and why it was passed over last. */
export const waitlistEntries = sqliteTable('waitlist_entries', {
  id: rowId<WaitlistEntryId>(),
  sessionId: reference<SessionId>('session_id').notNull(),
  clientId: reference<ClientId>('client_id').notNull(),
  participant: text('participant').notNull().default(''),
  /** Lower is served first; unique within the session's waiting entries by use, not by force. */
  position: integer('position').notNull(),
  /** How the place is to be paid once there is one. */
  funding: text('funding', { enum: ['package', 'account', 'free'] }).notNull(),
  state: text('state', { enum: ['waiting', 'promoted', 'left'] })
    .notNull()
    .default('waiting'),
  bookingId: reference<BookingId>('booking_id'),
  skipCode: text('skip_code').notNull().default(''),
  skippedAt: instant('skipped_at'),
  version: rowVersion(),
  createdAt: instant('created_at').notNull(),
  /** Who let the client wait although the available credit does not cover the place: it is given all the same. */
  prepaymentWaivedBy: reference<StaffId>('prepayment_waived_by'),
});

export type WaitlistEntry = typeof waitlistEntries.$inferSelect;
export type NewWaitlistEntry = typeof waitlistEntries.$inferInsert;
