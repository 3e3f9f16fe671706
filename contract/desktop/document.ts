import { z } from 'zod';
import { type Document, DOCUMENT_KINDS } from '#domain/document/document.ts';
import { everyRole } from './base.ts';

const pair = z.object({ label: z.string(), value: z.string() });

/** `domain/document/document.ts` on the wire. */
export const documentView: z.ZodType<Document> = z.object({
  kind: z.enum(DOCUMENT_KINDS),
  paper: z.enum(['letter', 'a4']),
  locale: z.string(),
  studio: z.object({ name: z.string(), lines: z.array(z.string()), logo: z.string().nullable() }),
  title: z.string(),
  number: z.string(),
  stamp: z.string(),
  facts: z.array(pair),
  parties: z.array(z.object({ label: z.string(), lines: z.array(z.string()) })),
  intro: z.string(),
  tables: z.array(
    z.object({
      heading: z.string(),
      columns: z.array(
        z.object({ label: z.string(), align: z.enum(['start', 'end']), isWide: z.boolean().optional() }),
      ),
      rows: z.array(
        z.object({
          cells: z.array(z.string()),
          note: z.string().optional(),
          isSum: z.boolean().optional(),
        }),
      ),
      whenEmpty: z.string(),
    }),
  ),
  totals: z.array(pair.extend({ isMain: z.boolean().optional() })),
  notes: z.array(z.object({ heading: z.string(), text: z.string() })),
  qr: z.object({ text: z.string(), caption: z.string(), size: z.number(), path: z.string() }).nullable(),
  footer: z.string(),
  pageWords: z.string(),
  fileName: z.string(),
  madeAt: z.number(),
});

const wanted = z.object({ kind: z.enum(DOCUMENT_KINDS), id: z.int().min(1) });

/** What can be printed, saved and sent: receipts, invoices, statements. The engine decides per kind who may read it. */
export const document = {
  get: everyRole.input(wanted).output(documentView),
  /** Into the downloads folder, or on offer to the browser. */
  savePdf: everyRole
    .input(wanted)
    .output(z.object({ fileName: z.string(), path: z.string().nullable(), url: z.string().nullable() })),
};
