import type { ReadDb } from '#db/database.ts';
import * as settings from '#db/repositories/settings.ts';
import { SETTING_KEYS } from './studio-settings.ts';

/** How invoices are numbered, when they are due, and when clients are reminded. */
export interface InvoiceSettings {
  /** Days from the date of an invoice to the last one on which it is paid in time. */
  readonly dueDays: number;
  /** Before the running number; a change holds for the numbers that are still to come. */
  readonly invoicePrefix: string;
  readonly creditNotePrefix: string;
  /** Days after the due date on which a reminder goes out by itself, rising; empty: none. At most one for each. */
  readonly reminderDays: readonly number[];
}

export const readInvoiceSettings = (db: ReadDb): InvoiceSettings => ({
  dueDays: 14,
  invoicePrefix: 'INV-',
  creditNotePrefix: 'CN-',
  reminderDays: [],
  ...settings.get<Partial<InvoiceSettings>>(db, SETTING_KEYS.invoices, {}),
});
