import { getDocument, saveDocumentPdf } from '../../services/document/get-document.ts';
import { answer } from '../answer.ts';
import { os } from './os.ts';

export const documentHandlers = {
  get: os.document.get.handler(({ context, input }) =>
    answer(getDocument(context.services, context.actor(), input)),
  ),
  savePdf: os.document.savePdf.handler(async ({ context, input }) =>
    answer(await saveDocumentPdf(context.services, context.actor(), input)),
  ),
};
