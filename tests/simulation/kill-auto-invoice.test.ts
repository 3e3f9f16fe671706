import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db } from '#db/database.ts';
import * as settings from '#db/repositories/settings.ts';
import { at, openAutoDesk } from '#tests/main/services/auto-invoice/auto-invoice-desk.ts';
import { addHolder, holderOf, keepCard } from '#tests/support/cardholder.ts';
import { insertPayment } from '#tests/support/scenario-money.ts';
import { type CrashLab, type CrashSite, openCrashLab } from './crash-site.ts';
import { type KillStory, liveAll, pointsOf } from './kill-story.ts';

const DAY = 86_400_000;
/** Most lives go on at once; some when the provider has forgotten its keys, some with a clock that was set back. */
const GAPS_MS = [1000, 1000, 3 * DAY, 1000, -10 * DAY];

let lab: CrashLab;
let story: KillStory;

/** Each owes one session of the week: Ada has some money on account and her card pays the rest, Ben's never does, Cy has none. */
beforeAll(async () => {
  lab = await openCrashLab();
  const desk = openAutoDesk();
  const { db } = desk.test;
  db.write((tx) => settings.set(tx, 'payment_provider', { livemode: false, account: 'acct_fake' }, 0));
  const lesson = desk.story.withSession({ date: '2026-03-03' });
  for (const client of ['Ada', 'Ben', 'Cy'])
    lesson.withBooking({
      client,
      email: `${client}@example.com`,
      funding: [{ kind: 'account', amountMinor: 2500 }],
    });
  for (const client of ['Ada', 'Ben']) keepCard(db, desk.story.client(client), client);
  const credit = { method: 'cash', amountMinor: 1000, purpose: 'balance' } as const;
  db.write((tx) => insertPayment(tx, { clientId: desk.story.client('Ada'), ...credit }));
  await desk.save({ autoBilling: true });
  desk.setTo('2026-03-08', '20:00');
  await desk.saveSessions();
  db.close();
  const template = join(lab.folder, 'owing.db');
  copyFileSync(desk.test.path, template);
  desk.test.cleanup();
  story = {
    act: 'auto_invoice',
    nonCardRefund: 'account_credit',
    template,
    startAt: at('2026-03-09'),
    prepare: (stripe) => {
      for (const client of ['Ada', 'Ben']) addHolder(stripe, client);
      stripe.cards.declineFromNowOn(holderOf('Ben').method, {
        code: 'card_declined',
        reason: 'insufficient_funds',
      });
    },
    wrong,
  };
});
afterAll(() => lab.close());

test('a run with charges, killed at every write, commit, call and message: each billed once, charged once, one row a client', async () => {
  const points = await pointsOf(lab, story);
  const chosen = [...points.keys()].filter((index) => everyPoint || index % 3 === 0);
  const fates = chosen.map((index) => ({
    kills: [index + 1],
    gapMs: GAPS_MS[index % GAPS_MS.length] ?? 0,
    coldEnd: index % 40 === 0,
  }));
  const { kills, wrong: found } = await liveAll(lab, story, fates);
  process.stdout.write(`a run of automatic invoicing: ${points.length} kill points, ${kills} kills\n`);
  expect(found).toEqual([]);
  expect(kills).toBe(chosen.length);
}, 900_000);

/** A run has several hundred points: a third of them by day, `CALLBOARD_CRASH=full` leaves nothing out. */
const everyPoint = process.env['CALLBOARD_CRASH'] === 'full';

function wrong(db: Db, site: CrashSite): string[] {
  const told = (sql: string): string => JSON.stringify(db.read.all(sql));
  const rows = told(`SELECT c.first_name AS client, w.state, w.billing, w.tries FROM invoice_run_rows w
    JOIN clients c ON c.id = w.client_id ORDER BY w.seq`);
  const expected = JSON.stringify([
    { client: 'Ada', state: 'invoiced', billing: 'paid', tries: 1 },
    { client: 'Ben', state: 'invoiced', billing: 'gave_up', tries: 5 },
    { client: 'Cy', state: 'invoiced', billing: 'no_card', tries: 0 },
  ]);
  const charges = site.stripe.cards.charges();
  const ofBen = charges.filter(({ customer }) => customer === holderOf('Ben').customer);
  const paid = charges.filter(({ status }) => status === 'succeeded');
  const numbers = db.read
    .all<{ serial: number }>('SELECT serial FROM invoices ORDER BY id')
    .map((row) => row.serial);
  const allocated = db.read.get<{ sum: number }>(
    `SELECT TOTAL(amount_minor) AS sum FROM payment_allocations WHERE state = 'active'`,
  )?.sum;
  const lines = db.read.get<{ n: number }>(`SELECT COUNT(*) AS n FROM invoice_lines WHERE state = 'live'`)?.n;
  const open = told(`SELECT kind, code FROM tasks WHERE state = 'open'`);
  return [
    ...(rows === expected ? [] : [`rows are ${rows}`]),
    ...(paid.length === 1 && paid[0]?.amountMinor === 1500 ? [] : [`${paid.length} charges succeeded`]),
    ...(allocated === 2500 ? [] : [`${allocated} of the payments pays for invoices`]),
    ...(ofBen.length === 5 ? [] : [`Ben’s card was tried ${ofBen.length} times`]),
    ...(numbers.join() === '1,2,3' ? [] : [`invoices are numbered ${numbers.join()}`]),
    ...(lines === 3 ? [] : [`${lines} lines`]),
    ...(open === '[{"kind":"card_declined","code":"LADDER_ENDED"}]' ? [] : [`open tasks: ${open}`]),
    // Weeks later the next runs are due too; they find nothing to bill.
    ...(told('SELECT DISTINCT state FROM jobs') === '[{"state":"done"}]' ? [] : ['a run is not done']),
  ];
}
