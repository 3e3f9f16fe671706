import { afterAll, beforeAll, test } from 'vitest';
import type { Db } from '#db/database.ts';
import { type CrashLab, type CrashSite, openCrashLab } from './crash-site.ts';
import { cancelLocally } from './kill-here.ts';
import { killEverywhere, stormTemplate } from './kill-everywhere.ts';
import type { KillStory } from './kill-story.ts';
import { openAtProvider, STORM_PAYMENTS } from './storm-story.ts';

const DAY = 86_400_000;
/** The first of the storm's sessions has begun by then; its places stay canceled, and its one card refund is sent. */
const AFTER_THE_FIRST = Date.UTC(2026, 2, 2, 12);
const PLACES_KEPT = 16;
const PLACES_LOST = 4;

let lab: CrashLab;
let story: KillStory;

beforeAll(async () => {
  lab = await openCrashLab();
  const template = await stormTemplate(lab, cancelLocally);
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
  await killEverywhere(lab, story, { name: 'undo', closedMs: DAY / 4 });
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
