import { client, type Deed } from './deeds.ts';
import { someInvoice } from './invoice-deeds.ts';
import { isCanceling, must, placeOf } from './paper.ts';
import { linesOf } from './paper-invoice-sums.ts';
import { addLines, billableOf, draft, type NewLine, rateOf } from './paper-invoices.ts';
import { priceOfLine, type Rate } from './paper-tax.ts';
import { rates, usualRate } from './rates.ts';
import { ask, type MoneyWorld, requestUid, rowsOf } from './world.ts';

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
      inclusive: true,
    })),
    ...own.map((row) => linePrice(row, rateNamed(world, row))),
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

/** Lines are taken off, a line of its own is added or typed anew, or the draft is thrown away. */
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
  const before = linesOf(paper, id);
  const drop = before.filter(() => chance.percent(20)).map(([line]) => line);
  const replaced = before.find(([line, { kind }]) => kind === 'own' && !drop.includes(line));
  const keepsRate = replaced !== undefined && chance.percent(50);
  const typed = ownLine(world);
  const line = linePrice(
    typed,
    keepsRate ? { ...replaced[1], bp: replaced[1].rate } : rateNamed(world, typed),
  );
  const isTyped = chance.percent(70);
  const edited = await ask(world, 'invoice.edit', {
    id,
    version,
    note: '',
    dueOn: null,
    drop,
    sessions: null,
    own: isTyped ? [{ ...typed, replaces: replaced?.[0] ?? null, keepsRate }] : [],
  });
  if (!edited.ok) return;
  for (const [each, row] of before)
    if (drop.includes(each) || (isTyped && each === replaced?.[0])) row.isLive = false;
  addLines(paper, id, withIds(world, id, isTyped ? [line] : []));
};

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
    if (of_ !== who || (of === 'scheduled') !== (state === 'open') || isCanceling(paper, id)) return [];
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

/** A place that was saved, or given up and charged all the same, keeps the rate of then. */
export function savedRate(world: MoneyWorld, place: number): number {
  return placeOf(world.paper, place).rate ?? usualRate(world, place);
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

const NO_TAX: Rate = { bp: 0, inclusive: true };

const rateNamed = (world: MoneyWorld, { taxRateId }: OwnLine): Rate =>
  rates(world).find(({ id }) => id === taxRateId) ?? NO_TAX;

function linePrice({ quantityMilli, unitMinor }: OwnLine, rate: Rate) {
  const gross = priceOfLine(quantityMilli, unitMinor, rate);
  return { kind: 'own' as const, place: null, rate: rate.bp, inclusive: rate.inclusive, gross };
}

/** The engine's ids and places of the lines that it has written last, in their order. */
function withIds(
  world: MoneyWorld,
  invoice: number,
  lines: readonly Omit<NewLine, 'id' | 'position'>[],
): NewLine[] {
  const last = rowsOf<{ id: number; position: number }>(
    world,
    `SELECT id, position FROM invoice_lines WHERE invoice_id = ${invoice} ORDER BY id DESC LIMIT ${lines.length}`,
  ).toReversed();
  return lines.map((line, index) => ({ ...line, ...must(last[index], `line ${index}`) }));
}
