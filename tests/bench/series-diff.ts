import { rmSync } from 'node:fs';
import { localTime } from '#domain/values/time.ts';
import type { SeriesId, StaffId } from '#domain/values/ids.ts';
import { previewChange } from '#main/services/series/preview-change.ts';
import { openRaw } from './cancel-studio.ts';
import { alternate, type Benchmark, ratioRow, timed } from './measure.ts';
import { copyOfMillion, makeSeries, SERIES_FIELDS, SERIES_SESSIONS } from './series-studio.ts';
import { anOwner } from '#tests/support/service-context.ts';
import { sqlOf } from './sql-of.ts';

const NAME = 'series-diff';
const ROUNDS = 40;

export const seriesDiff: Benchmark = {
  name: NAME,
  about:
    'What moving 500 recurring sessions with 2,500 bookings changes, for whom, and what stands against it, among 1,000,000',
  run: async ({ say }) => {
    const { folder, file, db, ctx } = copyOfMillion(say);
    const id = makeSeries(ctx) as SeriesId;
    const raw = openRaw(file);
    raw
      .prepare(
        `INSERT INTO bookings (session_id, client_id, price_minor, created_at)
         SELECT s.id, (s.id * 5 + n.value) % 20000 + 1, 1500, 0 FROM sessions s, json_each('[0,1,2,3,4]') n WHERE s.series_id = ?`,
      )
      .run(id);
    const input = {
      id,
      version: 2,
      scope: 'all',
      fromDate: null,
      applyTo: [],
      fields: { ...SERIES_FIELDS, time: localTime('04:00') },
    } as const;
    const owner = anOwner(1 as StaffId);
    const diff = () => {
      const answer = previewChange(ctx, owner, input);
      if (!answer.ok || answer.value.changed.length !== SERIES_SESSIONS) throw new Error('not the series');
    };
    const statements = sqlOf(diff).map(({ sql, params }) => ({ statement: raw.prepare(sql), params }));
    say(`${statements.length} statements`);
    const samples = await alternate(
      ROUNDS,
      () => timed(diff),
      () => timed(() => statements.map(({ statement, params }) => statement.all(...params))),
    );
    raw.close();
    db.close();
    rmSync(folder, { recursive: true });
    return [ratioRow({ name: NAME, what: '500 sessions', unit: 'ms' }, samples, 3)];
  },
};
