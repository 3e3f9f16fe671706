import type { Paper } from './paper.ts';

/**
 * What can be printed, saved and sent: everything on it in the words and figures that a reader sees, so that the PDF, the
 * screen and the printer cannot say different things. Made by the builders in `main/documents`, one per kind.
 */
export interface Document {
  readonly kind: DocumentKind;
  readonly paper: Paper;
  /** A BCP 47 tag; the PDF names it for screen readers. */
  readonly locale: string;
  readonly studio: StudioHead;
  /** "Invoice", "Receipt": large at the top. */
  readonly title: string;
  /** Stands beside the title; empty when the kind has none. */
  readonly number: string;
  /** One word that must not be overlooked, such as "Draft" or "Void"; empty otherwise. */
  readonly stamp: string;
  /** Dates and references, each on a line of its own. */
  readonly facts: readonly Fact[];
  /** Who it is for, and who else has a part in it. */
  readonly parties: readonly Party[];
  /** A sentence above the tables; empty for none. */
  readonly intro: string;
  readonly tables: readonly DocumentTable[];
  readonly totals: readonly Total[];
  readonly notes: readonly Note[];
  readonly qr: QrCode | null;
  /** Ends each page beside its number. */
  readonly footer: string;
  /** The words of the page number, with {{page}} and {{pages}}. */
  readonly pageWords: string;
  /** The name without ".pdf" under which it is saved or sent. */
  readonly fileName: string;
  /** Epoch ms of the deed it documents, not of the print: the same document has the same bytes. */
  readonly madeAt: number;
}

export const DOCUMENT_KINDS = [
  'invoice',
  'credit_note',
  'receipt',
  'refund_receipt',
  'statement',
  'day_close',
  'wage_statement',
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** The sender. `logo` is a data URL of a PNG or JPEG. */
export interface StudioHead {
  readonly name: string;
  readonly lines: readonly string[];
  readonly logo: string | null;
}

export interface Fact {
  readonly label: string;
  readonly value: string;
}

export interface Party {
  readonly label: string;
  /** The first one is the name. */
  readonly lines: readonly string[];
}

/** Its head is repeated on each page, and no row is torn apart. */
export interface DocumentTable {
  /** Empty for none. */
  readonly heading: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** Stands in the table's place when it has no rows. */
  readonly whenEmpty: string;
}

/** Numbers and money are aligned to the end. One column is `wide` and takes what the others leave. */
export interface Column {
  readonly label: string;
  readonly align: 'start' | 'end';
  readonly isWide?: boolean | undefined;
}

export interface Row {
  /** As many as there are columns. */
  readonly cells: readonly string[];
  /** Small, below the wide cell. */
  readonly note?: string | undefined;
  /** A sum of rows above. */
  readonly isSum?: boolean | undefined;
}

export interface Total {
  readonly label: string;
  readonly value: string;
  /** The figure that the reader looks for. */
  readonly isMain?: boolean | undefined;
}

export interface Note {
  readonly heading: string;
  /** Lines are kept. */
  readonly text: string;
}

/** A text for the camera of a telephone, with its picture as the dark modules of a square of `size` × `size`. */
export interface QrCode {
  readonly text: string;
  readonly caption: string;
  readonly size: number;
  /** An SVG path in units of modules. */
  readonly path: string;
}

/** The index of the column that takes what the others leave. */
export function wideColumn({ columns }: DocumentTable): number {
  const index = columns.findIndex(({ isWide }) => isWide);
  return index < 0 ? 0 : index;
}

/** "Page 2 of 3" in the document's words. */
export function pageLine({ pageWords }: Document, page: number, pages: number): string {
  return pageWords.replace('{{page}}', String(page)).replace('{{pages}}', String(pages));
}

/** How wide the code is printed, in millimetres: the more it says, the more modules it has, and each must be half a millimetre wide. */
export function codeSideMm({ size }: QrCode): number {
  return Math.max(38, size / 2);
}
