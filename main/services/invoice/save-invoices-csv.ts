import * as studio from '#db/repositories/studio.ts';
import { moneyToDecimal } from '#domain/values/money.ts';
import type { Result } from '#domain/values/result.ts';
import type { SavedFile, SaveError } from '../../gateways/files/port.ts';
import type { ServiceContext } from '../context.ts';
import { everyRow, saveCsv } from '../save-csv.ts';
import { type InvoiceListing, listInvoices } from './list-invoices.ts';

/** The whole filtered list, in the order in which it is shown. */
export function saveInvoicesCsv(
  context: ServiceContext,
  listing: InvoiceListing,
): Result<SavedFile, SaveError> {
  const { currency } = studio.get(context.db.read);
  const money = (amountMinor: number): string => moneyToDecimal(amountMinor, currency);
  return saveCsv(context, 'invoices', HEAD, function* () {
    for (const row of everyRow((page) => listInvoices(context, { ...listing, ...page }).rows))
      yield [
        row.number ?? '',
        row.kind,
        row.standing,
        row.clientName,
        row.issuedOn ?? '',
        row.dueOn ?? '',
        money(row.totalMinor),
        money(row.creditedMinor),
        money(row.paidMinor),
        money(row.dueMinor),
        currency,
      ];
  });
}

const HEAD = [
  'Number',
  'Kind',
  'State',
  'Client',
  'Issued',
  'Due by',
  'Total',
  'Credited',
  'Paid',
  'Due',
  'Currency',
];
