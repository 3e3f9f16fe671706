import * as bookings from '#db/repositories/booking.ts';
import * as deletions from '#db/repositories/deletion.ts';
import * as messages from '#db/repositories/message.ts';
import * as series from '#db/repositories/series.ts';
import * as seriesWrites from '#db/repositories/series-session-writes.ts';
import * as seriesSessions from '#db/repositories/series-session.ts';
import * as sessions from '#db/repositories/session.ts';
import type { Series } from '#db/schema/series.ts';
import type { SeriesId, SessionId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { unbookAdded } from '../enrolment/book-added.ts';
import type { Promoted } from '../waitlist/promote-waiting.ts';
import { takeBackPromotion } from '../waitlist/take-back-promotion.ts';
import { type EndedOffer, putOffersBack } from './reschedule.ts';
import type { UndoCall, UndoNotPossible } from './undo-kind.ts';

/** A series and the sessions that an edit of it wrote, as they were before. */
export interface SeriesChanged {
  readonly before: Series;
  readonly versionAfter: number;
  /** The series that was split off. */
  readonly splitId: SeriesId | null;
  readonly stored: readonly seriesWrites.StoredSession[];
  /** Of these, the sessions that are gone; the database may give their ids to others. */
  readonly removedIds: readonly SessionId[];
  readonly addedIds: readonly SessionId[];
  /** Places that enrolled clients got in them. */
  readonly addedPlaces: number;
  /** Who got a place from the waitlist, because there were more places. */
  readonly promoted?: readonly Promoted[];
  /** Offers of another time that ended because their sessions moved. */
  readonly offers?: readonly EndedOffer[];
  /** Names the messages that the edit wrote. */
  readonly messageUid: string | null;
}

/**
 * Every session where and what it was, added ones gone, dropped ones back. Refused once one of them, or either series, was
 * touched, or somebody was told already.
 */
export function undoSeriesChange(call: UndoCall, data: unknown): Result<void, UndoNotPossible> {
  const { tx, now: at } = call;
  const deed = data as SeriesChanged;
  const { before, versionAfter, splitId, stored, removedIds, addedIds, addedPlaces, messageUid } = deed;
  const { promoted = [], offers = [] } = deed;
  if (!promoted.every((each) => takeBackPromotion(tx, each, at))) return changed();
  const { id, version: _, ...columns } = before;
  const split = splitId === null ? null : series.findById(tx, splitId);
  if (split && (split.version !== 1 || series.hasEnrolments(tx, split.id))) return changed();
  const versions = seriesSessions.listVersions(
    tx,
    stored.map((row) => row.id),
  );
  const isTaken = removedIds.some((sessionId) => versions.has(sessionId));
  const isTouched = stored.some((row) => {
    const version = versions.get(row.id);
    return version !== undefined && version !== row.version && version !== row.version + 1;
  });
  const named = unbookAdded(tx, addedIds, addedPlaces, at);
  if (named === null) return changed();
  const added = new Set(addedIds);
  const now = seriesSessions.listOfSeries(tx, splitId ?? id).filter((row) => added.has(row.id));
  const areAddedUntouched =
    now.length === addedIds.length &&
    now.every((row) => row.version === 1 && row.state === 'open' && (!row.isReferred || named.has(row.id)));
  if (isTaken || isTouched || !areAddedUntouched) return changed();
  if (messageUid !== null && !messages.withdrawUnsent(tx, `series_changed.${messageUid}.`)) return changed();
  if (!series.update(tx, id, versionAfter, columns)) return changed();
  for (const sessionId of addedIds) if (!named.has(sessionId)) sessions.remove(tx, sessionId);
  // A credit was used for a place in them: they go to the deleted sessions, out of the series.
  const traced = [...named].map((sessionId) => ({ id: sessionId, isReferred: true }));
  seriesWrites.leaveSeries(tx, [...named]);
  seriesWrites.takeAway(tx, traced, { staffId: call.actor.staffId, deletedAt: at });
  for (const row of stored) {
    if (versions.get(row.id) !== row.version) seriesWrites.putBack(tx, row);
    deletions.remove(tx, row.id);
    // Who was booked since keeps the place.
    if (bookings.isOverbooked(tx, row.id, Number(row['capacity']))) return changed();
  }
  if (!putOffersBack(call, offers)) return changed();
  if (splitId !== null) series.remove(tx, splitId);
  return ok(undefined);
}

const changed = () => err<UndoNotPossible>({ code: 'UNDO_NOT_POSSIBLE', reason: 'changed' });
