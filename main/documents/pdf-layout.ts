import type { Column, Content, ContentTable, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { OWN_TYPEFACE } from '#domain/document/typeface.ts';
import {
  type Document,
  type DocumentTable,
  pageLine,
  type Party,
  type Row,
  wideColumn,
} from '#domain/document/document.ts';
import { notesOf } from './pdf-notes.ts';
import { INK, QUIET, ruled, type Sides, text, tight, WRITTEN } from './pdf-look.ts';

const MARGIN = { side: 48, top: 44, bottom: 56 } as const;

/** Where everything of a document stands on its pages, in plain texts: `setTypefaces` chooses what draws them. */
export function pdfLayout(document: Document): TDocumentDefinitions {
  const { kind, paper, locale, studio, title, number, madeAt, intro, tables } = document;
  return {
    pageSize: paper === 'letter' ? 'LETTER' : 'A4',
    pageMargins: [MARGIN.side, MARGIN.top, MARGIN.side, MARGIN.bottom],
    language: locale,
    displayTitle: true,
    info: {
      title: [title, number].filter(Boolean).join(' '),
      author: studio.name,
      subject: kind,
      producer: 'Callboard',
      creator: 'Callboard',
      creationDate: new Date(madeAt),
      modDate: new Date(madeAt),
    },
    defaultStyle: { font: OWN_TYPEFACE, fontSize: 9.5, lineHeight: 1.2, color: INK },
    content: [
      letterHead(document),
      about(document),
      ...(intro ? [text(intro, { ...WRITTEN, margin: [0, 16, 0, 0] })] : []),
      ...tables.slice(0, -1).flatMap((table) => blocksOf(table)),
      ...endOf(document),
      ...notesOf(document),
    ],
    footer: (page: number, pages: number) => footerOf(document, page, pages),
  };
}

function letterHead({ studio, title, number, stamp }: Document): Content {
  return {
    columns: [
      {
        width: '*',
        stack: [
          text(title, { fontSize: 20, bold: true, lineHeight: 1.1 }),
          ...(number ? [text(number, { fontSize: 11, color: QUIET })] : []),
          ...(stamp
            ? [text(stamp.toUpperCase(), { bold: true, characterSpacing: 1, margin: [0, 4, 0, 0] })]
            : []),
        ],
      },
      {
        width: 220,
        alignment: 'right',
        stack: [
          ...(studio.logo
            ? [{ image: studio.logo, fit: [160, 56] as [number, number], margin: [0, 0, 0, 6] as Sides }]
            : []),
          text(studio.name, { fontSize: 11, bold: true }),
          ...studio.lines.map((line) => text(line, { color: QUIET })),
        ],
      },
    ],
    columnGap: 24,
  };
}

/** Who it is for on the left, the dates and references on the right. */
function about({ parties, facts }: Document): Content {
  return {
    margin: [0, 22, 0, 0],
    columns: [
      { width: '*', columns: parties.map(partyOf), columnGap: 16 },
      {
        width: 220,
        table: {
          widths: ['*', 'auto'],
          body: facts.map(({ label, value }) => [
            text(label, { color: QUIET, noWrap: true }),
            text(value, { alignment: 'right' }),
          ]),
        },
        ...(facts.length === 0 ? { table: { body: [['']] } } : {}),
        layout: tight,
      },
    ],
    columnGap: 24,
  };
}

function partyOf({ label, lines }: Party): Column {
  return {
    width: '*',
    stack: [
      text(label, { color: QUIET, fontSize: 8.5 }),
      ...lines.map((line, index) => text(line, index === 0 ? { bold: true } : {})),
    ],
  };
}

function tableOf(table: DocumentTable): Content[] {
  const heading = table.heading
    ? [text(table.heading, { bold: true, fontSize: 11, margin: [0, 18, 0, 4], headlineLevel: 1 })]
    : [];
  if (table.rows.length === 0)
    return table.whenEmpty
      ? [...heading, text(table.whenEmpty, { color: QUIET, margin: [0, 8, 0, 0] })]
      : heading;
  const wide = wideColumn(table);
  const body: ContentTable = {
    margin: [0, table.heading ? 0 : 18, 0, 0],
    table: {
      headerRows: 1,
      dontBreakRows: true,
      keepWithHeaderRows: 1,
      widths: table.columns.map((_, index) => (index === wide ? '*' : 'auto')),
      body: [
        table.columns.map(({ label, align }) =>
          text(label, { bold: true, fontSize: 8.5, color: QUIET, alignment: sideOf(align) }),
        ),
        ...table.rows.map((row) => table.columns.map(({ align }, index) => cellOf(row, index, align, wide))),
      ],
    },
    layout: ruled,
  };
  return [...heading, body];
}

function blocksOf(table: DocumentTable): Content[] {
  return isShort(table) ? [{ unbreakable: true, stack: tableOf(table) }] : tableOf(table);
}

/** The last table with the totals below it. */
function endOf(document: Document): Content[] {
  const last = document.tables.at(-1);
  const totals = totalsOf(document);
  if (!last) return totals;
  if (!isShort(last)) return [...tableOf(last), ...totals];
  return [{ unbreakable: true, stack: [...tableOf(last), ...totals] }];
}

/** A table of so few rows stands on one page, with its heading, and as the last one with the totals. */
const FEW = 12;
const isShort = ({ rows }: DocumentTable): boolean => rows.length <= FEW;

/** The same document with the last two rows in a table of their own, which stays with the totals. */
export function withLastRowsApart(document: Document): Document {
  const last = document.tables.at(-1);
  if (!last || isShort(last)) return document;
  const rest = { ...last, rows: last.rows.slice(0, -2) };
  const apart = { ...last, heading: '', rows: last.rows.slice(-2) };
  return { ...document, tables: [...document.tables.slice(0, -1), rest, apart] };
}

/** Marks the first line of the totals. */
export const TOTALS = 'totals';

function cellOf(row: Row, index: number, align: 'start' | 'end', wide: number): Content {
  const words = row.cells[index] ?? '';
  const value = text(words, {
    alignment: sideOf(align),
    // A figure or day that is torn in two is misread, and makes every row twice as high.
    noWrap: align === 'end' || (index !== wide && words.length <= SHORT),
    ...(row.isSum ? { bold: true } : {}),
  });
  return row.note && index === wide
    ? { stack: [value, text(row.note, { fontSize: 8.5, color: QUIET })] }
    : value;
}

/** Characters: "22. Sept. 2026, 13:30" and the name of a way of paying, but not a sentence. */
const SHORT = 24;

function totalsOf({ totals }: Document): Content[] {
  if (totals.length === 0) return [];
  return [
    {
      margin: [0, 12, 0, 0],
      unbreakable: true,
      columns: [
        { width: '*', text: '' },
        {
          width: 260,
          table: {
            widths: ['*', 'auto'],
            body: totals.map(({ label, value, isMain }, index) => [
              text(label, {
                ...(index === 0 ? { id: TOTALS } : {}),
                ...(isMain ? { bold: true, fontSize: 11 } : { color: QUIET }),
              }),
              text(value, {
                alignment: 'right',
                noWrap: true,
                ...(isMain ? { bold: true, fontSize: 11 } : {}),
              }),
            ]),
          },
          layout: tight,
        },
      ],
    },
  ];
}

function footerOf(document: Document, page: number, pages: number): Content {
  return {
    margin: [MARGIN.side, 14, MARGIN.side, 0],
    columns: [
      text(document.footer, { width: '*', fontSize: 8, color: QUIET }),
      text(sheetLine(document, page, pages), { width: 'auto', noWrap: true, fontSize: 8, color: QUIET }),
    ],
    columnGap: 16,
  };
}

/** "Invoice INV-0007 · Page 2 of 3": a sheet that lies alone still says what it belongs to. */
function sheetLine(document: Document, page: number, pages: number): string {
  const { title, number } = document;
  const name = [title, number].filter(Boolean).join(' ');
  return `${name} · ${pageLine(document, page, pages)}`;
}

const sideOf = (align: 'start' | 'end'): 'left' | 'right' => (align === 'end' ? 'right' : 'left');
