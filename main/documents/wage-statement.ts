import type { ReadDb } from '#db/database.ts';
import * as practitioners from '#db/repositories/practitioner.ts';
import * as studios from '#db/repositories/studio.ts';
import * as entries from '#db/repositories/wage-entry.ts';
import * as payouts from '#db/repositories/wage-payout.ts';
import type { Document, DocumentTable, Total } from '#domain/document/document.ts';
import type { PractitionerId, WagePayoutId } from '#domain/values/ids.ts';
import { addDays, localTime, type LocalDate, wallToInstant } from '#domain/values/time.ts';
import type { DocumentBuilder } from './document-builder.ts';
import { type DocumentFormat, documentFormat, documentFrame } from './document-frame.ts';
import { duration, wageRule } from './wage-words.ts';

/** What only wage statements say. */
const words = {
  title: 'Wage statement',
  payoutTitle: 'Wage payout',
  to: 'For',
  period: 'Period',
  until: 'Until',
  paidOn: 'Paid on',
  paidBy: 'Paid by',
  methods: { transfer: 'Bank transfer', cash: 'Cash' },
  undone: 'Undone',
  columns: { day: 'Date', what: 'Session', length: 'Length', attendees: 'Attendees', amount: 'Amount' },
  adjustment: 'Adjustment',
  none: 'Nothing was earned on these days.',
  sessions: 'Sessions',
  hours: 'Hours',
  earned: 'Earned',
  adjustments: 'Adjustments',
  paid: 'Paid',
  due: 'Due',
  dueBefore: 'Due from before',
  total: 'Paid out',
  fileName: (name: string, from: string, last: string) => `Wages ${name} ${from} ${last}`,
  payoutFileName: (name: string, id: number) => `Wage payout ${id} ${name}`,
} as const;

/**
 * What a practitioner earned on the days [from, to), line by line with the rule of each, and what of it is paid and due. Undefined for
 * no such practitioner.
 */
export function buildWageStatement(
  db: ReadDb,
  wish: { readonly practitionerId: PractitionerId; readonly from: LocalDate; readonly to: LocalDate },
): Document | undefined {
  const { practitionerId, from, to } = wish;
  const practitioner = practitioners.findById(db, practitionerId);
  if (!practitioner) return undefined;
  const format = documentFormat(db);
  const last = addDays(to, -1);
  const [totals] = entries.listTotals(db, wish);
  return {
    ...documentFrame(db),
    kind: 'wage_statement',
    title: words.title,
    number: '',
    facts: [{ label: words.period, value: `${format.day(from)} – ${format.day(last)}` }],
    parties: [{ label: words.to, lines: [practitioner.name] }],
    tables: [entriesTable(db, [...entries.iterateEntries(db, wish)], format)],
    totals: totals ? totalsOf(totals, format) : [],
    fileName: words.fileName(practitioner.name, from, last),
    madeAt: wallToInstant({ date: to, time: localTime('00:00'), zone: studios.get(db).zone }).at,
  };
}

/** A payout with exactly the lines that it paid; also after it was undone. */
export const wageStatementBuilder: DocumentBuilder = {
  mayRead: ({ role, practitionerId }, db, id) =>
    role === 'owner' ||
    role === 'admin' ||
    (role === 'practitioner' &&
      practitionerId !== null &&
      payouts.findPayout(db, id as WagePayoutId)?.practitionerId === practitionerId),
  build: (db, id) => {
    const payout = payouts.findPayout(db, id as WagePayoutId);
    return payout && payoutDocument(db, payout);
  },
};

function payoutDocument(db: ReadDb, payout: payouts.WagePayoutRow): Document {
  const { id, practitioner, fromDate, toDate, paidOn, method, note, state, createdAt } = payout;
  const format = documentFormat(db);
  const last = format.day(addDays(toDate, -1));
  return {
    ...documentFrame(db),
    kind: 'wage_statement',
    title: words.payoutTitle,
    number: String(id),
    stamp: state === 'undone' ? words.undone : '',
    facts: [
      fromDate === null
        ? { label: words.until, value: last }
        : { label: words.period, value: `${format.day(fromDate)} – ${last}` },
      { label: words.paidOn, value: format.day(paidOn) },
      { label: words.paidBy, value: words.methods[method] },
    ],
    parties: [{ label: words.to, lines: [practitioner] }],
    tables: [entriesTable(db, entries.listOfPayout(db, id), format)],
    totals: [{ label: words.total, value: format.money(payout.amountMinor), isMain: true }],
    notes: note ? [{ heading: '', text: note }] : [],
    fileName: words.payoutFileName(practitioner, id),
    madeAt: createdAt,
  };
}

function entriesTable(
  db: ReadDb,
  rows: readonly entries.WageEntryRow[],
  format: DocumentFormat,
): DocumentTable {
  const { columns } = words;
  const { currency, locale } = studios.get(db);
  return {
    heading: '',
    columns: [
      { label: columns.day, align: 'start' },
      { label: columns.what, align: 'start', isWide: true },
      { label: columns.length, align: 'start' },
      { label: columns.attendees, align: 'end' },
      { label: columns.amount, align: 'end' },
    ],
    rows: rows.map((row) => ({
      cells: [
        `${format.day(row.on)}${row.time ? ` ${row.time}` : ''}`,
        row.kind === 'adjustment' ? words.adjustment : row.title,
        row.sessionId === null ? '' : duration(row.minutes),
        row.sessionId === null ? '' : format.number(row.attendees),
        format.money(row.amountMinor),
      ],
      note: [row.statusLabel, wageRule(row, { currency, locale })].filter(Boolean).join(' · '),
    })),
    whenEmpty: words.none,
  };
}

function totalsOf(totals: entries.WageTotals, format: DocumentFormat): Total[] {
  const money = (label: string, amountMinor: number): Total => ({ label, value: format.money(amountMinor) });
  return [
    { label: words.sessions, value: format.number(totals.sessions) },
    { label: words.hours, value: format.number(totals.minutes / 60) },
    money(words.earned, totals.earnedMinor),
    ...(totals.adjustmentsMinor === 0 ? [] : [money(words.adjustments, totals.adjustmentsMinor)]),
    money(words.paid, totals.paidMinor === 0 ? 0 : -totals.paidMinor),
    { ...money(words.due, totals.dueMinor), isMain: true },
    ...(totals.dueBeforeMinor === 0 ? [] : [money(words.dueBefore, totals.dueBeforeMinor)]),
  ];
}
