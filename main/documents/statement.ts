import type { ReadDb } from '#db/database.ts';
import * as balances from '#db/repositories/balance.ts';
import * as clients from '#db/repositories/client.ts';
import * as prepayments from '#db/repositories/prepayment.ts';
import * as statements from '#db/repositories/statement.ts';
import * as studios from '#db/repositories/studio.ts';
import type { Client } from '#db/schema/client.ts';
import { clientName } from '#domain/client/client-name.ts';
import { runningBalances } from '#domain/client/statement.ts';
import type { Document, DocumentTable } from '#domain/document/document.ts';
import { BALANCE_LINES, balanceLines } from '#domain/ledger/balance-line.ts';
import type { ClientId } from '#domain/values/ids.ts';
import { addDays, localTime, type LocalDate, wallToInstant } from '#domain/values/time.ts';
import type { DocumentBuilder } from './document-builder.ts';
import { type DocumentFormat, documentFormat, documentFrame } from './document-frame.ts';
import { BALANCE_WORDS, statementWords as words, wordsOf } from './statement-words.ts';

/** Days [from, to) of a client's account; without `from`, from the beginning. */
export interface StatementWish extends statements.StatementDays {
  readonly clientId: ClientId;
  /** With the balances of the whole family, where the client pays for one. */
  readonly showsFamily: boolean;
}

/**
 * A client's account: the opening balance, each entry with the balance after it, the closing balance and its lines; while its last day
 * is not over (`today`), what of it is available; and on request the family's total. Undefined for no such client.
 */
export function buildStatement(db: ReadDb, wish: StatementWish, today: LocalDate): Document | undefined {
  const client = clients.findById(db, wish.clientId);
  if (!client) return undefined;
  const { clientId, from, to } = wish;
  const format = documentFormat(db);
  const openingMinor = from === null ? 0 : statements.balanceBefore(db, clientId, from);
  const rows = runningBalances(openingMinor, statements.listEntries(db, clientId, wish));
  const closingMinor = rows.at(-1)?.balanceMinor ?? openingMinor;
  const last = format.day(addDays(to, -1));
  return {
    ...documentFrame(db),
    kind: 'statement',
    title: words.title,
    number: '',
    facts: [
      from === null
        ? { label: words.asOf, value: last }
        : { label: words.period, value: `${format.day(from)} – ${last}` },
    ],
    parties: [{ label: words.to, lines: [clientName(client), client.email].filter(Boolean) }],
    tables: [
      entriesTable(rows, { openingMinor, closingMinor, from, to }, format),
      madeUpTable(db, { clientId, to, isCurrent: to > today, closingMinor }, format),
      ...(wish.showsFamily ? familyTable(db, client, to, format) : []),
    ],
    totals: [{ label: words.closing, value: format.money(closingMinor), isMain: true }],
    notes: closingMinor < 0 ? [{ heading: '', text: words.sense }] : [],
    fileName: words.fileName(clientName(client), addDays(to, -1)),
    madeAt: wallToInstant({ date: to, time: localTime('00:00'), zone: studios.get(db).zone }).at,
  };
}

/** The statement that was sent with a message. */
export const statementBuilder: DocumentBuilder = {
  mayRead: ({ role }) => role !== 'practitioner',
  build: (db, id) => {
    const sent = statements.findById(db, id);
    if (!sent) return undefined;
    const { clientId, fromDate, toDate, showsFamily } = sent;
    // What was available is told by the day on which it was sent, whenever it is looked at again.
    return buildStatement(db, { clientId, from: fromDate, to: toDate, showsFamily }, toDate);
  },
};

function entriesTable(
  rows: readonly (statements.StatementEntry & { readonly balanceMinor: number })[],
  { openingMinor, closingMinor, from, to }: statements.StatementDays & Closing,
  format: DocumentFormat,
): DocumentTable {
  const { columns } = words;
  return {
    heading: '',
    columns: [
      { label: columns.day, align: 'start' },
      { label: columns.what, align: 'start', isWide: true },
      { label: columns.amount, align: 'end' },
      { label: columns.balance, align: 'end' },
    ],
    rows: [
      ...(from === null
        ? []
        : [{ cells: [format.day(from), words.opening, '', format.money(openingMinor)], isSum: true }]),
      ...rows.map((row) => {
        const { what, note } = wordsOf(row, format);
        const cells = [
          format.day(row.day),
          what,
          format.money(row.amountMinor),
          format.money(row.balanceMinor),
        ];
        return note ? { cells, note } : { cells };
      }),
      {
        cells: [format.day(addDays(to, -1)), words.closing, '', format.money(closingMinor)],
        isSum: true,
      },
    ],
    whenEmpty: words.none,
  };
}

interface Closing {
  readonly openingMinor: number;
  readonly closingMinor: number;
}

/** Every member with the balance at the end of the days, the payer first, and their sum. */
function familyTable(db: ReadDb, client: Client, to: LocalDate, format: DocumentFormat): DocumentTable[] {
  const payer = client.payerId === null ? client : clients.getById(db, client.payerId);
  const members = balances.listMembers(db, payer.id);
  if (members.length === 0) return [];
  const rows = [payer, ...members].map((each) => ({
    name: clientName(each),
    balanceMinor: statements.balanceBefore(db, each.id, to),
  }));
  const total = rows.reduce((sum, { balanceMinor }) => sum + balanceMinor, 0);
  return [
    {
      heading: words.family(clientName(payer)),
      columns: [
        { label: words.familyColumns.name, align: 'start', isWide: true },
        { label: words.familyColumns.balance, align: 'end' },
      ],
      rows: [
        ...rows.map(({ name, balanceMinor }) => ({ cells: [name, format.money(balanceMinor)] })),
        { cells: [words.familyTotal, format.money(total)], isSum: true },
      ],
      whenEmpty: '',
    },
  ];
}

/** The balance line by line, and while the days are not over what open bookings leave of it (domain.md 5). */
function madeUpTable(
  db: ReadDb,
  of: {
    readonly clientId: ClientId;
    readonly to: LocalDate;
    readonly isCurrent: boolean;
    readonly closingMinor: number;
  },
  format: DocumentFormat,
): DocumentTable {
  const { clientId, to, isCurrent, closingMinor } = of;
  const lines = balanceLines(statements.listKindsBefore(db, clientId, to));
  const openMinor = isCurrent ? prepayments.openCostOfClient(db, clientId) : 0;
  return {
    heading: words.madeUpOf,
    columns: [
      { label: words.line, align: 'start', isWide: true },
      { label: words.columns.amount, align: 'end' },
    ],
    rows: [
      ...BALANCE_LINES.filter((line) => lines[line] !== 0).map((line) => ({
        cells: [BALANCE_WORDS[line], format.money(lines[line])],
      })),
      { cells: [words.balance, format.money(closingMinor)], isSum: true },
      ...(isCurrent
        ? [
            { cells: [words.openBookings, format.money(0 - openMinor)] },
            { cells: [words.available, format.money(closingMinor - openMinor)], isSum: true },
          ]
        : []),
    ],
    whenEmpty: '',
  };
}
