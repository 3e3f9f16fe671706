import { z } from 'zod';
import { desk } from './base.ts';
import { planSummary } from './cancellation.ts';
import {
  amountMinor,
  decisionId,
  instant,
  jobId,
  line,
  localDate,
  requiredLine,
  secondPerson,
  undoStepId,
  version,
} from './fields.ts';
import { noticeSessionIds, noticeText } from './notice.ts';

/** The two steps of bad weather: warn now, decide by a clock time, then cancel or confirm with one key (features C 16). */
export const decision = {
  /** Warns everybody booked; the places are kept. The same `requestUid` again is the same decision. */
  create: desk
    .input(
      z.object({
        requestUid: z.uuid(),
        title: line(120),
        sessionIds: noticeSessionIds,
        decideAt: instant,
        reason: requiredLine(300),
        warning: noticeText,
      }),
    )
    .output(z.object({ id: decisionId, messages: z.int(), undoId: undoStepId.nullable() })),
  /** What still waits, the most urgent first. */
  list: desk.output(
    z.object({
      decisions: z.array(
        z.object({
          id: decisionId,
          title: z.string(),
          decideAt: z.number(),
          reason: z.string(),
          requestedBy: z.string(),
          createdAt: z.number(),
          version,
          sessions: z.int(),
          bookings: z.int(),
          clients: z.int(),
          firstDate: localDate.nullable(),
          lastDate: localDate.nullable(),
        }),
      ),
    }),
  ),
  /** What cancelling would do now. */
  preview: desk.input(z.object({ id: decisionId })).output(planSummary),
  /** Through the same plan, limits and job as a bulk cancellation. */
  cancel: desk
    .input(
      z.object({
        id: decisionId,
        version,
        planHash: z.string().max(100),
        typedTotalMinor: amountMinor.optional(),
        secondPerson,
      }),
    )
    .output(z.object({ jobId, accepted: z.int() })),
  /** Tells everybody who is booked still that it takes place. */
  confirm: desk.input(z.object({ id: decisionId, version })).output(z.object({ messages: z.int() })),
};
