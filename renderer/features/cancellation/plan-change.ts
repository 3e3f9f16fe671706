import type { PlanSummary } from '#contract/desktop/cancellation.ts';

type Action = PlanSummary['totals'][number]['action'];
type Tender = PlanSummary['totals'][number]['tender'];

export interface PlanChange {
  readonly what: 'sessions' | 'bookings' | 'clients' | 'refund_total' | 'total';
  readonly action?: Action;
  readonly tender?: Tender;
  readonly before: number;
  readonly after: number;
  readonly isMoney: boolean;
}

/** What differs between the plan that was shown and the one that would be done now, the most telling first. */
export function planChanges(before: PlanSummary, after: PlanSummary): readonly PlanChange[] {
  const counts = (['sessions', 'bookings', 'clients'] as const).map(
    (what): PlanChange => ({ what, before: before[what], after: after[what], isMoney: false }),
  );
  const total: PlanChange = {
    what: 'refund_total',
    before: before.refundTotalMinor,
    after: after.refundTotalMinor,
    isMoney: true,
  };
  return [total, ...counts, ...totalChanges(before, after)].filter(
    (change) => change.before !== change.after,
  );
}

function totalChanges(before: PlanSummary, after: PlanSummary): readonly PlanChange[] {
  const keys = new Map(
    [...before.totals, ...after.totals].map((total) => [`${total.action}/${total.tender}`, total]),
  );
  return [...keys.values()].map(({ action, tender }) => {
    const was = before.totals.find((total) => total.action === action && total.tender === tender);
    const is = after.totals.find((total) => total.action === action && total.tender === tender);
    const isMoney = (was?.amountMinor ?? 0) !== (is?.amountMinor ?? 0);
    return {
      what: 'total',
      action,
      tender,
      before: (isMoney ? was?.amountMinor : was?.items) ?? 0,
      after: (isMoney ? is?.amountMinor : is?.items) ?? 0,
      isMoney,
    };
  });
}
