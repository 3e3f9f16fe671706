import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { SessionId } from '#domain/values/ids.ts';
import { addDays, type LocalDate } from '#domain/values/time.ts';

/** Leads to the bulk cancellation of exactly these sessions, ticked, on the days from the first to the last of them. */
export function useCancelInBulk(): (
  sessions: readonly { readonly sessionId: SessionId; readonly date: LocalDate }[],
) => void {
  const navigate = useNavigate();
  return useCallback(
    (sessions) => {
      const days = sessions.map(({ date }) => date).toSorted();
      const [first, last] = [days[0], days.at(-1)];
      if (!first || !last) return;
      const latest = addDays(first, MOST_DAYS);
      const to = addDays(last, 1);
      void navigate({
        to: '/cancellations/bulk',
        search: {
          from: first,
          to: to < latest ? to : latest,
          sessions: sessions.map(({ sessionId }) => sessionId),
        },
      });
    },
    [navigate],
  );
}

/** The list there shows no more days at once; what lies after them is ticked all the same. */
const MOST_DAYS = 400;
