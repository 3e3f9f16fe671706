import type { WriteDb } from '#db/database.ts';
import * as settings from '#db/repositories/auto-invoice-settings.ts';
import * as runs from '#db/repositories/invoice-run.ts';
import * as invoices from '#db/repositories/invoice.ts';
import type { AutoInvoiceSettings, InvoiceRun } from '#db/schema/auto-invoice.ts';
import type { ClientId, InvoiceId } from '#domain/values/ids.ts';
import { MAX_AMOUNT_MINOR } from '#domain/values/money.ts';
import { addDays } from '#domain/values/time.ts';
import { issue } from '../../invoices/issue.ts';
import { mailInvoice } from '../../invoices/mail-invoice.ts';
import { writeDraft } from '../../invoices/write-draft.ts';
import { askToPay } from './ask-client.ts';
import { type AskedFor, chargeInvoice } from './charge-invoice.ts';
import type { Bill } from './next-bills.ts';

export interface RowWork extends Bill {
  readonly run: InvoiceRun;
  /** Those that the run was started with. */
  readonly terms: AutoInvoiceSettings;
  readonly at: number;
  readonly newUid: () => string;
}

/**
 * Invoices one client, in the transaction that has read what they owe: the draft with what is to be billed by now, its number and message where it is sent at once, and the
 * request for the card where it is charged. The row leaves `planned` with it.
 */
export function billRow(tx: WriteDb, work: RowWork): void {
  const { run, row, clientId, sessions, today, terms, at } = work;
  if (clientId === null) return runs.failRow(tx, row.id, 'CLIENT_GONE', at);
  if (sessions.length === 0) return runs.endRow(tx, row.id, { ...NOTHING, state: 'nothing', doneAt: at });
  const amountMinor = sessions.reduce((sum, session) => sum + session.amountMinor, 0);
  // Nobody could pay it at once; a part of it is invoiced by hand first.
  if (amountMinor > MAX_AMOUNT_MINOR) return runs.failRow(tx, row.id, 'TOTAL_TOO_LARGE', at);
  const invoiceId = writeDraft(tx, {
    clientId,
    periodFrom: run.fromDay,
    periodTo: run.toDay,
    note: '',
    dueOn: terms.send ? addDays(today, terms.dueDays) : null,
    createdBy: null,
    createdAt: at,
    sessions,
    own: [],
  });
  runs.endRow(tx, row.id, {
    ...NOTHING,
    state: 'invoiced',
    sessions: sessions.length,
    amountMinor,
    invoiceId,
    doneAt: at,
  });
  if (!terms.send) return;
  const issued = issue(tx, invoiceId, at);
  if (!issued.ok) throw new Error(`draft ${invoiceId} of row ${row.id}: ${issued.error.code}`);
  const billing = terms.autoBilling ? charge(tx, work, clientId, invoiceId) : 'off';
  // Who is charged hears of it by the receipt, or when the card is declined.
  if (billing === 'charging') return;
  const mail = { id: invoiceId, kind: 'invoice', uid: `run.${row.id}`, at } as const;
  if (billing !== 'no_card') {
    mailInvoice(tx, mail);
    return;
  }
  mailInvoice(tx, { ...mail, notBefore: at + WAIT_FOR_LINK_MS });
  askToPay(tx, { rowId: row.id, tries: 0, clientId, invoice: invoices.getById(tx, invoiceId) }, work);
}

/** The invoice waits so long for the address of its page, which it takes along; when nobody can open one, it leaves without. */
const WAIT_FOR_LINK_MS = 10 * 60_000;

const NOTHING = { sessions: 0, amountMinor: 0, invoiceId: null, error: '' } as const;

function charge(
  tx: WriteDb,
  { row, at, newUid }: RowWork,
  clientId: ClientId,
  invoiceId: InvoiceId,
): AskedFor | 'off' {
  if (!settings.switchesOf(tx, clientId).charges) return 'off';
  return chargeInvoice(tx, { rowId: row.id, tries: 0, clientId, invoiceId }, { at, newUid });
}
