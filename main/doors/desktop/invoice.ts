import { discardInvoice, editDraft } from '../../services/invoice/change-draft.ts';
import { createInvoice, listBillable } from '../../services/invoice/create-invoice.ts';
import { creditInvoice, voidInvoice } from '../../services/invoice/credit-invoice.ts';
import { getInvoice } from '../../services/invoice/get-invoice.ts';
import { issueInvoice } from '../../services/invoice/issue-invoice.ts';
import { listInvoices } from '../../services/invoice/list-invoices.ts';
import { payInvoice, releaseInvoicePayment } from '../../services/invoice/pay-invoice.ts';
import { saveInvoicesCsv } from '../../services/invoice/save-invoices-csv.ts';
import { remindOfInvoice, sendInvoice } from '../../services/invoice/send-invoice.ts';
import { updateInvoiceSettings } from '../../services/settings/update-invoice-settings.ts';
import { readInvoiceSettings } from '../../settings/invoice-settings.ts';
import { answer } from '../answer.ts';
import { os } from './os.ts';

export const invoiceHandlers = {
  list: os.invoice.list.handler(({ context, input }) => listInvoices(context.services, input)),
  saveCsv: os.invoice.saveCsv.handler(({ context, input }) =>
    answer(saveInvoicesCsv(context.services, input)),
  ),
  get: os.invoice.get.handler(({ context, input }) => answer(getInvoice(context.services, input.id))),
  billable: os.invoice.billable.handler(({ context, input }) =>
    answer(listBillable(context.services, input)),
  ),
  create: os.invoice.create.handler(({ context, input }) =>
    answer(createInvoice(context.services, context.actor(), input)),
  ),
  edit: os.invoice.edit.handler(({ context, input }) =>
    answer(editDraft(context.services, context.actor(), input)),
  ),
  discard: os.invoice.discard.handler(({ context, input }) =>
    answer(discardInvoice(context.services, context.actor(), input)),
  ),
  issue: os.invoice.issue.handler(({ context, input }) =>
    answer(issueInvoice(context.services, context.actor(), input)),
  ),
  pay: os.invoice.pay.handler(({ context, input }) =>
    answer(payInvoice(context.services, context.actor(), input)),
  ),
  release: os.invoice.release.handler(({ context, input }) => {
    answer(releaseInvoicePayment(context.services, context.actor(), input));
  }),
  credit: os.invoice.credit.handler(({ context, input }) =>
    answer(creditInvoice(context.services, context.actor(), input)),
  ),
  void: os.invoice.void.handler(({ context, input }) =>
    answer(voidInvoice(context.services, context.actor(), input)),
  ),
  send: os.invoice.send.handler(({ context, input }) =>
    answer(sendInvoice(context.services, context.actor(), input)),
  ),
  remind: os.invoice.remind.handler(({ context, input }) =>
    answer(remindOfInvoice(context.services, context.actor(), input)),
  ),
  settings: os.invoice.settings.handler(({ context }) => readInvoiceSettings(context.services.db.read)),
  updateSettings: os.invoice.updateSettings.handler(({ context, input }) =>
    answer(updateInvoiceSettings(context.services, context.actor(), input)),
  ),
};
