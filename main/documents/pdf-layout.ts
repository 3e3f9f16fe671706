import type {
  Column,
  Content,
  ContentTable,
  CustomTableLayout,
  TDocumentDefinitions,
} from 'pdfmake/interfaces.js';
import { OWN_TYPEFACE } from '#domain/document/typeface.ts';
import {
  codeSideMm,
  type Document,
  type DocumentTable,
  pageLine,
  type Party,
  type QrCode,
  type Row,
  wideColumn,
} from '#domain/document/document.ts';

const INK = '#1a1a1a';
const QUIET = '#5c5f66';
const LINE = '#c9ccd1';
/** Sentences of people are read in the direction of their first letter; all else in that of the document's words. */
const WRITTEN = { direction: 'auto' } as const;
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
      ...tables.flatMap((table) => tableOf(table)),
      ...totalsOf(document),
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
  if (table.rows.length > FEW) return [...heading, body];
  return [{ unbreakable: true, stack: [...heading, body] }];
}

/** A table of so few rows stands on one page, with its heading. */
const FEW = 12;

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
            body: totals.map(({ label, value, isMain }) => [
              text(label, isMain ? { bold: true, fontSize: 11 } : { color: QUIET }),
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

/** What to know and how to pay, with the code for the telephone beside it; on one page, unless it fills one. */
function notesOf({ notes, qr }: Document): Content[] {
  if (notes.length === 0 && !qr) return [];
  const written = notes.map(({ heading, text: words }) => ({
    margin: [0, 0, 0, 10] as Sides,
    stack: [...(heading ? [text(heading, { bold: true })] : []), text(words, { ...WRITTEN, color: QUIET })],
  }));
  if (!qr) return [{ margin: [0, 22, 0, 0], stack: written }];
  const side = codeSideMm(qr) * POINTS_PER_MM;
  return [
    {
      margin: [0, 22, 0, 0],
      unbreakable: notes.reduce((sum, note) => sum + linesOf(note.text), 0) < PAGE_OF_NOTES,
      columns: [
        { width: '*', stack: written },
        { width: side, stack: codeOf(qr, side) },
      ],
      columnGap: 24,
    },
  ];
}

/** The code as a picture: what the maker of the PDFs draws itself is too small to be read when its text is long. */
function codeOf({ size, path, caption }: QrCode, side: number): Content[] {
  return [
    {
      svg: `<svg viewBox="0 0 ${size} ${size}"><path fill="${INK}" d="${path}"/></svg>`,
      width: side,
      height: side,
      alignment: 'right',
    },
    text(caption, { fontSize: 8, color: QUIET, alignment: 'right', margin: [0, 8, 0, 0] }),
  ];
}

const POINTS_PER_MM = 72 / 25.4;
const PAGE_OF_NOTES = 36;
const linesOf = (words: string): number =>
  words.split('\n').reduce((sum, line) => sum + Math.ceil((line.length + 1) / 60), 1);

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

type Sides = [number, number, number, number];

const sideOf = (align: 'start' | 'end'): 'left' | 'right' => (align === 'end' ? 'right' : 'left');

const text = (words: string, style: Readonly<Record<string, unknown>> = {}): Content => ({
  text: words,
  ...style,
});

/** Facts and totals: lines close together. */
const tight: CustomTableLayout = {
  hLineWidth: () => 0,
  vLineWidth: () => 0,
  paddingLeft: () => 0,
  paddingRight: (index, node) => (index === (node.table.widths?.length ?? 1) - 1 ? 0 : 16),
  paddingTop: () => 1.5,
  paddingBottom: () => 1.5,
};

/** A line under the head and a fine one under each row. */
const ruled: CustomTableLayout = {
  hLineWidth: (index) => (index === 0 ? 0 : index === 1 ? 1 : 0.5),
  hLineColor: (index) => (index === 1 ? INK : LINE),
  vLineWidth: () => 0,
  paddingLeft: (index) => (index === 0 ? 0 : 8),
  paddingRight: (index, node) => (index === (node.table.widths?.length ?? 1) - 1 ? 0 : 8),
  paddingTop: () => 4,
  paddingBottom: () => 4,
};
