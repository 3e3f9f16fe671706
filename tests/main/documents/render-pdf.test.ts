import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Document } from '#domain/document/document.ts';
import { qrCode } from '#main/documents/qr-code.ts';
import { renderPdf } from '#main/documents/render-pdf.ts';
import { pdfRightmost, pdfText } from '#tests/support/pdf-text.ts';

describe('a document as a PDF', () => {
  it('has the same bytes for the same document, and others for another one', async () => {
    const [once, again, other] = await Promise.all([
      renderPdf(letter()),
      renderPdf(letter()),
      renderPdf({ ...letter(), number: '2026-0002' }),
    ]);
    expect(digest(again)).toBe(digest(once));
    expect(digest(other)).not.toBe(digest(once));
  });

  it('numbers its pages and repeats the heads of tables', async () => {
    const pages = pdfText(await renderPdf(letter(120)));
    expect(pages.length).toBeGreaterThan(3);
    for (const [index, page] of pages.entries())
      expect(page).toContain(`Invoice 2026-0001 · Page ${index + 1} of ${pages.length}`);
    for (const page of pages.slice(0, -1)) expect(page).toContain('Description');
  });

  it('loses no line and no figure', async () => {
    const text = pdfText(await renderPdf(letter(120))).join('\n');
    for (let line = 1; line <= 120; line += 1) expect(text).toContain(`Lesson number ${line}.`);
    expect(text).toContain('€1,234.50');
    expect(text).toContain('Please pay within 14 days');
    expect(text).toContain('Zoë Łukasz Ωmega Ждан');
  });

  it('keeps a table of few rows on one page, wherever it falls', async () => {
    const few = (rows: number): Document => {
      const { tables, ...rest } = letter(rows);
      const [first] = tables;
      const sums = Array.from({ length: 6 }, (_, line) => ({ cells: [`Sum ${line + 1}.`, '€1.00'] }));
      return { ...rest, tables: [...tables, ...(first ? [{ ...first, heading: 'Sums', rows: sums }] : [])] };
    };
    for (let rows = 8; rows <= 24; rows += 1) {
      const pages = pdfText(await renderPdf(few(rows)));
      expect(pages.findIndex((page) => page.includes('Sum 1.'))).toBe(
        pages.findIndex((page) => page.includes('Sum 6.')),
      );
    }
  });

  it('has rows above its totals wherever the page ends', async () => {
    let moved = 0;
    for (let rows = 13; rows <= 40; rows += 1) {
      const pages = pdfText(await renderPdf({ ...letter(rows), notes: [], qr: null }));
      const page = pages.find((each) => each.includes('Amount due')) ?? '';
      expect(page).toContain(`Lesson number ${rows}.`);
      for (let row = 1; row <= rows; row += 1) expect(pages.join(' ')).toContain(`Lesson number ${row}.`);
      if (pages.length > 1 && !page.includes(`Lesson number ${rows - 2}.`)) moved += 1;
    }
    expect(moved).toBeGreaterThan(0);
  });

  it('breaks a long address instead of pushing the code beside it off the paper', async () => {
    const url = `https://pay.example.org/c/${'a1B2c3D4'.repeat(40)}`;
    const pay = { heading: 'Pay online', text: url };
    const pdf = await renderPdf({ ...letter(), notes: [pay], qr: qrCode(url, 'Scan to pay') });
    expect(pdfText(pdf).join('').replaceAll(' ', '')).toContain(url.slice(-40));
    const rightEnds = pdfRightmost(pdf);
    expect(Math.max(...rightEnds)).toBeLessThan(595 - 40);
  });

  it('loses nothing of notes that are longer than a page', async () => {
    const text = Array.from({ length: 150 }, (_, line) => `Rule ${line + 1}.`).join('\n');
    const pages = pdfText(await renderPdf({ ...letter(), notes: [{ heading: 'Rules', text }] }));
    for (let line = 1; line <= 150; line += 1) expect(pages.join(' ')).toContain(`Rule ${line}.`);
  });

  it('is written on A4 or Letter', async () => {
    const sizeOf = async (paper: Document['paper']): Promise<string | undefined> =>
      /\/MediaBox \[0 0 ([\d.]+ [\d.]+)\]/.exec(
        Buffer.from(await renderPdf({ ...letter(), paper })).toString('latin1'),
      )?.[1];
    expect(await sizeOf('a4')).toBe('595.28 841.89');
    expect(await sizeOf('letter')).toBe('612 792');
  });
});

describe('a code for the camera', () => {
  it('is a square of dark modules with the three marks in its corners', () => {
    const { size, path } = qrCode('https://example.org/pay/1', 'Scan to pay');
    expect((size - 17) % 4).toBe(0);
    for (const [x, y] of [
      [0, 0],
      [size - 7, 0],
      [0, size - 7],
    ])
      expect(path).toContain(`M${x} ${y}h7v1h-7z`);
  });
});

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function letter(rows = 3): Document {
  return {
    kind: 'invoice',
    paper: 'a4',
    locale: 'en-GB',
    studio: { name: 'Harbour Studio', lines: ['4 Quay Street', 'hello@harbour.example'], logo: null },
    title: 'Invoice',
    number: '2026-0001',
    stamp: 'Draft',
    facts: [{ label: 'Date', value: '22 Nov 2026' }],
    parties: [{ label: 'Bill to', lines: ['Zoë Łukasz Ωmega Ждан'] }],
    intro: '',
    tables: [
      {
        heading: 'Lessons',
        whenEmpty: 'None.',
        columns: [
          { label: 'Description', align: 'start', isWide: true },
          { label: 'Amount', align: 'end' },
        ],
        rows: Array.from({ length: rows }, (_, index) => ({
          cells: [`Lesson number ${index + 1}.`, '€50.00'],
          note: 'Completed',
        })),
      },
    ],
    totals: [{ label: 'Amount due', value: '€1,234.50', isMain: true }],
    notes: [{ heading: 'How to pay', text: 'Please pay within 14 days' }],
    qr: qrCode('https://example.org/pay/1', 'Scan to pay'),
    footer: 'Harbour Studio',
    pageWords: 'Page {{page}} of {{pages}}',
    fileName: 'invoice-2026-0001',
    madeAt: 1_790_000_000_000,
  };
}
