import { act } from './act.ts';
import { someClient, type Step } from './dice.ts';
import { anyOf, type DeskWorld, requestUid, type Row } from './world.ts';

interface Options {
  readonly dues: readonly { readonly ref: object; readonly dueMinor: number }[];
  readonly creditMinor: number;
}

const METHODS = ['cash', 'card', 'check', 'transfer', 'other'];

const anyPayment = (world: DeskWorld): Row | undefined =>
  anyOf(world, 'SELECT id, client_id, method, amount_minor FROM payments');

/** As the dialog does it: what is due first, then any ways at once, now and then too much or too little. */
export const takeMoney: Step = async (world) => {
  const { chance } = world;
  const clientId = someClient(world)?.['id'];
  const options = await act(world, 'payment.options', { clientId }, 0);
  if (options.code !== 'OK') return;
  const { dues: all, creditMinor } = options.data as Options;
  const dues = all.filter(() => chance.percent(60));
  const dueMinor = dues.reduce((sum, due) => sum + due.dueMinor, 0);
  const wanted = chance.pick([dueMinor, dueMinor, Math.ceil(dueMinor / 3), dueMinor + 77]);
  const credit = chance.percent(50) ? Math.min(creditMinor, wanted) : 0;
  const first = chance.between(0, Math.max(0, wanted - credit));
  const part = (amountMinor: number) => {
    const method = chance.pick(METHODS);
    const given = method === 'cash' && chance.percent(40) ? { tenderedMinor: amountMinor + 5 } : {};
    return amountMinor > 0 ? [{ kind: 'payment', method, amountMinor, ...given }] : [];
  };
  await act(world, 'payment.take', {
    requestUid: requestUid(world),
    clientId,
    dues: dues.map(({ ref }) => ref),
    dueMinor: chance.percent(95) ? dueMinor : dueMinor + 1,
    tenders: [
      ...(credit > 0 ? [{ kind: 'account_credit', amountMinor: credit }] : []),
      ...part(first),
      ...(chance.percent(15) ? onFile(wanted - credit - first) : part(wanted - credit - first)),
    ],
    takesMore: chance.percent(60),
  });
};

const onFile = (amountMinor: number) =>
  amountMinor > 0 ? [{ kind: 'card_on_file', amountMinor, description: 'Charge' }] : [];

export const refundMoney: Step = async (world) => {
  const { chance } = world;
  const payment = anyPayment(world);
  if (!payment) return;
  const amount = Number(payment['amount_minor']);
  const way = chance.percent(60) ? (payment['method'] === 'card' ? 'card' : 'cash') : 'account_credit';
  const part = {
    paymentId: payment['id'],
    amountMinor: chance.pick([1, Math.ceil(amount / 2), amount, amount + 1]),
    way,
  };
  const wish = { clientId: payment['client_id'], parts: [part] };
  const preview = await act(world, 'payment.previewRefund', wish, 0);
  if (preview.code !== 'OK') return;
  const { beyondMinor } = preview.data as { readonly beyondMinor: number };
  const agreed = chance.percent(70) ? { beyondMinor } : {};
  const how = { reason: 'Moved away', isHandedOver: chance.percent(50), ...agreed };
  await act(
    world,
    'payment.refund',
    { ...wish, requestUid: requestUid(world), ...how },
    chance.between(0, 1),
  );
};

export const voidMoney: Step = async (world) => {
  const payment = anyPayment(world);
  if (!payment) return;
  const wish = { requestUid: requestUid(world), id: payment['id'], reason: 'Typed twice' };
  await act(world, 'payment.void', wish, world.chance.between(0, 1));
};

/** What a payment pays for: more of it, or less. */
export const moveMoney: Step = async (world) => {
  const { chance } = world;
  const payment = anyPayment(world);
  if (!payment) return;
  const { code, data } = await act(world, 'payment.get', { id: payment['id'] }, 0);
  if (code !== 'OK') return;
  const view = data as {
    readonly dues: Options['dues'];
    readonly allocations: readonly { readonly kind: string; readonly rowId: number }[];
    readonly freeMinor: number;
  };
  const [due] = view.dues;
  if (due && chance.percent(60)) {
    const amountMinor = Math.max(1, Math.min(due.dueMinor, view.freeMinor));
    return act(world, 'payment.allocate', { id: payment['id'], parts: [{ ref: due.ref, amountMinor }] });
  }
  if (view.allocations.length === 0) return;
  const { kind, rowId } = chance.pick(view.allocations);
  return act(world, 'payment.release', { id: payment['id'], kind, rowId });
};

export const useTill: Step = async (world) => {
  const { chance } = world;
  const { data } = await act(world, 'till.current', undefined, 0);
  const { open } = data as {
    readonly open: { readonly id: number; readonly expectedMinor: number } | null;
  };
  const uid = { requestUid: requestUid(world) };
  if (!open) return act(world, 'till.open', { ...uid, floatMinor: chance.pick([0, 10_000]) });
  if (chance.percent(50))
    return act(world, 'till.move', {
      ...uid,
      kind: chance.pick(['to_bank', 'from_bank', 'petty_cash', 'cash_in']),
      amountMinor: chance.between(1, 900),
      reason: 'Stamps',
    });
  const countedMinor = Math.max(0, open.expectedMinor + chance.pick([0, -20, 5]));
  return act(world, 'till.close', {
    ...uid,
    id: open.id,
    expectedMinor: open.expectedMinor,
    countedMinor,
    differenceReason: 'Counted twice',
  });
};
