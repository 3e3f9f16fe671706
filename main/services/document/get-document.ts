import type { Document, DocumentKind } from '#domain/document/document.ts';
import { ok, type Result } from '#domain/values/result.ts';
import { DOCUMENT_BUILDERS } from '../../documents/document-builders.ts';
import type { SavedFile } from '../../gateways/files/port.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { type Forbidden, forbidden, type NotFound, notFound } from '../errors.ts';
import { savePdf, type SavePdfError } from './save-pdf.ts';

interface Wanted {
  readonly kind: DocumentKind;
  readonly id: number;
}

/** A document as it stands now; refused to whom its kind is not meant for. */
export function getDocument(
  { db }: ServiceContext,
  actor: Actor,
  { kind, id }: Wanted,
): Result<Document, NotFound | Forbidden> {
  const builder = DOCUMENT_BUILDERS[kind];
  if (!builder) return notFound('document');
  if (!builder.mayRead(actor, db.read, id)) return forbidden('owner', 'admin');
  const document = builder.build(db.read, id);
  return document ? ok(document) : notFound('document');
}

/** The same as a PDF in the usual folder; saving it again answers with the file that is there. */
export async function saveDocumentPdf(
  ctx: ServiceContext,
  actor: Actor,
  wanted: Wanted,
): Promise<Result<SavedFile, NotFound | Forbidden | SavePdfError>> {
  const document = getDocument(ctx, actor, wanted);
  return document.ok ? savePdf(ctx, document.value) : document;
}
