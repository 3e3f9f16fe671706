import { afterAll, beforeAll, test } from 'vitest';
import type { Db } from '#db/database.ts';
import { SEED_NOW } from '#tests/support/seed-studio.ts';
import { type CrashLab, type CrashSite, openCrashLab } from './crash-site.ts';
import { killEverywhere, stormTemplate } from './kill-everywhere.ts';
import type { KillStory } from './kill-story.ts';
import { openAtProvider, STORM_PAYMENTS } from './storm-story.ts';

const DAY = 86_400_000;

let lab: CrashLab;
let story: KillStory;

beforeAll(async () => {
  lab = await openCrashLab();
  const template = await stormTemplate(lab);
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
  // So long that the provider forgets its keys.
  await killEverywhere(lab, story, { name: 'payment refunds', closedMs: 3 * DAY });
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
