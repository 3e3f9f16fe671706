import { type Deed, METHODS, noteOutcomes } from './deeds.ts';
import { freeOf, type Method, receive } from './paper.ts';
import {
  creditOf,
  dueOf,
  freePayments,
  lotDue,
  payLot,
  payPlace,
  planRefund,
  release,
  strikeOut,
} from './paper-payments.ts';
import { ask, type MoneyWorld, oneOf, requestUid, rowsOf } from './world.ts';

interface Due {
  readonly ref:
    | { readonly kind: 'booking'; readonly bookingId: number }
    | { readonly kind: 'package'; readonly lotId: number };
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
  if (dues.length === 1 && dueMinor > 0 && creditMinor > 0 && chance.percent(50))
    return payByCredit(world, client, dues, Math.min(dueMinor, creditMinor));
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
  else payLot(paper, ref.lotId, from, amount);
}

/** What the window lost the answer of is asked again, and changes nothing. */
async function again(world: MoneyWorld, request: unknown): Promise<void> {
  if (world.chance.percent(20)) await ask(world, 'payment.take', request);
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
  const shown = dues.map(({ ref, dueMinor }) =>
    ref.kind === 'booking' ? `place ${ref.bookingId}: ${dueMinor}` : `lot ${ref.lotId}: ${dueMinor}`,
  );
  const places = [...paper.places].flatMap(([id, place]) =>
    place.client === client && dueOf(place) > 0 ? [`place ${id}: ${dueOf(place)}`] : [],
  );
  const lots = [...paper.lots].flatMap(([id, lot]) =>
    lot.client === client && lotDue(paper, id) > 0 ? [`lot ${id}: ${lotDue(paper, id)}`] : [],
  );
  const wanted = [...places, ...lots];
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
    readonly kind: 'booking' | 'package';
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
  if (struck.ok) strikeOut(world.paper, payment.id);
};

export const refund: Deed = async (world) => {
  const { chance, paper } = world;
  const payment = await somePayment(world);
  if (!payment || payment.refundableMinor < 1) return;
  const { id, clientId, method, refundableMinor } = payment;
  const amount = chance.percent(40) ? refundableMinor : chance.between(1, refundableMinor);
  const way = chance.percent(30) ? 'account_credit' : method === 'card' ? 'card' : 'cash';
  const isHandedOver = way === 'cash' && chance.percent(50);
  const freeBefore = freeOf(
    paper.payments.get(id) ?? { client: 0, till: 'cash', amount: 0, refunded: 0, held: 0 },
  );
  const done = await ask<{ refundIds: number[] }>(world, 'payment.refund', {
    requestUid: requestUid(world),
    clientId,
    parts: [{ paymentId: id, amountMinor: amount, way }],
    reason: 'wish',
    isHandedOver,
  });
  if (!done.ok) return;
  const after = await ask<Paid>(world, 'payment.get', { id });
  if (!after.ok) return;
  letGo(world, payment, after.data, way === 'account_credit' ? amount : Math.max(0, amount - freeBefore));
  if (way === 'account_credit') return;
  planRefund(paper, id, amount);
  for (const refundId of done.data.refundIds) world.onTheWay.set(refundId, { payment: id, amount });
  if (isHandedOver) noteOutcomes(world);
};

/** Which of several things stops being paid is the engine's choice; how much, is not. */
function letGo(world: MoneyWorld, before: Paid, after: Paid, expected: number): void {
  const { paper, problems } = world;
  let sum = 0;
  for (const { kind, rowId, amountMinor } of before.allocations) {
    const rest = after.allocations.find((row) => row.kind === kind && row.rowId === rowId)?.amountMinor ?? 0;
    if (rest === amountMinor) continue;
    const subject = kind === 'booking' ? placeOfFunding(world, rowId) : rowId;
    release(paper, before.id, { kind, rowId: subject, amount: amountMinor - rest });
    sum += amountMinor - rest;
  }
  if (sum !== expected)
    problems.push(`the refund of payment ${before.id} lets go of ${sum}, on paper ${expected}`);
}

/** The desk names the row that pays, the paper the place that is paid. */
const placeOfFunding = (world: MoneyWorld, id: number): number =>
  rowsOf<{ place: number }>(world, `SELECT booking_id AS place FROM fundings WHERE id = ${id}`)[0]?.place ??
  0;

/** A till is opened, moves money to the bank, and is counted, now and then wrongly. */
export const useTill: Deed = async (world) => {
  const { chance, paper } = world;
  const state = await ask<{ open: { id: number; expectedMinor: number } | null }>(
    world,
    'till.current',
    undefined,
  );
  if (!state.ok) return;
  const { open } = state.data;
  if (!open)
    return ask(world, 'till.open', { requestUid: requestUid(world), floatMinor: chance.pick([0, 5000]) });
  if (chance.percent(50)) {
    const amountMinor = chance.between(1, 300);
    const moved = await ask(world, 'till.move', {
      requestUid: requestUid(world),
      kind: 'to_bank',
      amountMinor,
      reason: 'bank',
    });
    if (!moved.ok) return;
    paper.sums.cash -= amountMinor;
    paper.sums.bank += amountMinor;
    return;
  }
  const difference = chance.pick([0, 0, -5, 12]);
  const countedMinor = open.expectedMinor + difference;
  if (countedMinor < 0) return;
  const closed = await ask(world, 'till.close', {
    requestUid: requestUid(world),
    id: open.id,
    expectedMinor: open.expectedMinor,
    countedMinor,
    differenceReason: difference === 0 ? '' : 'cannot be found',
  });
  if (!closed.ok) return;
  paper.sums.cash += difference;
  paper.sums.till_difference -= difference;
};
