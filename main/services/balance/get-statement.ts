import * as studio from '#db/repositories/studio.ts';
import type { Document } from '#domain/document/document.ts';
import { ok, type Result } from '#domain/values/result.ts';
import { instantToWall, type LocalDate } from '#domain/values/time.ts';
import { buildStatement, type StatementWish } from '../../documents/statement.ts';
import type { SavedFile } from '../../gateways/files/port.ts';
import type { ServiceContext } from '../context.ts';
import { savePdf, type SavePdfError } from '../document/save-pdf.ts';
import { type InvalidInput, invalidInput, notFound, type NotFound } from '../errors.ts';

/** A client's statement of any days, as it is printed; `to` is the day after the last. */
export function getStatement(
  { db, now }: Pick<ServiceContext, 'db' | 'now'>,
  wish: StatementWish,
): Result<Document, NotFound | InvalidInput> {
  if (wish.from !== null && wish.from >= wish.to) return invalidInput('to', 'RANGE_REVERSED');
  const today: LocalDate = instantToWall(now(), studio.get(db.read).zone).date;
  const document = buildStatement(db.read, wish, today);
  return document ? ok(document) : notFound('client');
}

/** The same as a PDF in the usual folder. */
export async function saveStatementPdf(
  context: ServiceContext,
  wish: StatementWish,
): Promise<Result<SavedFile, NotFound | InvalidInput | SavePdfError>> {
  const document = getStatement(context, wish);
  return document.ok ? savePdf(context, document.value) : document;
}
