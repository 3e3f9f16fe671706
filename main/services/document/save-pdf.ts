import type { Document } from '#domain/document/document.ts';
import type { Result } from '#domain/values/result.ts';
import type { PdfNotMade } from '../../documents/pdf-maker.ts';
import type { SavedFile, SaveError } from '../../gateways/files/port.ts';
import type { ServiceContext } from '../context.ts';

export type SavePdfError = PdfNotMade | SaveError;

/** A document as a PDF in the usual folder; saving the same again answers with the file that is there. */
export async function savePdf(
  { makePdf, gateways }: Pick<ServiceContext, 'makePdf' | 'gateways'>,
  document: Document,
): Promise<Result<SavedFile, SavePdfError>> {
  const pdf = await makePdf(document);
  return pdf.ok ? gateways.files.save(`${document.fileName}.pdf`, () => [pdf.value]) : pdf;
}
