import * as decisions from '#db/repositories/decision.ts';
import * as jobs from '#db/repositories/job.ts';
import type { DecisionId, JobId, StaffId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { readTemplates } from '../../settings/message-templates.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { type ChangedMeanwhile, changedMeanwhile, notFound, type NotFound } from '../errors.ts';
import { previewCancellation, type PlanSummary } from '../cancellation/preview-cancellation.ts';
import { recordDeed } from '../record-deed.ts';
import { submitCancellation, type SubmitError } from '../cancellation/submit-cancellation.ts';
import { writeSessionNotices } from '../notice/write-session-notices.ts';

export interface DecisionNamed {
  readonly id: DecisionId;
  readonly version: number;
}

/** What a bulk cancellation asks for before it begins: the plan that was shown, and the confirmations it needs. */
export interface Decided extends DecisionNamed {
  readonly planHash: string;
  readonly typedTotalMinor?: number | undefined;
  readonly secondPerson?: { readonly staffId: StaffId; readonly pin: string } | undefined;
}

export interface DecisionMadeAlready {
  readonly code: 'DECISION_MADE';
  readonly state: string;
}

export function listDecisions({ db }: ServiceContext): decisions.DecisionRow[] {
  return decisions.listWaiting(db.read);
}

/** What cancelling would do now, to the cent; sessions that are not open any more are left out. */
export function previewDecision(
  context: ServiceContext,
  actor: Actor,
  id: DecisionId,
): Result<PlanSummary, NotFound> {
  if (!decisions.findById(context.db.read, id)) return notFound('decision');
  const sessionIds = decisions.listOpenSessions(context.db.read, id);
  return ok(previewCancellation(context, actor, { sessionIds }));
}

/**
 * Cancels what was warned of, through the same plan, limits and job as a bulk cancellation. The job carries the decision's own
 * name, so that a second press, or one after a crash between the two commits, finds the job and makes no other.
 */
export async function cancelDecided(
  context: ServiceContext,
  actor: Actor,
  input: Decided,
): Promise<Result<{ jobId: JobId; accepted: number }, SubmitError | DecisionMadeAlready>> {
  const found = findWaiting(context, input);
  if (!found.ok) return found;
  const submitted = await submitOnce(context, actor, found.value, input);
  if (!submitted.ok) return submitted;
  const { jobId, accepted } = submitted.value;
  const decidedAt = context.now();
  return commit(context, ['decisions'], (tx) => {
    decisions.update(tx, input.id, input.version, { state: 'canceled', jobId, decidedAt });
    return ok({ jobId, accepted });
  });
}

/** The decision's job: the one that is there already, else a new one. */
async function submitOnce(
  context: ServiceContext,
  actor: Actor,
  decision: decisions.Decision,
  input: Decided,
): Promise<Result<{ jobId: JobId; accepted: number }, SubmitError>> {
  const { db } = context;
  const before = jobs.findByRequestUid(db.read, jobName(decision));
  if (before) return ok({ jobId: before.id, accepted: before.sessionsTotal });
  const { subject, body } = readTemplates(db.read).sessionCanceled;
  return submitCancellation(context, actor, {
    requestUid: jobName(decision),
    sessionIds: decisions.listOpenSessions(db.read, decision.id),
    planHash: input.planHash,
    reason: reasonOf(decision),
    message: { channel: 'email', subject, body },
    typedTotalMinor: input.typedTotalMinor,
    secondPerson: input.secondPerson,
  });
}

/** Tells everybody who is booked still that it takes place. */
export function confirmDecided(
  context: ServiceContext,
  actor: Actor,
  input: DecisionNamed,
): Result<{ messages: number }, NotFound | ChangedMeanwhile | DecisionMadeAlready> {
  const found = findWaiting(context, input);
  if (!found.ok) return found;
  const at = context.now();
  return commit(context, ['decisions', 'messages'], (tx) => {
    if (jobs.findByRequestUid(tx, jobName(found.value)))
      return err({ code: 'DECISION_MADE' as const, state: 'canceled' });
    if (!decisions.update(tx, input.id, input.version, { state: 'confirmed', decidedAt: at }))
      return changedMeanwhile('decision');
    const messages = writeSessionNotices(tx, {
      kind: 'session_confirmed',
      uid: found.value.noticeUid,
      sessionIds: decisions.listOpenSessions(tx, input.id),
      message: readTemplates(tx).sessionConfirmed,
      reason: reasonOf(found.value),
      deadline: '',
      at,
    });
    recordDeed(tx, actor, at, { action: 'decision.confirmed', subjectKind: 'decision', subjectId: input.id });
    return ok({ messages });
  });
}

function findWaiting(
  { db }: ServiceContext,
  { id, version }: DecisionNamed,
): Result<decisions.Decision, NotFound | ChangedMeanwhile | DecisionMadeAlready> {
  const decision = decisions.findById(db.read, id);
  if (!decision) return notFound('decision');
  if (decision.state !== 'waiting') return err({ code: 'DECISION_MADE', state: decision.state });
  return decision.version === version ? ok(decision) : changedMeanwhile('decision');
}

const jobName = ({ noticeUid }: decisions.Decision): string => `decision.${noticeUid}`;

const reasonOf = ({ request }: decisions.Decision): string => (request as { readonly reason: string }).reason;
