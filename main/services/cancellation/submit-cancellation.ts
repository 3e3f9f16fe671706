import { hash } from 'node:crypto';
import type { WriteDb } from '#db/database.ts';
import * as audit from '#db/repositories/audit.ts';
import * as cancellations from '#db/repositories/cancellation.ts';
import * as jobs from '#db/repositories/job.ts';
import type { ClosureId, JobId, SessionId, StaffId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { bulkCancellation, type BulkCancellationPayload } from '../../jobs/bulk-cancellation/definition.ts';
import { type CancellationPlan, makePlan, type Selection } from './cancellation-plan.ts';
import { checkInside, linkJob, type OutsideClosure } from '../closure/link-cancellation.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { confirmSecondPerson } from '../staff/confirm-second-person.ts';
import {
  type ChangedMeanwhile,
  changedMeanwhile,
  type Forbidden,
  type InvalidInput,
  type MoneyFrozen,
  type NotFound,
} from '../errors.ts';
import { checkCancelCutOff, type CutOffPassed, recordOverrides } from '../reschedule/cut-off.ts';
import { isAbove } from './preview-cancellation.ts';
import {
  type RefundAuthority,
  refundAuthority,
  refundRefusal,
  type RefundRefused,
} from './refund-authority.ts';
import { checkMessage } from '../notice/check-message.ts';
import type { PinError } from '../staff/sign-in.ts';
import { moneyFrozenError } from '../money-frozen.ts';

export interface CancellationRequest extends Selection {
  readonly requestUid: string;
  readonly planHash: string;
  readonly reason: string;
  readonly message: BulkCancellationPayload['message'];
  readonly typedTotalMinor?: number | undefined;
  readonly secondPerson?: { readonly staffId: StaffId; readonly pin: string } | undefined;
  /** The closure because of which all of these are cancelled. */
  readonly closureId?: ClosureId | undefined;
}

export type SubmitError =
  | { readonly code: 'NOTHING_SELECTED' }
  | { readonly code: 'ALREADY_IN_PROCESS'; readonly sessions: cancellations.InProcess[] }
  | { readonly code: 'PLAN_CHANGED'; readonly refundTotalMinor: number }
  | { readonly code: 'TYPED_TOTAL_WRONG'; readonly wantedMinor: number }
  | RefundRefused
  | OutsideClosure
  | CutOffPassed
  | NotFound
  | ChangedMeanwhile
  | InvalidInput
  | MoneyFrozen
  | Forbidden
  | PinError;

export interface Submitted {
  readonly jobId: JobId;
  readonly accepted: number;
  readonly alreadyInProcess: cancellations.InProcess[];
}

/**
 * The button: in one transaction freezes the plan, marks the sessions as cancelling and makes the job; its request
 * CSV is written after the answer (domain.md 7.4–7.6; docs/decisions). Repeating a `requestUid` answers with the job it made. Sessions that another job has taken are
 * answered as already in process; the others go on. Nothing is done that differs from the plan named by `planHash`.
 */
export async function submitCancellation(
  ctx: ServiceContext,
  actor: Actor,
  request: CancellationRequest,
): Promise<Result<Submitted, SubmitError>> {
  const badMessage = request.message.channel === 'none' ? undefined : checkMessage(request.message);
  if (badMessage) return badMessage;
  const frozen = moneyFrozenError(ctx);
  if (frozen) return err(frozen);
  const approved = await confirmSecondPerson(ctx, actor, request.secondPerson);
  if (!approved.ok) return approved;
  const accepted = commit(ctx, ['sessions', 'jobs', 'closures', 'offers'], (tx) =>
    acceptCancellation(tx, ctx, actor, request, { approvedBy: approved.value, isAgreed: false }),
  );
  if (!accepted.ok) return accepted;
  ctx.wakeJobs();
  ctx.csvOwed();
  return accepted;
}

export interface Acceptance {
  readonly approvedBy: StaffId | null;
  /** It was agreed before the cut-off and only happens now, such as the fallback of an offer. */
  readonly isAgreed: boolean;
}

/** The same inside a transaction of the caller, who then wakes the jobs and says that a CSV is owed. */
export function acceptCancellation(
  tx: WriteDb,
  ctx: ServiceContext,
  actor: Actor,
  request: CancellationRequest,
  { approvedBy, isAgreed }: Acceptance,
): Result<Submitted, SubmitError> {
  const before = jobs.findByRequestUid(tx, request.requestUid);
  if (before)
    return isSameRequest(before, actor, request)
      ? ok({ jobId: before.id, accepted: before.sessionsTotal, alreadyInProcess: [] })
      : changedMeanwhile('request');
  if (request.sessionIds.length === 0) return err({ code: 'NOTHING_SELECTED' });
  if (cancellations.countUnknownSessions(tx, [...new Set(request.sessionIds)]) > 0)
    return err({ code: 'NOT_FOUND', what: 'session' });
  const inside = request.closureId ? checkInside(tx, request.closureId, request.sessionIds) : ok(undefined);
  if (!inside.ok) return inside;
  const alreadyInProcess = cancellations.sessionsInProcess(tx, request.sessionIds);
  const plan = makePlan(tx, request, ctx.now());
  if (plan.sessionIds.length === 0) return err({ code: 'ALREADY_IN_PROCESS', sessions: alreadyInProcess });
  const authority = refundAuthority(tx, actor, plan, ctx.now());
  const refused = check(plan, authority, request, approvedBy);
  if (refused) return err(refused);
  const late = isAgreed ? ok([]) : checkCancelCutOff(tx, actor, plan.sessionIds, ctx.now());
  if (!late.ok) return late;
  const jobId = store(tx, ctx, actor, request, plan, { approvedBy, late: late.value });
  if (request.closureId) linkJob(tx, request.closureId, jobId);
  return ok({ jobId, accepted: plan.sessionIds.length, alreadyInProcess });
}

/** A repeat after a lost answer is word for word the same; anything else under its name would be dropped silently. */
function isSameRequest(job: jobs.Job, actor: Actor, request: CancellationRequest): boolean {
  const { selectionHash, reason, message } = bulkCancellation.parse(job.payload);
  return (
    job.requestedBy === actor.staffId &&
    selectionHash === hashSelection(request) &&
    reason === request.reason &&
    JSON.stringify(message) === JSON.stringify(request.message)
  );
}

/** The ticked sessions and the choice for cash, in any order. Not the plan: of sessions that are being canceled there is none left. */
function hashSelection({ sessionIds, nonCardRefund }: Selection): string {
  const ids = [...new Set(sessionIds)].toSorted((a, b) => a - b);
  return hash('sha256', `${nonCardRefund ?? ''} ${ids.join(',')}`);
}

/** Limits and confirmations, by the plan that would be stored (domain.md 7.3, 9; reliability A2). */
function check(
  plan: CancellationPlan,
  authority: RefundAuthority,
  request: CancellationRequest,
  approvedBy: StaffId | null,
): SubmitError | undefined {
  const { refundTotalMinor, settings } = plan;
  if (plan.hash !== request.planHash) return { code: 'PLAN_CHANGED', refundTotalMinor };
  const refused = refundRefusal(authority, plan, approvedBy);
  if (refused?.code === 'REFUND_LIMIT') return refused;
  if (
    isAbove(refundTotalMinor, settings.typedTotalAboveMinor) &&
    request.typedTotalMinor !== refundTotalMinor
  )
    return { code: 'TYPED_TOTAL_WRONG', wantedMinor: refundTotalMinor };
  return refused;
}

function store(
  tx: WriteDb,
  ctx: ServiceContext,
  actor: Actor,
  request: CancellationRequest,
  plan: CancellationPlan,
  { approvedBy, late }: { readonly approvedBy: StaffId | null; readonly late: readonly SessionId[] },
): JobId {
  const at = ctx.now();
  const payload: BulkCancellationPayload = {
    version: 1,
    reason: request.reason,
    requestedBy: actor.name,
    message: request.message,
    nonCardRefund: plan.nonCardRefund,
    planHash: plan.hash,
    selectionHash: hashSelection(request),
    refundTotalMinor: plan.refundTotalMinor,
  };
  const jobId = jobs.insert(tx, {
    requestUid: request.requestUid,
    kind: bulkCancellation.kind,
    payload: JSON.stringify(payload),
    requestedBy: actor.staffId,
    approvedBy,
    sessionsTotal: plan.sessionIds.length,
    itemsTotal: plan.lines.length,
    createdAt: at,
  });
  cancellations.takeSessions(tx, jobId, plan.sessionIds);
  cancellations.insertPlan(tx, jobId, plan.lines);
  audit.append(tx, {
    at,
    staffId: actor.staffId,
    actor: actor.name,
    action: 'cancellation.accepted',
    subjectKind: 'job',
    subjectId: jobId,
    data: {
      sessions: plan.sessionIds.length,
      items: plan.lines.length,
      refundTotalMinor: plan.refundTotalMinor,
      planHash: plan.hash,
      approvedBy,
      ...(late.length > 0 && { afterCutOff: late.length }),
    },
  });
  recordOverrides(tx, actor, at, late, 'session.canceled_after_cut_off');
  return jobId;
}
