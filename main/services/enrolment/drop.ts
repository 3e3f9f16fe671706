import type { WriteDb } from '#db/database.ts';
import * as clients from '#db/repositories/client.ts';
import * as enrolments from '#db/repositories/enrolment.ts';
import * as studios from '#db/repositories/studio.ts';
import type { MoneyChoice } from '#domain/cancellation/booking-plan.ts';
import { refundLines } from '#domain/message/cancellation-notice.ts';
import type { EnrolmentId, MessageId, StaffId, UndoStepId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { readCancellationSettings } from '../../settings/studio-settings.ts';
import {
  type WrittenCancellation,
  writeBookingCancellation,
} from '../booking-cancellation/write-booking-cancellation.ts';
import { makeBookingPlan } from '../booking-cancellation/plan-booking.ts';
import { commit } from '../commit.ts';
import { confirmSecondPerson } from '../confirm-second-person.ts';
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
import { placeRefundAuthority, refundRefusal, type RefundRefused } from '../refund-authority.ts';
import type { PinError } from '../sign-in.ts';
import { moneyFrozenError } from '../take-payment.ts';
import { rememberUndo } from '../undo/remember-undo.ts';
import { type Promoted, promoteWaiting } from '../waitlist/promote-waiting.ts';
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

/** What taking a drop back needs: each place as single cancellations remember it. */
export interface DropUndo {
  readonly enrolmentId: EnrolmentId;
  readonly versionAfter: number;
  readonly places: readonly (WrittenCancellation & { readonly promoted: readonly Promoted[] })[];
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
  const approved = input.secondPerson
    ? await confirmSecondPerson(context, actor, input.secondPerson)
    : ok(null);
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
      return carryOut(tx, context, actor, input, { plan: planned.value, approvedBy: approved.value });
    },
  );
  if (done.ok) context.wakeJobs();
  return done;
}

function check(
  tx: WriteDb,
  actor: Actor,
  input: DropInput,
  plan: DropPlan,
  { approvedBy, now }: { readonly approvedBy: StaffId | null; readonly now: number },
): DropError | undefined {
  const { refundTotalMinor, isInTime } = plan;
  if (plan.enrolment.version !== input.version) return { code: 'CHANGED_MEANWHILE', what: 'enrolment' };
  if (plan.hash !== input.planHash) return { code: 'PLAN_CHANGED', refundTotalMinor };
  const isUsual = (input.money === 'kept') !== isInTime;
  if (!isUsual && input.reason === '') return invalidInput('reason', 'REQUIRED').error;
  const money = { refundTotalMinor, settings: readCancellationSettings(tx) };
  return refundRefusal(placeRefundAuthority(tx, actor, money, now), money, approvedBy);
}

function carryOut(
  tx: WriteDb,
  context: ServiceContext,
  actor: Actor,
  input: DropInput,
  { plan, approvedBy }: { readonly plan: DropPlan; readonly approvedBy: StaffId | null },
): Result<Dropped, DropError> {
  const at = context.now();
  const call = { tx, actor, context };
  const { enrolment } = plan;
  const after = enrolments.update(tx, enrolment.id, input.version, {
    state: 'dropped',
    droppedAt: at,
    dropReason: input.reason,
  });
  if (!after) return changedMeanwhile('enrolment');
  const places: DropUndo['places'][number][] = [];
  for (const { booking } of plan.plans) {
    // Planned again: what an earlier place of the same payment gets back is gone by now.
    const current = makeBookingPlan(tx, { id: booking.id, money: input.money }, at);
    if (!current.ok) return changedMeanwhile('booking');
    const request = {
      requestUid: context.newUid(),
      id: booking.id,
      version: booking.version,
      by: input.by,
      reason: input.reason,
      money: input.money,
      planHash: current.value.hash,
      message: { channel: 'none' as const, subject: '', body: '' },
    };
    const written = writeBookingCancellation(call, request, current.value, approvedBy);
    if (!written) return changedMeanwhile('booking');
    places.push({ ...written, promoted: [] });
  }
  const filled = places.map((place) => ({
    ...place,
    promoted: promoteWaiting(call, place.before.sessionId),
  }));
  recordDeed(tx, actor, at, {
    action: 'class.dropped',
    subjectKind: 'series',
    subjectId: enrolment.seriesId,
    data: {
      enrolmentId: enrolment.id,
      clientId: enrolment.clientId,
      places: places.length,
      money: input.money,
      inTime: plan.isInTime,
      refundMinor: plan.refundTotalMinor,
      chargeMinor: plan.chargeMinor,
    },
  });
  const messageId = input.tell ? tell(tx, context, plan, input.reason) : null;
  const data: DropUndo = {
    enrolmentId: enrolment.id,
    versionAfter: after.version,
    places: filled,
    messageId,
  };
  const undoId = rememberUndo(tx, actor, at, { kind: 'class.dropped', data });
  const promoted = filled.flatMap((place) => place.promoted.map(({ name }) => name));
  return ok({ places: places.length, undoId, promoted });
}

function tell(tx: WriteDb, context: ServiceContext, plan: DropPlan, reason: string): MessageId {
  const { enrolment, row } = plan;
  const ids = new Set(plan.plans.map(({ session }) => session.id));
  const sessions = enrolments.listSessions(tx, row.id).filter(({ id }) => ids.has(id));
  const news = { row, client: clients.getById(tx, enrolment.clientId), enrolment, sessions };
  const refundText = refundLines(plan.totals, studios.get(tx)).join('\n');
  return tellDropped(tx, news, { refundText, reason, uid: context.newUid(), at: context.now() });
}
