import { client, type Deed } from './deeds.ts';
import { creditOf, freeOf, freePayments } from './paper-payments.ts';
import {
  addLines,
  billableOf,
  chargedDue,
  credit,
  creditedOf,
  draft,
  invoiceDue,
  issue,
  linesOf,
  type NewLine,
  payInvoice,
  rateOf,
  releaseInvoice,
  voidInvoice,
} from './paper-invoices.ts';
import { placeOf } from './paper.ts';
import { priceOfLine } from './paper-tax.ts';
import { rates, usualRate } from './rates.ts';
import { ask, type MoneyWorld, oneOf, requestUid, rowsOf } from './world.ts';

type Of = 'completed' | 'scheduled';
interface OwnLine {
  readonly quantityMilli: number;
  readonly unitMinor: number;
  readonly taxRateId: number | null;
}

/** Some of what can be billed of a client, and now and then a line of its own. */
export const draftInvoice: Deed = async (world) => {
  const { chance, paper } = world;
  const who = client(world);
  const of = chance.pick<Of>(['completed', 'scheduled']);
  const days = { from: '2026-01-01', to: '2026-12-31', of };
  const found = await ask<{ bookingId: number; amountMinor: number }[]>(world, 'invoice.billable', {
    clientId: who,
    ...days,
  });
  if (!found.ok) return;
  checkBillable(world, who, of, found.data);
  const places = found.data.map(({ bookingId }) => bookingId).filter(() => chance.percent(80));
  const own = chance.percent(40) ? [ownLine(world)] : [];
  const lines = [
    ...places.map((place) => ({
      kind: isOnPackage(world, place) ? ('package' as const) : ('session' as const),
      place,
      rate: rateOf(paper, place, savedRate(world, place)),
      gross: billableOf(paper, place),
    })),
    ...own.map((row) => linePrice(world, row)),
  ];
  if (lines.length === 0) return;
  const drafted = await ask<{ id: number }>(world, 'invoice.create', {
    requestUid: requestUid(world),
    clientId: who,
    sessions: places.length > 0 ? { ...days, bookingIds: places } : null,
    own,
    note: '',
  });
  if (drafted.ok) draft(paper, drafted.data.id, who, withIds(world, drafted.data.id, lines));
};

/** A line of its own is added, a line taken off, or the draft thrown away. */
export const changeDraft: Deed = async (world) => {
  const { chance, paper } = world;
  const row = someInvoice(world, 'draft');
  if (!row) return;
  const { id, version } = row;
  if (chance.percent(30)) {
    const discarded = await ask(world, 'invoice.discard', { id, version });
    if (!discarded.ok) return;
    for (const [, line] of linesOf(paper, id)) line.isLive = false;
    paper.invoices.delete(id);
    return;
  }
  const [line] = linesOf(paper, id).filter(() => chance.percent(50));
  if (line && chance.percent(50)) {
    const removed = await ask(world, 'invoice.removeLine', { id, version, lineId: line[0] });
    if (removed.ok) line[1].isLive = false;
    return;
  }
  const own = [ownLine(world)];
  const before = new Set(paper.lines.keys());
  const lines = own.map((each) => linePrice(world, each));
  const added = await ask(world, 'invoice.addLines', { id, version, own });
  if (added.ok) addLines(paper, id, withIds(world, id, lines, before));
};

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

const someInvoice = (world: MoneyWorld, state: 'draft' | 'sent') =>
  oneOf<{ id: number; version: number }>(
    world,
    `SELECT id, version FROM invoices WHERE kind = 'invoice' AND state = '${state}'`,
  );

/** The list of what can be billed is the paper's: used credits stand there too, with nothing due. */
function checkBillable(
  world: MoneyWorld,
  who: number,
  of: Of,
  found: readonly { readonly bookingId: number; readonly amountMinor: number }[],
): void {
  const { paper } = world;
  const isBilled = (id: number): boolean =>
    [...paper.lines.values()].some(({ place, isLive }) => isLive && place === id);
  const wanted = [...paper.places].flatMap(([id, { client: of_, state, earned }]) => {
    if (of_ !== who || (of === 'scheduled') !== (state === 'open')) return [];
    const amount = billableOf(paper, id);
    const isUsedCredit = state === 'saved' && earned > 0 && !isBilled(id);
    return amount > 0 || isUsedCredit ? [`${id}: ${amount}`] : [];
  });
  const shown = found.map(({ bookingId, amountMinor }) => `${bookingId}: ${amountMinor}`);
  if (shown.toSorted().join() !== wanted.toSorted().join())
    world.problems.push(`${of} to bill of client ${who}: ${shown.join(', ')}, on paper ${wanted.join(', ')}`);
}

const isOnPackage = ({ paper }: MoneyWorld, place: number): boolean =>
  placeOf(paper, place).parts.some(({ kind }) => kind === 'package');

/** A place that was saved keeps the rate it was saved at. */
function savedRate(world: MoneyWorld, place: number): number {
  const [saved] = rowsOf<{ bp: number }>(
    world,
    `SELECT tax_rate_bp AS bp FROM completions WHERE booking_id = ${place} AND state = 'active'`,
  );
  return saved?.bp ?? usualRate(world, place);
}

function ownLine(world: MoneyWorld): OwnLine & { readonly description: string } {
  const { chance } = world;
  return {
    description: 'Sheet music',
    quantityMilli: chance.pick([1000, 1500, 333]),
    unitMinor: chance.pick([1333, 1, 99, 20_000]),
    taxRateId: chance.pick([null, ...rates(world).map(({ id }) => id)]),
  };
}

function linePrice(world: MoneyWorld, { quantityMilli, unitMinor, taxRateId }: OwnLine) {
  const rate = rates(world).find(({ id }) => id === taxRateId) ?? { id: null, bp: 0, inclusive: true };
  const gross = priceOfLine(quantityMilli, unitMinor, rate);
  return { kind: 'own' as const, place: null, rate: rate.bp, gross };
}

/** The engine's ids of lines that it has just written, in their order. */
function withIds(
  world: MoneyWorld,
  invoice: number,
  lines: readonly Omit<NewLine, 'id'>[],
  before: ReadonlySet<number> = new Set(),
): NewLine[] {
  const rows = rowsOf<{ id: number; place: number | null }>(
    world,
    `SELECT id, booking_id AS place FROM invoice_lines WHERE invoice_id = ${invoice} ORDER BY position`,
  ).filter(({ id }) => !before.has(id));
  return rows.map(({ id, place }) => {
    const line = lines.find((each) => each.place === place);
    if (!line) throw new Error(`no line for place ${place}`);
    return { id, ...line };
  });
}
