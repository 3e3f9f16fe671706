import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { PlanSummary } from '#contract/desktop/cancellation.ts';
import type { SessionId } from '#domain/values/ids.ts';
import { queries } from '#renderer/api/engine.ts';
import { type PlanChange, planChanges } from './plan-change.ts';

export type NonCardRefund = 'account_credit' | 'cash_due';

/** Long enough that a held-down arrow key with space asks once, short enough to feel live. */
const PAUSE_MS = 120;

export interface LivePlan {
  /** The newest plan there is; null before the first one and when nothing is ticked. */
  readonly summary: PlanSummary | null;
  /** True when `summary` is exactly for what is ticked now. */
  readonly isCurrent: boolean;
  readonly error: unknown;
  readonly refetch: () => void;
  /** What became different since this selection was first shown, by somebody else's doing. */
  readonly changes: readonly PlanChange[];
  readonly dismissChanges: () => void;
}

/** The refund plan of the ticked sessions, asked again after every change; the old totals stay until the new ones are there. */
export function usePlan(sessionIds: readonly SessionId[], nonCardRefund: NonCardRefund | null): LivePlan {
  // Named by content, so that a list that was only asked again is the same selection.
  const ids = [...sessionIds].sort((a, b) => a - b).join(',');
  const wanted = useMemo(
    () => ({
      sessionIds: ids === '' ? [] : ids.split(',').map((id) => Number(id) as SessionId),
      ...(nonCardRefund ? { nonCardRefund } : {}),
    }),
    [ids, nonCardRefund],
  );
  const [input] = useDebouncedValue(wanted, PAUSE_MS);
  const isAsked = input.sessionIds.length > 0 && wanted.sessionIds.length > 0;
  const query = useQuery({
    ...queries.cancellation.preview.queryOptions({ input }),
    enabled: isAsked,
    placeholderData: keepPreviousData,
    gcTime: 30_000,
  });
  const summary = isAsked ? (query.data ?? null) : null;
  const isCurrent = summary !== null && input === wanted && !query.isPlaceholderData && !query.isError;
  const { changes, dismiss } = useChangesOf(wanted, isCurrent ? summary : null);
  return {
    summary,
    isCurrent,
    error: isAsked ? query.error : null,
    refetch: () => void query.refetch(),
    changes,
    dismissChanges: dismiss,
  };
}

/** Compares the plan with the one shown first for the same selection. */
function useChangesOf(
  selection: object,
  plan: PlanSummary | null,
): { readonly changes: readonly PlanChange[]; readonly dismiss: () => void } {
  const [first, setFirst] = useState<{ readonly selection: object; readonly plan: PlanSummary } | null>(null);
  const isSame = first?.selection === selection;
  if (plan && !isSame) setFirst({ selection, plan });
  const changes = useMemo(
    () =>
      plan && first && isSame && first.plan.planHash !== plan.planHash ? planChanges(first.plan, plan) : [],
    [plan, first, isSame],
  );
  return { changes, dismiss: () => setFirst(plan ? { selection, plan } : null) };
}
