import { type Deed, METHODS } from './deeds.ts';
import type { DueOnPaper } from './due-on-paper.ts';
import type { Paper } from './paper.ts';
import { owedFor, payFor, underWay } from './paper-dues.ts';
import { chargedDue } from './paper-invoice-sums.ts';
import { creditOf, freeOf, freePayments, type Method, receive } from './paper-payments.ts';
import { ask, type MoneyWorld, oneOf, requestUid } from './world.ts';

interface Due {
  readonly ref: DueOnPaper;
  readonly dueMinor: number;
  readonly chargingMinor: number;
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

const payDue = ({ paper }: MoneyWorld, { ref }: Pick<Due, 'ref'>, from: number, amount: number): void =>
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
  const text = (ref: DueOnPaper, due: number, charging: number): string =>
    `${JSON.stringify(ref)}: ${due} and ${charging}`;
  const shown = dues.map(({ ref, dueMinor, chargingMinor }) => text(ref, dueMinor, chargingMinor));
  const wanted = everyDue(paper, client).map((ref) => {
    const charging = Math.min(owedFor(paper, ref), underWay(paper, ref));
    return text(ref, owedFor(paper, ref) - charging, charging);
  });
  if (shown.toSorted().join() !== wanted.toSorted().join())
    world.problems.push(`dues of client ${client} are ${shown.join(', ')}, on paper ${wanted.join(', ')}`);
  if (creditMinor !== creditOf(paper, client))
    world.problems.push(`credit of client ${client} is ${creditMinor}, on paper ${creditOf(paper, client)}`);
}

/** All that the client owes for. */
function everyDue(paper: Paper, client: number): DueOnPaper[] {
  const ids = (rows: ReadonlyMap<number, { readonly client: number }>): number[] =>
    [...rows].filter(([, row]) => row.client === client).map(([id]) => id);
  const dues: DueOnPaper[] = [
    ...ids(paper.places).map((bookingId) => ({ kind: 'booking', bookingId }) as const),
    ...ids(paper.lots).map((lotId) => ({ kind: 'package', lotId }) as const),
    ...ids(paper.invoices).map((invoiceId) => ({ kind: 'invoice', invoiceId }) as const),
  ];
  return dues.filter((ref) => owedFor(paper, ref) > 0);
}

/** The card on file is charged for something that is owed; its money pays that once it is there. */
export const chargeFor: Deed = async (world) => {
  const { chance, paper } = world;
  const owner = oneOf<{ id: number }>(world, `SELECT client_id AS id FROM cards WHERE state = 'active'`);
  if (!owner) return;
  const options = await ask<{ dues: Due[] }>(world, 'payment.options', { clientId: owner.id });
  if (!options.ok || options.data.dues.length === 0) return;
  const { ref, dueMinor } = chance.pick(options.data.dues);
  if (dueMinor === 0) return;
  const amount = chance.percent(60) ? dueMinor : chance.between(1, dueMinor);
  const taken = await ask<{ chargeId: number | null }>(world, 'payment.take', {
    requestUid: requestUid(world),
    clientId: owner.id,
    dues: [ref],
    dueMinor,
    tenders: [{ kind: 'card_on_file', amountMinor: amount, description: 'Lesson' }],
  });
  if (taken.ok) paper.asked.set(`charge ${taken.data.chargeId}`, [{ ref, amount }]);
};
