import type { ReadDb } from '#db/database.ts';
import * as clients from '#db/repositories/client.ts';
import * as invoices from '#db/repositories/invoice.ts';
import * as receipts from '#db/repositories/receipt.ts';
import * as staff from '#db/repositories/staff.ts';
import type { Receipt, ReceiptItem, ReceiptTender } from '#db/schema/receipt.ts';
import { clientName } from '#domain/client/client-name.ts';
import type { Document, DocumentTable, Fact, Note, Row } from '#domain/document/document.ts';
import { receiptNumber } from '#domain/payment/receipt-number.ts';
import type { InvoiceId, ReceiptId } from '#domain/values/ids.ts';
import type { LocalDate } from '#domain/values/time.ts';
import { type DocumentBuilder, isAtDesk } from './document-builder.ts';
import { type DocumentFormat, documentFormat, documentFrame } from './document-frame.ts';
import { receiptWords as words } from './receipt-words.ts';

/** Receipts and refund receipts; a number of the other kind is none of this one. */
export const receiptBuilder = (kind: Receipt['kind']): DocumentBuilder => ({
  mayRead: isAtDesk,
  build: (db, id) => {
    const receipt = receipts.findById(db, id as ReceiptId);
    return receipt?.kind === kind ? buildReceipt(db, receipt) : undefined;
  },
});

/** The paper as it was frozen, with what has become of it since: voided payments, and how far a refund has come. */
function buildReceipt(db: ReadDb, receipt: Receipt): Document {
  const { kind, tenders, items, amountMinor, at } = receipt;
  const format = documentFormat(db);
  const number = receiptNumber(kind, receipt.number);
  const voided = receipts.listVoided(db, receipt.id);
  return {
    ...documentFrame(db),
    kind,
    title: words.titles[kind],
    number,
    stamp: stampOf(tenders, voided),
    facts: factsOf(db, receipt, format),
    intro: receipt.reason ? words.reason(receipt.reason) : '',
    parties: [{ label: words.client, lines: [clientName(clients.getById(db, receipt.clientId))] }],
    tables: [
      itemTable(kind, items, format, (id) => invoiceNumber(db, id)),
      tenderTable(kind, tenders, format),
    ],
    totals: [{ label: words.total[kind], value: format.money(amountMinor), isMain: true }],
    notes: notesOf(db, receipt, voided, format),
    fileName: `${words.titles[kind].toLowerCase().replaceAll(' ', '-')}-${number}`,
    madeAt: at,
  };
}

function stampOf(tenders: readonly ReceiptTender[], voided: readonly receipts.VoidedPart[]): string {
  if (voided.length === 0) return '';
  const lasting = tenders.filter(({ paymentId }) => !voided.some((part) => part.paymentId === paymentId));
  return lasting.length === 0 ? words.void : words.partlyVoid;
}

function factsOf(db: ReadDb, { kind, at, staffId }: Receipt, format: DocumentFormat): Fact[] {
  const by = staffId === null ? '' : (staff.findById(db, staffId)?.name ?? '');
  return [
    { label: words.date, value: format.dayOf(at) },
    ...(by ? [{ label: words.takenBy[kind], value: by }] : []),
  ];
}

function itemTable(
  kind: Receipt['kind'],
  items: readonly ReceiptItem[],
  { day, money }: DocumentFormat,
  numberOf: (invoiceId: number | null) => string | null,
): DocumentTable {
  return {
    heading: '',
    columns: [
      { label: words.what, align: 'start', isWide: true },
      { label: words.when, align: 'start' },
      { label: words.amount, align: 'end' },
    ],
    rows: items.map(({ kind: what, id, title, participant, date, time, amountMinor }) => ({
      cells: [
        what === 'invoice'
          ? words.invoice(numberOf(id) ?? title)
          : title === ''
            ? words.ontoBalance[kind]
            : words.for(title, participant),
        date === '' ? '' : `${day(date as LocalDate)} ${time}`.trim(),
        money(amountMinor),
      ],
    })),
    whenEmpty: '',
  };
}

const invoiceNumber = (db: ReadDb, id: number | null): string | null =>
  id === null ? null : (invoices.findById(db, id as InvoiceId)?.number ?? null);

function tenderTable(
  kind: Receipt['kind'],
  tenders: readonly ReceiptTender[],
  { money }: DocumentFormat,
): DocumentTable {
  const names = kind === 'receipt' ? words.methods : words.backWays;
  return {
    heading: '',
    columns: [
      { label: words.method[kind], align: 'start', isWide: true },
      { label: words.amount, align: 'end' },
    ],
    rows: tenders.map((tender): Row => {
      const { amountMinor, tenderedMinor } = tender;
      const note =
        tenderedMinor === null
          ? tender.note
          : [words.tendered(money(tenderedMinor), money(tenderedMinor - amountMinor)), tender.note]
              .filter(Boolean)
              .join(' · ');
      return { cells: [names[tender.kind], money(amountMinor)], ...(note && { note }) };
    }),
    whenEmpty: '',
  };
}

function notesOf(
  db: ReadDb,
  { id, kind, tenders }: Receipt,
  voided: readonly receipts.VoidedPart[],
  format: DocumentFormat,
): Note[] {
  const struck = voided.map(({ paymentId, voidedAt, reason }) => {
    const tender = tenders.find((each) => each.paymentId === paymentId);
    return words.voided(words.methods[tender?.kind ?? 'other'], format.dayOf(voidedAt), reason);
  });
  const back = kind === 'refund_receipt' ? receipts.listRefunds(db, id) : [];
  const hasCash = back.some(({ method }) => method === 'cash');
  return [
    ...(struck.length > 0 ? [{ heading: words.void, text: struck.join('\n') }] : []),
    ...(back.length > 0
      ? [{ heading: words.state, text: back.map((each) => stateOf(each, format)).join('\n') }]
      : []),
    ...(hasCash ? [{ heading: words.received, text: words.signature }] : []),
  ];
}

function stateOf(refund: receipts.RefundOnReceipt, { money, dayOf }: DocumentFormat): string {
  const { refundStates } = words;
  const amount = money(refund.amountMinor);
  const day = refund.settledAt === null ? '' : dayOf(refund.settledAt);
  switch (refund.state) {
    case 'succeeded':
      return refundStates.toCard(amount, day);
    case 'due':
      return refundStates.due(amount);
    case 'settled':
      return refundStates[isOtherWay(refund.settledAs) ? refund.settledAs : 'cash'](amount, day);
    case 'failed':
    case 'failed_late':
    case 'requires_action':
      return refundStates.stuck(amount);
    default:
      return refundStates.onItsWay(amount);
  }
}

const isOtherWay = (way: string | null): way is 'account_credit' | 'outside' =>
  way === 'account_credit' || way === 'outside';
