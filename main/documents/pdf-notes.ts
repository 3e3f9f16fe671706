import type { Content } from 'pdfmake/interfaces.js';
import { codeSideMm, type Document, type QrCode } from '#domain/document/document.ts';
import { INK, QUIET, type Sides, text, WRITTEN } from './pdf-look.ts';

/** What to know and how to pay, with the code for the telephone beside it; on one page, unless it fills one. */
export function notesOf({ notes, qr }: Document): Content[] {
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
