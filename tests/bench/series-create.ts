import { rmSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { openRaw } from './cancel-studio.ts';
import { alternate, type Benchmark, ratioRow, timed } from './measure.ts';
import { copyOfMillion, makeSeries, SERIES_SESSIONS } from './series-studio.ts';

const NAME = 'series-create';
const ROUNDS = 15;

export const seriesCreate: Benchmark = {
  name: NAME,
  about: '500 recurring sessions worked out, checked for conflicts and stored, among 1,000,000',
  run: async ({ say }) => {
    const { folder, file, db, ctx } = copyOfMillion(say);
    const raw = openRaw(file);
    const rows = rowsOf(raw, makeSeries(ctx));
    remove(raw);
    const floor = createFloor(raw);
    const samples = await alternate(
      ROUNDS,
      () => {
        const took = timed(() => makeSeries(ctx));
        remove(raw);
        return took;
      },
      () => {
        const took = timed(() => floor(rows));
        remove(raw);
        return took;
      },
    );
    raw.close();
    db.close();
    rmSync(folder, { recursive: true });
    return [ratioRow({ name: NAME, what: '500 sessions', unit: 'ms' }, samples, 3)];
  },
};

type Row = Readonly<Record<string, string | number | null>>;

/** The sessions as the engine stores them, for the floor to store the same. */
function rowsOf(raw: Database.Database, seriesId: number): readonly Row[] {
  const rows = raw
    .prepare('SELECT * FROM sessions WHERE series_id = ? ORDER BY series_date')
    .all(seriesId) as Row[];
  if (rows.length !== SERIES_SESSIONS) throw new Error('not the series');
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => name !== 'id')));
}

/** Plain better-sqlite3: asks for each session what is on in its room and with its practitioner, and inserts it. */
function createFloor(raw: Database.Database): (rows: readonly Row[]) => void {
  const columns = (raw.pragma('table_info(sessions)') as { readonly name: string }[])
    .map(({ name }) => name)
    .filter((name) => name !== 'id');
  const insert = raw.prepare(
    `INSERT INTO sessions (${columns.join(', ')}) VALUES (${columns.map((name) => `@${name}`).join(', ')})`,
  );
  const taken = (['room_id', 'practitioner_id'] as const).map((column) =>
    raw.prepare(
      `SELECT id, title FROM sessions WHERE ${column} = @${column} AND starts_at > @starts_at - 86400000 AND starts_at < @ends_at
       AND ends_at > @starts_at AND state NOT IN ('canceled', 'deleted')`,
    ),
  );
  const series = raw.prepare(
    `INSERT INTO series (service_id, location_id, first_date, local_time, zone, duration_minutes, capacity, frequency, weekdays,
       session_count, created_at) VALUES (1, 1, '2030-01-07', '03:00', 'UTC', 60, 12, 'weekly', '[1,2,3,4,5]', 500, 0)`,
  );
  const all = raw.transaction((rows: readonly Row[]) => {
    const { lastInsertRowid } = series.run();
    for (const row of rows) {
      for (const statement of taken) if (statement.all(row).length > 0) throw new Error('taken');
      insert.run({ ...row, series_id: lastInsertRowid });
    }
  });
  return (rows) => all.immediate(rows);
}

/** Back to the million; what the audit log kept stays. */
function remove(raw: Database.Database): void {
  raw.exec('DELETE FROM sessions WHERE series_id IS NOT NULL; DELETE FROM series; DELETE FROM undo_steps');
  raw.pragma('wal_checkpoint(TRUNCATE)');
}
