import type { JobRow } from '#contract/desktop/job.ts';
import type { PlanSummary } from '#contract/desktop/cancellation.ts';

/** A job as its page shows it. */
export interface JobDetails extends JobRow {
  readonly totals: PlanSummary['totals'];
  readonly message: { readonly channel: string; readonly subject: string; readonly body: string };
  readonly hasRequestCsv: boolean;
  readonly lateChangesAskedAt: number | null;
}
