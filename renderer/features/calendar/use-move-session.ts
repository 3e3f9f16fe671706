import { useQueryClient } from '@tanstack/react-query';
import { createElement, Fragment, useCallback } from 'react';
import type { SessionRow } from '#contract/desktop/session.ts';
import type { UndoStepId } from '#domain/values/ids.ts';
import { localDate, localTime } from '#domain/values/time.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { type EngineError, engineError } from '#renderer/api/engine-error.ts';
import { calendarMessages } from '#renderer/messages/calendar.ts';
import { askAboutBooked } from '#renderer/ui/ask-about-booked.tsx';
import { confirm } from '#renderer/ui/confirm.tsx';
import { askWhichSessions } from '#renderer/ui/series-question.ts';
import { toastError } from '#renderer/ui/toast.tsx';
import { toastUndoable } from '#renderer/ui/undo-toast.ts';
import { type StudioFormat, useFormat } from '#renderer/ui/use-format.ts';
import { wallOf } from './calendar-events.ts';

interface Place {
  readonly date: string;
  readonly time: string;
  readonly durationMinutes: number;
}
type Conflicts = Extract<EngineError, { code: 'SCHEDULE_CONFLICT' }>['data']['conflicts'];

/**
 * Moves or resizes a session that was dragged: asks which sessions are meant if it is one of a series, when people are booked and when the new time is taken, puts it back
 * when the answer is no or the engine refuses, and offers to undo.
 */
export function useMoveSession(): (
  session: SessionRow,
  start: string,
  minutes: number,
  revert: () => void,
) => void {
  const format = useFormat();
  const client = useQueryClient();
  return useCallback(
    (session, start, minutes, revert) => {
      const to: Place = { ...wallOf(start), durationMinutes: minutes };
      const refresh = () => client.invalidateQueries({ queryKey: queries.session.key() });
      void (async () => {
        if (session.seriesId !== null) {
          const answer = await askWhichSessions({
            seriesId: session.seriesId,
            sessionId: session.id,
            after: { date: localDate(to.date), time: localTime(to.time), durationMinutes: minutes },
          });
          if (answer !== 'this') return revert();
        }
        const wish = session.booked > 0 ? await askFirst(session, to, format) : NOBODY_BOOKED;
        if (!wish) return revert();
        const moved = await moveTo(session, to, format, { ...wish, allowConflicts: false });
        if (!moved) return revert();
        void refresh();
        toastUndoable(calendarMessages.moved(session.title, whenText(to, format), moved.told), moved.undoId);
      })();
    },
    [client, format],
  );
}

const NOBODY_BOOKED = { tellClients: false };

async function askFirst(
  session: SessionRow,
  to: Place,
  format: StudioFormat,
): Promise<{ readonly tellClients: boolean } | null> {
  try {
    const [details, settings] = await Promise.all([
      engine.session.get({ id: session.id }),
      engine.studio.notificationSettings(),
    ]);
    const booked = details.bookings.filter(({ state }) => state === 'booked');
    return await askAboutBooked({
      title: calendarMessages.moveTitle,
      consequence: calendarMessages.moveConsequence(
        session.title,
        whenText(session, format),
        whenText(to, format),
        booked.length,
      ),
      names: booked.map(({ clientName, participant }) =>
        participant ? `${participant} (${clientName})` : clientName,
      ),
      tellByDefault: settings.tellMoved,
      confirmLabel: calendarMessages.move,
    });
  } catch (thrown) {
    toastError(thrown);
    return null;
  }
}

/** What takes the move back and how many were told, or null when it stays where it is. */
async function moveTo(
  session: SessionRow,
  to: Place,
  format: StudioFormat,
  how: { readonly tellClients: boolean; readonly allowConflicts: boolean },
): Promise<{ readonly undoId: UndoStepId; readonly told: number } | null> {
  try {
    return await engine.session.move({
      id: session.id,
      version: session.version,
      date: localDate(to.date),
      time: localTime(to.time),
      durationMinutes: to.durationMinutes,
      ...how,
    });
  } catch (thrown) {
    const error = engineError(thrown);
    if (error.code !== 'SCHEDULE_CONFLICT') {
      toastError(thrown);
      return null;
    }
    const isWanted = await confirm({
      title: calendarMessages.conflictTitle,
      consequence: conflictList(error.data.conflicts, format),
      confirmLabel: calendarMessages.moveAnyway,
    });
    return isWanted ? moveTo(session, to, format, { ...how, allowConflicts: true }) : null;
  }
}

function conflictList(conflicts: Conflicts, format: StudioFormat) {
  return createElement(
    Fragment,
    null,
    ...conflicts.map((conflict) =>
      createElement(
        'div',
        { key: `${conflict.kind}${conflict.date}${conflict.time}${conflict.title}` },
        calendarMessages.conflictLine(
          calendarMessages.conflictKinds[conflict.kind],
          conflict.title,
          conflict.time
            ? `${format.day(conflict.date)}, ${format.time(conflict.time)}`
            : format.day(conflict.date),
        ),
      ),
    ),
  );
}

function whenText(place: Place, format: StudioFormat): string {
  return `${format.day(place.date)}, ${format.timeRange(place.time, place.durationMinutes)}`;
}
