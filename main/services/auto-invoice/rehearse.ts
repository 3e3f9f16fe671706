import type { ReadDb } from '#db/database.ts';
import type { Billable } from '#db/repositories/billable.ts';
import * as autoSettings from '#db/repositories/auto-invoice-settings.ts';
import * as clients from '#db/repositories/client.ts';
import * as runs from '#db/repositories/invoice-run.ts';
import type { AutoInvoiceSettings } from '#db/schema/auto-invoice.ts';
import { clientName } from '#domain/client/client-name.ts';
import { nextRuns } from '#domain/auto-invoice/runs.ts';
import type { ClientId } from '#domain/values/ids.ts';
import { chargeableCard } from '../../cards/request-charge.ts';
import { billsOfAll } from '../../invoices/bill-of-run.ts';
import { accountCreditOf } from '../../invoices/account-credit.ts';
import { moneyRecipient } from '../../messages/write-to-client.ts';
import { readAutoInvoicing } from '../../settings/auto-invoicing.ts';
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
    return { run: null, rows: [], total: 0, amountMinor: 0, chargedMinor: 0, creditMinor: 0, withTrouble: 0 };
  const bills = billsOfAll(db.read, { covers: run.covers, terms: current.settings, today: run.day });
  const rows = [...bills].map(([id, bill]) => rehearseClient(db.read, current.settings, id, bill));
  return {
    run,
    rows: rows.slice(0, MOST_ROWS),
    total: rows.length,
    amountMinor: sum(rows),
    chargedMinor: sum(rows.filter(({ billing }) => billing === 'charge')) - creditOf(rows, 'charge'),
    creditMinor: rows.reduce((total, { creditMinor }) => total + creditMinor, 0),
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
  const amountMinor = sum(bill);
  const charges = isCharged(db, settings, clientId);
  // What is saved is charged already; the label of what is to come is empty.
  const saved = sum(bill.filter(({ label }) => label !== ''));
  const creditMinor = charges ? Math.min(amountMinor, accountCreditOf(db, clientId, saved)) : 0;
  return {
    clientId,
    client: clientName(client),
    sessions: bill.length,
    amountMinor,
    creditMinor,
    trouble: moneyRecipient(db, client).email === '' ? ('NO_ADDRESS' as const) : ('' as const),
    billing: !charges
      ? ('off' as const)
      : creditMinor === amountMinor
        ? ('credit' as const)
        : cardOf(db, clientId),
  };
}

function isCharged(db: ReadDb, settings: AutoInvoiceSettings, id: ClientId): boolean {
  return settings.send && settings.autoBilling && autoSettings.switchesOf(db, id).charges;
}

const cardOf = (db: ReadDb, id: ClientId): 'no_card' | 'charge' =>
  chargeableCard(db, id) ? 'charge' : 'no_card';

const sum = (rows: readonly { readonly amountMinor: number }[]): number =>
  rows.reduce((total, { amountMinor }) => total + amountMinor, 0);

/** What money on account pays for the rows with this outcome. */
const creditOf = (
  rows: readonly { readonly billing: string; readonly creditMinor: number }[],
  outcome: string,
): number =>
  rows.reduce((total, { billing, creditMinor }) => total + (billing === outcome ? creditMinor : 0), 0);
