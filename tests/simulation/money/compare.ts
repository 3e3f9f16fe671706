import { findViolations } from '#db/invariants/find-violations.ts';
import { compareInvoices } from './compare-invoices.ts';
import { freeOf } from './paper-payments.ts';
import { available } from './paper-places.ts';
import { type MoneyWorld, rowsOf } from './world.ts';

interface ClientMoney {
  readonly balance: { readonly balanceMinor: number; readonly availableMinor: number };
  readonly lots: readonly { readonly id: number; readonly remaining: number }[];
  readonly payments: readonly { readonly id: number; readonly freeMinor: number }[];
}

/** Every sum that the desk is shown, and every account of the ledger, against the paper. */
export async function compare(world: MoneyWorld, after: string): Promise<void> {
  const { paper, problems } = world;
  const differ = (what: string, shown: unknown, wanted: unknown): void => {
    if (shown !== wanted)
      problems.push(`after ${after}: ${what} is ${String(shown)}, on paper ${String(wanted)}`);
  };
  for (const [id, { balance }] of paper.people) {
    const shown = (await world.owner.client.get({ id: id as never })) as unknown as ClientMoney;
    differ(`balance of client ${id}`, shown.balance.balanceMinor, balance);
    differ(`available credit of client ${id}`, shown.balance.availableMinor, available(paper, id));
    for (const lot of shown.lots)
      differ(`rest of lot ${lot.id}`, lot.remaining, paper.lots.get(lot.id)?.left);
    for (const payment of shown.payments) {
      const known = paper.payments.get(payment.id);
      differ(`free money of payment ${payment.id}`, payment.freeMinor, known && freeOf(known));
    }
  }
  const sums = new Map(
    rowsOf<{ kind: string; sum: number }>(
      world,
      `SELECT a.kind, SUM(p.amount_minor) AS sum FROM ledger_accounts a JOIN ledger_postings p ON p.account_id = a.id GROUP BY a.kind`,
    ).map(({ kind, sum }) => [kind, sum]),
  );
  for (const [kind, sum] of Object.entries(paper.sums)) differ(kind, sums.get(kind) ?? 0, sum);
  const clients = [...paper.people.values()].reduce((sum, { balance }) => sum + balance, 0);
  differ('all clients together', -(sums.get('client') ?? 0) || 0, clients);
  await compareInvoices(world, differ);
  for (const violation of findViolations(world.test.db.read))
    problems.push(`after ${after}: ${JSON.stringify(violation)}`);
  for (const { where, thrown } of world.desk.bugs.splice(0))
    problems.push(`bug in ${where}: ${String(thrown)}`);
}
