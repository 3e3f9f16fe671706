import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Db } from '#db/database.ts';
import { createTestDb } from '#tests/support/database.ts';
import { type CrashLab, type CrashSite, openCrashLab } from './crash-site.ts';
import { cancelLocally } from './kill-here.ts';
import { type KillStory, liveAll, pointsOf } from './kill-story.ts';
import { openAtProvider, STORM_PAYMENTS, tellStorm } from './storm-story.ts';

const DAY = 86_400_000;
/** The first of the storm's sessions has begun by then; its places stay canceled, and its one card refund is sent. */
const AFTER_THE_FIRST = Date.UTC(2026, 2, 2, 12);
const PLACES_KEPT = 16;
const PLACES_LOST = 4;

let lab: CrashLab;
let story: KillStory;

beforeAll(async () => {
  lab = await openCrashLab();
  const { db, path, cleanup } = createTestDb();
  tellStorm(db);
  await cancelLocally(db);
  db.close();
  const template = join(lab.folder, 'canceled.db');
  copyFileSync(path, template);
  cleanup();
  story = {
    act: 'undo',
    nonCardRefund: 'cash_due',
    template,
    startAt: AFTER_THE_FIRST,
    prepare: openAtProvider,
    wrong,
  };
});
afterAll(() => lab.close());

test('an undo, killed at every write, commit, call and message: each place once, each cent once', async () => {
  const points = await pointsOf(lab, story);
  const fates = points.map((_, index) => ({
    kills: [index + 1],
    gapMs: index % 2 === 0 ? 1000 : DAY / 4,
    coldEnd: index % 25 === 0,
  }));
  const { kills, wrong: found } = await liveAll(lab, story, fates);
  process.stdout.write(`undo: ${points.length} kill points, ${kills} kills\n`);
  expect(found).toEqual([]);
  expect(kills).toBe(points.length);
}, 900_000);

function wrong(db: Db, site: CrashSite): string[] {
  const booked = count(db, `SELECT COUNT(*) AS n FROM bookings WHERE state = 'booked'`);
  const asked = count(db, `SELECT COUNT(*) AS n FROM tasks WHERE code = 'UNDO_SESSION_PAST'`);
  const undone = count(db, `SELECT COUNT(*) AS n FROM jobs WHERE state = 'undone'`);
  return [
    ...(undone === 1 ? [] : ['the job is not undone']),
    ...(booked === PLACES_KEPT ? [] : [`${booked} places are kept`]),
    ...(asked === PLACES_LOST ? [] : [`the desk is asked about ${asked} places`]),
    ...STORM_PAYMENTS.flatMap(({ id, refundedBeforeMinor }) => {
      const given = site.stripe.refundedMinor(id) - refundedBeforeMinor;
      return given === (id === 'pi_shared' ? 2500 : 0) ? [] : [`${id}: ${given} given back`];
    }),
  ];
}

function count(db: Db, sql: string): number {
  return db.read.get<{ n: number }>(sql)?.n ?? -1;
}
