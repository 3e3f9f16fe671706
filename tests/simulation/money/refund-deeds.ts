import type { Deed } from './deeds.ts';
import { noteOutcomes } from './outcomes.ts';
import { must, type Paper, paymentOf, sum } from './paper.ts';
import { follow, releaseInvoice, releaseLine } from './paper-invoices.ts';
import {
  freeOf,
  type Method,
  movableOf,
  planRefund,
  releaseLot,
  releasePlace,
  strikeOut,
} from './paper-payments.ts';
import { ask, type MoneyWorld, oneOf, requestUid, rowsOf } from './world.ts';

interface Paid {
  readonly id: number;
  readonly clientId: number;
  readonly method: Method;
  readonly refundableMinor: number;
  readonly allocations: readonly {
    readonly kind: 'booking' | 'package' | 'invoice';
    readonly rowId: number;
    readonly amountMinor: number;
  }[];
}

async function somePayment(world: MoneyWorld): Promise<Paid | undefined> {
  const row = oneOf<{ id: number }>(world, 'SELECT id FROM payments');
  const payment = row && (await ask<Paid>(world, 'payment.get', { id: row.id }));
  return payment?.ok ? payment.data : undefined;
}

export const strike: Deed = async (world) => {
  const payment = await somePayment(world);
  if (!payment) return;
  const request = { requestUid: requestUid(world), id: payment.id, reason: 'typed twice' };
  const struck = await ask(world, 'payment.void', request);
  if (struck.ok) letGoOfAll(world.paper, payment.id);
};

/** It pays for nothing: places, packages and invoices are owed again. */
function letGoOfAll(paper: Paper, id: number): void {
  for (const invoice of paper.invoices.keys()) releaseInvoice(paper, invoice, id);
  for (const [place, { parts }] of paper.places)
    for (const { kind, from, amount } of parts)
      if (kind === 'payment' && from === id) releasePlace(paper, place, { from: id, amount });
  for (const [lot, { paid }] of paper.lots) {
    const amount = sum(paid.map((each) => (each.id === id ? each.amount : 0)));
    if (amount > 0) releaseLot(paper, lot, id, amount);
  }
  for (const place of paper.places.keys()) follow(paper, place);
  strikeOut(paper, id);
}

export const refund: Deed = async (world) => {
  const { chance, paper } = world;
  const payment = await somePayment(world);
  if (!payment || payment.refundableMinor < 1) return;
  const { id, clientId, method, refundableMinor } = payment;
  const amount = chance.percent(40) ? refundableMinor : chance.between(1, refundableMinor);
  const way = chance.percent(30) ? 'account_credit' : method === 'card' ? 'card' : 'cash';
  const isHandedOver = way === 'cash' && chance.percent(50);
  const freeBefore = freeOf(paymentOf(paper, id));
  // What leaves and is not owed again must be there; what is not, is agreed to or refused.
  const notOwedAgain = way === 'account_credit' ? 0 : Math.min(amount, freeBefore);
  const beyond = Math.max(0, notOwedAgain - movableOf(paper, clientId));
  const beyondMinor = chance.percent(70) ? beyond : 0;
  const before = { ...payment, lines: linesPaid(world, id) };
  const done = await ask<{ refundIds: number[] }>(world, 'payment.refund', {
    requestUid: requestUid(world),
    clientId,
    parts: [{ paymentId: id, amountMinor: amount, way }],
    reason: 'wish',
    isHandedOver,
    beyondMinor,
  });
  const isRefused = !done.ok && done.code === 'REFUND_BEYOND_BALANCE';
  if (isRefused !== beyondMinor < beyond)
    world.problems.push(
      `${beyond} beyond the balance of client ${clientId} was ${isRefused ? 'refused' : 'given'}`,
    );
  if (!done.ok) return;
  const after = await ask<Paid>(world, 'payment.get', { id });
  if (!after.ok) return;
  letGo(world, before, after.data, way === 'account_credit' ? amount : Math.max(0, amount - freeBefore));
  if (way === 'account_credit') return;
  planRefund(paper, id, amount);
  for (const refundId of done.data.refundIds) world.onTheWay.set(refundId, { payment: id, amount });
  if (isHandedOver) noteOutcomes(world);
};

/** Which of several things stops being paid is the engine's choice; how much, is not. */
function letGo(
  world: MoneyWorld,
  before: Paid & { readonly lines: ReadonlyMap<number, number> },
  after: Paid,
  expected: number,
): void {
  const { paper, problems } = world;
  let gone = 0;
  for (const { kind, rowId, amountMinor } of before.allocations) {
    const rest = after.allocations.find((row) => row.kind === kind && row.rowId === rowId)?.amountMinor ?? 0;
    const amount = amountMinor - rest;
    gone += amount;
    if (amount === 0 || kind === 'invoice') continue;
    if (kind === 'package') releaseLot(paper, rowId, before.id, amount);
    else releaseFunding(world, rowId, before.id, amount);
  }
  const lines = linesPaid(world, before.id);
  for (const [line, amount] of before.lines)
    releaseLine(paper, line, before.id, amount - (lines.get(line) ?? 0));
  if (gone !== expected)
    problems.push(`the refund of payment ${before.id} lets go of ${gone}, on paper ${expected}`);
}

/** The desk names the row that pays, the paper the place that is paid, and the line of an invoice if it was paid with that. */
function releaseFunding(
  { paper, ...world }: MoneyWorld,
  funding: number,
  from: number,
  amount: number,
): void {
  const [row] = world.test.db.read.all<{ place: number; line: number | null }>(
    `SELECT f.booking_id AS place, (SELECT MAX(a.line_id) FROM payment_allocations a WHERE a.funding_id = f.id) AS line
     FROM fundings f WHERE f.id = ?`,
    [funding],
  );
  const { place, line } = must(row, `funding ${funding}`);
  releasePlace(paper, place, line === null ? { from, amount } : { from, amount, line });
  follow(paper, place);
}

/** What the payment pays of lines that no place carries. */
function linesPaid(world: MoneyWorld, payment: number): ReadonlyMap<number, number> {
  const rows = rowsOf<{ line: number; amount: number }>(
    world,
    `SELECT line_id AS line, SUM(amount_minor) AS amount FROM payment_allocations
     WHERE payment_id = ${payment} AND state = 'active' AND funding_id IS NULL GROUP BY line_id`,
  );
  return new Map(rows.map(({ line, amount }) => [line, amount]));
}
