import type { ReadDb } from '#db/database.ts';
import type { ClientId, SessionId } from '#domain/values/ids.ts';

/** One place held in a session, with the person who hears of it. `email` is empty for who can only be called. */
export interface BookedPlace {
  readonly sessionId: SessionId;
  readonly clientId: ClientId;
  readonly clientName: string;
  readonly email: string;
  readonly participant: string;
}

/** Who holds a place in these sessions, by client name, then in the order of the sessions' starts. */
export function listBookedPlaces(db: ReadDb, sessionIds: readonly SessionId[]): BookedPlace[] {
  return db.all(
    `SELECT b.session_id AS sessionId, b.client_id AS clientId, trim(c.first_name || ' ' || c.last_name) AS clientName,
       c.email, b.participant
     FROM json_each(?) wanted
     CROSS JOIN bookings b ON b.session_id = wanted.value AND b.state = 'booked'
     JOIN sessions s ON s.id = b.session_id JOIN clients c ON c.id = b.client_id
     ORDER BY c.last_name COLLATE NOCASE, c.first_name COLLATE NOCASE, c.id, s.starts_at, b.id`,
    [JSON.stringify(sessionIds)],
  );
}
