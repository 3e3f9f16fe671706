import type { ReadDb, WriteDb } from '#db/database.ts';
import type { ClientId, SessionId } from '#domain/values/ids.ts';
import { titleSql } from './title-sql.ts';

/** One booked place of one client, as a message names it. */
export interface BookedPlace {
  readonly clientId: ClientId;
  readonly name: string;
  readonly email: string;
  readonly title: string;
  readonly localDate: string;
  readonly localTime: string;
  readonly participant: string;
}

/** Every place that is held in these sessions, those that are open only; by client, then start. */
export function bookedPlaces(db: ReadDb | WriteDb, sessionIds: readonly SessionId[]): BookedPlace[] {
  return db.all(
    `SELECT b.client_id AS clientId, TRIM(c.first_name || ' ' || c.last_name) AS name, c.email,
       ${titleSql()} AS title, s.local_date AS localDate,
       s.local_time AS localTime, b.participant
     ${BOOKED} ORDER BY b.client_id, s.starts_at, b.id`,
    [JSON.stringify(sessionIds)],
  );
}

/** Whom a message about these sessions would reach. */
export interface Audience {
  readonly sessions: number;
  readonly bookings: number;
  readonly clients: number;
  readonly withoutEmail: number;
  /** When the last of the sessions begins, epoch ms; 0 if none is open. */
  readonly lastStartsAt: number;
}

export function audienceOf(db: ReadDb | WriteDb, sessionIds: readonly SessionId[]): Audience {
  const ids = [JSON.stringify(sessionIds)];
  const row = db.get<Omit<Audience, 'sessions' | 'lastStartsAt'>>(
    `SELECT COUNT(*) AS bookings, COUNT(DISTINCT c.id) AS clients,
       COUNT(DISTINCT CASE WHEN c.email = '' THEN c.id END) AS withoutEmail ${BOOKED}`,
    ids,
  );
  const open = db.get<Pick<Audience, 'sessions' | 'lastStartsAt'>>(
    `SELECT COUNT(*) AS sessions, COALESCE(MAX(starts_at), 0) AS lastStartsAt FROM sessions WHERE state = 'open' AND id IN (SELECT value FROM json_each(?))`,
    ids,
  );
  return { sessions: 0, lastStartsAt: 0, bookings: 0, clients: 0, withoutEmail: 0, ...open, ...row };
}

// CROSS JOIN keeps SQLite from walking all clients or services first.
const BOOKED = `FROM json_each(?) j
  CROSS JOIN sessions s ON s.id = j.value AND s.state = 'open'
  JOIN bookings b ON b.session_id = s.id AND b.state = 'booked'
  JOIN clients c ON c.id = b.client_id JOIN services v ON v.id = s.service_id`;
