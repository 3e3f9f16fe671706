import type { WriteDb } from '#db/database.ts';
import * as clients from '#db/repositories/client.ts';
import * as invoices from '#db/repositories/invoice.ts';
import * as studios from '#db/repositories/studio.ts';
import type { Invoice } from '#db/schema/invoice.ts';
import { clientName } from '#domain/client/client-name.ts';
import { addDays, instantToWall, type LocalDate } from '#domain/values/time.ts';
import { readInvoiceSettings } from '../settings/invoice-settings.ts';

/** Digits of the running number; longer ones are written out. */
const DIGITS = 4;

/** A draft may have lain past the day on which it was to be due. */
const lastDay = (issuedOn: LocalDate, dueOn: LocalDate): LocalDate => (dueOn < issuedOn ? issuedOn : dueOn);

/**
 * Gives an invoice or credit note its number and today's date, in the transaction that commits both: a number that is given is used,
 * and none is missing. Throws if it is no draft.
 */
export function giveNumber(tx: WriteDb, { id, kind, clientId, dueOn }: Invoice, at: number): void {
  const settings = readInvoiceSettings(tx);
  const issuedOn = instantToWall(at, studios.get(tx).zone).date;
  const client = clients.getById(tx, clientId);
  const serial = invoices.takeSerial(tx, kind);
  const prefix = kind === 'invoice' ? settings.invoicePrefix : settings.creditNotePrefix;
  const isDone = invoices.issue(tx, id, {
    serial,
    number: `${prefix}${String(serial).padStart(DIGITS, '0')}`,
    issuedOn,
    dueOn: kind === 'invoice' ? lastDay(issuedOn, dueOn ?? addDays(issuedOn, settings.dueDays)) : null,
    billTo: [clientName(client), client.address].filter(Boolean).join('\n'),
    at,
  });
  if (!isDone) throw new Error(`invoice ${id} is no draft`);
}
