import { DAY_MS } from '#domain/values/time.ts';
import { addDays, instantToWall, zone } from '#domain/values/time.ts';
import { type PaperPart, placeOf, sum } from './paper.ts';
import { follow, rateOf } from './paper-invoices.ts';
import { creditOf, freeOf, type Method, receive } from './paper-payments.ts';
import { mayHavePlace } from './paper-prepayment.ts';
import { book, giveUp, settle } from './paper-places.ts';
import { expectRefunds, noteOutcomes } from './outcomes.ts';
import { usualRate } from './rates.ts';
import { ask, type MoneyWorld, oneOf, requestUid, rowsOf } from './world.ts';

/** Does one thing at the desk and writes it on paper; nothing where there is nothing to do it to. */
export type Deed = (world: MoneyWorld) => Promise<unknown>;

export const METHODS: readonly Method[] = ['card', 'cash', 'check', 'transfer', 'other'];

export const client = (world: MoneyWorld): number =>
  oneOf<{ id: number }>(world, 'SELECT id FROM clients')?.id ?? 0;

export const addClient: Deed = (world) =>
  ask(world, 'client.create', {
    firstName: 'Client',
    lastName: String(world.story.length),
    email: '',
    phone: '',
    note: '',
    payerId: world.chance.percent(60) ? (oneOf<{ id: number }>(world, PAYERS)?.id ?? null) : null,
  });

/** Families are one level deep. */
const PAYERS = 'SELECT id FROM clients WHERE payer_id IS NULL';

export const addSession: Deed = (world) => {
  const { chance, studio, clock } = world;
  const today = instantToWall(clock.now(), zone('Europe/Berlin')).date;
  return ask(world, 'session.create', {
    serviceId: chance.pick([studio.yoga, studio.massage]),
    locationId: studio.location,
    roomId: null,
    practitionerId: chance.pick([null, studio.practitioner]),
    title: '',
    capacity: 8,
    publicNote: '',
    privateNote: '',
    meetingLink: '',
    date: addDays(today, chance.pick([0, 0, 1, 2, 6])),
    time: '10:00',
    durationMinutes: chance.pick([35, 45, 60]),
    allowConflicts: true,
  });
};

export const pay: Deed = async (world) => {
  const payment = {
    client: client(world),
    method: world.chance.pick(METHODS),
    amount: world.chance.between(1, 9000),
  };
  const { method, amount } = payment;
  const taken = await ask<{ id: number }>(world, 'client.recordPayment', {
    clientId: payment.client,
    payment: { method, amountMinor: amount, note: '' },
  });
  if (taken.ok) receive(world.paper, { id: taken.data.id, ...payment });
};

/** Payments that the paper has not seen yet, oldest first. */
export const newPayments = (world: MoneyWorld) =>
  rowsOf<{ id: number; method: Method; amount: number }>(
    world,
    `SELECT id, method, amount_minor AS amount FROM payments WHERE id > ${Math.max(0, ...world.paper.payments.keys())} ORDER BY id`,
  );

export const bookPlace: Deed = async (world) => {
  const { chance, paper } = world;
  const session = oneOf<{ id: number; price: number }>(
    world,
    `SELECT s.id, CASE v.price_type WHEN 'fixed' THEN v.cost_minor ELSE ROUND(v.cost_minor * s.duration_minutes / 60.0) END AS price
     FROM sessions s JOIN services v ON v.id = s.service_id WHERE s.state = 'open'`,
  );
  const who = client(world);
  if (!session || who === 0) return;
  const price = chance.percent(80) ? session.price : chance.pick([0, 1, 333, 100_001]);
  const { fundings, parts } = chosenParts(world, who, price);
  const withoutPrepayment = chance.percent(30);
  const newMoney = sum(
    parts.map(({ kind, from, amount }) => (kind === 'payment' && from === null ? amount : 0)),
  );
  const isAllowed = mayHavePlace(paper, who, { parts, newMoney, goesOn: withoutPrepayment });
  const booked = await ask<{ id: number }>(world, 'booking.create', {
    sessionId: session.id,
    clientId: who,
    participant: '',
    priceMinor: price,
    fundings,
    overbookReason: 'friend',
    dropInReason: '',
    withoutPrepayment,
  });
  if (booked.ok !== isAllowed && (booked.ok || booked.code === 'PREPAYMENT_NEEDED'))
    world.problems.push(
      `client ${who} ${booked.ok ? 'got' : 'was refused'} a place under ${paper.rule.mode}`,
    );
  if (!booked.ok) return;
  const fresh = newPayments(world);
  for (const payment of fresh) receive(paper, { client: who, ...payment });
  const paid = parts.map((part) =>
    part.kind === 'payment' && part.from === null ? { ...part, from: fresh.shift()?.id ?? null } : part,
  );
  book(paper, { id: booked.data.id, client: who, price, parts: paid });
};

/** Some way to pay a price: a credit, what is left of earlier payments, new money in one or two parts, the account. */
function chosenParts(
  world: MoneyWorld,
  who: number,
  price: number,
): { readonly fundings: readonly object[]; readonly parts: readonly PaperPart[] } {
  const { chance, paper } = world;
  const lots = [...paper.lots].filter(([, lot]) => lot.client === who && lot.left > 0);
  const lot = lots.length > 0 && chance.percent(40) ? chance.pick(lots)[0] : null;
  if (lot !== null)
    return {
      fundings: [{ kind: 'package', lotId: lot }],
      parts: [{ kind: 'package', from: lot, amount: 0 }],
    };
  if (price === 0 || chance.percent(5))
    return { fundings: [{ kind: 'free' }], parts: [{ kind: 'free', from: null, amount: 0 }] };
  const fundings: object[] = [];
  const parts: PaperPart[] = [];
  let left = price;
  const free = [...paper.payments].find(([, row]) => row.client === who && freeOf(row) > 0);
  const credit = creditOf(paper, who);
  if (free && credit > 0 && chance.percent(60)) {
    const amount = Math.min(left, credit, freeOf(free[1]));
    fundings.push({ kind: 'earlier_payment', paymentId: free[0], amountMinor: amount });
    parts.push({ kind: 'payment', from: free[0], amount });
    left -= amount;
  }
  for (const method of [chance.pick(METHODS), chance.pick(METHODS)]) {
    if (left === 0 || chance.percent(50)) continue;
    const amount = chance.between(1, left);
    fundings.push({ kind: 'new_payment', method, amountMinor: amount });
    parts.push({ kind: 'payment', from: null, amount });
    left -= amount;
  }
  if (left > 0) {
    fundings.push({ kind: 'account', amountMinor: left });
    parts.push({ kind: 'account', from: null, amount: left });
  }
  return { fundings, parts };
}

/** Session control asks for something else from now on, or for nothing. */
export const changeRule: Deed = async (world) => {
  const mode = world.chance.pick(['open', 'open', 'threshold', 'package', 'available_credit'] as const);
  const threshold = world.chance.pick([0, 500, 3000]);
  const changed = await ask(world, 'prepayment.updateRule', { mode, thresholdMinor: threshold });
  if (changed.ok) Object.assign(world.paper.rule, { mode, threshold });
};

export const cancelPlace: Deed = async (world) => {
  const { chance } = world;
  const row = oneOf<{ id: number; version: number }>(
    world,
    `SELECT b.id, b.version FROM bookings b JOIN sessions s ON s.id = b.session_id WHERE b.state = 'booked' AND s.state = 'open'`,
  );
  if (!row) return;
  const money = chance.pick(['back', 'account', 'kept'] as const);
  const { id, version } = row;
  const preview = await ask<{ planHash: string }>(world, 'booking.previewCancel', { id, money });
  if (!preview.ok) return;
  const canceled = await ask<{ jobId: number }>(world, 'booking.cancel', {
    requestUid: requestUid(world),
    id,
    version,
    by: 'client',
    reason: 'Ill',
    money,
    planHash: preview.data.planHash,
    message: { channel: 'none', subject: '', body: '' },
    secondPerson: undefined,
  });
  if (!canceled.ok) return;
  giveBack(world, [id], money, canceled.data.jobId);
};

/** Places that are given up together: all of it is charged, or what cards paid goes back, or what was paid stays with the client. */
export function giveBack(
  world: MoneyWorld,
  ids: readonly number[],
  money: 'back' | 'account' | 'kept',
  jobId: number,
): void {
  const { paper } = world;
  const isCard = ({ from }: PaperPart): boolean => paper.payments.get(from ?? 0)?.till === 'card_processor';
  const all: { readonly payment: number; readonly amount: number }[] = [];
  for (const id of ids) {
    const { parts } = placeOf(paper, id);
    if (money === 'kept') {
      const rate = rateOf(paper, id, usualRate(world, id));
      const charge = sum(parts.map(({ amount }) => amount));
      settle(paper, id, { charge, uses: true, rate, as: 'kept' });
    } else {
      const due = money === 'back' ? parts.filter((part) => part.kind === 'payment' && isCard(part)) : [];
      const refunds = due.map(({ from, amount }) => ({ payment: from ?? 0, amount }));
      giveUp(paper, id, refunds);
      all.push(...refunds);
    }
  }
  for (const id of ids) follow(paper, id);
  expectRefunds(world, jobId, all);
}

export const solve: Deed = async (world) => {
  const list = await ask<{ rows: { id: number; actions: string[] }[] }>(world, 'task.list', { limit: 50 });
  if (!list.ok) return;
  const choices = list.data.rows.flatMap(({ id, actions }) => actions.map((action) => ({ id, action })));
  if (choices.length === 0) return;
  await ask(world, 'task.resolve', world.chance.pick(choices));
  noteOutcomes(world);
};

export const wait: Deed = (world) => {
  world.clock.advance(world.chance.between(1, 2) * DAY_MS);
  return Promise.resolve();
};
