import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db, ReadDb } from '#db/database.ts';
import { findViolations } from '#db/invariants/find-violations.ts';
import * as tills from '#db/repositories/till.ts';
import type { StaffId } from '#domain/values/ids.ts';
import { addDays, type LocalDate, localDate } from '#domain/values/time.ts';
import { REPORT_NAMES, REPORTS } from '#domain/report/report.ts';
import { buildDemo } from '#main/demo/build-demo.ts';
import { createJobGateways } from '#main/compose-job-gateways.ts';
import { getAutoSetting } from '#main/services/auto-invoice/auto-setting.ts';
import { rehearse } from '#main/services/auto-invoice/rehearse.ts';
import { chargeCard } from '#main/services/card/charge-card.ts';
import { readReports } from '#main/services/report/report-reader.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { createJobHarness, createTestClock } from '#tests/support/job-harness.ts';
import { anOwner, createTestServices } from '#tests/support/service-context.ts';

/** Saturday, 14 March 2026, noon in Berlin. */
const NOW = Date.UTC(2026, 2, 14, 11);
const DAY_MS = 86_400_000;
const OWNER = anOwner(1 as StaffId);

/** Nothing that the demo means to do is refused. */
const onRefused = (refused: Error): never => {
  throw refused;
};

const open: TestDb[] = [];
afterAll(() => {
  for (const testDb of open.splice(0)) testDb.cleanup();
});

async function demo(now: number): Promise<TestDb> {
  const testDb = createTestDb();
  open.push(testDb);
  await buildDemo(testDb.db, { size: 'small', now, seed: 7, onProgress: () => {}, onRefused });
  return testDb;
}

describe('the money of a small demo studio', () => {
  let db: Db;
  let read: ReadDb;
  beforeAll(async () => {
    ({ db } = await demo(NOW));
    ({ read } = db);
  });
  const services = () => createTestServices(db, { now: () => NOW }).ctx;

  it('has invoices in every standing, with taxes within and on top of prices, and a credit note for a part', () => {
    const standings = read.all<{ standing: string }>(
      `SELECT DISTINCT CASE WHEN state <> 'sent' THEN state WHEN paid_minor + credited_minor = 0 THEN IIF(due_on < '2026-03-14', 'overdue', 'open')
         WHEN paid_minor + credited_minor < total_minor THEN 'part' ELSE 'paid' END AS standing FROM invoices WHERE kind = 'invoice'`,
    );
    expect(standings.map(({ standing }) => standing).toSorted()).toEqual(
      ['draft', 'open', 'overdue', 'paid', 'part', 'void'].toSorted(),
    );
    expect(
      one(read, `SELECT COUNT(*) AS n FROM invoices WHERE kind = 'credit_note' AND cause = 'desk'`),
    ).toBe(1);
    expect(
      one(read, 'SELECT COUNT(DISTINCT tax_inclusive) AS n FROM invoice_lines WHERE tax_minor > 0'),
    ).toBe(2);
    expect(one(read, 'SELECT COUNT(*) AS n FROM invoice_reminders')).toBeGreaterThan(0);
    expect(one(read, 'SELECT COUNT(DISTINCT tax_rate_bp) AS n FROM completions WHERE tax_minor > 0')).toBe(2);
  });

  it('has run automatic invoicing: paid by card, declined, without a card; and rehearses the next run', () => {
    const billing = read.all<{ billing: string }>(
      'SELECT DISTINCT billing FROM invoice_run_rows ORDER BY billing',
    );
    expect(billing.map((row) => row.billing)).toEqual(['new_card', 'no_card', 'paid', 'retry']);
    const { setting, runs } = getAutoSetting(services());
    expect(setting).toMatchObject({ enabled: true, autoBilling: true });
    expect(runs[0]?.at).toBeGreaterThan(NOW + 2 * DAY_MS);
    expect(rehearse(services()).total).toBeGreaterThan(0);
  });

  it('leaves something of each kind to decide, and nothing under way', () => {
    const kinds = read.all<{ kind: string }>(
      `SELECT DISTINCT kind FROM tasks WHERE state = 'open' ORDER BY kind`,
    );
    expect(kinds.map(({ kind }) => kind)).toEqual(['card_declined', 'cash_due', 'dispute', 'stuck_refund']);
    expect(one(read, `SELECT COUNT(*) AS n FROM jobs WHERE state <> 'done'`)).toBe(0);
    expect(
      one(read, `SELECT COUNT(*) AS n FROM card_charges WHERE state NOT IN ('succeeded', 'failed')`),
    ).toBe(0);
    expect(
      one(read, `SELECT COUNT(*) AS n FROM refunds WHERE state IN ('planned', 'sending', 'unknown')`),
    ).toBe(0);
  });

  it('has families, cards and pages, and a till that was counted with a difference and is ready for today', () => {
    expect(one(read, 'SELECT COUNT(DISTINCT payer_id) AS n FROM clients')).toBe(3);
    expect(count(read, 'balance_transfers')).toBeGreaterThan(0);
    expect(one(read, 'SELECT COUNT(*) AS n FROM balance_corrections WHERE reverses_id IS NOT NULL')).toBe(1);
    expect(one(read, `SELECT COUNT(*) AS n FROM cards WHERE state = 'active'`)).toBeGreaterThan(2);
    const pages = read.all<{ state: string }>('SELECT DISTINCT state FROM card_links ORDER BY state');
    expect(pages.map(({ state }) => state)).toEqual(['completed', 'expired', 'planned']);
    expect(one(read, 'SELECT COUNT(*) AS n FROM tills WHERE counted_minor < expected_minor')).toBe(1);
    expect(tills.findOpen(read)?.floatMinor).toBeGreaterThan(0);
  });

  it('has paid wages up to a day but for one teacher, and everything since is open', () => {
    expect(count(read, 'wage_payouts')).toBe(3);
    expect(one(read, 'SELECT COUNT(*) AS n FROM wage_adjustments WHERE payout_id IS NULL')).toBe(1);
    expect(
      one(read, `SELECT COUNT(DISTINCT practitioner_id) AS n FROM wage_lines WHERE payout_id IS NULL`),
    ).toBe(4);
  });

  it('has moved, given away, lengthened, held and brought back packages', () => {
    const kinds = read.all<{ kind: string }>('SELECT DISTINCT kind FROM credit_events');
    expect(kinds.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['sold', 'used', 'returned', 'expired', 'extended', 'moved_in', 'moved_out']),
    );
    expect(read.all('SELECT held_to IS NULL AS isOpen FROM lot_holds ORDER BY id')).toEqual([
      { isOpen: 0 },
      { isOpen: 1 },
    ]);
    expect(one(read, 'SELECT COUNT(*) AS n FROM reschedule_fees WHERE amount_minor > 0')).toBeGreaterThan(0);
  });

  it('fills every report', async () => {
    const reports = readReports(read);
    const query = { group: null, locationId: null, practitionerId: null, compare: true, at: NOW } as const;
    const days = { from: localDate('2026-02-28'), to: localDate('2026-03-21') };
    const empty: string[] = [];
    for (const name of REPORT_NAMES) {
      const table = await reports.table({ ...query, ...days, name }, { limit: 50, offset: 0 });
      expect(table.lines.length, name).toBeGreaterThan(0);
      const columns = REPORTS[name].columns.filter((_, index) => table.totals[index] === 0);
      empty.push(...columns.map(({ key }) => `${name}.${key}`));
    }
    // Nobody can owe for a month in a studio of two weeks; both sides of a trial balance add up to nothing.
    expect(empty).toEqual([
      'refunds.dropped',
      'balances.age30',
      'balances.age60',
      'balances.age90',
      'liability.otherwise',
      'trial-balance.opening',
      'trial-balance.closing',
    ]);
  });

  it('counts what was given back before as refunded, not as struck out', async () => {
    const days = { from: localDate('2026-02-01'), to: localDate('2026-03-14') };
    const query = { group: null, locationId: null, practitionerId: null, compare: false, at: NOW } as const;
    const table = await readReports(read).table(
      { ...query, ...days, name: 'payments' },
      { limit: 50, offset: 0 },
    );
    const cards = table.lines.find(({ key }) => key === 'card');
    const voided = REPORTS.payments.columns.findIndex(({ key }) => key === 'voided');
    expect(
      one(read, `SELECT COUNT(*) AS n FROM ledger_transactions WHERE kind = 'earlier_refund'`),
    ).toBeGreaterThan(0);
    expect(cards?.values[voided]).toBe(0);
  });

  it('goes on in the app: a card that the demo has on file is charged, and one without money is declined', async () => {
    const { db, dir } = await demo(NOW);
    const { read } = db;
    const { ctx } = createTestServices(db, { now: () => NOW });
    const clock = createTestClock(NOW);
    const made = createJobGateways({
      db,
      dataDir: dir,
      clock,
      secrets: () => ({ stripeKey: null, mailPassword: null }),
      paymentApi: null,
    });
    const harness = createJobHarness(db, { ...made.payments(), ...made.cards() }, { clock });
    const holders = read.all<{ id: never; last4: string }>(
      'SELECT client_id AS id, last4 FROM cards ORDER BY id',
    );
    for (const last4 of ['4242', '4243']) {
      const clientId = holders.find((card) => card.last4 === last4)?.id;
      if (clientId === undefined) throw new Error(`nobody has a card ${last4}`);
      const charge = { requestUid: `charge-${last4}`, clientId, amountMinor: 1_234, description: 'Mat' };
      expect(chargeCard(ctx, OWNER, charge).ok).toBe(true);
    }
    await harness.runner.runUntilIdle();
    const states = read.all<{ state: string }>(
      `SELECT state FROM card_charges WHERE amount_minor = 1234 ORDER BY id`,
    );
    expect(states.map(({ state }) => state)).toEqual(['succeeded', 'failed']);
    expect(findViolations(read)).toEqual([]);
  });
});

it.each([0, 1, 2, 3, 4, 5, 6].map((days) => addDays(localDate('2026-03-27'), days)))(
  'is as whole on %s, whatever weekday, month or change of clocks is near',
  async (day: LocalDate) => {
    const { read } = (await demo(Date.parse(`${day}T10:00:00Z`))).db;
    expect(findViolations(read)).toEqual([]);
    for (const table of ['invoice_run_rows', 'tills', 'wage_payouts', 'card_disputes', 'reschedule_fees'])
      expect(count(read, table), table).toBeGreaterThan(0);
    const kinds = read.all(`SELECT DISTINCT kind FROM tasks WHERE state = 'open'`);
    expect(kinds).toHaveLength(4);
  },
);

const count = (db: ReadDb, table: string): number => one(db, `SELECT COUNT(*) AS n FROM ${table}`);

const one = (db: ReadDb, sql: string): number => db.get<{ n: number }>(sql)?.n ?? Number.NaN;
