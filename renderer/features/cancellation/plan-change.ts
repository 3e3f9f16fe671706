import type { PlanSummary } from '#contract/desktop/cancellation.ts';

type PlanTotal = PlanSummary['totals'][number];

export interface PlanChange {
  readonly what: 'sessions' | 'bookings' | 'clients' | 'refund_total' | 'total';
  readonly action?: PlanTotal['action'];
  readonly tender?: PlanTotal['tender'];
  readonly before: number;
  readonly after: number;
  /** Amounts in minor units; otherwise counts. */
  readonly isMoney: boolean;
  /** How many items the total has now. */
  readonly items: number;
}

/** What differs between the plan that was shown and the one that would be done now, the most telling first. */
export function planChanges(before: PlanSummary, after: PlanSummary): readonly PlanChange[] {
  const counts = (['sessions', 'bookings', 'clients'] as const).map(
    (what): PlanChange => ({
      what,
      before: before[what],
      after: after[what],
      isMoney: false,
      items: after[what],
    }),
  );
  const total: PlanChange = {
    what: 'refund_total',
    before: before.refundTotalMinor,
    after: after.refundTotalMinor,
    isMoney: true,
    items: after.bookings,
  };
  return [total, ...counts, ...totalChanges(before, after)].filter(
    (change) => change.before !== change.after,
  );
}

function totalChanges(before: PlanSummary, after: PlanSummary): readonly PlanChange[] {
  const keys = new Map([...before.totals, ...after.totals].map((total) => [keyOf(total), total]));
  return [...keys].map(([key, { action, tender }]) => {
    const was = before.totals.find((total) => keyOf(total) === key);
    const is = after.totals.find((total) => keyOf(total) === key);
    const isMoney = (was?.amountMinor ?? 0) !== (is?.amountMinor ?? 0);
    return {
      what: 'total',
      action,
      tender,
      before: (isMoney ? was?.amountMinor : was?.items) ?? 0,
      after: (isMoney ? is?.amountMinor : is?.items) ?? 0,
      isMoney,
      items: is?.items ?? 0,
    };
  });
}

const keyOf = (total: PlanTotal): string => `${total.action}/${total.tender}`;
