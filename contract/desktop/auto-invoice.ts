import { z } from 'zod';
import { ORPHAN_REASONS } from '#domain/auto-invoice/orphan.ts';
import { RUN_ROW_RESULTS } from '#domain/auto-invoice/run-row-result.ts';
import { BILLED, INTERVALS } from '#domain/auto-invoice/terms.ts';
import { LAST_RETRY_DAY, MOST_RETRIES } from '#domain/auto-invoice/retry-ladder.ts';
import { desk, management } from './base.ts';
import {
  bookingId,
  clientId,
  invoiceRunId,
  invoiceRunRowId,
  jobId,
  line,
  localDate,
  localTime,
  page,
  scheduleDay,
  sessionId,
  undoStepId,
} from './fields.ts';
import { jobState } from './job.ts';

/** What "Auto setting" holds (seed 001). */
const autoSetting = z.object({
  enabled: z.boolean(),
  interval: z.enum(INTERVALS),
  billed: z.enum(BILLED),
  /** On the studio's wall clock. */
  runTime: localTime,
  /** A day of a week that begins a two-week period. */
  anchorDay: scheduleDay,
  /** Sessions before this day are never invoiced automatically. */
  sinceDay: scheduleDay,
  dueDays: z.int().min(0).max(365),
  /** Off: invoices stay drafts. */
  send: z.boolean(),
  autoBilling: z.boolean(),
  includeEarlier: z.boolean(),
  /** Days after the first try on which a declined card is tried again, rising. */
  retryDays: z.array(z.int().min(1).max(LAST_RETRY_DAY)).max(MOST_RETRIES),
});
export type AutoSetting = z.infer<typeof autoSetting>;

/** Days are half-open: `to` is the first that is not in it. */
const days = z.object({ from: localDate, to: localDate });

/** A run to come: its day and instant, and the days it covers. */
const plannedRun = z.object({ day: localDate, at: z.number(), covers: days, period: days });
export type PlannedRun = z.infer<typeof plannedRun>;

/** What one client would get, or why not. */
const rehearsedRow = z.object({
  clientId,
  client: z.string(),
  sessions: z.int(),
  amountMinor: z.int(),
  /** Empty: the invoice goes out as set. */
  trouble: z.enum(['', 'NO_ADDRESS']),
  /** `credit`: the client's money on account covers it all. */
  billing: z.enum(['off', 'no_card', 'charge', 'credit']),
  /** Of the amount, what money on account would pay. */
  creditMinor: z.int(),
});
export type RehearsedRow = z.infer<typeof rehearsedRow>;

/** One client's row of a run. */
const runRow = z.object({
  id: invoiceRunRowId,
  runId: invoiceRunId,
  runDay: localDate,
  interval: z.enum(INTERVALS),
  covers: days,
  clientId,
  client: z.string(),
  sessions: z.int(),
  amountMinor: z.int(),
  invoiceId: z.int().nullable(),
  invoiceNumber: z.string().nullable(),
  result: z.enum(RUN_ROW_RESULTS),
  /** Why it failed, or why the card was declined; a word. */
  error: z.string(),
  /** How its message fares; null where none was written. */
  messageState: z.string().nullable(),
  tries: z.int(),
  nextTryAt: z.number().nullable(),
  /** What can be done from the row. */
  canRetry: z.boolean(),
});
export type RunRow = z.infer<typeof runRow>;

const runView = z.object({
  id: invoiceRunId,
  jobId,
  jobState,
  kind: z.enum(BILLED),
  interval: z.enum(INTERVALS),
  covers: days,
  dueAt: z.number(),
  createdAt: z.number(),
  rows: z.int(),
  done: z.int(),
  invoiced: z.int(),
  failed: z.int(),
  /** Declined cards that are tried again or wait for a person. */
  declined: z.int(),
  /** Invoices to be paid whose message did not go out. */
  undelivered: z.int(),
  paid: z.int(),
  amountMinor: z.int(),
  paidMinor: z.int(),
});
export type RunView = z.infer<typeof runView>;

/** A place that nothing will ever bill, and why. */
const orphanRow = z.object({
  bookingId,
  sessionId,
  clientId,
  client: z.string(),
  title: z.string(),
  date: localDate,
  time: localTime,
  amountMinor: z.int(),
  reason: z.enum(ORPHAN_REASONS),
});
export type OrphanRow = z.infer<typeof orphanRow>;

const switches = z.object({ invoices: z.boolean(), charges: z.boolean(), version: z.int().min(0) });

/** Automatic invoicing and billing: "Auto setting", "Auto history" and what neither will ever bill (seed 001, domain.md 8). */
export const autoInvoice = {
  /** `version` 0: never set up; the setting is then what Callboard proposes. */
  setting: desk.output(
    z.object({
      setting: autoSetting,
      version: z.int(),
      /** The first day no run has covered; null before the first run. */
      coveredUntil: localDate.nullable(),
      runs: z.array(plannedRun),
      /** Runs that were missed so long ago that somebody must look first, `MOST_MISSED` at most. */
      missed: days.extend({ runs: z.int() }).nullable(),
      excludedClients: z.int(),
    }),
  ),
  /** Makes up for the missed runs, as `setting` has named them; CHANGED_MEANWHILE if others are missed by now. */
  startMissed: management.input(z.object({ to: localDate })),
  /** The next runs if these terms were saved now; nothing is. `inPrevious`: days the first run takes along, or that were billed already. */
  preview: desk.input(autoSetting).output(
    z.object({
      runs: z.array(plannedRun),
      /** Runs of the terms that still hold, whose time has come: they happen before the new terms do. */
      dueBefore: z.int(),
      /** Days between the last covered one and `sinceDay` that no run will cover, with the sessions on them. */
      leftOut: days.extend({ sessions: z.int() }).nullable(),
    }),
  ),
  /** Refused with CHANGED_MEANWHILE when somebody has saved since `version`. */
  saveSetting: management
    .input(autoSetting.extend({ version: z.int().min(0) }))
    .output(z.object({ version: z.int() })),
  /** Who would be invoiced by the next run as things stand now; writes nothing. */
  rehearse: desk.output(
    z.object({
      run: plannedRun.nullable(),
      rows: z.array(rehearsedRow),
      total: z.int(),
      amountMinor: z.int(),
      chargedMinor: z.int(),
      creditMinor: z.int(),
      withTrouble: z.int(),
    }),
  ),
  /** The newest first. */
  runs: desk.input(z.object(page)).output(z.object({ rows: z.array(runView), total: z.int() })),
  run: desk.input(z.object({ id: invoiceRunId })).output(runView),
  rows: desk
    .input(
      z.object({
        runId: invoiceRunId.optional(),
        clientId: clientId.optional(),
        result: z.enum(['all', 'problems', 'paid', 'unpaid', 'nothing']).default('all'),
        search: line(100).default(''),
        ...page,
      }),
    )
    .output(z.object({ rows: z.array(runRow), total: z.int(), amountMinor: z.int() })),
  /** Invoices the client again whose row failed, charges the card again at once, or sends the invoice again that did not go out. */
  retryRow: management.input(z.object({ id: invoiceRunRowId })),
  /** The same for every failed row of the run; `retried` counts them. */
  retryFailed: management.input(z.object({ runId: invoiceRunId })).output(z.object({ retried: z.int() })),
  clientSwitches: desk.input(z.object({ clientId })).output(switches),
  setClientSwitches: management
    .input(switches.extend({ clientId }))
    .output(z.object({ undoId: undoStepId.nullable() })),
  /** The oldest first, for days [from, to). */
  orphans: desk
    .input(z.object({ ...days.shape, reason: z.enum(ORPHAN_REASONS).optional(), ...page }))
    .output(z.object({ rows: z.array(orphanRow), total: z.int(), amountMinor: z.int() })),
};
