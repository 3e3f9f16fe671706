import type { WriteDb } from '#db/database.ts';
import * as seriesWrites from '#db/repositories/series-session-writes.ts';
import type { Series } from '#db/schema/series.ts';
import type { SessionId } from '#domain/values/ids.ts';
import type { LocalDate } from '#domain/values/time.ts';
import type { ChosenSlot } from './date-choices.ts';

/** Adds a session of the series for each slot. Returns their ids in the given order. */
export function writeSessions(
  tx: WriteDb,
  series: Series,
  slots: readonly ChosenSlot[],
  createdAt: number,
): SessionId[] {
  const { id: seriesId, serviceId, locationId, title, localTime, zone, durationMinutes, capacity } = series;
  const { publicNote, privateNote, meetingLink } = series;
  return seriesWrites.insertAll(
    tx,
    slots.map(({ date, startsAt, endsAt, roomId, practitionerId }) => ({
      serviceId,
      locationId,
      roomId,
      practitionerId,
      title,
      localDate: date,
      localTime,
      zone,
      durationMinutes,
      startsAt,
      endsAt,
      capacity,
      publicNote,
      privateNote,
      meetingLink,
      seriesId,
      seriesDate: date,
      createdAt,
    })),
  );
}

/** The dates of a series that stay left out: those there were, and those that were chosen now; rising. */
export const withLeftOut = (before: readonly LocalDate[], more: readonly LocalDate[]): readonly LocalDate[] =>
  [...new Set([...before, ...more])].sort();
