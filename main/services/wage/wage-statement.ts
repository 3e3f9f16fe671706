import type { Document } from '#domain/document/document.ts';
import type { DayRange } from '#domain/values/day-range.ts';
import type { PractitionerId } from '#domain/values/ids.ts';
import { ok, type Result } from '#domain/values/result.ts';
import { buildWageStatement } from '../../documents/wage-statement.ts';
import type { SavedFile } from '../../gateways/files/port.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { savePdf, type SavePdfError } from '../document/save-pdf.ts';
import { type InvalidInput, notFound, type NotFound } from '../errors.ts';
import { wrongDays } from './list-wages.ts';
import { wagesOf } from './own-wages.ts';

type Wish = DayRange & { readonly practitionerId: PractitionerId };

/** One practitioner's wages of some days as a document. Practitioners find their own only. */
export function getWageStatement(
  { db }: ServiceContext,
  actor: Actor,
  wish: Wish,
): Result<Document, NotFound | InvalidInput> {
  const wrong = wrongDays(wish);
  if (wrong) return wrong;
  if (wagesOf(actor, wish.practitionerId) === undefined) return notFound('practitioner');
  const document = buildWageStatement(db.read, wish);
  return document ? ok(document) : notFound('practitioner');
}

/** The same as a PDF in the usual folder. */
export async function saveWageStatementPdf(
  context: ServiceContext,
  actor: Actor,
  wish: Wish,
): Promise<Result<SavedFile, NotFound | InvalidInput | SavePdfError>> {
  const document = getWageStatement(context, actor, wish);
  return document.ok ? savePdf(context, document.value) : document;
}
