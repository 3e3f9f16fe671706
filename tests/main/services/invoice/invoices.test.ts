import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findViolations } from '#db/invariants/find-violations.ts';
import type { BookingId, ClientId, InvoiceId, SessionId, UndoStepId } from '#domain/values/ids.ts';
import { renderPdf } from '#main/documents/render-pdf.ts';
import { builtIn, DAY_AFTER, onAccount } from '#tests/main/services/completion/completion-desk.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { type Desk, openDesk } from '#tests/support/desk.ts';
import { pdfText } from '#tests/support/pdf-text.ts';
import { call } from '#tests/support/procedures.ts';
import { aStudio, type StudioStory } from '#tests/support/scenario.ts';
import { insertPayment } from '#tests/support/scenario-money.ts';

let test: TestDb;
let desk: Desk;
let story: StudioStory;
let ada: ClientId;

beforeEach(() => {
  test = createTestDb();
  story = aStudio(test.db);
  desk = openDesk(test.db, { dataDir: test.dir, now: () => DAY_AFTER });
  ada = story.client('Ada Lovelace');
});
afterEach(() => {
  expect(findViolations(test.db.read)).toEqual([]);
  test.cleanup();
});

const MARCH = { from: '2026-03-01', to: '2026-04-01' };
const as = (who: 'owner' | 'admin' | 'staff' | 'practitionerStaff' = 'admin') =>
  desk.callAs(story.studio[who]);
const ask = (name: string, input: object, who?: Parameters<typeof as>[0]) => call(as(who), name, input);
const undo = (data: unknown) => ask('undo.takeBack', { id: (data as { undoId: UndoStepId }).undoId });

const own = (unitMinor: number, more: object = {}) => ({
  description: 'Sheet music',
  quantityMilli: 1000,
  unitMinor,
  taxRateId: null,
  ...more,
});

/** A saved session of Ada's on account, its booking, and the session. */
async function savedLesson(amountMinor = 2500): Promise<BookingId> {
  const { sessionId, bookingIds } = story.withSession().withBooking({
    client: 'Ada Lovelace',
    participant: 'Nora',
    funding: [{ kind: 'account', amountMinor }],
  });
  await save(sessionId);
  return bookingIds.at(-1) as BookingId;
}
const save = (sessionId: SessionId) =>
  ask('completion.save', { sessionId, version: 1, typeId: builtIn(test.db, 'completed') });

async function draft(lines: readonly object[], bookingIds: readonly BookingId[] = []): Promise<InvoiceId> {
  const { code, data } = await ask('invoice.create', {
    requestUid: randomUUID(),
    clientId: ada,
    sessions: bookingIds.length > 0 ? { ...MARCH, of: 'completed', bookingIds } : null,
    own: lines,
  });
  expect(code).toBe('OK');
  return (data as { id: InvoiceId }).id;
}
const get = async (id: InvoiceId) =>
  (await ask('invoice.get', { id })).data as {
    version: number;
    number: string;
    standing: string;
    totalMinor: number;
    taxMinor: number;
    dueMinor: number;
    paidMinor: number;
    creditedMinor: number;
    state: string;
    lines: { id: number; taxMinor: number; netMinor: number; grossMinor: number }[];
    creditNotes: { id: InvoiceId; number: string; totalMinor: number }[];
  };
async function issue(id: InvoiceId, send = false) {
  const { version } = await get(id);
  return ask('invoice.issue', { requestUid: randomUUID(), id, version, send });
}
const money = (amountMinor: number) =>
  test.db.write((tx) =>
    insertPayment(tx, { clientId: ada, method: 'cash', amountMinor, purpose: 'balance' }),
  );
const pay = (id: InvoiceId, paymentId: number, amountMinor: number) =>
  ask('invoice.pay', { requestUid: randomUUID(), id, payments: [{ paymentId, amountMinor }] });

describe('an invoice', () => {
  it('is numbered without a gap when it is issued, also over refusals and rollbacks', async () => {
    const first = await draft([own(1000)]);
    const second = await draft([own(2000)]);
    expect(
      (await ask('invoice.issue', { requestUid: randomUUID(), id: first, version: 99, send: false })).code,
    ).toBe('CHANGED_MEANWHILE');
    expect(() =>
      test.db.write((tx) => {
        tx.run(`UPDATE invoice_numbers SET next = next + 1 WHERE kind = 'invoice'`);
        throw new Error('the disk is full');
      }),
    ).toThrow();
    const numbers = [await issue(second), await issue(first)].map(
      ({ data }) => (data as { number: string }).number,
    );
    expect(numbers).toEqual(['INV-0001', 'INV-0002']);
    expect((await issue(first)).code).toBe('INVOICE_STATE');
    const both = await Promise.all([draft([own(1)]), draft([own(2)])]);
    const more = await Promise.all(both.map((id) => issue(id)));
    expect(more.map(({ data }) => (data as { number: string }).number).sort()).toEqual([
      'INV-0003',
      'INV-0004',
    ]);
  });

  it('is made once, however often it is asked for', async () => {
    const input = { requestUid: randomUUID(), clientId: ada, sessions: null, own: [own(500)] };
    const [one, two] = [await ask('invoice.create', input), await ask('invoice.create', input)];
    expect(two).toEqual(one);
    expect((await ask('invoice.create', { ...input, own: [own(600)] })).code).toBe('REQUEST_ANSWERED');
  });

  it('bills a session once, frees it when it is discarded, and takes both back', async () => {
    const booking = await savedLesson();
    const id = await draft([], [booking]);
    const wish = {
      requestUid: randomUUID(),
      clientId: ada,
      sessions: { ...MARCH, of: 'completed', bookingIds: [booking] },
      own: [],
    };
    expect((await ask('invoice.create', wish)).code).toBe('CHANGED_MEANWHILE');
    const { data } = await ask('invoice.discard', { id, version: (await get(id)).version });
    const again = await ask('invoice.create', { ...wish, requestUid: randomUUID() });
    expect(again.code).toBe('OK');
    expect((await undo(data)).code).toBe('UNDO_NOT_POSSIBLE');
    expect((await undo(again.data)).code).toBe('OK');
    expect((await undo(data)).code).toBe('OK');
    expect(await get(id)).toMatchObject({ state: 'draft', totalMinor: 2500 });
  });

  it('charges its own lines when it is issued, and sessions not again', async () => {
    const booking = await savedLesson();
    expect(onAccount(test.db, 'client')).toBe(2500);
    const id = await draft([own(1000)], [booking]);
    expect(onAccount(test.db, 'client')).toBe(2500);
    await issue(id);
    expect(onAccount(test.db, 'client')).toBe(3500);
    expect(await get(id)).toMatchObject({ totalMinor: 3500, dueMinor: 3500, standing: 'unpaid' });
  });

  it('is paid in parts, by what the client has paid and by new money; the rest of a payment stays free', async () => {
    const id = await draft([own(3000)]);
    await issue(id);
    const first = money(1000);
    const part = await pay(id, first, 1000);
    expect(await get(id)).toMatchObject({ standing: 'part_paid', dueMinor: 2000, paidMinor: 1000 });
    expect((await undo(part.data)).code).toBe('OK');
    expect(await get(id)).toMatchObject({ standing: 'unpaid', dueMinor: 3000 });
    await pay(id, first, 1000);
    expect((await pay(id, first, 1)).code).toBe('PAYMENT_NOT_FREE');
    const taken = await ask('payment.take', {
      requestUid: randomUUID(),
      clientId: ada,
      dues: [{ kind: 'invoice', invoiceId: id }],
      dueMinor: 2000,
      tenders: [{ kind: 'payment', method: 'cash', amountMinor: 2500 }],
      takesMore: true,
    });
    expect(taken.code).toBe('OK');
    expect(await get(id)).toMatchObject({ standing: 'paid', dueMinor: 0 });
    expect((await pay(id, money(100), 100)).code).toBe('INVOICE_PAID');
    expect(onAccount(test.db, 'client')).toBe(3000 - 1000 - 2500 - 100);
  });

  it('is voided only while nobody has paid it, with a credit note over the rest', async () => {
    const booking = await savedLesson();
    const id = await draft([own(1000)], [booking]);
    await issue(id);
    const paymentId = money(500);
    await pay(id, paymentId, 500);
    const voiding = async () =>
      ask('invoice.void', {
        requestUid: randomUUID(),
        id,
        version: (await get(id)).version,
        reason: 'wrong client',
      });
    expect((await voiding()).code).toBe('INVOICE_PAID');
    expect((await ask('invoice.release', { requestUid: randomUUID(), id, paymentId })).code).toBe('OK');
    expect((await voiding()).code).toBe('OK');
    expect(await get(id)).toMatchObject({
      state: 'void',
      creditNotes: [{ number: 'CN-0001', totalMinor: 3500 }],
    });
    // The lesson stays charged and can be billed again; the sheet music is charged back.
    expect(onAccount(test.db, 'client')).toBe(2500 - 500);
    expect((await ask('invoice.billable', { clientId: ada, ...MARCH, of: 'completed' })).data).toMatchObject([
      { bookingId: booking, amountMinor: 2500 },
    ]);
  });

  it('is credited in part for a reason, and what was paid beyond is free', async () => {
    const booking = await savedLesson();
    const id = await draft([], [booking]);
    await issue(id);
    const paymentId = money(2500);
    await pay(id, paymentId, 2500);
    const credit = async (amountMinor: number) => {
      const { version, lines } = await get(id);
      return ask('invoice.credit', {
        requestUid: randomUUID(),
        id,
        version,
        reason: 'goodwill',
        parts: [{ lineId: lines[0]?.id, amountMinor }],
      });
    };
    expect((await credit(2501)).code).toBe('INVALID_INPUT');
    expect((await credit(1000)).code).toBe('OK');
    expect(await get(id)).toMatchObject({
      creditedMinor: 1000,
      paidMinor: 1500,
      dueMinor: 0,
      standing: 'paid',
    });
    expect(onAccount(test.db, 'client')).toBe(-1000);
    expect((await ask('invoice.billable', { clientId: ada, ...MARCH, of: 'completed' })).data).toEqual([]);
  });

  it('refuses what makes no sense, in words of its own, and changes nothing', async () => {
    const id = await draft([own(1000)]);
    const { version } = await get(id);
    const codes = async (...calls: [string, object][]) =>
      Promise.all(calls.map(async ([name, input]) => (await ask(name, input)).code));
    const bad = { requestUid: randomUUID(), clientId: ada, sessions: null };
    expect(
      await codes(
        ['invoice.create', { ...bad, own: [] }],
        ['invoice.create', { ...bad, own: [own(-1)] }],
        ['invoice.create', { ...bad, own: [own(1_000_000_001)] }],
        ['invoice.create', { ...bad, own: [own(1_000_000_000, { quantityMilli: 2000 })] }],
        ['invoice.create', { ...bad, own: [own(1, { quantityMilli: 0 })] }],
        ['invoice.create', { ...bad, own: [own(1, { taxRateId: 99 })] }],
        ['invoice.create', { ...bad, clientId: 999, own: [own(1)] }],
        ['invoice.billable', { clientId: ada, from: MARCH.to, to: MARCH.from, of: 'completed' }],
        ['invoice.billable', { clientId: ada, from: '2020-01-01', to: '2026-01-01', of: 'completed' }],
        [
          'invoice.pay',
          { requestUid: randomUUID(), id, payments: [{ paymentId: money(5), amountMinor: 5 }] },
        ],
        ['invoice.void', { requestUid: randomUUID(), id, version, reason: 'x' }],
        ['invoice.send', { requestUid: randomUUID(), id }],
        ['invoice.edit', { id, version, note: '', dueOn: null, sessions: null, own: [], drop: [999] }],
        ['invoice.get', { id: 999 }],
      ),
    ).toEqual([
      'INVOICE_EMPTY',
      'INVALID_INPUT',
      'INVALID_INPUT',
      'INVALID_INPUT',
      'INVALID_INPUT',
      'INVALID_INPUT',
      'NOT_FOUND',
      'INVALID_INPUT',
      'INVALID_INPUT',
      'INVOICE_STATE',
      'INVOICE_STATE',
      'INVOICE_STATE',
      'NOT_FOUND',
      'NOT_FOUND',
    ]);
    expect(await get(id)).toMatchObject({ state: 'draft', totalMinor: 1000, version });
  });

  it('is for the desk; voiding and crediting for owners and admins', async () => {
    const id = await draft([own(1000)]);
    await issue(id);
    const { version } = await get(id);
    const voiding = { requestUid: randomUUID(), id, version, reason: 'x' };
    expect((await ask('invoice.void', voiding, 'staff')).code).toBe('FORBIDDEN');
    expect((await ask('invoice.list', {}, 'practitionerStaff')).code).toBe('FORBIDDEN');
    expect((await ask('document.get', { kind: 'invoice', id }, 'practitionerStaff')).code).toBe('FORBIDDEN');
    expect((await ask('invoice.get', { id }, 'staff')).code).toBe('OK');
  });
});

describe('tax', () => {
  const rate = async (rateBp: number, inclusive: boolean): Promise<number> =>
    (
      (await ask('tax.create', { name: `VAT ${rateBp} ${inclusive}`, rateBp, inclusive, active: true }))
        .data as { id: number }
    ).id;

  it('is split off what a saved session charges, and stays as it was when the rate changes', async () => {
    const id = await rate(1900, true);
    test.db.write((tx) => tx.run('UPDATE services SET tax_rate_id = ?', [id]));
    const booking = await savedLesson(11_900);
    expect([onAccount(test.db, 'revenue'), onAccount(test.db, 'tax')]).toEqual([-10_000, -1900]);
    const invoice = await draft([own(1000, { taxRateId: id, quantityMilli: 1500 })], [booking]);
    const before = await get(invoice);
    expect(before.lines).toMatchObject([
      { grossMinor: 11_900, taxMinor: 1900 },
      { grossMinor: 1500, netMinor: 1261, taxMinor: 239 },
    ]);
    await ask('tax.update', { id, version: 1, name: 'VAT', rateBp: 2500, inclusive: true, active: true });
    await issue(invoice);
    expect((await get(invoice)).lines).toEqual(before.lines);
    expect(onAccount(test.db, 'tax')).toBe(-1900 - 239);
  });

  it('is added to the price where prices do not hold it', async () => {
    const id = await rate(700, false);
    const { data } = await ask('catalog.all', {});
    const yoga = (data as { services: { id: number; version: number; costMinor: number }[] }).services.find(
      (row) => row.id === story.studio.yoga,
    );
    const taxed = await ask('catalog.updateService', {
      ...yoga,
      wageMinor: 0,
      taxRateId: id,
      addedTaxBp: undefined,
    });
    expect(taxed.code).toBe('OK');
    const { sessionId } = story.withSession();
    const options = await ask('booking.options', { sessionId, clientId: ada });
    expect(options.data).toMatchObject({ priceMinor: Math.round((yoga?.costMinor ?? 0) * 1.07) });
    expect(
      (await ask('tax.update', { id, version: 1, name: 'x', rateBp: 700, inclusive: false, active: false }))
        .code,
    ).toBe('IN_USE');
  });
});

describe('the paper of an invoice', () => {
  it('says who, what, how much and how to pay', async () => {
    await ask('studio.updateBusinessDetails', {
      address: '4 Quay Street\n20457 Hamburg',
      email: '',
      phone: '',
      taxNumber: 'DE 123',
      paymentInstructions: 'IBAN DE00 0000',
      footer: '',
      logo: null,
    });
    const id = await draft([own(1000)], [await savedLesson()]);
    await issue(id, true);
    await pay(id, money(500), 500);
    const { data } = await ask('document.get', { kind: 'invoice', id });
    const text = pdfText(await renderPdf(data as Parameters<typeof renderPdf>[0])).join(' ');
    for (const words of [
      'Studio Example',
      '4 Quay Street',
      'Tax number DE 123',
      'INV-0001',
      'Ada Lovelace',
      'for Nora · Completed',
      'Sheet music',
      '€35.00',
      'Paid by cash',
      '€30.00',
      'IBAN DE00 0000',
      'Page 1 of 1',
    ])
      expect(text).toContain(words);
    expect(test.db.read.all('SELECT kind, document_kind, document_id, subject FROM messages')).toEqual([
      {
        kind: 'invoice',
        document_kind: 'invoice',
        document_id: id,
        subject: 'Invoice INV-0001 from Studio Example',
      },
    ]);
  });
});
