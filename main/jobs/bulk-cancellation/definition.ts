import { z } from 'zod';

/** What a bulk cancellation was asked to do, frozen with the job. The plan itself lies in `cancellation_items`. */
const bulkCancellationPayload = z.object({
  version: z.literal(1),
  reason: z.string(),
  /** The person's name then. */
  requestedBy: z.string(),
  message: z.object({ channel: z.enum(['none', 'email']), subject: z.string(), body: z.string() }),
  nonCardRefund: z.enum(['account_credit', 'cash_due']),
  planHash: z.string(),
  /** Names the sessions that were ticked, those of other jobs included: a repeat of the request is told by it. */
  selectionHash: z.string(),
  refundTotalMinor: z.int(),
});
export type BulkCancellationPayload = z.infer<typeof bulkCancellationPayload>;

export const bulkCancellation = {
  kind: 'bulk_cancellation',
  parse: (payload: string) => bulkCancellationPayload.parse(JSON.parse(payload)),
} as const;
