import { type Deed, METHODS } from './deeds.ts';
import type { DueOnPaper } from './due-on-paper.ts';
import { payFor } from './paper-dues.ts';
import { chargedDue, invoiceDue } from './paper-invoice-sums.ts';
import { creditOf, dueOf, freeOf, freePayments, lotDue, type Method, receive } from './paper-payments.ts';
import { ask, type MoneyWorld, oneOf, requestUid } from './world.ts';

interface Due {
  readonly ref: DueOnPaper;
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

const payDue = ({ paper }: MoneyWorld, { ref }: Due, from: number, amount: number): void =>
  payFor(paper, ref, from, amount);

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
