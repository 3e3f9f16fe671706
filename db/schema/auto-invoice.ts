import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { BILLED, INTERVALS } from '#domain/auto-invoice/terms.ts';
import type {
  AutoInvoiceSettingsId,
  ChargeId,
  ClientId,
  InvoiceId,
  InvoiceRunId,
  InvoiceRunRowId,
  JobId,
  StaffId,
} from '#domain/values/ids.ts';
import { clockTime, day, flag, instant, json, reference, rowId, rowVersion } from './columns.ts';

/** Append-only: the newest row holds, and a run names the one it ran by. */
export const autoInvoiceSettings = sqliteTable('auto_invoice_settings', {
  id: rowId<AutoInvoiceSettingsId>(),
  enabled: flag('enabled').notNull(),
  interval: text('interval', { enum: INTERVALS }).notNull(),
  billed: text('billed', { enum: BILLED }).notNull(),
  runTime: clockTime('run_time').notNull(),
  anchorDay: day('anchor_day').notNull(),
  sinceDay: day('since_day').notNull(),
  dueDays: integer('due_days').notNull(),
  /** Off: invoices stay drafts for the desk to look at. */
  send: flag('send').notNull(),
  autoBilling: flag('auto_billing').notNull(),
  /** Sessions since `sinceDay` of earlier periods that no invoice has. */
  includeEarlier: flag('include_earlier').notNull(),
  retryDays: json<readonly number[]>('retry_days').notNull(),
  savedBy: reference<StaffId>('saved_by').notNull(),
  savedAt: instant('saved_at').notNull(),
});

/** Only clients who differ from the default: invoiced, and charged where the studio charges. */
export const clientAutoInvoicing = sqliteTable('client_auto_invoicing', {
  clientId: integer('client_id').primaryKey().$type<ClientId>(),
  invoices: flag('invoices').notNull(),
  charges: flag('charges').notNull(),
  version: rowVersion(),
});

/** The database refuses runs whose days overlap. */
export const invoiceRuns = sqliteTable('invoice_runs', {
  id: rowId<InvoiceRunId>(),
  kind: text('kind', { enum: BILLED }).notNull(),
  interval: text('interval', { enum: INTERVALS }).notNull(),
  fromDay: day('from_day').notNull(),
  /** The first day after it. */
  toDay: day('to_day').notNull(),
  dueAt: instant('due_at').notNull(),
  settingsId: reference<AutoInvoiceSettingsId>('settings_id').notNull(),
  jobId: reference<JobId>('job_id').notNull(),
  createdAt: instant('created_at').notNull(),
});

/** What a run did for one client, and how charging the card went. */
export const invoiceRunRows = sqliteTable('invoice_run_rows', {
  id: rowId<InvoiceRunRowId>(),
  runId: reference<InvoiceRunId>('run_id').notNull(),
  seq: integer('seq').notNull(),
  clientId: reference<ClientId>('client_id').notNull(),
  state: text('state', { enum: ['planned', 'invoiced', 'nothing', 'failed', 'released'] })
    .notNull()
    .default('planned'),
  sessions: integer('sessions').notNull().default(0),
  amountMinor: integer('amount_minor').notNull().default(0),
  invoiceId: reference<InvoiceId>('invoice_id'),
  error: text('error').notNull().default(''),
  billing: text('billing', {
    enum: ['off', 'no_card', 'charging', 'paid', 'retry', 'new_card', 'gave_up', 'ended'],
  })
    .notNull()
    .default('off'),
  chargeId: reference<ChargeId>('charge_id'),
  tries: integer('tries').notNull().default(0),
  nextTryAt: instant('next_try_at'),
  doneAt: instant('done_at'),
});

export type AutoInvoiceSettings = typeof autoInvoiceSettings.$inferSelect;
export type NewAutoInvoiceSettings = typeof autoInvoiceSettings.$inferInsert;
export type InvoiceRun = typeof invoiceRuns.$inferSelect;
export type NewInvoiceRun = typeof invoiceRuns.$inferInsert;
export type InvoiceRunRow = typeof invoiceRunRows.$inferSelect;
