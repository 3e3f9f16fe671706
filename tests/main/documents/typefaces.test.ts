import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Document } from '#domain/document/document.ts';
import { renderPdf } from '#main/documents/render-pdf.ts';
import { pdfBaselines, pdfText } from '#tests/support/pdf-text.ts';

const NAMES = [
  '陳大文',
  '王小明（喆琪）',
  '山﨑さくら・タロウ',
  '김민준 이서연',
  'สมชาย ใจดี',
  'प्रिया शर्मा',
  'שרה כהן',
  'محمد بن سلمان',
];

describe('names on documents', { timeout: 120_000 }, () => {
  it('are drawn in the script in which they are written, on one sheet', async () => {
    const pages = pdfText(await renderPdf(addressedTo(NAMES)));
    expect(pages).toHaveLength(1);
    // Letters that are moved closer to each other are listed one by one.
    const page = pages.join().replaceAll(' ', '');
    expect(page).not.toContain('\ufffd');
    for (const name of ['陳大文', '王小明（喆琪）', '山﨑さくら・タロウ', '김민준', '이서연', 'สมชาย', 'ใจดี'])
      expect(page).toContain(name);
    // As the eye meets them: from left to right.
    expect(page).toContain('ןהכהרש');
    expect(page).not.toContain('שרה');
  });

  it('stand on lines of the same height, whatever the script', async () => {
    const linesFor = async (name: string): Promise<readonly number[] | undefined> =>
      pdfBaselines(await renderPdf(addressedTo([name, 'Ann', name])))[0];
    const latin = await linesFor('Ann');
    // Accents stand at heights of their own.
    for (const name of NAMES)
      expect(await linesFor(name)).toEqual(expect.arrayContaining([...(latin ?? [])]));
  });

  it('has the same bytes each time', async () => {
    const [once, again] = [await renderPdf(addressedTo(NAMES)), await renderPdf(addressedTo(NAMES))];
    expect(Buffer.compare(Buffer.from(once), Buffer.from(again))).toBe(0);
  });

  it('can be any at all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyText, { minLength: 8, maxLength: 8 }), async (texts) => {
        expect((await renderPdf(addressedTo(texts))).length).toBeGreaterThan(1_000);
      }),
      { numRuns: 20 },
    );
  });
});

/** Letters of the scripts at hand in orders that no language has, and whatever else there is. */
const anyText = fc.oneof(
  fc.string({
    unit: fc
      .constantFrom(
        [0x590, 0x8ff],
        [0x900, 0x97f],
        [0xe00, 0xe7f],
        [0x1100, 0x11ff],
        [0x3000, 0x30ff],
        [0x20, 0x7e],
      )
      .chain(([min = 0, max = 0]) => fc.integer({ min, max }).map((code) => String.fromCodePoint(code))),
  }),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
);

function addressedTo(names: readonly string[]): Document {
  const [first = '', second = ''] = names;
  return {
    kind: 'receipt',
    paper: 'a4',
    locale: 'en-GB',
    studio: { name: 'Harbour Studio', lines: [], logo: null },
    title: 'Receipt',
    number: '7',
    stamp: '',
    facts: [{ label: 'Taken by', value: second }],
    parties: [{ label: 'Client', lines: [first] }],
    intro: '',
    tables: [
      {
        heading: '',
        whenEmpty: '',
        columns: [
          { label: 'For', align: 'start', isWide: true },
          { label: 'Who', align: 'start' },
          { label: 'Amount', align: 'end' },
        ],
        rows: names.map((name) => ({ cells: [`Lesson with ${name}`, name, '€1.00'] })),
      },
    ],
    totals: [],
    notes: [{ heading: '', text: names.join('\n') }],
    qr: null,
    footer: 'Harbour Studio',
    pageWords: '{{page}} / {{pages}}',
    fileName: 'receipt-7',
    madeAt: 1_790_000_000_000,
  };
}
