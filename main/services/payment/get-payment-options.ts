import type { ReadDb } from '#db/database.ts';
import * as allocations from '#db/repositories/allocation.ts';
import * as clients from '#db/repositories/client.ts';
import * as ledger from '#db/repositories/ledger.ts';
import * as tills from '#db/repositories/till.ts';
import { chargedOnInvoice, chargedOnInvoices } from '#db/repositories/invoice-list.ts';
import type { InvoiceId } from '#domain/values/ids.ts';
import { clientName } from '#domain/client/client-name.ts';
import { ok, type Result } from '#domain/values/result.ts';
import { readDefaultMethod } from '../../settings/payment-settings.ts';
import type { ServiceContext } from '../context.ts';
import { notFound, type NotFound } from '../errors.ts';
import { clientCredit } from '../../invoices/client-credit.ts';
import { findDue, listDues, type OpenDue } from './dues.ts';

/** What the desk can take money for now, and with what. */
export function getPaymentOptions(
  { db }: ServiceContext,
  filter: allocations.DueFilter & {
    readonly clientId: NonNullable<allocations.DueFilter['clientId']>;
    readonly invoiceId?: InvoiceId | undefined;
  },
): Result<PaymentOptions, NotFound> {
  const { clientId } = filter;
  const client = clients.findById(db.read, clientId);
  if (!client) return notFound('client');
  const balanceMinor = ledger.balanceOfClient(db.read, clientId);
  return ok({
    clientName: clientName(client),
    dues:
      filter.invoiceId === undefined
        ? dueViews(db.read, filter)
        : invoiceDue(db.read, filter.invoiceId, clientId),
    owedMinor: Math.max(
      0,
      allocations.heldOfClient(db.read, clientId) -
        balanceMinor -
        lotDues(db.read, clientId) -
        chargedOnInvoices(db.read, clientId),
    ),
    balanceMinor,
    // What the invoice has charged stands in the balance, and the money can pay it.
    creditMinor: clientCredit(
      db.read,
      clientId,
      filter.invoiceId === undefined ? 0 : chargedOnInvoice(db.read, filter.invoiceId),
    ),
    defaultMethod: readDefaultMethod(db.read),
    tillOpenedAt: tills.findOpen(db.read)?.openedAt ?? null,
  });
}

/** Packages not paid in full stand in the balance and in the list: as owed they count once. */
function lotDues(db: ReadDb, clientId: OpenDue['clientId']): number {
  return allocations.listLotDues(db, { clientId }).reduce((sum, { dueMinor }) => sum + dueMinor, 0);
}

const dueViews = (db: ReadDb, filter: allocations.DueFilter) => listDues(db, filter).map(dueView);

function invoiceDue(db: ReadDb, invoiceId: InvoiceId, clientId: OpenDue['clientId']) {
  const due = findDue(db, { kind: 'invoice', invoiceId });
  return due?.clientId === clientId ? [dueView(due)] : [];
}

/** A due as the window shows it. */
export function dueView({ ref, clientId, dueMinor, item }: OpenDue) {
  const { title, date, time, participant } = item;
  return { ref, clientId, dueMinor, title, date, time, participant };
}

export interface PaymentOptions {
  readonly clientName: string;
  readonly dues: ReturnType<typeof dueView>[];
  readonly owedMinor: number;
  readonly balanceMinor: number;
  readonly creditMinor: number;
  readonly defaultMethod: ReturnType<typeof readDefaultMethod>;
  readonly tillOpenedAt: number | null;
}
