import type { ReadDb } from '#db/database.ts';
import type { Billable } from '#db/repositories/billable.ts';
import * as autoSettings from '#db/repositories/auto-invoice-settings.ts';
import * as cards from '#db/repositories/card.ts';
import * as clients from '#db/repositories/client.ts';
import * as runs from '#db/repositories/invoice-run.ts';
import type { AutoInvoiceSettings } from '#db/schema/auto-invoice.ts';
import { clientName } from '#domain/client/client-name.ts';
import { nextRuns } from '#domain/auto-invoice/runs.ts';
import type { ClientId } from '#domain/values/ids.ts';
import { billsOfAll } from '../../invoices/bill-of-run.ts';
import { readAutoInvoicing } from '../../settings/auto-invoicing.ts';
import { readPaymentProvider } from '../../settings/studio-settings.ts';
import type { ServiceContext } from '../context.ts';

/** More would not be read; the sums are of all. */
const MOST_ROWS = 200;

/** What the next run would do if it happened with the sessions, clients and cards of this moment. Writes nothing. */
export function rehearse({ db }: ServiceContext) {
  const current = readAutoInvoicing(db.read);
  const run = current?.settings.enabled
    ? nextRuns(current.terms, runs.coveredUntil(db.read), 1)[0]
    : undefined;
  if (!current || !run)
    return { run: null, rows: [], total: 0, amountMinor: 0, chargedMinor: 0, withTrouble: 0 };
  const bills = billsOfAll(db.read, { covers: run.covers, terms: current.settings, today: run.day });
  const rows = [...bills].map(([id, bill]) => rehearseClient(db.read, current.settings, id, bill));
  return {
    run,
    rows: rows.slice(0, MOST_ROWS),
    total: rows.length,
    amountMinor: sum(rows),
    chargedMinor: sum(rows.filter(({ billing }) => billing === 'charge')),
    withTrouble: rows.filter(({ trouble }) => trouble !== '').length,
  };
}

function rehearseClient(
  db: ReadDb,
  settings: AutoInvoiceSettings,
  clientId: ClientId,
  bill: readonly Billable[],
) {
  const client = clients.getById(db, clientId);
  return {
    clientId,
    client: clientName(client),
    sessions: bill.length,
    amountMinor: sum(bill),
    trouble: client.email === '' ? ('NO_ADDRESS' as const) : ('' as const),
    billing: billingOf(db, settings, clientId),
  };
}

function billingOf(db: ReadDb, settings: AutoInvoiceSettings, id: ClientId): 'off' | 'no_card' | 'charge' {
  if (!settings.send || !settings.autoBilling || !autoSettings.switchesOf(db, id).charges) return 'off';
  const provider = readPaymentProvider(db) ? 'stripe' : 'simulator';
  return cards.cardOnFile(db, id, provider) ? 'charge' : 'no_card';
}

const sum = (rows: readonly { readonly amountMinor: number }[]): number =>
  rows.reduce((total, { amountMinor }) => total + amountMinor, 0);
