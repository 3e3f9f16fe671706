import * as cancellations from '#db/repositories/cancellation.ts';
import type { PlanTotal } from '#domain/cancellation/plan.ts';
import { type CancellationPlan, makePlan, type Selection } from './cancellation-plan.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { type RefundAuthority, refundAuthority } from './refund-authority.ts';

export interface PlanSummary extends RefundAuthority {
  readonly sessions: number;
  readonly bookings: number;
  readonly clients: number;
  readonly totals: PlanTotal[];
  readonly refundTotalMinor: number;
  readonly cardTotalMinor: number;
  readonly cardRefunds: number;
  readonly withoutEmail: number;
  readonly extendedLots: number;
  readonly typedTotalNeeded: boolean;
  readonly planHash: string;
  readonly inProcess: cancellations.InProcess[];
}

/** What cancelling the selection would do; changes nothing (domain.md 7.2). */
export function previewCancellation(
  { db, now }: ServiceContext,
  actor: Actor,
  selection: Selection,
): PlanSummary {
  const at = now();
  const plan = makePlan(db.read, selection, at);
  return {
    ...summarise(plan),
    ...refundAuthority(db.read, actor, plan, at),
    withoutEmail: cancellations.countWithoutEmail(db.read, clientsOf(plan)),
    inProcess: cancellations.sessionsInProcess(db.read, selection.sessionIds),
  };
}

function summarise(
  plan: CancellationPlan,
): Omit<PlanSummary, 'withoutEmail' | 'inProcess' | keyof RefundAuthority> {
  const { lines, totals, refundTotalMinor, settings } = plan;
  const cards = totals.filter(({ action }) => action === 'refund_card');
  return {
    sessions: plan.sessionIds.length,
    bookings: new Set(lines.flatMap(({ bookingId }) => bookingId ?? [])).size,
    clients: clientsOf(plan).length,
    totals: [...totals],
    refundTotalMinor,
    cardTotalMinor: cards.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    cardRefunds: cards.reduce((sum, { items }) => sum + items, 0),
    extendedLots: new Set(
      lines.flatMap(({ lotId, lotExpiresOn }) => (lotExpiresOn === null ? [] : (lotId ?? []))),
    ).size,
    typedTotalNeeded: isAbove(refundTotalMinor, settings.typedTotalAboveMinor),
    planHash: plan.hash,
  };
}

export function isAbove(amountMinor: number, limitMinor: number | null): boolean {
  return limitMinor !== null && amountMinor > limitMinor;
}

function clientsOf({ lines }: CancellationPlan) {
  return [...new Set(lines.flatMap(({ clientId }) => clientId ?? []))];
}
