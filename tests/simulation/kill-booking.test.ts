import { afterAll, beforeAll, test } from 'vitest';
import type { Db } from '#db/database.ts';
import { SEED_NOW } from '#tests/support/seed-studio.ts';
import { type CrashLab, type CrashSite, openCrashLab } from './crash-site.ts';
import { killEverywhere, stormTemplate } from './kill-everywhere.ts';
import type { KillStory } from './kill-story.ts';
import { CANCELED_BOOKING } from './life.ts';
import { openAtProvider, STORM_PAYMENTS } from './storm-story.ts';

const DAY = 86_400_000;

let lab: CrashLab;
let story: KillStory;

/** The storm's third session is full, and Eve waits for a place in it. */
beforeAll(async () => {
  lab = await openCrashLab();
  const template = await stormTemplate(lab, (db, told) => {
    const session = told.sessionIds[2] ?? 0;
    db.write((tx) => {
      tx.run('UPDATE sessions SET capacity = 4 WHERE id = ?', [session]);
      tx.run(
        `INSERT INTO waitlist_entries (session_id, client_id, participant, funding, position, state, created_at)
         VALUES (?, ?, '', 'account', 1, 'waiting', ?)`,
        [session, told.client('Eve'), SEED_NOW],
      );
    });
  });
  story = {
    act: 'cancel_booking',
    nonCardRefund: 'cash_due',
    template,
    startAt: SEED_NOW,
    prepare: openAtProvider,
    wrong,
  };
});
afterAll(() => lab.close());

test('one booking canceled, killed at every write, commit, call and message: its money once, its place once', async () => {
  // So long that the provider forgets its keys.
  await killEverywhere(lab, story, { name: 'one booking', closedMs: 3 * DAY });
}, 300_000);

function wrong(db: Db, site: CrashSite): string[] {
  const canceled = list(db, `SELECT id FROM bookings WHERE state = 'canceled'`);
  const eve = list(
    db,
    `SELECT b.id FROM bookings b JOIN waitlist_entries w ON w.booking_id = b.id WHERE b.state = 'booked' AND w.state = 'promoted'`,
  );
  const added = list(db, `SELECT id FROM bookings WHERE id > 20`);
  const told = new Set(site.mails().map(({ messageId }) => messageId));
  const jobs = list(db, `SELECT id FROM jobs WHERE kind = 'booking_cancellation' AND state = 'done'`);
  return [
    ...(canceled.join() === String(CANCELED_BOOKING) ? [] : [`canceled are the bookings ${canceled.join()}`]),
    ...(eve.length === 1 && added.length === 1
      ? []
      : [`${eve.length} moved up, ${added.length} were booked`]),
    ...(told.size === 2 ? [] : [`${told.size} messages went out`]),
    ...(jobs.length === 1 ? [] : [`${jobs.length} jobs are done`]),
    ...STORM_PAYMENTS.flatMap(({ id, refundedBeforeMinor }) => {
      const given = site.stripe.refundedMinor(id) - refundedBeforeMinor;
      return given === (id === 'pi_ina' ? 1111 : 0) ? [] : [`${id}: ${given} given back`];
    }),
  ];
}

const list = (db: Db, sql: string): number[] => db.read.all<{ id: number }>(sql).map(({ id }) => id);
