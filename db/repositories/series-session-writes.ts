import type { ReadDb, SqlValue, WriteDb } from '#db/database.ts';
import type { Session } from '#db/schema/session.ts';
import type { SeriesId, SessionId } from '#domain/values/ids.ts';
import type { LocalDate } from '#domain/values/time.ts';
import * as deletions from './deletion.ts';

/** What a series gives each of its sessions when it makes them. */
export type PlannedSession = Pick<
  Session,
  | 'serviceId'
  | 'locationId'
  | 'roomId'
  | 'practitionerId'
  | 'title'
  | 'localDate'
  | 'localTime'
  | 'zone'
  | 'durationMinutes'
  | 'startsAt'
  | 'endsAt'
  | 'capacity'
  | 'publicNote'
  | 'privateNote'
  | 'meetingLink'
  | 'seriesId'
  | 'seriesDate'
  | 'createdAt'
>;

/** Adds open sessions of a series, by one prepared statement. Returns their ids in the given order. */
export function insertAll(tx: WriteDb, rows: readonly PlannedSession[]): SessionId[] {
  return rows.map(
    (row) =>
      tx.run(
        `INSERT INTO sessions (service_id, location_id, room_id, practitioner_id, title, local_date, local_time, zone,
           duration_minutes, starts_at, ends_at, capacity, public_note, private_note, meeting_link, series_id, series_date, created_at)
         VALUES (@serviceId, @locationId, @roomId, @practitionerId, @title, @localDate, @localTime, @zone,
           @durationMinutes, @startsAt, @endsAt, @capacity, @publicNote, @privateNote, @meetingLink, @seriesId, @seriesDate, @createdAt)`,
        row,
      ).id as SessionId,
  );
}

/** What an edit of the series writes into one of its sessions. */
export type RewrittenSession = Omit<PlannedSession, 'createdAt'> &
  Pick<Session, 'id' | 'version'> & { readonly isException: 0 | 1 };

/** Rewrites these sessions, each one version on. Throws if one has another version: they were read in the same transaction. */
export function rewriteAll(tx: WriteDb, rows: readonly RewrittenSession[]): void {
  for (const row of rows) {
    const { changes } = tx.run(
      `UPDATE sessions SET service_id = @serviceId, location_id = @locationId, room_id = @roomId,
         practitioner_id = @practitionerId, title = @title, local_date = @localDate, local_time = @localTime, zone = @zone,
         fold = 'earlier', duration_minutes = @durationMinutes, starts_at = @startsAt, ends_at = @endsAt, capacity = @capacity,
         public_note = @publicNote, private_note = @privateNote, meeting_link = @meetingLink, series_id = @seriesId,
         series_date = @seriesDate, is_exception = @isException, sequence = sequence + 1, version = version + 1
       WHERE id = @id AND version = @version`,
      row,
    );
    if (changes !== 1) throw new Error(`session ${row.id} changed within its transaction`);
  }
}

/** Has sessions stand for another day, or belong to another series, without changing what they are. Others keep their version. */
export function reassignAll(
  tx: WriteDb,
  rows: readonly {
    readonly id: SessionId;
    readonly seriesId: SeriesId;
    readonly seriesDate: LocalDate;
    readonly isException: 0 | 1;
  }[],
): void {
  for (const row of rows)
    tx.run(
      `UPDATE sessions SET series_id = @seriesId, series_date = @seriesDate, is_exception = @isException, version = version + 1
       WHERE id = @id AND (series_id <> @seriesId OR series_date <> @seriesDate OR is_exception <> @isException)`,
      row,
    );
}

/** Takes sessions off the calendar: those that nothing names for good, the others as deleted ones, to be recovered. */
export function takeAway(
  tx: WriteDb,
  rows: readonly { readonly id: SessionId; readonly isReferred: boolean }[],
  by: Pick<deletions.Deletion, 'staffId' | 'deletedAt'>,
): void {
  for (const { id, isReferred } of rows) {
    if (!isReferred) {
      tx.run('DELETE FROM sessions WHERE id = ?', [id]);
      continue;
    }
    tx.run(
      `UPDATE sessions SET state = 'deleted', sequence = sequence + 1, version = version + 1 WHERE id = ?`,
      [id],
    );
    // Nobody holds a place in it, so no credit goes back.
    deletions.insert(tx, { ...by, sessionId: id, credits: [] });
  }
}

/** Sessions that are no part of any series any more: their days are free for another edit. */
export function leaveSeries(tx: WriteDb, ids: readonly SessionId[]): void {
  tx.run(
    `UPDATE sessions SET series_id = NULL, series_date = NULL WHERE id IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(ids)],
  );
}

/** A row of `sessions` as it is stored, by column names. */
export type StoredSession = Readonly<Record<string, SqlValue>> & {
  readonly id: SessionId;
  readonly version: number;
};

/** These sessions as they are stored, to be put back by `putBack`. */
export function listStored(db: ReadDb, ids: readonly SessionId[]): StoredSession[] {
  return db.all('SELECT s.* FROM json_each(?) j CROSS JOIN sessions s ON s.id = j.value', [
    JSON.stringify(ids),
  ]);
}

/** Writes a session as it was: again if it is gone, else over the row, whose version goes on. */
export function putBack(tx: WriteDb, row: StoredSession): void {
  const columns = Object.keys(row);
  const set = columns
    .filter((name) => name !== 'id' && name !== 'version')
    .map((name) => `${name} = @${name}`);
  const { changes } = tx.run(
    `UPDATE sessions SET ${set.join(', ')}, version = version + 1 WHERE id = @id`,
    withoutVersion(row),
  );
  if (changes === 0)
    tx.run(
      `INSERT INTO sessions (${columns.join(', ')}) VALUES (${columns.map((name) => `@${name}`).join(', ')})`,
      row,
    );
}

function withoutVersion(stored: StoredSession): Readonly<Record<string, SqlValue>> {
  const { version: _, ...row } = stored;
  return row as Readonly<Record<string, SqlValue>>;
}
