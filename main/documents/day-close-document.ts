import type { ReadDb } from '#db/database.ts';
import * as staff from '#db/repositories/staff.ts';
import * as studios from '#db/repositories/studio.ts';
import * as tills from '#db/repositories/till.ts';
import type { Till } from '#db/schema/till.ts';
import type { Document, DocumentTable } from '#domain/document/document.ts';
import { type Drawer, drawerOf } from '#domain/payment/drawer.ts';
import type { StaffId, TillId } from '#domain/values/ids.ts';
import { instantToWall } from '#domain/values/time.ts';
import { type DocumentBuilder, isAtDesk } from './document-builder.ts';
import { type DocumentFormat, documentFormat, documentFrame } from './document-frame.ts';
import { receiptWords, tillWords as words } from './receipt-words.ts';

/** The close of a till: what should be in it, what was counted, and everything that was taken and given back meanwhile. */
export const dayCloseBuilder: DocumentBuilder = {
  mayRead: isAtDesk,
  build: (db, id) => {
    const till = tills.findById(db, id as TillId);
    return till && buildDayClose(db, till);
  },
};

function buildDayClose(db: ReadDb, till: Till): Document {
  const format = documentFormat(db);
  const { zone } = studios.get(db);
  const timed = (at: number, by: StaffId | null): string => {
    const when = `${format.dayOf(at)} ${instantToWall(at, zone).time}`;
    return by === null ? when : words.by(when, staff.getById(db, by).name);
  };
  const day = instantToWall(till.closedAt ?? till.openedAt, zone).date;
  const span = { first: till.firstAfter, last: till.lastTransaction };
  return {
    ...documentFrame(db),
    kind: 'day_close',
    title: words.title,
    number: format.day(day),
    facts: [
      { label: words.opened, value: timed(till.openedAt, till.openedBy) },
      {
        label: words.closed,
        value: till.closedAt === null ? words.open : timed(till.closedAt, till.closedBy),
      },
    ],
    parties: [],
    tables: [
      drawerTable(db, till, format),
      paymentTable(tills.takenBy(db, span), format),
      refundTable(tills.refundedBy(db, span), format),
      movementTable(tills.listMovements(db, till.id), format, timed),
      ...countTable(till, format),
    ],
    totals: totalsOf(db, till, format),
    notes: [
      ...(till.differenceReason ? [{ heading: words.reason, text: till.differenceReason }] : []),
      { heading: '', text: words.signature },
    ],
    fileName: `day-close-${day}-${till.id}`,
    madeAt: till.closedAt ?? till.openedAt,
  };
}

/** Float, and what moved since, by the till's own part of the ledger. */
const drawerIn = (db: ReadDb, till: Till): Drawer =>
  drawerOf(till.floatMinor, tills.cashByKind(db, { first: till.firstAfter, last: till.lastTransaction }));

function drawerTable(db: ReadDb, till: Till, { money }: DocumentFormat): DocumentTable {
  const { takenMinor, refundedMinor, movedMinor, expectedMinor } = drawerIn(db, till);
  const rows: readonly (readonly [string, number])[] = [
    [words.float, till.floatMinor],
    [words.taken, takenMinor],
    [words.refunded, 0 - refundedMinor],
    [words.moved, movedMinor],
  ];
  return {
    heading: words.drawer,
    columns: [
      { label: words.line, align: 'start', isWide: true },
      { label: words.amount, align: 'end' },
    ],
    rows: [
      ...rows.map(([label, amountMinor]) => ({ cells: [label, money(amountMinor)] })),
      { cells: [words.expected, money(expectedMinor)], isSum: true },
    ],
    whenEmpty: '',
  };
}

function paymentTable(lines: readonly tills.TakenLine[], { money, number }: DocumentFormat): DocumentTable {
  const rows = lines.map(({ method, staff: by, count, amountMinor }) => ({
    cells: [receiptWords.methods[method], by, number(count), money(amountMinor)],
  }));
  const sum = lines.reduce((total, { amountMinor }) => total + amountMinor, 0);
  const all = lines.reduce((total, { count }) => total + count, 0);
  return {
    heading: words.payments,
    columns: [
      { label: words.method, align: 'start', isWide: true },
      { label: words.person, align: 'start' },
      { label: words.count, align: 'end' },
      { label: words.amount, align: 'end' },
    ],
    rows:
      rows.length === 0 ? [] : [...rows, { cells: [words.sum, '', number(all), money(sum)], isSum: true }],
    whenEmpty: words.noPayments,
  };
}

function refundTable(lines: readonly tills.RefundedLine[], { money, number }: DocumentFormat): DocumentTable {
  return {
    heading: words.refunds,
    columns: [
      { label: words.way, align: 'start', isWide: true },
      { label: words.count, align: 'end' },
      { label: words.amount, align: 'end' },
    ],
    rows: lines.map(({ settledAs, count, amountMinor }) => ({
      cells: [words.ways[settledAs], number(count), money(amountMinor)],
    })),
    whenEmpty: words.noRefunds,
  };
}

function movementTable(
  movements: readonly tills.Movement[],
  { money }: DocumentFormat,
  timed: (at: number, by: StaffId | null) => string,
): DocumentTable {
  return {
    heading: words.movements,
    columns: [
      { label: words.when, align: 'start' },
      { label: words.kind, align: 'start', isWide: true },
      { label: words.person, align: 'start' },
      { label: words.amount, align: 'end' },
    ],
    rows: movements.map(({ kind, amountMinor, reason, staff: by, at }) => ({
      cells: [timed(at, null), words.kinds[kind], by, money(isOut(kind) ? -amountMinor : amountMinor)],
      note: reason,
    })),
    whenEmpty: words.noMovements,
  };
}

const isOut = (kind: tills.Movement['kind']): boolean => kind === 'to_bank' || kind === 'petty_cash';

function countTable({ counts }: Till, { money, number }: DocumentFormat): DocumentTable[] {
  const pieces = Object.entries(counts)
    .map(([value, count]) => [Number(value), count] as const)
    .filter(([, count]) => count > 0)
    .sort(([a], [b]) => b - a);
  if (pieces.length === 0) return [];
  return [
    {
      heading: words.counts,
      columns: [
        { label: words.piece, align: 'start', isWide: true },
        { label: words.pieces, align: 'end' },
        { label: words.amount, align: 'end' },
      ],
      rows: pieces.map(([value, count]) => ({ cells: [money(value), number(count), money(value * count)] })),
      whenEmpty: '',
    },
  ];
}

function totalsOf(db: ReadDb, till: Till, { money }: DocumentFormat): Document['totals'] {
  const { expectedMinor } = drawerIn(db, till);
  const { countedMinor } = till;
  if (countedMinor === null) return [{ label: words.expected, value: money(expectedMinor), isMain: true }];
  return [
    { label: words.expected, value: money(expectedMinor) },
    { label: words.counted, value: money(countedMinor) },
    { label: words.difference, value: money(countedMinor - expectedMinor), isMain: true },
  ];
}
