import { REFUND_STATES } from '#domain/refund/life.ts';
import { z } from 'zod';
import { desk } from './base.ts';
import { planTotal, refundAction, tender } from './cancellation.ts';
import {
  bookingId,
  clientId,
  csvFile,
  invoiceRunId,
  itemId,
  jobId,
  line,
  localDate,
  localTime,
  page,
  refundId,
  sessionId,
} from './fields.ts';

/** Where the job is; what a person has asked for meanwhile is its `wanted`. */
export const jobState = z.enum(['queued', 'running', 'paused', 'stopped', 'done', 'undoing', 'undone']);
/** Where a card refund is in its life (reliability D). */
export const refundState = z.enum(REFUND_STATES);

/** How far a job is, counted in rows. */
export const jobProgress = z.object({
  /** `done` were canceled; `restored` of them are open again after an undo. */
  sessions: z.object({ total: z.int(), done: z.int(), released: z.int(), restored: z.int() }),
  items: z.object({ total: z.int(), done: z.int() }),
  /** Card refunds by how far they are. `waiting` = the provider says pending; `problems` = a task is open. */
  refunds: z.object({
    total: z.int(),
    toSend: z.int(),
    settled: z.int(),
    waiting: z.int(),
    problems: z.int(),
    withdrawn: z.int(),
  }),
  cashDue: z.object({ total: z.int(), open: z.int(), amountOpenMinor: z.int() }),
  messages: z.object({
    total: z.int(),
    sent: z.int(),
    unsent: z.int(),
    failed: z.int(),
    withdrawn: z.int(),
  }),
});
/** A job as lists show it. `fromDate` and `toDate` are the first and last local day of its sessions. */
export const jobRow = z.object({
  id: jobId,
  kind: z.enum(['bulk_cancellation', 'booking_cancellation', 'auto_invoice']),
  state: jobState,
  wanted: z.enum(['run', 'pause', 'stop', 'undo']),
  reason: z.string(),
  /** Empty when Callboard itself began it. */
  requestedBy: z.string(),
  /** The run of automatic invoicing that it carries out. */
  runId: invoiceRunId.nullable(),
  approvedBy: z.string().nullable(),
  createdAt: z.number(),
  startedAt: z.number().nullable(),
  finishedAt: z.number().nullable(),
  fromDate: localDate.nullable(),
  toDate: localDate.nullable(),
  progress: jobProgress,
  refundTotalMinor: z.int(),
  /** Why it does not go on just now: the provider limits or is unreachable, money is frozen. */
  holdUp: z.enum(['provider_unavailable', 'rate_limited', 'unauthorized', 'money_frozen', 'disk']).nullable(),
});
export type JobRow = z.infer<typeof jobRow>;

/** What became of a row of the request list. */
export const itemOutcome = z.enum(['planned', 'done', 'waiting', 'problem', 'released', 'undone', 'kept']);
/** A row of the request list with its outcome: one booking in one tender. */
export const jobItem = z.object({
  id: itemId,
  seq: z.int(),
  sessionId,
  bookingId: bookingId.nullable(),
  clientId: clientId.nullable(),
  title: z.string(),
  date: localDate,
  time: localTime,
  client: z.string(),
  participant: z.string(),
  tender,
  action: refundAction,
  amountMinor: z.int(),
  credits: z.int(),
  outcome: itemOutcome,
  refundId: refundId.nullable(),
  refundState: refundState.nullable(),
  settledAs: z.string().nullable(),
  failureCode: z.string().nullable(),
  noteCode: z.string(),
  doneAt: z.number().nullable(),
});
export type JobItem = z.infer<typeof jobItem>;

/** What an undo would bring back, and what it could not. */
export const undoPreview = z.object({
  sessions: z.int(),
  bookings: z.int(),
  creditsTaken: z.int(),
  refundsWithdrawn: z.int(),
  messagesWithdrawn: z.int(),
  /** What cannot be undone, each for the desk to solve. */
  leftovers: z.array(
    z.object({
      code: z.enum([
        'refund_sent',
        'booked_elsewhere',
        'session_full',
        'credit_used',
        'session_past',
        'message_sent',
        'balance_used',
      ]),
      client: z.string(),
      title: z.string(),
      date: z.string(),
      amountMinor: z.int(),
    }),
  ),
});

/** Background work that was accepted, for ever: how far it is, its rows and files, and what can still be done about it. */
export const job = {
  /** The latest first; `live`: only those that are not over. */
  list: desk
    .input(z.object({ live: z.boolean().default(false), ...page }))
    .output(z.object({ rows: z.array(jobRow), total: z.int() })),
  get: desk.input(z.object({ id: jobId })).output(
    jobRow.extend({
      totals: z.array(planTotal),
      message: z.object({ channel: z.string(), subject: z.string(), body: z.string() }),
      /** False until the audit CSV has been saved, or fetched by a browser, once. */
      hasRequestCsv: z.boolean(),
      /** When the provider was last asked whether a refund has come back; null: never, or no card refunds to ask about. */
      lateChangesAskedAt: z.number().nullable(),
    }),
  ),
  items: desk
    .input(z.object({ id: jobId, outcome: itemOutcome.optional(), search: line(100).default(''), ...page }))
    .output(z.object({ rows: z.array(jobItem), total: z.int() })),
  /** The steps and attempts of one refund, oldest first. */
  attempts: desk.input(z.object({ refundId })).output(
    z.array(
      z.object({
        at: z.number(),
        from: refundState.or(z.literal('')),
        to: refundState,
        detail: z.string(),
      }),
    ),
  ),
  /** After the step in hand. Refused with JOB_STATE where there is nothing to pause. */
  pause: desk.input(z.object({ id: jobId })),
  resume: desk.input(z.object({ id: jobId })),
  /** What is done stays done, the rest is released. */
  stop: desk.input(z.object({ id: jobId })),
  /** Sends definitely refused card refunds again; `retried` counts them. */
  retryFailed: desk.input(z.object({ id: jobId })).output(z.object({ retried: z.int() })),
  /** Changes nothing. */
  undoPreview: desk.input(z.object({ id: jobId })).output(undoPreview),
  /** Brings back what can be brought back; the rest becomes tasks. Cannot itself be undone. */
  undo: desk.input(z.object({ id: jobId })),
  /** Into the downloads folder, or to `path`, which a person has just chosen in a system dialog; the same file if it is there already. */
  saveCsv: desk
    .input(
      z.object({
        id: jobId,
        which: z.enum(['request', 'outcome']),
        path: z.string().min(1).max(4096).optional(),
      }),
    )
    .output(csvFile),
};
