import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db } from '#db/database.ts';
import { createTestDb } from '#tests/support/database.ts';
import { SEED_NOW } from '#tests/support/seed-studio.ts';
import { type CrashLab, type CrashSite, openCrashLab } from './crash-site.ts';
import { type KillStory, liveAll, pointsOf } from './kill-story.ts';
import { openAtProvider, STORM_PAYMENTS, tellStorm } from './storm-story.ts';

const DAY = 86_400_000;

let lab: CrashLab;
let story: KillStory;

beforeAll(async () => {
  lab = await openCrashLab();
  const { db, path, cleanup } = createTestDb();
  tellStorm(db);
  db.close();
  const template = join(lab.folder, 'paid.db');
  copyFileSync(path, template);
  cleanup();
  story = {
    act: 'refund_payment',
    nonCardRefund: 'cash_due',
    template,
    startAt: SEED_NOW,
    prepare: openAtProvider,
    wrong,
  };
});
afterAll(() => lab.close());

test('payments given back at the desk, killed at every write, commit and call: each once, with one paper', async () => {
  const points = await pointsOf(lab, story);
  const fates = points.map((_, index) => ({
    kills: [index + 1],
    // Every other time the studio stays closed for so long that the provider forgets its keys.
    gapMs: index % 2 === 0 ? 1000 : 3 * DAY,
    coldEnd: index % 25 === 0,
  }));
  const { kills, wrong: found } = await liveAll(lab, story, fates);
  process.stdout.write(`payment refunds: ${points.length} kill points, ${kills} kills\n`);
  expect(found).toEqual([]);
  expect(kills).toBe(points.length);
}, 300_000);

function wrong(db: Db, site: CrashSite): string[] {
  const refunds = db.read.all<{ method: string; state: string; amount: number }>(
    'SELECT method, state, amount_minor AS amount FROM refunds ORDER BY id',
  );
  const said = refunds.map(({ method, state, amount }) => `${method} ${state} ${amount}`).join(', ');
  const papers = db.read.all(`SELECT number FROM receipts WHERE kind = 'refund_receipt'`);
  return [
    ...(said === 'card succeeded 2000, cash settled 1000' ? [] : [`refunds are: ${said}`]),
    ...(papers.length === 2 ? [] : [`${papers.length} papers`]),
    ...STORM_PAYMENTS.flatMap(({ id, refundedBeforeMinor }) => {
      const given = site.stripe.refundedMinor(id) - refundedBeforeMinor;
      return given === (id === 'pi_gus' ? 2000 : 0) ? [] : [`${id}: ${given} given back`];
    }),
  ];
}
