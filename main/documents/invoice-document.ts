import type { ReadDb } from '#db/database.ts';
import * as clients from '#db/repositories/client.ts';
import * as invoices from '#db/repositories/invoice.ts';
import * as lines from '#db/repositories/invoice-line.ts';
import { paymentUrl } from '#db/repositories/invoice-reminder.ts';
import * as allocations from '#db/repositories/invoice-allocation.ts';
import type { Invoice, InvoiceLine } from '#db/schema/invoice.ts';
import { clientName } from '#domain/client/client-name.ts';
import type { Document, DocumentTable, Fact, Note, Row, Total } from '#domain/document/document.ts';
import { dueMinor } from '#domain/invoice/standing.ts';
import type { InvoiceId } from '#domain/values/ids.ts';
import { addDays } from '#domain/values/time.ts';
import { readBusinessDetails } from '../settings/business-details.ts';
import { type DocumentBuilder, isAtDesk } from './document-builder.ts';
import { type DocumentFormat, documentFormat, documentFrame } from './document-frame.ts';
import { invoiceWords as words } from './invoice-words.ts';
import { qrCode } from './qr-code.ts';

/** Invoices and credit notes; an id of the other kind is none of this one. */
export const invoiceBuilder = (kind: Invoice['kind']): DocumentBuilder => ({
  mayRead: isAtDesk,
  build: (db, id) => {
    const invoice = invoices.findById(db, id as InvoiceId);
    return invoice?.kind === kind ? buildInvoice(db, invoice) : undefined;
  },
});

/** As it was issued, with what has been paid and credited since. */
function buildInvoice(db: ReadDb, invoice: Invoice): Document {
  const { id, kind, state, number, billTo, createdAt, issuedAt } = invoice;
  const format = documentFormat(db);
  const rows = lines.list(db, id, { dropped: state === 'void' }).filter(isShown);
  const isTaxed = rows.some(({ taxRateBp }) => taxRateBp > 0);
  const client = clients.getById(db, invoice.clientId);
  const recipient = billTo || [clientName(client), client.address].filter(Boolean).join('\n');
  return {
    ...documentFrame(db),
    kind,
    title: words.titles[kind],
    number: number ?? '',
    stamp: state === 'sent' ? '' : words.stamps[state],
    facts: factsOf(db, invoice, format),
    parties: [{ label: words.billTo, lines: recipient.split('\n') }],
    intro: kind === 'credit_note' && invoice.reason ? words.reason(invoice.reason) : '',
    tables: [lineTable(rows, isTaxed, format), ...(isTaxed ? [taxTable(rows, format)] : [])],
    totals: totalsOf(db, invoice, isTaxed, format),
    ...payment(db, invoice),
    fileName: `${words.titles[kind].toLowerCase().replaceAll(' ', '-')}-${number ?? words.stamps.draft.toLowerCase()}`,
    madeAt: issuedAt ?? createdAt,
  };
}

/** A session of a draft that has become worth nothing is not on it any more. */
const isShown = ({ kind, grossMinor }: InvoiceLine): boolean => kind !== 'session' || grossMinor > 0;

function factsOf(db: ReadDb, invoice: Invoice, format: DocumentFormat): Fact[] {
  const { kind, issuedOn, dueOn, periodFrom, periodTo, creditsInvoiceId } = invoice;
  const credited = creditsInvoiceId === null ? undefined : invoices.findById(db, creditsInvoiceId);
  return [
    ...(issuedOn ? [{ label: words.date, value: format.day(issuedOn) }] : []),
    ...(dueOn && kind === 'invoice' ? [{ label: words.due, value: format.day(dueOn) }] : []),
    ...(periodFrom && periodTo
      ? [
          {
            label: words.period,
            value: words.range(format.day(periodFrom), format.day(addDays(periodTo, -1))),
          },
        ]
      : []),
    ...(credited?.number ? [{ label: words.creditOf, value: credited.number }] : []),
  ];
}

function lineTable(rows: readonly InvoiceLine[], isTaxed: boolean, format: DocumentFormat): DocumentTable {
  const hasQuantity = rows.some(({ quantityMilli }) => quantityMilli !== 1000);
  const hasDay = rows.some(({ sessionDate }) => sessionDate !== null);
  return {
    heading: '',
    whenEmpty: words.noLines,
    columns: [
      ...(hasDay ? [{ label: words.day, align: 'start' as const }] : []),
      { label: words.description, align: 'start', isWide: true },
      ...(hasQuantity
        ? [
            { label: words.quantity, align: 'end' as const },
            { label: words.unit, align: 'end' as const },
          ]
        : []),
      ...(isTaxed ? [{ label: words.tax, align: 'end' as const }] : []),
      { label: words.amount, align: 'end' },
    ],
    rows: rows.map((row) => lineRow(row, { hasDay, hasQuantity, isTaxed, format })),
  };
}

/** Which columns the lines have, and how their figures are written. */
interface Shape {
  readonly hasDay: boolean;
  readonly hasQuantity: boolean;
  readonly isTaxed: boolean;
  readonly format: DocumentFormat;
}

function lineRow(row: InvoiceLine, { hasDay, hasQuantity, isTaxed, format }: Shape): Row {
  const { kind, participant, label, lotName, sessionDate, sessionTime, quantityMilli, unitMinor } = row;
  const note = [
    participant && words.forWhom(participant),
    label,
    kind === 'package' && words.paidByPackage(lotName),
  ].filter(Boolean);
  return {
    cells: [
      ...(hasDay
        ? [sessionDate ? [format.day(sessionDate), sessionTime].filter(Boolean).join(', ') : '']
        : []),
      row.description,
      ...(hasQuantity ? [format.number(quantityMilli / 1000), format.money(unitMinor)] : []),
      ...(isTaxed ? [row.taxRateBp > 0 ? format.percent(row.taxRateBp) : ''] : []),
      format.money(row.grossMinor),
    ],
    ...(note.length > 0 ? { note: note.join(' · ') } : {}),
  };
}

/** Per rate what is earned and what is tax: the sums of the lines, each of which was rounded by itself. */
function taxTable(rows: readonly InvoiceLine[], format: DocumentFormat): DocumentTable {
  const groups = Map.groupBy(rows, ({ taxName, taxRateBp }) => `${taxRateBp} ${taxName}`);
  const sum = (group: readonly InvoiceLine[], key: 'netMinor' | 'taxMinor' | 'grossMinor'): string =>
    format.money(group.reduce((total, row) => total + row[key], 0));
  return {
    heading: '',
    whenEmpty: '',
    columns: [
      { label: words.taxRate, align: 'start', isWide: true },
      { label: words.net, align: 'end' },
      { label: words.tax, align: 'end' },
      { label: words.gross, align: 'end' },
    ],
    rows: [...groups.values()]
      .toSorted((a, b) => (b[0]?.taxRateBp ?? 0) - (a[0]?.taxRateBp ?? 0))
      .map((group) => {
        const { taxName = '', taxRateBp = 0 } = group[0] ?? {};
        const name = taxRateBp > 0 ? rateName(taxName, format.percent(taxRateBp)) : words.untaxed;
        return { cells: [name, sum(group, 'netMinor'), sum(group, 'taxMinor'), sum(group, 'grossMinor')] };
      }),
  };
}

/** "VAT 19%": most studios name a rate with its per cent, which then stands there already. */
function rateName(name: string, percent: string): string {
  const bare = (text: string): string => text.replaceAll(/\s/gu, '');
  return bare(name).includes(bare(percent)) ? name : `${name} ${percent}`.trim();
}

function totalsOf(db: ReadDb, invoice: Invoice, isTaxed: boolean, format: DocumentFormat): Total[] {
  const { id, kind, state, netMinor, taxMinor, totalMinor, creditedMinor } = invoice;
  const parts = isTaxed
    ? [
        { label: words.net, value: format.money(netMinor) },
        { label: words.tax, value: format.money(taxMinor) },
      ]
    : [];
  if (kind === 'credit_note' || state !== 'sent')
    return [...parts, { label: words.totals[kind], value: format.money(totalMinor), isMain: true }];
  const paid = allocations.listPayments(db, id).map(({ method, amountMinor, receivedAt }) => ({
    label: words.paid(words.methods[method] ?? method, format.dayOf(receivedAt)),
    value: format.money(-amountMinor),
  }));
  return [
    ...parts,
    { label: words.totals.invoice, value: format.money(totalMinor) },
    ...(creditedMinor > 0 ? [{ label: words.credited, value: format.money(-creditedMinor) }] : []),
    ...paid,
    { label: words.amountDue, value: format.money(dueMinor(invoice)), isMain: true },
  ];
}

/** How to pay what is due, by transfer or with the camera of a telephone. */
function payment(
  db: ReadDb,
  invoice: Invoice,
): { readonly notes: readonly Note[]; readonly qr: Document['qr'] } {
  const own = invoice.note ? [{ heading: '', text: invoice.note }] : [];
  const isOwed = invoice.kind === 'invoice' && invoice.state !== 'void' && dueMinor(invoice) > 0;
  if (!isOwed) return { notes: own, qr: null };
  const { paymentInstructions } = readBusinessDetails(db);
  const url = paymentUrl(db, invoice.id);
  return {
    notes: [
      ...own,
      ...(paymentInstructions ? [{ heading: words.howToPay, text: paymentInstructions }] : []),
      ...(url ? [{ heading: words.payOnline, text: url }] : []),
    ],
    qr: url ? qrCode(url, words.scan) : null,
  };
}
