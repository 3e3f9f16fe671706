import type { WriteDb } from '#db/database.ts';
import * as clients from '#db/repositories/client.ts';
import * as enrolments from '#db/repositories/enrolment.ts';
import * as studios from '#db/repositories/studio.ts';
import type { MoneyChoice } from '#domain/cancellation/booking-plan.ts';
import { refundLines } from '#domain/message/cancellation-notice.ts';
import type { EnrolmentId, JobId, MessageId, StaffId, UndoStepId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import type { PlacesPlan } from '../booking-cancellation/plan-booking.ts';
import { writeBookingCancellation } from '../booking-cancellation/write-booking-cancellation.ts';
import { commit } from '../commit.ts';
import { confirmSecondPerson } from '../staff/confirm-second-person.ts';
import type { Actor, ServiceContext } from '../context.ts';
import {
  changedMeanwhile,
  type ChangedMeanwhile,
  type Forbidden,
  type InvalidInput,
  invalidInput,
  type MoneyFrozen,
} from '../errors.ts';
import { recordDeed } from '../record-deed.ts';
import { placeRefundAuthority, refundRefusal, type RefundRefused } from '../cancellation/refund-authority.ts';
import type { PinError } from '../staff/sign-in.ts';
import { moneyFrozenError } from '../money-frozen.ts';
import type { CanceledBookings } from '../undo/booking.ts';
import { rememberUndo } from '../undo/remember-undo.ts';
import { type PromotionCall, promoteWaiting } from '../waitlist/promote-waiting.ts';
import { type DropPlan, type DropPlanError, planDrop } from './plan-drop.ts';
import { tellDropped } from './tell.ts';

export interface DropInput {
  readonly id: EnrolmentId;
  readonly version: number;
  /** Who wants it. */
  readonly by: 'client' | 'staff' | 'studio';
  readonly money: MoneyChoice;
  readonly reason: string;
  readonly planHash: string;
  readonly tell: boolean;
  readonly secondPerson?: { readonly staffId: StaffId; readonly pin: string } | undefined;
}

export type DropError =
  | DropPlanError
  | ChangedMeanwhile
  | InvalidInput
  | MoneyFrozen
  | Forbidden
  | PinError
  | RefundRefused
  | { readonly code: 'PLAN_CHANGED'; readonly refundTotalMinor: number };

export interface Dropped {
  readonly places: number;
  readonly undoId: UndoStepId;
  /** Names of those who got a place from a waitlist. */
  readonly promoted: string[];
}

/** What taking a drop back needs. */
export interface DropUndo {
  readonly enrolmentId: EnrolmentId;
  readonly versionAfter: number;
  /** Null where no place was still to come. */
  readonly canceled: CanceledBookings | null;
  readonly messageId: MessageId | null;
}

/**
 * Takes somebody out of a class, in one transaction: every place still to come is given up by the plan that was shown, with its
 * money as when a single booking is canceled, and whoever waits moves up. Before the drop deadline everything comes back as a
 * matter of course; afterwards it needs a reason, and so does keeping money before it (seed 001).
 */
export async function dropEnrolment(
  context: ServiceContext,
  actor: Actor,
  input: DropInput,
): Promise<Result<Dropped, DropError>> {
  const frozen = moneyFrozenError(context);
  if (frozen) return err(frozen);
  const approved = await confirmSecondPerson(context, actor, input.secondPerson);
  if (!approved.ok) return approved;
  const done = commit(
    context,
    ['sessions', 'series', 'clients', 'jobs', 'tasks', 'messages'],
    (tx): Result<Dropped, DropError> => {
      const planned = planDrop(tx, input, context.now());
      if (!planned.ok) return planned;
      const refused = check(tx, actor, input, planned.value, {
        approvedBy: approved.value,
        now: context.now(),
      });
      if (refused) return err(refused);
      return carryOut(tx, context, actor, input, { drop: planned.value, approvedBy: approved.value });
    },
  );
  if (done.ok) context.wakeJobs();
  return done;
}

function check(
  tx: WriteDb,
  actor: Actor,
  input: DropInput,
  drop: DropPlan,
  { approvedBy, now }: { readonly approvedBy: StaffId | null; readonly now: number },
): DropError | undefined {
  const { enrolment, plan, isInTime } = drop;
  if (enrolment.version !== input.version) return { code: 'CHANGED_MEANWHILE', what: 'enrolment' };
  if (plan.hash !== input.planHash) return { code: 'PLAN_CHANGED', refundTotalMinor: plan.refundTotalMinor };
  const isUsual = (input.money === 'kept') !== isInTime;
  if (!isUsual && input.reason === '') return invalidInput('reason', 'REQUIRED').error;
  return refundRefusal(placeRefundAuthority(tx, actor, plan, now), plan, approvedBy);
}

function carryOut(
  tx: WriteDb,
  context: ServiceContext,
  actor: Actor,
  input: DropInput,
  { drop, approvedBy }: { readonly drop: DropPlan; readonly approvedBy: StaffId | null },
): Result<Dropped, DropError> {
  const at = context.now();
  const call = { tx, actor, context };
  const { enrolment } = drop;
  const after = enrolments.update(tx, enrolment.id, input.version, {
    state: 'dropped',
    droppedAt: at,
    dropReason: input.reason,
  });
  if (!after) return changedMeanwhile('enrolment');
  const canceled = giveUpPlaces(call, input, drop.plan, approvedBy);
  if (canceled === 'changed') return changedMeanwhile('booking');
  const promoted = canceled?.promoted ?? [];
  recordDeed(tx, actor, at, {
    action: 'class.dropped',
    subjectKind: 'series',
    subjectId: enrolment.seriesId,
    data: {
      enrolmentId: enrolment.id,
      clientId: enrolment.clientId,
      places: drop.plan.places.length,
      money: input.money,
      inTime: drop.isInTime,
      refundMinor: drop.plan.refundTotalMinor,
      chargeMinor: drop.plan.chargeMinor,
    },
  });
  const messageId = input.tell ? tell(call, drop, input.reason, canceled?.jobId) : null;
  const data: DropUndo = {
    enrolmentId: enrolment.id,
    versionAfter: after.version,
    canceled,
    messageId,
  };
  const undoId = rememberUndo(tx, actor, at, { kind: 'class.dropped', data });
  return ok({
    places: drop.plan.places.length,
    undoId,
    promoted: promoted.map(({ name }) => name),
  });
}

/** Cancels what is still to come by one job, then lets those who wait move up; null where nothing is to come. */
function giveUpPlaces(
  call: PromotionCall,
  input: DropInput,
  plan: PlacesPlan,
  approvedBy: StaffId | null,
): CanceledBookings | null | 'changed' {
  if (plan.places.length === 0) return null;
  const request = {
    requestUid: call.context.newUid(),
    by: input.by,
    reason: input.reason,
    money: input.money,
    // The one message of the class tells of it.
    message: { channel: 'none' as const, subject: '', body: '' },
  };
  const written = writeBookingCancellation(call, request, plan, approvedBy);
  if (!written) return 'changed';
  const promoted = plan.places.flatMap(({ session }) => promoteWaiting(call, session.id));
  return { ...written, messageUid: null, promoted };
}

function tell(
  { tx, context }: PromotionCall,
  drop: DropPlan,
  reason: string,
  jobId: JobId | undefined,
): MessageId {
  const { enrolment, row } = drop;
  const ids = new Set(drop.plan.places.map(({ session }) => session.id));
  const sessions = enrolments.listSessions(tx, row.id).filter(({ id }) => ids.has(id));
  const news = { row, client: clients.getById(tx, enrolment.clientId), enrolment, sessions };
  const refundText = refundLines(drop.totals, studios.get(tx)).join('\n');
  return tellDropped(tx, news, { refundText, reason, uid: context.newUid(), at: context.now(), jobId });
}
