import { z } from 'zod';
import { desk, everyRole } from './base.ts';
import { chargeId, clientId, jobId, line, page, refundId, taskId } from './fields.ts';
import { refundState } from './job.ts';

const TASK_KINDS = [
  'stuck_refund',
  'cash_due',
  'undo_leftover',
  'card_declined',
  'dispute',
  'charge_unclear',
  'invoice_error',
] as const;

/** One piece of work for a person; `code` says what happened. */
export const taskRow = z.object({
  id: taskId,
  kind: z.enum(TASK_KINDS),
  code: z.string(),
  jobId: jobId.nullable(),
  refundId: refundId.nullable(),
  refundState: refundState.nullable(),
  clientId: clientId.nullable(),
  client: z.string(),
  phone: z.string(),
  amountMinor: z.int(),
  title: z.string(),
  date: z.string(),
  failureCode: z.string().nullable(),
  chargeId: chargeId.nullable(),
  reason: z.string(),
  dueAt: z.number().nullable(),
  createdAt: z.number(),
  state: z.enum(['open', 'done']),
  resolution: z.string().nullable(),
  resolvedBy: z.string().nullable(),
  resolvedAt: z.number().nullable(),
  /** What can be done about it now. */
  actions: z.array(z.enum(['retry', 'look_up', 'account_credit', 'cash', 'outside', 'paid_out', 'done'])),
});
export type TaskRow = z.infer<typeof taskRow>;

/** Work that only a person can finish: stuck refunds, cash to hand over, what an undo could not bring back. */
export const task = {
  /** The oldest first; `amountMinor` is the sum of all of them, not of the page. */
  list: desk
    .input(
      z.object({
        /** `cards`: declined cards, unclear charges and disputes together. */
        kind: z.enum([...TASK_KINDS, 'cards']).optional(),
        state: z.enum(['open', 'done']).default('open'),
        jobId: jobId.optional(),
        ...page,
      }),
    )
    .output(z.object({ rows: z.array(taskRow), total: z.int(), amountMinor: z.int() })),
  /**
   * retry: sends again under a new key (only after a definite refusal); look_up: asks the provider what happened; account_credit,
   * cash: gives it back another way; outside: it was refunded outside Callboard; paid_out: cash handed over; done: solved.
   */
  resolve: desk.input(
    z.object({
      id: taskId,
      action: z.enum(['retry', 'look_up', 'account_credit', 'cash', 'outside', 'paid_out', 'done']),
      note: line(300).default(''),
    }),
  ),
  /** Everything that waits for a person, for the header. */
  problems: everyRole.output(
    z.object({
      stuckRefunds: z.int(),
      cashDue: z.int(),
      undoLeftovers: z.int(),
      cardProblems: z.int(),
      unsentMessages: z.int(),
      waitingOffers: z.int(),
      /** Over, and what was agreed has not been possible: part of the waiting ones. */
      overdueOffers: z.int(),
      runningJobs: z.int(),
      moneyFrozen: z.boolean(),
      walAlarm: z.boolean(),
    }),
  ),
};
