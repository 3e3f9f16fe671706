import { useQuery } from '@tanstack/react-query';
import { queries } from './engine.ts';

/** Sessions end without anybody doing anything. */
const ASK_AGAIN_MS = 60_000;

/** How many past sessions are still open, and the money they hide; undefined until it is known. */
export function usePastOpen() {
  return useQuery({ ...queries.completion.endOfDayCount.queryOptions(), refetchInterval: ASK_AGAIN_MS }).data;
}
