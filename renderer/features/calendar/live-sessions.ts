import { create } from 'zustand';
import type { SessionRow } from '#contract/desktop/session.ts';

/**
 * What became of sessions since they were placed on the calendar, by the row they were placed with. Each event listens for its
 * own row, so that a session that is cancelled or booked is painted by its own few elements and the calendar library draws
 * nothing.
 */
const useLiveSessions = create<{ readonly since: ReadonlyMap<SessionRow, SessionRow> }>()(() => ({
  since: new Map(),
}));

/** So many events are painted anew within a frame, also on a slow computer. */
const PER_FRAME = 25;

/** The session as it stands now. */
export function useLiveSession(placed: SessionRow): SessionRow {
  return useLiveSessions(({ since }) => since.get(placed) ?? placed);
}

/** The same for one moment. */
export function liveSession(placed: SessionRow): SessionRow {
  return useLiveSessions.getState().since.get(placed) ?? placed;
}

/**
 * Brings the events of `placed` up to `now`, rows in the same order, a few per frame. Answers with what stops it; calling it
 * again goes on from what is shown.
 */
export function showChanges(placed: readonly SessionRow[], now: readonly SessionRow[]): () => void {
  const waiting = changedPairs(placed, now);
  let frame = 0;
  const paintSome = (): void => {
    const some = waiting.splice(0, PER_FRAME);
    useLiveSessions.setState(({ since }) => ({ since: new Map([...since, ...some]) }));
    if (waiting.length > 0) frame = requestAnimationFrame(paintSome);
  };
  if (waiting.length > 0) frame = requestAnimationFrame(paintSome);
  return () => cancelAnimationFrame(frame);
}

/** Forgets what became of rows that are no longer on the calendar. */
export function forgetChanges(): void {
  if (useLiveSessions.getState().since.size > 0) useLiveSessions.setState({ since: new Map() });
}

function changedPairs(
  placed: readonly SessionRow[],
  now: readonly SessionRow[],
): (readonly [SessionRow, SessionRow])[] {
  return placed.flatMap((row, index) => {
    const current = now[index];
    return current && current !== liveSession(row) ? [[row, current] as const] : [];
  });
}
