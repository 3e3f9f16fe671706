import type { Document } from '#domain/document/document.ts';
import { ok, type Result } from '#domain/values/result.ts';

/**
 * `busy`: others wait for theirs already, so many that this one would take minutes. `failed`: it could not be drawn, for want of memory
 * or by a mistake of ours, which is reported.
 */
export interface PdfNotMade {
  readonly code: 'PDF_NOT_MADE';
  readonly reason: 'busy' | 'failed';
}

/** Makes PDFs where nobody is kept waiting. */
export type PdfMaker = (document: Document) => Promise<Result<Uint8Array, PdfNotMade>>;

/** At once, in the thread that asks: for the command line and tests. Throws what the drawing throws. */
export const makePdfHere: PdfMaker = async (document) => {
  const { renderPdf } = await import('./render-pdf.ts');
  return ok(await renderPdf(document));
};
