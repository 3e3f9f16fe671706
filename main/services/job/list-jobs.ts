import * as views from '#db/repositories/job-view.ts';
import { lateChangesAskedAt } from '#db/repositories/refund.ts';
import type { JobId } from '#domain/values/ids.ts';
import { ok, type Result } from '#domain/values/result.ts';
import { bulkCancellation } from '../../jobs/bulk-cancellation/definition.ts';
import type { ServiceContext } from '../context.ts';
import { type NotFound, notFound } from '../errors.ts';
import { hasRequestCsv } from '../cancellation/save-request-csv.ts';

/** Jobs with their progress, newest first. */
export function listJobs(
  ctx: ServiceContext,
  filter: { readonly live: boolean; readonly limit: number; readonly offset: number },
) {
  const { rows, total } = views.listOverviews(ctx.db.read, filter);
  return { rows: rows.map((row) => jobRow(ctx, row)), total };
}

/** One job with its plan's totals and the message it sends. */
export function getJob(ctx: ServiceContext, id: JobId): Result<ReturnType<typeof jobView>, NotFound> {
  const overview = views.findOverview(ctx.db.read, id);
  return overview ? ok(jobView(ctx, overview)) : notFound('job');
}

function jobView(ctx: ServiceContext, overview: views.JobOverview) {
  const message =
    overview.kind === 'auto_invoice' ? NO_MESSAGE : bulkCancellation.parse(overview.payload).message;
  const row = jobRow(ctx, overview);
  return {
    ...row,
    totals: views.planTotalsOf(ctx.db.read, overview.id),
    message,
    hasRequestCsv: hasRequestCsv(ctx, overview.id),
    lateChangesAskedAt: row.progress.refunds.total > 0 ? lateChangesAskedAt(ctx.db.read) : null,
  };
}

function jobRow({ db, holdUp }: ServiceContext, overview: views.JobOverview) {
  const { payload, sessionsTotal, itemsTotal, ...row } = overview;
  const { reason, refundTotalMinor } =
    row.kind === 'auto_invoice' ? NOTHING_BACK : bulkCancellation.parse(payload);
  const counts = { id: row.id, sessionsTotal, itemsTotal };
  const progress =
    row.kind === 'auto_invoice' ? views.runProgressOf(db.read, counts) : views.progressOf(db.read, counts);
  const waits =
    row.state === 'running' ||
    row.state === 'queued' ||
    row.state === 'undoing' ||
    progress.refunds.toSend > 0;
  return { ...row, reason, refundTotalMinor, progress, holdUp: waits ? holdUp() : null };
}

/** A run of automatic invoicing gives nothing back, and its messages are the invoices'. */
const NOTHING_BACK = { reason: '', refundTotalMinor: 0 } as const;
const NO_MESSAGE = { channel: 'none', subject: '', body: '' } as const;
