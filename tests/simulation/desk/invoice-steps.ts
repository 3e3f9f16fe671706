import { addDays } from '#domain/values/time.ts';
import { act } from './act.ts';
import { someClient, type Step, today } from './dice.ts';
import { anyOf, type DeskWorld, requestUid, type Row } from './world.ts';

interface Invoice {
  readonly version: number;
  readonly dueMinor: number;
  readonly lines: readonly {
    readonly id: number;
    readonly grossMinor: number;
    readonly creditedMinor: number;
  }[];
  readonly payments: readonly { readonly paymentId: number }[];
  readonly freePayments: readonly { readonly paymentId: number; readonly freeMinor: number }[];
}

const anyInvoice = (world: DeskWorld, state: 'draft' | 'sent'): Row | undefined =>
  anyOf(world, `SELECT id FROM invoices WHERE kind = 'invoice' AND state = '${state}'`);

async function look(
  world: DeskWorld,
  row: Row | undefined,
): Promise<(Invoice & { readonly id: unknown }) | null> {
  if (!row) return null;
  const answer = await act(world, 'invoice.get', { id: row['id'] }, 0);
  return answer.code === 'OK' ? { ...(answer.data as Invoice), id: row['id'] } : null;
}

/** Whatever is left to bill of a client, some of it, and now and then a line of its own. */
export const draftInvoice: Step = async (world) => {
  const { chance } = world;
  const clientId = someClient(world)?.['id'];
  const of = chance.pick(['completed', 'scheduled']);
  const days = { from: addDays(today(world), -30), to: addDays(today(world), 40), of };
  const found = await act(world, 'invoice.billable', { clientId, ...days }, 0);
  const rows = found.code === 'OK' ? (found.data as readonly { readonly bookingId: number }[]) : [];
  const bookingIds = rows.filter(() => chance.percent(80)).map(({ bookingId }) => bookingId);
  const own = {
    description: 'Sheet music',
    quantityMilli: chance.pick([1000, 1500]),
    unitMinor: 1333,
    taxRateId: null,
  };
  await act(world, 'invoice.create', {
    requestUid: requestUid(world),
    clientId,
    sessions: bookingIds.length > 0 ? { ...days, bookingIds } : null,
    own: chance.percent(30) ? [own] : [],
    note: '',
  });
};

export const issueInvoice: Step = async (world) => {
  const invoice = await look(world, anyInvoice(world, 'draft'));
  if (!invoice) return;
  const { id, version } = invoice;
  if (world.chance.percent(15)) await act(world, 'invoice.discard', { id, version });
  else
    await act(world, 'invoice.issue', {
      requestUid: requestUid(world),
      id,
      version,
      send: world.chance.percent(50),
    });
};

/** A line goes, another one comes, and now and then the words change. */
export const editDraft: Step = async (world) => {
  const { chance } = world;
  const invoice = await look(world, anyInvoice(world, 'draft'));
  if (!invoice) return;
  const { id, version, lines } = invoice;
  const gone = chance.percent(60) && lines.length > 0 ? [chance.pick(lines).id] : [];
  const typed = { description: 'Strings', quantityMilli: 1000, unitMinor: chance.between(0, 2000) };
  await act(world, 'invoice.edit', {
    id,
    version,
    note: chance.pick(['', 'Thank you']),
    dueOn: null,
    drop: gone,
    sessions: null,
    own: chance.percent(50) ? [{ ...typed, taxRateId: null, replaces: null, keepsRate: false }] : [],
  });
};

/** From free money, some of what is due or a little too much. */
export const payInvoice: Step = async (world) => {
  const { chance } = world;
  const invoice = await look(world, anyInvoice(world, 'sent'));
  const payment = invoice?.freePayments[0];
  if (!invoice || !payment) return;
  const amountMinor = Math.min(
    payment.freeMinor,
    chance.pick([invoice.dueMinor, Math.ceil(invoice.dueMinor / 2)]),
  );
  await act(world, 'invoice.pay', {
    requestUid: requestUid(world),
    id: invoice.id,
    payments: [
      { paymentId: payment.paymentId, amountMinor: chance.percent(95) ? amountMinor : amountMinor + 1 },
    ],
  });
};

/** Credits a line, voids the whole, or takes a payment off. */
export const correctInvoice: Step = async (world) => {
  const { chance } = world;
  const invoice = await look(world, anyInvoice(world, 'sent'));
  if (!invoice) return;
  const { id, version, lines, payments } = invoice;
  const head = { requestUid: requestUid(world), id };
  const [paid] = payments;
  if (paid && chance.percent(40)) {
    await act(world, 'invoice.release', { ...head, paymentId: paid.paymentId });
    return;
  }
  if (chance.percent(30)) {
    await act(world, 'invoice.void', { ...head, version, reason: 'Wrong client' }, 0);
    return;
  }
  const line = lines.find(({ grossMinor, creditedMinor }) => grossMinor > creditedMinor);
  if (!line) return;
  const left = line.grossMinor - line.creditedMinor;
  const parts = [{ lineId: line.id, amountMinor: chance.pick([1, Math.ceil(left / 2), left, left + 1]) }];
  await act(world, 'invoice.credit', { ...head, version, reason: 'Goodwill', parts }, 0);
};
