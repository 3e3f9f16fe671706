import { isLocalDate } from '#domain/values/time.ts';
import { queries } from '#renderer/api/engine.ts';
import { queryClient } from '#renderer/api/query-client.ts';
import { rangeOf } from '#renderer/features/calendar/calendar-range.ts';
import { sessionsInRange } from '#renderer/features/calendar/sessions-in-range.ts';
import { todayIn } from '#renderer/ui/today.ts';
import { useUiState } from '#renderer/ui/ui-state.ts';

/** Longer than any answer takes that is worth waiting for; after that the screens show that they are loading. */
const LONGEST_WAIT_MS = 300;

/**
 * Asks for all that the frame and the calendar show first, before they are there: so they are drawn once, with everything
 * in place, instead of again with each answer. Never throws; what could not be had is asked for again by its screen.
 */
export async function readyFirstScreen(): Promise<void> {
  const wait = new Promise<void>((resolve) => setTimeout(resolve, LONGEST_WAIT_MS));
  await Promise.race([wait, Promise.allSettled([askCatalog(), askWeek()])]);
}

const askCatalog = (): Promise<unknown> => queryClient.fetchQuery(queries.catalog.all.queryOptions());

async function askWeek(): Promise<void> {
  const studio = await queryClient.fetchQuery(queries.studio.get.queryOptions());
  // Another place was open when the window was loaded anew.
  if (!['', '#', '#/'].includes(location.hash)) return;
  const { calendar, filters } = useUiState.getState();
  const date = calendar.date && isLocalDate(calendar.date) ? calendar.date : todayIn(studio.zone);
  await queryClient.fetchQuery(sessionsInRange(rangeOf(calendar.view, date, studio.weekStartsOn), filters));
}
