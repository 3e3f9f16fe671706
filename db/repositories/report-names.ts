import type { ReadDb } from '#db/database.ts';
import type { ReportGroup } from '#domain/report/report.ts';
import type { GroupKey } from './report-source.ts';

/** The names of groups that have one in the catalogue, by key; of a package without one, the name its lots have. */
export function namesOfGroups(
  db: ReadDb,
  group: ReportGroup,
  keys: readonly GroupKey[],
): Map<GroupKey, string> {
  const sql = NAMES[group];
  if (sql === undefined) return new Map();
  const rows = db.all<{ key: GroupKey; name: string }>(sql, { keys: JSON.stringify(keys) });
  return new Map(rows.map(({ key, name }) => [key, name]));
}

const named = (table: string): string =>
  `SELECT id AS key, name FROM ${table} WHERE id IN (SELECT value FROM json_each(@keys))`;

const NAMES: Readonly<Partial<Record<ReportGroup, string>>> = {
  service: named('services'),
  location: named('locations'),
  practitioner: named('practitioners'),
  package: `SELECT w.value AS key, IFNULL(k.name, substr(w.value, 2)) AS name FROM json_each(@keys) w
    LEFT JOIN packages k ON w.value LIKE 'p%' AND k.id = CAST(substr(w.value, 2) AS INTEGER) WHERE w.value IS NOT NULL`,
};
