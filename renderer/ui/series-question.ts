import { create } from 'zustand';
import type { SeriesValues } from '#domain/series/change.ts';
import type { SeriesId, SessionId } from '#domain/values/ids.ts';
import type { LocalDate } from '#domain/values/time.ts';

/** `this`: only the session, for the asker to do; `series`: done, for more than it; `kept`: everything stays as it is. */
export type SeriesAnswer = 'this' | 'series' | 'kept';

export interface SeriesQuestion {
  readonly seriesId: SeriesId;
  readonly sessionId: SessionId;
  /** What the edit makes of the session; what is not named stays. */
  readonly after: Partial<SeriesValues> & { readonly date: LocalDate };
}

interface Asked {
  readonly question: SeriesQuestion;
  readonly answer: (answer: SeriesAnswer) => void;
}

/** The question that stands open; the window draws it over whatever asked. */
export const useSeriesQuestion = create<{ readonly asked: Asked | null }>()(() => ({ asked: null }));

/** Asks which sessions of its series an edit of one means, and shows what that does before it is done. */
export function askWhichSessions(question: SeriesQuestion): Promise<SeriesAnswer> {
  return new Promise((resolve) => {
    const answer = (given: SeriesAnswer): void => {
      useSeriesQuestion.setState({ asked: null });
      resolve(given);
    };
    useSeriesQuestion.setState({ asked: { question, answer } });
  });
}
