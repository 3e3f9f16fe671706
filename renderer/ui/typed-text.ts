import { useCallback } from 'react';
import type { TypedSessionView } from '#contract/desktop/session.ts';
import { sessionMessages } from '#renderer/messages/sessions.ts';
import { useFormat } from './use-format.ts';

/** What was understood of a typed line, in the order in which one would say it. */
export function useTypedText(): (typed: TypedSessionView) => string {
  const format = useFormat();
  return useCallback(
    ({ names, date, time, minutes, times }) =>
      [
        names.client?.name,
        names.service?.name,
        names.practitioner?.name,
        date && format.day(date),
        time && format.time(time),
        minutes && sessionMessages.typed.minutes(minutes),
        names.room?.name,
        names.location?.name,
        times && sessionMessages.typed.times(times),
      ]
        .filter(Boolean)
        .join(' · '),
    [format],
  );
}
