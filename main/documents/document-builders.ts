import type { ReadDb } from '#db/database.ts';
import type { Document, DocumentKind } from '#domain/document/document.ts';
import { dayCloseBuilder } from './day-close-document.ts';
import type { DocumentBuilder } from './document-builder.ts';
import { invoiceBuilder } from './invoice-document.ts';
import { receiptBuilder } from './receipt-document.ts';
import { statementBuilder } from './statement.ts';
import { wageStatementBuilder } from './wage-statement.ts';

/**
 * Every kind of document there is, for the screen, the printer, the file and the message that goes with it
 * (`messages.document_kind`, `document_id`).
 */
export const DOCUMENT_BUILDERS: Partial<Readonly<Record<DocumentKind, DocumentBuilder>>> = {
  receipt: receiptBuilder('receipt'),
  refund_receipt: receiptBuilder('refund_receipt'),
  day_close: dayCloseBuilder,
  statement: statementBuilder,
  wage_statement: wageStatementBuilder,
  invoice: invoiceBuilder('invoice'),
  credit_note: invoiceBuilder('credit_note'),
};

/** The document behind a row, whoever asks; undefined when there is none. */
export function buildDocument(db: ReadDb, kind: DocumentKind, id: number): Document | undefined {
  return DOCUMENT_BUILDERS[kind]?.build(db, id);
}
