import { billableOf } from '#db/repositories/billable.ts';
import * as invoices from '#db/repositories/invoice.ts';
import * as lines from '#db/repositories/invoice-line.ts';
import * as taxRates from '#db/repositories/tax-rate.ts';
import type { ClientId, InvoiceId } from '#domain/values/ids.ts';
import type { ServiceContext } from '#main/services/context.ts';
import { createInvoice } from '#main/services/invoice/create-invoice.ts';
import { creditInvoice, voidInvoice } from '#main/services/invoice/credit-invoice.ts';
import { issueInvoice } from '#main/services/invoice/issue-invoice.ts';
import { done } from '../desk.ts';
import { clock, type MoneyParts } from './money-parts.ts';
import type { InvoicePayers, Promised } from './pay-invoices.ts';

/**
 * Invoices over what is no session, one every few days: paid, paid in part, overdue, credited in part, voided. And two drafts that wait for
 * somebody to look at them, one of sessions that no run has billed yet.
 */
export function writeInvoices(parts: MoneyParts, payers: InvoicePayers): void {
  const { diary, calendar, since, yesterday, scale } = parts;
  const first = Math.max(since + 1, yesterday - 12 - 9 * (scale - 1) * ENDS.length);
  const step = scale === 1 ? 2 : 9;
  for (let index = 0; first + index * step < yesterday; index += 1) {
    const end = ENDS[index % ENDS.length];
    if (end)
      diary.on(first + index * step, clock(14), (context, day) =>
        writeOne(parts, payers, context, day, { index, end }),
      );
  }
  diary.on(yesterday, clock(15), (context) => {
    draft(parts, context, 3, COSTUME);
    const from = calendar.dateOf(parts.lastRun);
    const [owed] = billableOf(parts.desk.db.read, { from, to: calendar.dateOf(yesterday), of: 'completed' });
    if (owed) draftOfSessions(parts, context, owed.clientId);
  });
}

type End = 'part' | 'open' | 'credit' | 'paid' | 'void';
const ENDS: readonly End[] = ['part', 'open', 'credit', 'paid', 'void', 'paid'];

const PAYS: Readonly<Record<End, Promised>> = {
  part: [{ afterDays: 4, percent: 40 }],
  open: [],
  credit: [{ afterDays: 2, percent: 100 }],
  paid: [{ afterDays: 3, percent: 100 }],
  void: [],
};

async function writeOne(
  parts: MoneyParts,
  payers: InvoicePayers,
  context: ServiceContext,
  day: number,
  { index, end }: { readonly index: number; readonly end: End },
): Promise<void> {
  const { desk, diary, yesterday, newUid } = parts;
  const id = draft(parts, context, (index * 7) % 36, WARES[index % WARES.length] ?? COSTUME);
  const { version } = invoices.getById(desk.db.read, id);
  done(issueInvoice(context, desk.actor, { requestUid: newUid(), id, version, send: true }));
  // Of those that are not paid, the old ones were in the end.
  const isOld = day < yesterday - 45 && (end === 'part' || end === 'open');
  payers.promise(id, day, isOld ? [{ afterDays: 30, percent: 100 }] : PAYS[end]);
  if (end === 'credit') diary.on(day + 3, clock(14, 30), (later) => credit(parts, later, id));
  if (end === 'void') diary.on(day + 1, clock(9, 30), (later) => takeBack(parts, later, id));
}

function draft(
  { desk, studio, newUid }: MoneyParts,
  context: ServiceContext,
  place: number,
  { description, unitMinor, tax }: Ware,
): InvoiceId {
  const clientId = studio.places[0]?.clientIds[place] ?? (1 as ClientId);
  const rate = taxRates.list(desk.db.read).find(({ name }) => name === tax);
  const own = [{ description, unitMinor, quantityMilli: 1_000, taxRateId: rate?.id ?? null }];
  const wish = { requestUid: newUid(), clientId, sessions: null, own, note: '' };
  return done(createInvoice(context, desk.actor, wish)).id;
}

/** What the client owes since the last run, with what goes with it. */
function draftOfSessions(parts: MoneyParts, context: ServiceContext, clientId: ClientId): void {
  const { desk, calendar, lastRun, yesterday, newUid } = parts;
  const days = {
    from: calendar.dateOf(lastRun),
    to: calendar.dateOf(yesterday + 1),
    of: 'completed' as const,
  };
  const bookingIds = billableOf(desk.db.read, { ...days, clientId }).map(({ bookingId }) => bookingId);
  const own = [{ description: 'Sheet music', unitMinor: 1_350, quantityMilli: 2_000, taxRateId: null }];
  const note = 'Thank you for a lovely term.';
  const wish = { requestUid: newUid(), clientId, sessions: { ...days, bookingIds }, own, note };
  done(createInvoice(context, desk.actor, wish));
}

function credit({ desk, newUid }: MoneyParts, context: ServiceContext, id: InvoiceId): void {
  const { version } = invoices.getById(desk.db.read, id);
  const parts = lines
    .list(desk.db.read, id)
    .slice(0, 1)
    .map(({ id: lineId, grossMinor }) => ({ lineId, amountMinor: Math.round(grossMinor / 2) }));
  const reason = 'Half of it was returned unworn';
  done(creditInvoice(context, desk.actor, { requestUid: newUid(), id, version, reason, parts }));
}

function takeBack({ desk, newUid }: MoneyParts, context: ServiceContext, id: InvoiceId): void {
  const { version } = invoices.getById(desk.db.read, id);
  const reason = 'Written for the wrong client';
  done(voidInvoice(context, desk.actor, { requestUid: newUid(), id, version, reason }));
}

interface Ware {
  readonly description: string;
  readonly unitMinor: number;
  readonly tax: string;
}
const COSTUME: Ware = { description: 'Costume for the summer show', unitMinor: 5_800, tax: 'VAT on goods' };
const WARES: readonly Ware[] = [
  { description: 'Room hire, Great Hall, one evening', unitMinor: 14_000, tax: 'VAT' },
  { description: 'Workshop: floor work, two days', unitMinor: 9_500, tax: 'VAT reduced' },
  { description: 'Ballet shoes and tights', unitMinor: 4_800, tax: 'VAT on goods' },
  COSTUME,
  { description: 'Yoga mat and block', unitMinor: 6_200, tax: 'VAT on goods' },
  { description: 'Birthday party in the Great Hall', unitMinor: 18_000, tax: 'VAT' },
];
