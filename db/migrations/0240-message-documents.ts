import type { Migration } from '../migration.ts';

/** Which messages took a document along: each row of a run of automatic invoicing shows how its invoice's fared. */
export const messageDocumentsStep: Migration = {
  version: 240,
  name: 'message-documents',
  sql: 'CREATE INDEX messages_by_document ON messages (document_kind, document_id) WHERE document_id IS NOT NULL;',
};
