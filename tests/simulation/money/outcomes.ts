import { hearOfCharges, tryDue } from './ladder.ts';
import { payAsked } from './paper-dues.ts';
import { follow } from './paper-invoices.ts';
import { dispute, handOut, receive } from './paper-payments.ts';
import { giveUp } from './paper-places.ts';
import { type MoneyWorld, rowsOf } from './world.ts';

/**
 * The jobs do all that there is to do, and the paper hears of what the processor has done. `bills`: what a run has invoiced, which comes before
 * anything is charged.
 */
export async function runJobs(world: MoneyWorld, bills: () => void = () => undefined): Promise<void> {
  const { ladder } = world.paper;
  const [last] = rowsOf<{ id: number }>(world, 'SELECT IFNULL(MAX(id), 0) AS id FROM card_charges');
  const before = new Set(ladder.keys());
  await world.harness.runner.runUntilIdle();
  noteCancellations(world);
  bills();
  // A further try comes after all that was asked for before, and finds what is left to pay then.
  noteCharges(world, ({ charge, invoice }) => charge <= (last?.id ?? 0) || !before.has(invoice ?? 0));
  hearOfCharges(world);
  while (tryDue(world) > 0) {
    noteCharges(world);
    hearOfCharges(world);
  }
  noteCharges(world);
  noteOutcomes(world);
}

/** The bulk cancellations have come to their places: each is given up as it was planned, and its refunds are on their way. */
function noteCancellations(world: MoneyWorld): void {
  const { paper } = world;
  for (const [job, places] of paper.canceling) {
    for (const { place, refunds } of places) {
      giveUp(paper, place, refunds);
      follow(paper, place);
    }
    expectRefunds(
      world,
      job,
      places.flatMap(({ refunds }) => refunds),
    );
  }
  paper.canceling.clear();
}

/** The refunds that the engine has planned are those of the paper. */
export function expectRefunds(
  world: MoneyWorld,
  jobId: number,
  expected: readonly { readonly payment: number; readonly amount: number }[],
): void {
  const planned = rowsOf<{ id: number; payment: number; amount: number }>(
    world,
    `SELECT id, payment_id AS payment, amount_minor AS amount FROM refunds WHERE job_id = ${jobId} ORDER BY id`,
  );
  const lines = (rows: readonly { payment: number; amount: number }[]): string[] =>
    rows.map(({ payment, amount }) => `${payment}: ${amount}`).sort();
  if (lines(planned).join() !== lines(expected).join())
    world.problems.push(`refunds are ${lines(planned).join(', ')}, on paper ${lines(expected).join(', ')}`);
  for (const { id, payment, amount } of planned) world.onTheWay.set(id, { payment, amount });
}

const AS = { card: 'tender', outside: 'tender', cash: 'cash', account_credit: 'account_credit' } as const;

/** The processor decides what goes through; the paper only hears of it. */
export function noteOutcomes(world: MoneyWorld): void {
  const settled = rowsOf<{ id: number; as: keyof typeof AS }>(
    world,
    `SELECT id, settled_as AS "as" FROM refunds WHERE settled_as IS NOT NULL
     UNION ALL SELECT id, 'card' FROM refunds WHERE state = 'succeeded' AND settled_as IS NULL`,
  );
  for (const { id, as } of settled) {
    const refund = world.onTheWay.get(id);
    if (!refund) continue;
    world.onTheWay.delete(id);
    handOut(world.paper, { ...refund, as: AS[as] });
  }
}

interface Charged {
  /** Of the payment, and of the charge; none of a page. */
  readonly id: number;
  readonly charge: number;
  readonly what: string;
  readonly client: number;
  readonly amount: number;
  readonly invoice: number | null;
}

/** What the processor has taken is money that came in, and pays what it was asked for. */
function noteCharges(world: MoneyWorld, isHeard: (charged: Charged) => boolean = () => true): void {
  const { paper } = world;
  const charged = rowsOf<Charged>(
    world,
    `SELECT p.id, c.id AS charge, 'charge ' || c.id AS what, p.client_id AS client, p.amount_minor AS amount, c.invoice_id AS invoice
       FROM card_charges c JOIN payments p ON p.id = c.payment_id
     UNION ALL SELECT p.id, 0, 'page ' || l.id, p.client_id, p.amount_minor, l.invoice_id FROM card_links l JOIN payments p ON p.id = l.payment_id
     ORDER BY 1`,
  );
  for (const { id, what, client: who, amount, invoice } of charged.filter(isHeard)) {
    if (paper.payments.has(id)) continue;
    receive(paper, { id, client: who, method: 'card', amount });
    const ofInvoice =
      invoice === null ? [] : [{ ref: { kind: 'invoice', invoiceId: invoice } as const, amount }];
    payAsked(paper, id, paper.asked.get(what) ?? ofInvoice);
    paper.asked.delete(what);
  }
}

/** Banks decide about disputes; the paper only hears of it. */
export function noteDisputes(world: MoneyWorld): void {
  const { paper, problems } = world;
  const rows = rowsOf<{ payment: number; amount: number; state: 'open' | 'won' | 'lost' }>(
    world,
    'SELECT payment_id AS payment, amount_minor AS amount, state FROM card_disputes ORDER BY id',
  );
  for (const { payment, amount, state } of rows) {
    if (amount !== paper.payments.get(payment)?.amount)
      problems.push(`${amount} of payment ${payment} is disputed`);
    dispute(paper, payment, state);
  }
}
