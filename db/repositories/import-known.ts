import type { ReadDb } from '#db/database.ts';
import type { Client } from '#db/schema/client.ts';
import { HOLDS, holdsIn } from './lot-hold.ts';
import type { PricedService } from './service.ts';
import type { Session } from '#db/schema/session.ts';
import type { HeldDays } from '#domain/package/hold.ts';
import type { ClientId, LotId, ServiceId, SessionId } from '#domain/values/ids.ts';
import type { LocalDate, LocalTime } from '#domain/values/time.ts';
import { titleSql } from './title-sql.ts';

/** Everybody but the anonymised; a studio's whole list, which a file of clients or bookings is held against. */
export function listClients(
  db: ReadDb,
): Pick<Client, 'id' | 'externalUid' | 'firstName' | 'lastName' | 'email' | 'phone' | 'state'>[] {
  return db.all(
    `SELECT id, external_uid AS externalUid, first_name AS firstName, last_name AS lastName, email, phone, state
     FROM clients WHERE state <> 'anonymised' ORDER BY id`,
  );
}

export interface SessionByUid {
  readonly externalUid: string;
  readonly state: Session['state'];
  readonly title: string;
  readonly date: LocalDate;
  readonly time: LocalTime;
  readonly startsAt: number;
  readonly durationMinutes: number;
}

export function sessionsByUid(db: ReadDb, uids: readonly string[]): Map<string, SessionByUid> {
  const rows = db.all<SessionByUid>(
    `SELECT s.external_uid AS externalUid, s.state, ${titleSql()} AS title, s.local_date AS date, s.local_time AS time,
       s.starts_at AS startsAt, s.duration_minutes AS durationMinutes
     FROM json_each(?) wanted
     CROSS JOIN sessions s ON s.external_uid = wanted.value AND s.external_uid IS NOT NULL
     JOIN services v ON v.id = s.service_id`,
    [JSON.stringify(uids)],
  );
  return new Map(rows.map((row) => [row.externalUid, row]));
}

export interface SessionWithPlaces extends Pick<PricedService, 'priceType' | 'costMinor' | 'addedTaxBp'> {
  readonly id: SessionId;
  readonly externalUid: string | null;
  readonly title: string;
  readonly serviceId: ServiceId;
  readonly serviceName: string;
  readonly date: LocalDate;
  readonly time: LocalTime;
  readonly startsAt: number;
  readonly durationMinutes: number;
  readonly state: Session['state'];
  readonly capacity: number;
  readonly booked: number;
}

/** Sessions on these days, with these external ids, or with these ids. */
export function listSessions(
  db: ReadDb,
  wanted: {
    readonly dates: readonly string[];
    readonly uids: readonly string[];
    readonly ids: readonly SessionId[];
  },
): SessionWithPlaces[] {
  return db.all(
    `SELECT s.id, s.external_uid AS externalUid, ${titleSql()} AS title, s.service_id AS serviceId, v.name AS serviceName,
       s.local_date AS date, s.local_time AS time, s.starts_at AS startsAt, s.duration_minutes AS durationMinutes, s.state, s.capacity,
       v.price_type AS priceType, v.cost_minor AS costMinor,
       IFNULL((SELECT r.rate_bp FROM tax_rates r WHERE r.id = v.tax_rate_id AND r.inclusive = 0), 0) AS addedTaxBp,
       (SELECT COUNT(*) FROM bookings b WHERE b.session_id = s.id AND b.state = 'booked') AS booked
     FROM (SELECT x.id FROM json_each(@dates) w CROSS JOIN sessions x ON x.local_date = w.value
       UNION SELECT x.id FROM json_each(@uids) w
         CROSS JOIN sessions x ON x.external_uid = w.value AND x.external_uid IS NOT NULL
       UNION SELECT w.value FROM json_each(@ids) w) found
     CROSS JOIN sessions s ON s.id = found.id JOIN services v ON v.id = s.service_id`,
    {
      dates: JSON.stringify(wanted.dates),
      uids: JSON.stringify(wanted.uids),
      ids: JSON.stringify(wanted.ids),
    },
  );
}

export interface LotWithServices {
  readonly id: LotId;
  readonly clientId: ClientId;
  readonly remaining: number;
  readonly expiresOn: LocalDate | null;
  readonly holds: readonly HeldDays[];
  readonly serviceIds: readonly ServiceId[] | null;
}

/** Lots with a credit left; of each client those that expire first come first. */
export function listLots(db: ReadDb): LotWithServices[] {
  return db
    .all<
      Omit<LotWithServices, 'serviceIds' | 'holds'> & {
        readonly services: string | null;
        readonly held: string;
      }
    >(
      `SELECT l.id, l.client_id AS clientId, l.bought - l.used - l.expired AS remaining, l.expires_on AS expiresOn,
         CASE WHEN l.package_id IS NULL THEN NULL ELSE
           (SELECT json_group_array(p.service_id) FROM package_services p WHERE p.package_id = l.package_id) END AS services, ${HOLDS} AS held
       FROM credit_lots l WHERE l.bought > l.used + l.expired
       ORDER BY l.client_id, l.expires_on IS NULL, l.expires_on, l.id`,
    )
    .map(({ services, held, ...lot }) => ({
      ...lot,
      holds: holdsIn(held),
      serviceIds: services === null ? null : (JSON.parse(services) as ServiceId[]),
    }));
}

export interface Place {
  readonly sessionId: SessionId;
  readonly clientId: ClientId;
  readonly participant: string;
}

/** Places taken in these sessions now. */
export function listPlaces(db: ReadDb, sessionIds: readonly SessionId[]): Place[] {
  return db.all(
    `SELECT b.session_id AS sessionId, b.client_id AS clientId, b.participant
     FROM json_each(?) wanted CROSS JOIN bookings b ON b.session_id = wanted.value AND b.state = 'booked'`,
    [JSON.stringify(sessionIds)],
  );
}

export function bookingsByUid(
  db: ReadDb,
  uids: readonly string[],
): Map<string, Place & { readonly clientName: string }> {
  const rows = db.all<Place & { readonly externalUid: string; readonly clientName: string }>(
    `SELECT b.external_uid AS externalUid, b.session_id AS sessionId, b.client_id AS clientId, b.participant,
       trim(c.first_name || ' ' || c.last_name) AS clientName
     FROM json_each(?) wanted
     CROSS JOIN bookings b ON b.external_uid = wanted.value AND b.external_uid IS NOT NULL
     JOIN clients c ON c.id = b.client_id`,
    [JSON.stringify(uids)],
  );
  return new Map(rows.map((row) => [row.externalUid, row]));
}
