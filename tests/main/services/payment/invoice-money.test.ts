import { describe, expect, it } from 'vitest';
import * as invoices from '#db/repositories/invoice.ts';
import * as ledger from '#db/repositories/ledger.ts';
import type { InvoiceId } from '#domain/values/ids.ts';
import { call } from '#tests/support/procedures.ts';
import { paymentDesk, uid } from './payment-desk.ts';

const d = paymentDesk();

/** An invoice over 40.00 of its own, out and charged to Ann. */
function anInvoice(): InvoiceId {
  return d.test.db.write((tx) => {
    const { id } = tx.run(
      `INSERT INTO invoices (kind, state, client_id, serial, number, issued_on, net_minor, tax_minor, total_minor, created_at, issued_at)
       VALUES ('invoice', 'sent', ?, 1, 'I-1', '2026-02-02', 4000, 0, 4000, 1, 1)`,
      [d.ann],
    );
    tx.run(
      `INSERT INTO invoice_lines (invoice_id, position, kind, description, quantity_milli, unit_minor, net_minor, tax_minor, gross_minor)
       VALUES (?, 1, 'own', 'Mat', 1000, 4000, 4000, 0, 4000)`,
      [id],
    );
    ledger.postTransaction(tx, { kind: 'invoice', subjectKind: 'invoice', subjectId: id, at: d.now }, [
      { accountId: ledger.clientAccount(tx, d.ann), amountMinor: 4000 },
      { accountId: ledger.accountOf(tx, 'revenue'), amountMinor: -4000 },
    ]);
    return id as InvoiceId;
  });
}

describe('an invoice', () => {
  it('is paid with other dues, in parts, and due again when its payment is voided or goes back', async () => {
    d.isBroken = true;
    const invoiceId = anInvoice();
    const due = { kind: 'invoice', invoiceId };
    const paidOf = () => invoices.getById(d.test.db.read, invoiceId).paidMinor;
    const cash = (amountMinor: number) => [{ kind: 'payment', method: 'cash', amountMinor }];
    const first = await d.take({ dues: [due], dueMinor: 4000, tenders: cash(1500) });
    expect(first.code).toBe('OK');
    expect(paidOf()).toBe(1500);
    const [id] = (first.data as { paymentIds: number[] }).paymentIds;
    const { allocations } = await d.front.payment.get({ id: id as never });
    expect(allocations).toMatchObject([{ kind: 'invoice', title: 'I-1', amountMinor: 1500, isOpen: false }]);
    await call(d.owner, 'payment.refund', {
      requestUid: uid(),
      clientId: d.ann,
      parts: [{ paymentId: id, amountMinor: 600, way: 'cash' }],
      reason: 'Too much',
    });
    expect(paidOf()).toBe(900);
    const second = await d.take({ dues: [due], dueMinor: 3100, tenders: cash(3100) });
    expect(paidOf()).toBe(4000);
    const [other] = (second.data as { paymentIds: number[] }).paymentIds;
    const strike = { requestUid: uid(), id: other, reason: 'Twice' };
    expect((await call(d.owner, 'payment.void', strike)).code).toBe('OK');
    expect(paidOf()).toBe(900);
    expect((await d.front.payment.options({ clientId: d.ann })).dues).toMatchObject([
      { ref: due, dueMinor: 3100, title: 'I-1' },
    ]);
  });

  it('can be paid with money that was on the account before it', async () => {
    d.isBroken = true;
    await d.take({
      dues: [],
      dueMinor: 0,
      takesMore: true,
      tenders: [{ kind: 'payment', method: 'transfer', amountMinor: 4000 }],
    });
    const invoiceId = anInvoice();
    const { creditMinor } = await d.front.payment.options({ clientId: d.ann, invoiceId });
    expect(creditMinor).toBe(4000);
    const paid = await d.take({
      dues: [{ kind: 'invoice', invoiceId }],
      dueMinor: 4000,
      tenders: [{ kind: 'account_credit', amountMinor: 4000 }],
    });
    expect(paid.code).toBe('OK');
    expect(invoices.getById(d.test.db.read, invoiceId).paidMinor).toBe(4000);
  });
});
