import { and, eq } from 'drizzle-orm';
import type { ReadDb, WriteDb } from '#db/database.ts';
import { type NewSession, type Session, sessions } from '#db/schema/session.ts';
import type { LocationId, RoomId, SessionId } from '#domain/values/ids.ts';
import type { LocalDate } from '#domain/values/time.ts';
import { found } from './found.ts';
import type { SessionRow } from './session-row.ts';
import { rowById } from './row-by-id.ts';

export const findById = rowById(sessions);

export function getById(db: ReadDb, id: SessionId): Session {
  return found(findById(db, id), 'session', id);
}

export function insert(tx: WriteDb, row: NewSession): Session {
  return tx.orm.insert(sessions).values(row).returning().get();
}

/** Changes the row if it still has `version`; undefined if somebody was faster, or the id is unknown. */
export function update(
  tx: WriteDb,
  id: SessionId,
  version: number,
  patch: Partial<Omit<NewSession, 'id' | 'version'>>,
): Session | undefined {
  return tx.orm
    .update(sessions)
    .set({ ...patch, version: version + 1 })
    .where(and(eq(sessions.id, id), eq(sessions.version, version)))
    .returning()
    .get();
}

/** Takes a session that nothing refers to out of the database, as if it had never been. */
export function remove(tx: WriteDb, id: SessionId): void {
  tx.run('DELETE FROM sessions WHERE id = ?', [id]);
}

/** The wall times of a location's sessions from a day on that are open, or may be so again: deleted ones, and those of a job. */
export function listWalls(
  db: ReadDb,
  locationId: LocationId,
  from: LocalDate,
): (Pick<SessionRow, 'id' | 'date' | 'time' | 'durationMinutes'> & { readonly fold: Session['fold'] })[] {
  return db.all(
    `SELECT id, local_date AS date, local_time AS time, duration_minutes AS durationMinutes, fold FROM sessions
     WHERE local_date >= ? AND location_id = ?
       AND (state IN ('open', 'canceling', 'deleted') OR state = 'canceled' AND cancel_job_id IS NOT NULL)`,
    [from, locationId],
  );
}

/** The same wall time in another zone. */
export function setZone(
  tx: WriteDb,
  id: SessionId,
  { zone, startsAt, endsAt }: Pick<SessionRow, 'zone' | 'startsAt' | 'endsAt'>,
): void {
  tx.run('UPDATE sessions SET zone = ?, starts_at = ?, ends_at = ?, version = version + 1 WHERE id = ?', [
    zone,
    startsAt,
    endsAt,
    id,
  ]);
}

/** How many sessions were ever held or planned in the room. */
export function countInRoom(db: ReadDb, roomId: RoomId): number {
  return db.get<{ n: number }>('SELECT COUNT(*) AS n FROM sessions WHERE room_id = ?', [roomId])?.n ?? 0;
}

/** Those of the sessions that have begun by `at`, or begin then; the earliest first. */
export function listStartingUntil(
  db: ReadDb | WriteDb,
  ids: readonly SessionId[],
  at: number,
): { readonly id: SessionId; readonly startsAt: number }[] {
  return db.all(
    `SELECT s.id, s.starts_at AS startsAt FROM json_each(?) j CROSS JOIN sessions s ON s.id = j.value
     WHERE s.starts_at <= ? ORDER BY s.starts_at, s.id`,
    [JSON.stringify(ids), at],
  );
}

/** Who did what to the session and its bookings, oldest first; the last 100. */
export function listHistory(
  db: ReadDb,
  id: SessionId,
): { readonly at: number; readonly by: string; readonly action: string }[] {
  return db
    .all<{ at: number; by: string; action: string }>(
      `SELECT at, actor AS by, action FROM audit_log WHERE subject_kind = 'session' AND subject_id = ?
       ORDER BY id DESC LIMIT 100`,
      [id],
    )
    .toReversed();
}
