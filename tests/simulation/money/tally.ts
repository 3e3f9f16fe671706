import { type MoneyWorld, rowsOf } from './world.ts';

/** What the dice must have come to somewhere, by the rows that it leaves. */
const REACHED = {
  'bulk cancellations': `SELECT COUNT(*) AS n FROM jobs WHERE kind = 'bulk_cancellation' AND state = 'done'`,
  'bulk cancellations stopped': `SELECT COUNT(*) AS n FROM jobs WHERE kind = 'bulk_cancellation' AND state = 'stopped'`,
  'pages paid': `SELECT COUNT(*) AS n FROM card_links WHERE payment_id IS NOT NULL`,
  'pages closed': `SELECT COUNT(*) AS n FROM card_links WHERE kind = 'payment' AND state = 'canceled'`,
  'disputes open': `SELECT COUNT(*) AS n FROM card_disputes WHERE state = 'open'`,
  'disputes won': `SELECT COUNT(*) AS n FROM card_disputes WHERE state = 'won'`,
  'disputes lost': `SELECT COUNT(*) AS n FROM card_disputes WHERE state = 'lost'`,
  'dues charged to cards': `SELECT COUNT(*) AS n FROM card_charges WHERE pays <> '[]' AND state = 'succeeded'`,
  'cards declined': `SELECT COUNT(*) AS n FROM card_charges WHERE state = 'failed'`,
  'further tries': `SELECT COUNT(*) AS n FROM invoice_run_rows WHERE tries > 1`,
  'invoices that wait for another card': `SELECT COUNT(*) AS n FROM invoice_run_rows WHERE billing IN ('new_card', 'gave_up')`,
  'enrolled in classes': `SELECT COUNT(*) AS n FROM enrolments WHERE state = 'enrolled'`,
  'dropped from classes': `SELECT COUNT(*) AS n FROM enrolments WHERE state = 'dropped'`,
  'fees for moving': `SELECT COUNT(*) AS n FROM reschedule_fees WHERE amount_minor > 0`,
  'runs by the week': `SELECT COUNT(*) AS n FROM invoice_runs WHERE interval = 'weekly'`,
  'runs by two weeks': `SELECT COUNT(*) AS n FROM invoice_runs WHERE interval = 'biweekly'`,
  'runs by the month': `SELECT COUNT(*) AS n FROM invoice_runs WHERE interval = 'monthly'`,
} as const;

export type Tally = Map<string, number>;

export function reckon(tally: Tally, world: MoneyWorld): void {
  for (const [what, sql] of Object.entries(REACHED))
    tally.set(what, (tally.get(what) ?? 0) + (rowsOf<{ n: number }>(world, sql)[0]?.n ?? 0));
}

export const tell = (tally: Tally): string => [...tally].map(([what, n]) => `${n} ${what}`).join(', ');
