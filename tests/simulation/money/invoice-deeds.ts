import type { Deed } from './deeds.ts';
import { chargedDue, creditedOf, invoiceDue, linesOf } from './paper-invoice-sums.ts';
import { credit, issue, payInvoice, releaseInvoice, voidInvoice } from './paper-invoices.ts';
import { creditOf, freeOf, freePayments } from './paper-payments.ts';
import { ask, type MoneyWorld, oneOf, requestUid, rowsOf } from './world.ts';

export const issueInvoice: Deed = async (world) => {
  const row = someInvoice(world, 'draft');
  if (!row) return;
  const send = world.chance.percent(50);
  const issued = await ask(world, 'invoice.issue', { requestUid: requestUid(world), ...row, send });
  if (issued.ok) issue(world.paper, row.id);
};

/** From money that the client has paid already, in part or in full. */
export const payFromFree: Deed = async (world) => {
  const { chance, paper } = world;
  const choices = [...paper.invoices].flatMap(([id, { client: of }]) => {
    const due = invoiceDue(paper, id);
    return due === 0 ? [] : freePayments(paper, of).map(([from, payment]) => ({ id, due, from, payment }));
  });
  if (choices.length === 0) return;
  const { id, due, from: paymentId, payment } = chance.pick(choices);
  const most = Math.min(due, freeOf(payment));
  const amountMinor = chance.percent(50) ? most : chance.between(1, most);
  const paid = await ask(world, 'invoice.pay', {
    requestUid: requestUid(world),
    id,
    payments: [{ paymentId, amountMinor }],
  });
  // Places to come are paid from credit: what saved sessions have used of the balance is not there twice.
  const isEnough = amountMinor - chargedDue(paper, id) <= creditOf(paper, payment.client);
  if (paid.ok !== isEnough)
    world.problems.push(`invoice ${id} was ${paid.ok ? '' : 'not '}paid with ${amountMinor}`);
  if (paid.ok) payInvoice(paper, id, paymentId, amountMinor);
};

/** A payment is taken off, a part credited, or the whole made void. */
export const correctInvoice: Deed = async (world) => {
  const { chance, paper } = world;
  const row = someInvoice(world, 'sent');
  if (!row) return;
  const { id, version } = row;
  const head = { requestUid: requestUid(world), id };
  const [paid] = rowsOf<{ id: number }>(
    world,
    `SELECT payment_id AS id FROM payment_allocations WHERE invoice_id = ${id} AND state = 'active'`,
  );
  if (paid && chance.percent(30)) {
    const released = await ask(world, 'invoice.release', { ...head, paymentId: paid.id });
    if (released.ok) releaseInvoice(paper, id, paid.id);
    return;
  }
  if (chance.percent(25)) {
    const voided = await ask(world, 'invoice.void', { ...head, version, reason: 'Wrong client' });
    if (voided.ok) voidInvoice(paper, id);
    return;
  }
  const lines = linesOf(paper, id).filter(([, line]) => line.gross > creditedOf(line));
  if (lines.length === 0) return;
  const [line, { gross, credits }] = chance.pick(lines);
  const left = gross - credits.reduce((sum, each) => sum + each.gross, 0);
  const amount = chance.percent(40) ? left : chance.between(1, left);
  const credited = await ask(world, 'invoice.credit', {
    ...head,
    version,
    reason: 'Goodwill',
    parts: [{ lineId: line, amountMinor: amount }],
  });
  if (credited.ok) credit(paper, id, 'desk', [{ line, gross: amount }]);
};

export const someInvoice = (world: MoneyWorld, state: 'draft' | 'sent') =>
  oneOf<{ id: number; version: number }>(
    world,
    `SELECT id, version FROM invoices WHERE kind = 'invoice' AND state = '${state}'`,
  );
