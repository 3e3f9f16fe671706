import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Document } from '#domain/document/document.ts';
import { renderPdf } from '#main/documents/render-pdf.ts';
import { createPdfThread, type PdfThread } from '#main/pdf-thread.ts';

let thread: PdfThread;
let reported: unknown[];
beforeEach(() => {
  reported = [];
  thread = createPdfThread((thrown) => reported.push(thrown));
});
afterEach(() => thread.stop());

describe('PDFs in a thread of their own', { timeout: 60_000 }, () => {
  it('are what they are anywhere else, however many are asked for at once', async () => {
    const documents = ['One', 'Two 陳大文', 'Three'].map((title) => aDocument({ title }));
    const there = await Promise.all(documents.map((document) => thread.makePdf(document)));
    const here = await Promise.all(documents.map((document) => renderPdf(document)));
    expect(there).toEqual(here.map((pdf) => ({ ok: true, value: pdf })));
  });

  it('are refused when too many wait already, and made when those are there', async () => {
    const asked = Array.from({ length: 21 }, () => thread.makePdf(aDocument({})));
    expect(await asked[20]).toEqual({ ok: false, error: { code: 'PDF_NOT_MADE', reason: 'busy' } });
    for (const each of await Promise.all(asked.slice(0, 20))) expect(each.ok).toBe(true);
    expect(await thread.makePdf(aDocument({}))).toMatchObject({ ok: true });
    expect(reported).toEqual([]);
  });

  it('that cannot be drawn are reported, and the next one is made', async () => {
    const studio = { name: 'Harbour Studio', lines: [], logo: 'data:image/png;base64,AAAA' };
    const failed = { ok: false, error: { code: 'PDF_NOT_MADE', reason: 'failed' } };
    expect(await thread.makePdf(aDocument({ studio }))).toEqual(failed);
    expect(reported).toHaveLength(1);
    expect(await thread.makePdf(aDocument({}))).toMatchObject({ ok: true });
  });

  it('are given up when the studio is closed', async () => {
    const asked = thread.makePdf(aDocument({}));
    await thread.stop();
    expect(await asked).toMatchObject({ ok: false });
    expect(reported).toEqual([]);
  });
});

function aDocument(changes: Partial<Document>): Document {
  return {
    kind: 'receipt',
    paper: 'a4',
    locale: 'en-GB',
    studio: { name: 'Harbour Studio', lines: [], logo: null },
    title: 'Receipt',
    number: '7',
    stamp: '',
    facts: [],
    parties: [],
    intro: '',
    tables: [],
    totals: [{ label: 'Total paid', value: '€1.00' }],
    notes: [],
    qr: null,
    footer: '',
    pageWords: '{{page}} / {{pages}}',
    fileName: 'receipt-7',
    madeAt: 1_790_000_000_000,
    ...changes,
  };
}
