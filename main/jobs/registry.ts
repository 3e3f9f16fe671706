import type { Job } from '#db/repositories/job.ts';
import { autoInvoice } from './auto-invoice/definition.ts';
import { runAutoInvoice } from './auto-invoice/handler.ts';
import { runBulkCancellation } from './bulk-cancellation/handler.ts';
import { bulkCancellation } from './bulk-cancellation/definition.ts';
import type { JobContext } from './job-context.ts';

export type JobHandler = (ctx: JobContext, job: Job) => Promise<void>;

/** Which handler runs which kind of job; the type demands one for each kind. */
export const handlers: Readonly<Record<Job['kind'], JobHandler>> = {
  [bulkCancellation.kind]: runBulkCancellation,
  // Its bookings were canceled when it was accepted: what is left of the same work is waiting for the refunds.
  booking_cancellation: runBulkCancellation,
  [autoInvoice.kind]: runAutoInvoice,
};
