import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { StaffId } from '#domain/values/ids.ts';
import { instant, json, reference } from './columns.ts';

/** What a request that must not be carried out twice was answered, by the id its window gave it. */
export const answeredRequests = sqliteTable('answered_requests', {
  uid: text('uid').primaryKey(),
  staffId: reference<StaffId>('staff_id'),
  action: text('action').notNull(),
  inputSha256: text('input_sha256').notNull(),
  answer: json('answer').notNull(),
  at: instant('at').notNull(),
});
