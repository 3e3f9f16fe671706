import type { ReadDb, WriteDb } from '#db/database.ts';
import * as jobs from '#db/repositories/job.ts';
import type { CancellationPlan } from './cancellation-plan.ts';
import type { StaffId } from '#domain/values/ids.ts';
import type { Actor } from '../context.ts';
import { type SecondPersonNeeded, startOfStudioDay } from '../staff/limit-passed.ts';

/** Whether the person may submit the plan by themselves. */
export interface RefundAuthority {
  readonly overLimit: boolean;
  readonly secondPersonNeeded: boolean;
}

type RefundPlan = Pick<CancellationPlan, 'refundTotalMinor' | 'settings'>;

/** The person may not give that much back: never, or not without another. Amounts in minor units. */
export type RefundRefused = RefundLimit | SecondPersonNeeded;

export interface RefundLimit {
  readonly code: 'REFUND_LIMIT';
  readonly limitMinor: number;
}

/**
 * Holds a plan against the limits of the person who submits it, together with what they have submitted on the same studio
 * day, so that no limit is passed in pieces (decision 011). Staff may cancel in bulk up to a limit, 0 means not at all
 * (domain.md 9); what a second person agreed to is not counted towards the next second person (reliability A2).
 */
export function refundAuthority(
  db: ReadDb | WriteDb,
  actor: Actor,
  { refundTotalMinor, settings }: RefundPlan,
  now: number,
): RefundAuthority {
  const { staffRefundLimitMinor, secondPersonAboveMinor } = settings;
  const isLimited = actor.role === 'staff';
  if (!isLimited && secondPersonAboveMinor === null) return { overLimit: false, secondPersonNeeded: false };
  const before = jobs.refundsSubmitted(db, actor.staffId, startOfStudioDay(db, now));
  return {
    overLimit:
      isLimited &&
      (staffRefundLimitMinor === 0 ||
        (refundTotalMinor > 0 && before.totalMinor + refundTotalMinor > staffRefundLimitMinor)),
    secondPersonNeeded:
      secondPersonAboveMinor !== null &&
      refundTotalMinor > 0 &&
      before.aloneMinor + refundTotalMinor > secondPersonAboveMinor,
  };
}

/** The same for places that are given up: that moves no money by itself, and the limit is one of refunds. */
export function placeRefundAuthority(
  db: ReadDb | WriteDb,
  actor: Actor,
  plan: RefundPlan,
  now: number,
): RefundAuthority {
  const { overLimit, secondPersonNeeded } = refundAuthority(db, actor, plan, now);
  return { overLimit: overLimit && plan.refundTotalMinor > 0, secondPersonNeeded };
}

/** The refusal of a plan that this authority does not cover; the limit first, which no second person lifts. */
export function refundRefusal(
  { overLimit, secondPersonNeeded }: RefundAuthority,
  { settings }: Pick<RefundPlan, 'settings'>,
  approvedBy: StaffId | null,
): RefundRefused | undefined {
  const { staffRefundLimitMinor, secondPersonAboveMinor } = settings;
  if (overLimit) return { code: 'REFUND_LIMIT', limitMinor: staffRefundLimitMinor };
  return secondPersonNeeded && approvedBy === null
    ? { code: 'SECOND_PERSON_NEEDED', aboveMinor: secondPersonAboveMinor ?? 0 }
    : undefined;
}
