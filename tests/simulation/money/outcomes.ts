import { invoiceDue, payInvoice } from './paper-invoices.ts';
import { handOut, receive } from './paper-payments.ts';
import { type MoneyWorld, rowsOf } from './world.ts';

/** The jobs do all that there is to do, and the paper hears of what the processor has done. */
export async function runJobs(world: MoneyWorld): Promise<void> {
  await world.harness.runner.runUntilIdle();
  noteCharges(world);
  noteOutcomes(world);
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

/** What the processor has taken is money that came in; one that was asked for an invoice pays what is due of it. */
export function noteCharges(world: MoneyWorld): void {
  const charged = rowsOf<{ id: number; client: number; amount: number; invoice: number | null }>(
    world,
    `SELECT p.id, p.client_id AS client, p.amount_minor AS amount, c.invoice_id AS invoice
     FROM card_charges c JOIN payments p ON p.id = c.payment_id ORDER BY p.id`,
  );
  for (const { id, client: who, amount, invoice } of charged) {
    if (world.paper.payments.has(id)) continue;
    receive(world.paper, { id, client: who, method: 'card', amount });
    if (invoice !== null)
      payInvoice(world.paper, invoice, id, Math.min(amount, invoiceDue(world.paper, invoice)));
  }
}
