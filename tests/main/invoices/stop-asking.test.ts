import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { InvoiceId, StaffId } from '#domain/values/ids.ts';
import { NO_TAX } from '#domain/tax/tax.ts';
import { voidInvoice } from '#main/services/invoice/credit-invoice.ts';
import { payInvoice } from '#main/services/invoice/pay-invoice.ts';
import { type CardDesk, openCardDesk } from '#tests/support/card-desk.ts';
import { anOwner, createTestServices } from '#tests/support/service-context.ts';
import { insertPayment } from '#tests/support/scenario-money.ts';
import { draftFor, invoiceOf, issued } from './invoice-desk.ts';

let desk: CardDesk;
let invoiceId: InvoiceId;
beforeEach(async () => {
  desk = await openCardDesk();
  const own = { description: 'Membership', quantityMilli: 1000, unitMinor: 4000, rate: NO_TAX };
  invoiceId = draftFor(desk.db, desk.clientId, 'completed', [own]);
  issued(desk.db, invoiceId, 1);
});
afterEach(async () => {
  expect(desk.wrong()).toEqual([]);
  await desk.close();
});

const services = () => createTestServices(desk.db).ctx;
const owner = anOwner(1 as StaffId);
const head = () => ({
  requestUid: randomUUID(),
  id: invoiceId,
  version: invoiceOf(desk.db, invoiceId).version,
  reason: 'Wrong client',
});
const aPage = { kind: 'payment', amountMinor: 4000, title: 'Membership' } as const;

test('a voided invoice is not charged any more, and its page is closed', async () => {
  const link = desk.link({ ...aPage, invoiceId });
  await desk.work();
  expect(desk.linkOf(link).state).toBe('open');
  expect(voidInvoice(services(), owner, head()).ok).toBe(true);
  await desk.work();
  expect(desk.linkOf(link).state).toBe('canceled');
});

test('a charge that was not sent is let go of with what it was for', async () => {
  const charge = desk.charge({ purpose: 'invoice', invoiceId, amountMinor: 4000 });
  expect(voidInvoice(services(), owner, head()).ok).toBe(true);
  await desk.work();
  expect(desk.chargeOf(charge)).toMatchObject({ state: 'canceled', failureCode: 'nothing_due' });
  expect(desk.balance()).toBe(0);
});

test('an invoice that money on account has paid has no page, one that is paid in part keeps it', async () => {
  const link = desk.link({ ...aPage, invoiceId });
  await desk.work();
  const paymentId = desk.db.write((tx) =>
    insertPayment(tx, { clientId: desk.clientId, method: 'cash', amountMinor: 4000, purpose: 'balance' }),
  );
  const pay = (amountMinor: number) =>
    payInvoice(services(), owner, {
      requestUid: randomUUID(),
      id: invoiceId,
      payments: [{ paymentId, amountMinor }],
    }).ok;
  expect(pay(1000)).toBe(true);
  await desk.work();
  expect(desk.linkOf(link).state).toBe('open');
  expect(pay(3000)).toBe(true);
  await desk.work();
  expect(desk.linkOf(link).state).toBe('canceled');
});
