import { listReport, type Outcome, outcomeOf, type ReportRow } from '#db/repositories/cancellation-report.ts';
import * as jobs from '#db/repositories/job.ts';
import { listEvents, type RefundEvent } from '#db/repositories/refund.ts';
import type { JobId, RefundId } from '#domain/values/ids.ts';
import { ok, type Result } from '#domain/values/result.ts';
import type { ServiceContext } from '../context.ts';
import { type NotFound, notFound } from '../errors.ts';

export interface ItemFilter {
  readonly id: JobId;
  readonly outcome?: Outcome | undefined;
  readonly search: string;
  readonly limit: number;
  readonly offset: number;
}

/** A page of the job's rows with how far each is. */
export function listJobItems(
  { db }: ServiceContext,
  { id, ...filter }: ItemFilter,
): Result<{ rows: ReturnType<typeof itemView>[]; total: number }, NotFound> {
  if (!jobs.findById(db.read, id)) return notFound('job');
  const { rows, total } = listReport(db.read, id, filter);
  return ok({ rows: rows.map(itemView), total });
}

/** The steps and attempts of one refund, oldest first. */
export function listRefundAttempts({ db }: ServiceContext, refundId: RefundId): RefundEvent[] {
  return listEvents(db.read, refundId);
}

function itemView(row: ReportRow) {
  const {
    id,
    seq,
    sessionId,
    bookingId,
    clientId,
    title,
    localDate,
    localTime,
    client,
    participant,
    tender,
    action,
    amountMinor,
    credits,
    refundId,
    refundState,
    settledAs,
    failureCode,
    doneAt,
  } = row;
  return {
    id,
    seq,
    sessionId,
    bookingId,
    clientId,
    title,
    date: localDate,
    time: localTime,
    client,
    participant,
    tender,
    action,
    amountMinor,
    credits,
    refundId,
    refundState,
    settledAs,
    failureCode: row.openTask === 'CASH_DUE' ? null : (row.openTask ?? failureCode),
    noteCode: row.noteCode || row.planNote,
    doneAt,
    outcome: outcomeOf(row),
  };
}
