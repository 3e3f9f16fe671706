import { REPORTS, type ReportName } from '#domain/report/report.ts';
import { addDays, instantToWall, localDate, zone } from '#domain/values/time.ts';
import { getReport } from '#main/services/report/get-report.ts';
import { wrongReports } from '#tests/support/report-truth.ts';
import { creditOfLines, sum } from './paper.ts';
import { invoiceDue } from './paper-invoice-sums.ts';
import { freeOf } from './paper-payments.ts';
import type { MoneyWorld } from './world.ts';

type Differ = (what: string, shown: unknown, wanted: unknown) => void;

const YEAR = { from: localDate('2026-01-01'), to: localDate('2027-01-01') };

/** At the end of a story: statements, the lines of available credit and every report come to what the paper says, to the cent. */
export async function compareTotals(world: MoneyWorld): Promise<void> {
  const differ: Differ = (what, shown, wanted) => {
    if (shown !== wanted)
      world.problems.push(`at the end: ${what} is ${String(shown)}, on paper ${String(wanted)}`);
  };
  for (const id of world.paper.people.keys()) {
    await compareLines(world, id, differ);
    await compareStatement(world, id, differ);
  }
  compareReports(world, differ);
  for (const problem of wrongReports(world.test.db.read, YEAR)) world.problems.push(problem);
}

async function compareLines(world: MoneyWorld, id: number, differ: Differ): Promise<void> {
  const { balance: shown } = (await world.owner.client.get({ id: id as never })) as unknown as {
    readonly balance: Readonly<Record<string, number>>;
  };
  for (const [line, wanted] of Object.entries(creditOfLines(world.paper, id)))
    differ(`${line} of client ${id}`, shown[`${line}Minor`], wanted);
}

/** The entries, each with the balance after it, come to the balance. */
async function compareStatement(world: MoneyWorld, id: number, differ: Differ): Promise<void> {
  const today = instantToWall(world.clock.now(), zone('Europe/Berlin')).date;
  const wish = { clientId: id as never, from: null, to: addDays(today, 1) };
  const { totals, tables } = await world.owner.balance.statement(wish);
  const { balance } = world.paper.people.get(id) ?? { balance: 0 };
  differ(`closing balance of client ${id}`, minor(totals[0]?.value), balance);
  const entries = (tables[0]?.rows ?? []).filter(({ isSum }) => isSum !== true);
  let running = 0;
  for (const { cells } of entries) {
    running += minor(cells[2]);
    differ(`balance after "${cells[1]}" of client ${id}`, minor(cells[3]), running);
  }
  differ(`sum of the statement of client ${id}`, running, balance);
}

/** "−€1,234.50" → -123450: all digits of the currency are always written. */
function minor(text = ''): number {
  const digits = Number(text.replaceAll(/\D/g, ''));
  return /[-−]/.test(text) && digits > 0 ? -digits : digits;
}

function compareReports(world: MoneyWorld, differ: Differ): void {
  const { paper } = world;
  const { sums } = paper;
  const report = reportsOf(world);
  differ('tax of the year', report('revenue', 'tax'), 0 - sums.tax);
  differ('all income', report('revenue', 'net'), 0 - sums.revenue - sums.forfeited - sums.fees);
  const money = sums.cash + sums.bank + sums.card_processor + sums.other_money;
  differ('what moved the till, the bank and the cards', report('payments', 'movement'), money);
  const payments = [...paper.payments.values()];
  differ(
    'taken less void',
    report('payments', 'taken') + report('payments', 'voided'),
    sum(payments.map(({ amount }) => amount)),
  );
  differ(
    'refunds that wait',
    report('refunds', 'waiting') + report('refunds', 'failed'),
    0 - sums.refunds_due,
  );
  const balances = [...paper.people.values()].map(({ balance }) => balance);
  differ('all that clients owe', report('balances', 'owed'), sum(balances.map((each) => Math.max(0, -each))));
  differ(
    'all that clients have',
    report('balances', 'credit'),
    sum(balances.map((each) => Math.max(0, each))),
  );
  differ('what expired', report('revenue', 'forfeited'), 0 - sums.forfeited);
  differ('packages sold and not used', report('liability', 'closing'), 0 - sums.deferred);
  differ('wages', report('practitioners', 'wages'), sums.wages);
  differ('the trial balance', report('trial-balance', 'closing'), 0);
  for (const [id, payment] of paper.payments)
    if (payment.held + payment.refunded > payment.amount)
      differ(
        `what payment ${id} pays`,
        payment.held + payment.refunded,
        `at most ${payment.amount} (${freeOf(payment)} free)`,
      );
  for (const id of paper.invoices.keys())
    if (invoiceDue(paper, id) < 0)
      differ(`what is due of invoice ${id}`, invoiceDue(paper, id), 'not below 0');
}

function reportsOf({ test }: MoneyWorld): (name: ReportName, column: string) => number {
  return (name, column) => {
    const [group] = REPORTS[name].groups;
    if (group === undefined) throw new Error(`${name} has no lines`);
    const query = { name, group, ...YEAR, locationId: null, practitionerId: null, compare: false, at: 0 };
    const { totals } = getReport(test.db.read, query, { limit: 1000, offset: 0 });
    return totals[REPORTS[name].columns.findIndex(({ key }) => key === column)] ?? 0;
  };
}
