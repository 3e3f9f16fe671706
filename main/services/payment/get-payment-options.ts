import type { ReadDb } from '#db/database.ts';
import type * as openDues from '#db/repositories/open-due.ts';
import { type UnderWay, underWayOfClient } from '#db/repositories/card-due.ts';
import * as clients from '#db/repositories/client.ts';
import * as ledger from '#db/repositories/ledger.ts';
import * as tills from '#db/repositories/till.ts';
import { chargedOnInvoice } from '#db/repositories/invoice-list.ts';
import type { ClientId, InvoiceId } from '#domain/values/ids.ts';
import { clientName } from '#domain/client/client-name.ts';
import { ok, type Result } from '#domain/values/result.ts';
import { moneyRecipient } from '../../messages/write-to-client.ts';
import { readDefaultMethod } from '../../settings/payment-settings.ts';
import { cardsNotAllowed } from '../card/charge-card.ts';
import type { ServiceContext } from '../context.ts';
import { notFound, type NotFound } from '../errors.ts';
import { accountCreditOf } from '../../invoices/account-credit.ts';
import { type CardAtDesk, cardAtDesk } from './card-at-desk.ts';
import { findDue, listDues, type OpenDue } from './dues.ts';
import { owedOnAccount } from './owed-on-account.ts';

/** What the desk can take money for now, and with what. */
export function getPaymentOptions(
  context: ServiceContext,
  filter: openDues.DueFilter & {
    readonly clientId: NonNullable<openDues.DueFilter['clientId']>;
    readonly invoiceId?: InvoiceId | undefined;
  },
): Result<PaymentOptions, NotFound> {
  const { db } = context;
  const { clientId } = filter;
  const client = clients.findById(db.read, clientId);
  if (!client) return notFound('client');
  const balanceMinor = ledger.balanceOfClient(db.read, clientId);
  const underWay = underWayOfClient(db.read, clientId);
  const mayLink = cardsNotAllowed(context) === null;
  return ok({
    clientName: clientName(client),
    dues:
      filter.invoiceId === undefined
        ? listDues(db.read, filter).map((due) => dueView(due, underWay))
        : invoiceDue(db.read, { ...filter, invoiceId: filter.invoiceId }, underWay),
    owedMinor: owedOnAccount(db.read, clientId, underWay),
    balanceMinor,
    // What the invoice has charged stands in the balance, and the money can pay it.
    creditMinor: accountCreditOf(
      db.read,
      clientId,
      filter.invoiceId === undefined ? 0 : chargedOnInvoice(db.read, filter.invoiceId),
    ),
    cardOnFile: cardAtDesk(context, clientId),
    mayLink,
    email: moneyRecipient(db.read, client).email,
    defaultMethod: readDefaultMethod(db.read),
    tillOpenedAt: tills.findOpen(db.read)?.openedAt ?? null,
  });
}

function invoiceDue(
  db: ReadDb,
  { invoiceId, clientId }: { readonly invoiceId: InvoiceId; readonly clientId: ClientId },
  underWay: UnderWay,
) {
  const due = findDue(db, { kind: 'invoice', invoiceId });
  return due?.clientId === clientId ? [dueView(due, underWay)] : [];
}

/** A due as the window shows it: what a charge is going to pay of it is told apart. */
export function dueView({ ref, clientId, dueMinor, item }: OpenDue, underWay: UnderWay) {
  const { title, date, time, participant } = item;
  const chargingMinor = Math.min(dueMinor, underWay.of(ref));
  return { ref, clientId, dueMinor: dueMinor - chargingMinor, chargingMinor, title, date, time, participant };
}

export interface PaymentOptions {
  readonly clientName: string;
  readonly dues: ReturnType<typeof dueView>[];
  readonly owedMinor: number;
  readonly balanceMinor: number;
  readonly creditMinor: number;
  readonly cardOnFile: CardAtDesk | null;
  readonly mayLink: boolean;
  readonly email: string;
  readonly defaultMethod: ReturnType<typeof readDefaultMethod>;
  readonly tillOpenedAt: number | null;
}
