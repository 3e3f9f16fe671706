import { type Deed, METHODS } from './deeds.ts';
import { noteOutcomes } from './outcomes.ts';
import { must, type Paper, paymentOf, sum } from './paper.ts';
import { chargedDue, follow, invoiceDue, payInvoice, releaseInvoice, releaseLine } from './paper-invoices.ts';
import {
  creditOf,
  dueOf,
  freeOf,
  freePayments,
  lotDue,
  movableOf,
  type Method,
  payLot,
  payPlace,
  planRefund,
  receive,
  releaseLot,
  releasePlace,
  strikeOut,
} from './paper-payments.ts';
import { ask, type MoneyWorld, oneOf, requestUid, rowsOf } from './world.ts';

interface Due {
  readonly ref:
    | { readonly kind: 'booking'; readonly bookingId: number }
    | { readonly kind: 'package'; readonly lotId: number }
    | { readonly kind: 'invoice'; readonly invoiceId: number };
  readonly dueMinor: number;
}

/** Takes money in one or several ways for what a client owes, in part, in full or more; or for nothing in particular. */
export const take: Deed = async (world) => {
  const { chance, paper } = world;
  const client = oneOf<{ id: number }>(world, 'SELECT id FROM clients')?.id ?? 0;
  const options = await ask<{ dues: Due[]; creditMinor: number }>(world, 'payment.options', {
    clientId: client,
  });
  if (!options.ok) return;
  const { dues: all, creditMinor } = options.data;
  checkDues(world, client, all, creditMinor);
  const dues = chance.percent(30) ? [] : chance.percent(50) ? all : all.slice(0, 1);
  const dueMinor = dues.reduce((sum, due) => sum + due.dueMinor, 0);
  if (dues.length === 1 && dueMinor > 0 && chance.percent(50)) {
    const credit = await creditFor(world, client, dues[0]?.ref, creditMinor);
    if (credit > 0) return payByCredit(world, client, dues, Math.min(dueMinor, credit));
  }
  // Which of several ways pays which of several places is the engine's choice; the paper follows where there is no choice.
  const several = dues.length < 2 && chance.percent(50);
  const more = chance.percent(30) ? chance.between(1, 500) : 0;
  const part = dues.length === 1 && chance.percent(30) ? chance.between(1, dueMinor) : dueMinor + more;
  const amounts = several && part > 1 ? cutIn(part, chance.between(1, part - 1)) : [part];
  if (part === 0) return;
  const tenders = amounts.map((amountMinor) => {
    const method = chance.pick(METHODS);
    const cash = method === 'cash' && chance.percent(50) ? { tenderedMinor: amountMinor + 37 } : {};
    return { kind: 'payment', method, amountMinor, note: '', ...cash };
  });
  const request = {
    requestUid: requestUid(world),
    clientId: client,
    dues: dues.map(({ ref }) => ref),
    dueMinor,
    tenders,
    takesMore: part > dueMinor,
  };
  const taken = await ask<{ paymentIds: number[] }>(world, 'payment.take', request);
  if (!taken.ok) return;
  let left = Math.min(part, dueMinor);
  const open = dues.map(({ ref, dueMinor: rest }) => ({ ref, dueMinor: rest }));
  for (const [index, id] of taken.data.paymentIds.entries()) {
    const { method, amountMinor: amount } = tenders[index] ?? { method: 'cash' as Method, amountMinor: 0 };
    receive(paper, { id, client, method, amount });
    let rest = amount;
    for (const due of open) {
      const paid = Math.min(due.dueMinor, rest, left);
      if (paid > 0) payDue(world, due, id, paid);
      left -= paid;
      rest -= paid;
      due.dueMinor -= paid;
    }
  }
  await again(world, request);
};

const cutIn = (whole: number, at: number): number[] => [at, whole - at];

function payDue({ paper }: MoneyWorld, { ref }: Due, from: number, amount: number): void {
  if (ref.kind === 'booking') payPlace(paper, ref.bookingId, from, amount);
  else if (ref.kind === 'invoice') payInvoice(paper, ref.invoiceId, from, amount);
  else payLot(paper, ref.lotId, from, amount);
}

/** What the window lost the answer of is asked again, and changes nothing. */
async function again(world: MoneyWorld, request: unknown): Promise<void> {
  if (world.chance.percent(20)) await ask(world, 'payment.take', request);
}

/** What the client can pay it with: what an invoice has charged stands in the balance, and is what they are about to pay. */
async function creditFor(
  world: MoneyWorld,
  client: number,
  ref: Due['ref'] | undefined,
  usual: number,
): Promise<number> {
  if (ref?.kind !== 'invoice') return usual;
  const { invoiceId } = ref;
  const options = await ask<{ creditMinor: number }>(world, 'payment.options', {
    clientId: client,
    invoiceId,
  });
  if (!options.ok) return 0;
  const { creditMinor } = options.data;
  const wanted = creditOf(world.paper, client, chargedDue(world.paper, invoiceId));
  if (creditMinor !== wanted)
    world.problems.push(`credit for invoice ${invoiceId} is ${creditMinor}, on paper ${wanted}`);
  return creditMinor;
}

async function payByCredit(
  world: MoneyWorld,
  client: number,
  dues: readonly Due[],
  amount: number,
): Promise<void> {
  const [due] = dues;
  if (!due) return;
  const taken = await ask(world, 'payment.take', {
    requestUid: requestUid(world),
    clientId: client,
    dues: [due.ref],
    dueMinor: due.dueMinor,
    tenders: [{ kind: 'account_credit', amountMinor: amount }],
  });
  if (!taken.ok) return;
  let left = amount;
  for (const [id, row] of freePayments(world.paper, client)) {
    const part = Math.min(left, freeOf(row));
    if (part > 0) payDue(world, due, id, part);
    left -= part;
  }
}

/** The list of what can be paid, and the credit to pay with, are the paper's. */
function checkDues(world: MoneyWorld, client: number, dues: readonly Due[], creditMinor: number): void {
  const { paper } = world;
  const shown = dues.map(({ ref, dueMinor }) => {
    if (ref.kind === 'booking') return `place ${ref.bookingId}: ${dueMinor}`;
    return ref.kind === 'invoice' ? `invoice ${ref.invoiceId}: ${dueMinor}` : `lot ${ref.lotId}: ${dueMinor}`;
  });
  const owed = (
    what: string,
    rows: ReadonlyMap<number, { readonly client: number }>,
    due: (id: number) => number,
  ) =>
    [...rows].flatMap(([id, row]) =>
      row.client === client && due(id) > 0 ? [`${what} ${id}: ${due(id)}`] : [],
    );
  const wanted = [
    ...owed('place', paper.places, (id) => dueOf(paper, id)),
    ...owed('lot', paper.lots, (id) => lotDue(paper, id)),
    ...owed('invoice', paper.invoices, (id) => invoiceDue(paper, id)),
  ];
  if (shown.toSorted().join() !== wanted.toSorted().join())
    world.problems.push(`dues of client ${client} are ${shown.join(', ')}, on paper ${wanted.join(', ')}`);
  if (creditMinor !== creditOf(paper, client))
    world.problems.push(`credit of client ${client} is ${creditMinor}, on paper ${creditOf(paper, client)}`);
}

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
