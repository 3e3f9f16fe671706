import { useQuery } from '@tanstack/react-query';
import type { SessionId } from '#domain/values/ids.ts';
import { queries } from '#renderer/api/engine.ts';

/** The engine's word on cut-offs, on who is booked, and on an offer that waits. */
export function useRescheduleRules(id: SessionId, enabled: boolean) {
  return useQuery({ ...queries.reschedule.rules.queryOptions({ input: { id } }), enabled });
}

export type RescheduleRules = NonNullable<ReturnType<typeof useRescheduleRules>['data']>;
