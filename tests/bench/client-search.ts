import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { StaffId } from '#domain/values/ids.ts';
import { findAnything } from '#main/services/search/find-anything.ts';
import { listClients } from '#main/services/client/list-clients.ts';
import { openOrThrow } from '#tests/support/database.ts';
import { seedStudio } from '#tests/support/seed-studio.ts';
import { anOwner, createTestServices } from '#tests/support/service-context.ts';
import { openRaw } from './cancel-studio.ts';
import { absoluteRow, alternate, type Benchmark, quantile, ratioRow, timed } from './measure.ts';

const NAME = 'client-search';
const CLIENTS = 50_000;
const SEARCHES = 300;
const SYLLABLES = [
  'ba',
  'der',
  'fin',
  'gus',
  'hol',
  'jen',
  'kal',
  'lim',
  'mar',
  'nor',
  'pet',
  'ros',
  'sil',
  'tom',
  'ver',
  'wen',
];

/** The plainest statement that finds the same rows: full-text prefix, active ones, by name. */
const RAW = `SELECT c.* FROM clients_search f JOIN clients c ON c.id = f.rowid
  WHERE f.clients_search MATCH ? AND c.state = 'active'
  ORDER BY c.last_name COLLATE NOCASE, c.first_name COLLATE NOCASE, c.id LIMIT 20`;

export const clientSearch: Benchmark = {
  name: NAME,
  about:
    'Three letters among 50,000 clients, as the client fields ask: names, balances and credits of the first 20',
  run: async ({ say }) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'callboard-bench-'));
    const file = path.join(folder, 'clients.db');
    const db = openOrThrow({ path: file });
    seedStudio(db);
    db.write((tx) => {
      const part = (n: number): string => SYLLABLES[n % SYLLABLES.length] ?? '';
      for (let i = 0; i < CLIENTS; i += 1)
        tx.run(
          `INSERT INTO clients (first_name, last_name, email, phone, created_at) VALUES (?, ?, ?, ?, 0)`,
          [
            `${part(i)}${part(i >> 4)}`,
            `${part(i >> 8)}${part(i >> 12)}${part(i * 7)}`,
            `${part(i >> 2)}.${i}@example.com`,
            `+49 30 ${1_000_000 + i}`,
          ],
        );
    });
    const { ctx } = createTestServices(db);
    const actor = anOwner(1 as StaffId);
    const raw = openRaw(file);
    const prepared = raw.prepare(RAW);
    const letters = (turn: number): string =>
      `${SYLLABLES[turn % 16]}${SYLLABLES[(turn * 5) % 16]}`.slice(0, 3);
    let ours = 0;
    let floor = 0;
    const samples = await alternate(
      SEARCHES,
      () => {
        const search = letters(ours++);
        return timed(() =>
          listClients(ctx, actor, { search, archived: false, isCounted: false, limit: 20, offset: 0 }),
        );
      },
      () => {
        const match = `"${letters(floor++)}" *`;
        return timed(() => prepared.all(match));
      },
    );
    const palette: number[] = [];
    for (let turn = 0; turn < 60; turn += 1)
      palette.push(timed(() => findAnything(ctx, actor, letters(turn))));
    say(
      `${listClients(ctx, actor, { search: 'mar', archived: false, limit: 20, offset: 0 }).total} clients begin so`,
    );
    raw.close();
    db.close();
    rmSync(folder, { recursive: true });
    const most = quantile(palette, 0.95);
    return [
      ratioRow({ name: NAME, what: 'p95', unit: 'ms' }, samples, 2, (values) => quantile(values, 0.95)),
      ratioRow({ name: NAME, what: 'median', unit: 'ms' }, samples, 2),
      absoluteRow(
        {
          name: NAME,
          what: 'palette, p95, without the 25 ms it waits for the next key',
          unit: 'ms',
          goal: '≤ 35 ms',
        },
        most,
        most <= 35,
        palette,
      ),
    ];
  },
};
