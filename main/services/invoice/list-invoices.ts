import * as lists from '#db/repositories/invoice-list.ts';
import * as studios from '#db/repositories/studio.ts';
import { dueMinor, standingOf } from '#domain/invoice/standing.ts';
import { instantToWall } from '#domain/values/time.ts';
import type { ServiceContext } from '../context.ts';

/** What the list is narrowed to. */
export type InvoiceListing = Omit<lists.InvoiceFilter, 'today'>;

/** A page of the invoices that match, with the sums of all of them. */
export function listInvoices(
  { db, now }: ServiceContext,
  input: InvoiceListing & { readonly limit: number; readonly offset: number },
) {
  const { limit, offset, ...rest } = input;
  const today = instantToWall(now(), studios.get(db.read).zone).date;
  const filter = { ...rest, today };
  const rows = lists.list(db.read, filter, { limit, offset }).map((row) => ({
    ...row,
    standing: standingOf(row, today),
    dueMinor: row.kind === 'invoice' && row.state === 'sent' ? dueMinor(row) : 0,
  }));
  const { count, ...sums } = lists.sums(db.read, filter);
  return { rows, total: count, sums };
}
