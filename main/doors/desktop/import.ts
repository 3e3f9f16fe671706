import { applyImport } from '../../services/import/apply-import.ts';
import { getImportTemplate } from '../../services/import/get-import-template.ts';
import { listImports } from '../../services/import/list-imports.ts';
import { previewImport } from '../../services/import/preview-import.ts';
import { undoImport } from '../../services/import/undo-import.ts';
import { uploadImport } from '../../services/import/upload-import.ts';
import { answer } from '../answer.ts';
import { os } from './os.ts';

export const importHandlers = {
  upload: os.imports.upload.handler(({ context, input }) =>
    answer(uploadImport(context.services, context.actor(), input)),
  ),
  preview: os.imports.preview.handler(({ context, input }) =>
    answer(previewImport(context.services, context.actor(), input)),
  ),
  apply: os.imports.apply.handler(async ({ context, input }) =>
    answer(await applyImport(context.services, context.actor(), input)),
  ),
  progress: os.imports.progress.handler(({ context }) => context.services.importer.progress()),
  undo: os.imports.undo.handler(({ context, input }) =>
    answer(undoImport(context.services, context.actor(), input.id)),
  ),
  list: os.imports.list.handler(({ context }) => listImports(context.services)),
  template: os.imports.template.handler(({ input }) => getImportTemplate(input.kind)),
};
