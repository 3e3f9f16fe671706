import type { Document } from '#domain/document/document.ts';
import { err, ok } from '#domain/values/result.ts';
import type { PdfMaker } from './documents/pdf-maker.ts';
import { createIdleThread } from './idle-thread.ts';

export interface PdfThread {
  readonly makePdf: PdfMaker;
  /** Ends the thread; what it still had to draw is given up. */
  readonly stop: () => Promise<void>;
}

/** More than a desk of six asks for before the first is there; each may be a statement of years, which takes seconds. */
const MOST_WAITING = 20;

/**
 * Draws PDFs in a thread of its own, one after another: a statement of 5,000 lines takes seconds, in which windows are answered as ever.
 */
export function createPdfThread(reportUnexpected: (thrown: unknown, where: string) => void): PdfThread {
  const thread = createIdleThread<Document>({ entry: 'pdf-worker' });
  let isStopping = false;
  return {
    makePdf: async (document) => {
      if (thread.waiting() >= MOST_WAITING) return err({ code: 'PDF_NOT_MADE', reason: 'busy' });
      try {
        return ok(await thread.ask<Uint8Array>(document));
      } catch (error) {
        if (!isStopping) reportUnexpected(error, 'pdf');
        return err({ code: 'PDF_NOT_MADE', reason: 'failed' });
      }
    },
    stop: async () => {
      isStopping = true;
      await thread.stop();
    },
  };
}
