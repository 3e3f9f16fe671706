import { afterAll, beforeAll, test } from 'vitest';
import type { Db } from '#db/database.ts';
import { insertLot } from '#tests/support/scenario-money.ts';
import { SEED_NOW } from '#tests/support/seed-studio.ts';
import { localDate } from '#domain/values/time.ts';
import { type CrashLab, type CrashSite, openCrashLab } from './crash-site.ts';
import { killEverywhere, stormTemplate } from './kill-everywhere.ts';
import type { KillStory } from './kill-story.ts';
import { openAtProvider } from './storm-story.ts';

const DAY = 86_400_000;
const CLIENTS = ['Ada', 'Ben', 'Eve'] as const;

let lab: CrashLab;
let story: KillStory;

/** Three clients of the storm whose packages of three sessions ended yesterday, while the studio was closed. */
beforeAll(async () => {
  lab = await openCrashLab();
  const template = await stormTemplate(lab, (db, told) => {
    db.write((tx) => {
      for (const name of CLIENTS)
        insertLot(tx, told.studio, {
          clientId: told.client(name),
          credits: 3,
          expiresOn: localDate('2026-02-22'),
        });
    });
  });
  story = {
    act: 'expire',
    nonCardRefund: 'cash_due',
    template,
    startAt: SEED_NOW,
    prepare: openAtProvider,
    wrong,
  };
});
afterAll(() => lab.close());

test('packages that expire, killed at every write, commit and message: once in the history, once in the books, told once', async () => {
  await killEverywhere(lab, story, { name: 'expiry', closedMs: 3 * DAY });
}, 300_000);

function wrong(db: Db, site: CrashSite): string[] {
  const lots = db.read.all<{ id: number; expired: number; lines: number; posted: number }>(
    `SELECT l.id, l.expired,
       (SELECT COUNT(*) FROM credit_events e WHERE e.lot_id = l.id AND e.kind = 'expired') AS lines,
       (SELECT COUNT(*) FROM ledger_transactions t WHERE t.subject_kind = 'lot' AND t.subject_id = l.id AND t.kind = 'package_expired') AS posted
     FROM credit_lots l WHERE l.expires_on = '2026-02-22' AND l.bought = 3`,
  );
  const told = new Set(
    site
      .mails()
      .filter(({ text }) => text.includes('no longer valid'))
      .map(({ messageId }) => messageId),
  );
  return [
    ...(lots.length === CLIENTS.length ? [] : [`${lots.length} lots`]),
    ...lots.flatMap(({ id, expired, lines, posted }) =>
      expired === 3 && lines === 1 && posted === 1
        ? []
        : [`lot ${id}: ${expired} expired, ${lines} lines, ${posted} postings`],
    ),
    ...(told.size === CLIENTS.length ? [] : [`${told.size} were told`]),
  ];
}
