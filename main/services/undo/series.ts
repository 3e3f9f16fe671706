import * as series from '#db/repositories/series.ts';
import * as seriesSessions from '#db/repositories/series-session.ts';
import * as sessions from '#db/repositories/session.ts';
import type { Series } from '#db/schema/series.ts';
import type { SeriesId, SessionId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import type { UndoCall, UndoNotPossible } from './undo-kind.ts';

/** A series that was added or enabled, with the sessions it got; `before` is the draft it was, null for a new one. */
export interface SeriesAdded {
  readonly seriesId: SeriesId;
  readonly before: Series | null;
  readonly sessionIds: readonly SessionId[];
}

/** The sessions go as if they had never been, and the series with them or back to the draft it was. */
export function undoSeriesAdded({ tx }: UndoCall, data: unknown): Result<void, UndoNotPossible> {
  const { seriesId, before, sessionIds } = data as SeriesAdded;
  const row = series.findById(tx, seriesId);
  const versionAfter = before ? before.version + 1 : sessionIds.length > 0 ? 2 : 1;
  if (row?.version !== versionAfter || series.hasEnrolments(tx, seriesId)) return changed();
  const rows = seriesSessions.listOfSeries(tx, seriesId);
  const isUntouched = rows.every(
    ({ version, state, isReferred }) => version === 1 && state === 'open' && !isReferred,
  );
  if (!isUntouched || rows.length !== sessionIds.length) return changed();
  for (const id of sessionIds) sessions.remove(tx, id);
  if (before === null) {
    series.remove(tx, seriesId);
    return ok(undefined);
  }
  const { id: _, version: __, ...columns } = before;
  return series.update(tx, seriesId, versionAfter, columns) ? ok(undefined) : changed();
}

const changed = () => err<UndoNotPossible>({ code: 'UNDO_NOT_POSSIBLE', reason: 'changed' });
