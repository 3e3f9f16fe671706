import type { ReadDb } from '#db/database.ts';
import type { ClientId, LotId, SessionId } from '#domain/values/ids.ts';
import type { LocalDate, LocalTime } from '#domain/values/time.ts';
import { titleSql } from './title-sql.ts';

export interface ClientName {
  readonly clientId: ClientId;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
}

/** By last, then first name. */
export function readClientNames(db: ReadDb, ids: readonly ClientId[]): ClientName[] {
  return db.all<ClientName>(
    `SELECT id AS clientId, TRIM(first_name || ' ' || last_name) AS name, email, phone FROM clients WHERE id IN (SELECT value FROM json_each(?)) ORDER BY last_name COLLATE NOCASE, first_name COLLATE NOCASE, id`,
    [JSON.stringify(ids)],
  );
}

/** Titles and wall times of the sessions. */
export function readSessionNames(
  db: ReadDb,
  ids: readonly SessionId[],
): ReadonlyMap<SessionId, { readonly title: string; readonly date: LocalDate; readonly time: LocalTime }> {
  const rows = db.all<{ id: SessionId; title: string; date: LocalDate; time: LocalTime }>(
    `SELECT s.id, ${titleSql()} AS title, s.local_date AS date, s.local_time AS time FROM sessions s JOIN services v ON v.id = s.service_id
     WHERE s.id IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(ids)],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

export function readLotNames(db: ReadDb, ids: readonly LotId[]): ReadonlyMap<LotId, string> {
  const rows = db.all<{ id: LotId; name: string }>(
    'SELECT id, name FROM credit_lots WHERE id IN (SELECT value FROM json_each(?))',
    [JSON.stringify(ids)],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
