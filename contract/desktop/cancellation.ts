import { REFUND_ACTIONS, TENDERS } from '#domain/cancellation/plan.ts';
import { z } from 'zod';
import { desk } from './base.ts';
import {
  amountMinor,
  clientId,
  closureId,
  dayRange,
  jobId,
  line,
  localDate,
  localTime,
  page,
  secondPerson,
  sessionId,
  text,
} from './fields.ts';
import { sessionFilters, sessionRow } from './session.ts';

/** How a booking's tender is given back; one word per row of the refund plan (domain.md 5). */
export const refundAction = z.enum(REFUND_ACTIONS);
/** What a booking was paid with. */
export const tender = z.enum(TENDERS);

/** One row of the refund plan: all items of one action and tender, added up. */
export const planTotal = z.object({
  action: refundAction,
  tender,
  items: z.int(),
  amountMinor: z.int(),
  credits: z.int(),
});

/** What cancelling would do, added up, and what has to be confirmed before. */
export const planSummary = z.object({
  sessions: z.int(),
  bookings: z.int(),
  clients: z.int(),
  totals: z.array(planTotal),
  /** Money that goes back or is owed: cards, cash due and account credit; credits and dropped charges are not money back. */
  refundTotalMinor: z.int(),
  cardTotalMinor: z.int(),
  cardRefunds: z.int(),
  /** Clients that have no e-mail address. */
  withoutEmail: z.int(),
  extendedLots: z.int(),
  typedTotalNeeded: z.boolean(),
  secondPersonNeeded: z.boolean(),
  overLimit: z.boolean(),
  /** Names exactly this plan; the submit carries it back, so that nothing else is done than what was shown. */
  planHash: z.string(),
  inProcess: z.array(z.object({ sessionId, jobId, startedBy: z.string(), startedAt: z.number() })),
});
export type PlanSummary = z.infer<typeof planSummary>;

const selection = {
  sessionIds: z.array(sessionId).max(10_000),
  nonCardRefund: z.enum(['account_credit', 'cash_due']).optional(),
};

/** What one booking gets back in one tender. */
export const planLine = z.object({
  sessionId,
  title: z.string(),
  date: localDate,
  time: localTime,
  participant: z.string(),
  action: refundAction,
  tender,
  amountMinor: z.int(),
  credits: z.int(),
  lotName: z.string().nullable(),
  lotExpiresOn: localDate.nullable(),
});

/** The main job: cancelling sessions in bulk and giving back what was paid (seed 000). */
export const cancellation = {
  /** Sessions on the local days [from, to), at most 400 days and 10,000 sessions, those in a job marked with it. */
  sessions: desk.input(z.object({ ...dayRange, filters: sessionFilters.prefault({}) })).output(
    z.object({
      rows: z.array(
        sessionRow.extend({
          inProcess: z.object({ jobId, startedBy: z.string(), startedAt: z.number() }).nullable(),
        }),
      ),
      more: z.boolean(),
    }),
  ),
  /** What cancelling these sessions would do; changes nothing. */
  preview: desk.input(z.object(selection)).output(planSummary),
  /** The same, client by client. */
  previewClients: desk.input(z.object({ ...selection, search: line(100).default(''), ...page })).output(
    z.object({
      rows: z.array(
        z.object({
          clientId,
          name: z.string(),
          email: z.string(),
          phone: z.string(),
          totals: z.array(planTotal),
          lines: z.array(planLine),
        }),
      ),
      total: z.int(),
    }),
  ),
  /**
   * Freezes the plan, marks the sessions as cancelling, starts the job. The window then asks for the request CSV
   * (`job.saveCsv`); where it does not, the engine saves it by itself. The same `requestUid` again answers with the same job.
   * Sessions that another job holds are answered as already in process; the others go on.
   */
  submit: desk
    .input(
      z.object({
        ...selection,
        requestUid: z.uuid(),
        planHash: z.string().max(100),
        reason: line(300).min(1),
        message: z.object({ channel: z.enum(['none', 'email']), subject: line(200), body: text(5000) }),
        typedTotalMinor: amountMinor.optional(),
        secondPerson,
        /** The closure because of which all of these are cancelled; removing it can bring back exactly them. */
        closureId: closureId.optional(),
      }),
    )
    .output(
      z.object({
        jobId,
        accepted: z.int(),
        alreadyInProcess: planSummary.shape.inProcess,
      }),
    ),
};
