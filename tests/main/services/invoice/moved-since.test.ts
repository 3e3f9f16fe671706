import { describe, expect, it } from 'vitest';
import * as payments from '#db/repositories/payment.ts';
import type { BookingId, ClientId, InvoiceId, PaymentId, SessionId } from '#domain/values/ids.ts';
import { createLockedGateway } from '#main/gateways/payment/locked.ts';
import { builtIn } from '#tests/main/services/completion/completion-desk.ts';
import { paymentDesk, uid } from '#tests/main/services/payment/payment-desk.ts';
import { createJobHarness, runForDays } from '#tests/support/job-harness.ts';
import { type CallAnswer, call } from '#tests/support/procedures.ts';

const d = paymentDesk();
const ask = (name: string, input: object) => call(d.owner, name, input);
const undo = ({ data }: CallAnswer) => ask('undo.takeBack', { id: (data as { undoId: number }).undoId });
const changed = { code: 'UNDO_NOT_POSSIBLE', data: { reason: 'changed' } };
const inMarch = () => Date.parse('2026-03-03T09:00:00Z');

async function money(amountMinor: number, method = 'cash'): Promise<PaymentId> {
  const tenders = [{ kind: 'payment', method, amountMinor }];
  const { data } = await d.take({ dues: [], dueMinor: 0, takesMore: true, tenders });
  return (data as { paymentIds: PaymentId[] }).paymentIds[0] as PaymentId;
}
const invoiceOf = async (id: InvoiceId) => (await d.owner.invoice.get({ id })) as never as InvoiceSeen;
interface InvoiceSeen {
  readonly version: number;
  readonly totalMinor: number;
  readonly dueMinor: number;
  readonly paidMinor: number;
  readonly lines: readonly { readonly id: number; readonly paidMinor: number }[];
}

async function draft(bookingIds: readonly BookingId[], ownMinor = 0): Promise<InvoiceId> {
  const own = { description: 'Mat', quantityMilli: 1000, unitMinor: ownMinor, taxRateId: null };
  const { data } = await ask('invoice.create', {
    requestUid: uid(),
    clientId: d.ann,
    sessions:
      bookingIds.length > 0 ? { from: '2026-01-01', to: '2026-12-01', of: 'scheduled', bookingIds } : null,
    own: ownMinor > 0 ? [own] : [],
  });
  return (data as { id: InvoiceId }).id;
}

async function issued(bookingIds: readonly BookingId[], ownMinor = 0): Promise<InvoiceId> {
  const id = await draft(bookingIds, ownMinor);
  const { version } = await invoiceOf(id);
  expect((await ask('invoice.issue', { requestUid: uid(), id, version, send: false })).code).toBe('OK');
  return id;
}

const pay = (id: InvoiceId, paymentId: PaymentId, amountMinor: number) =>
  ask('invoice.pay', { requestUid: uid(), id, payments: [{ paymentId, amountMinor }] });

function sessionOf(id: BookingId): { id: SessionId; version: number } {
  const sql = 'SELECT s.id, s.version FROM sessions s JOIN bookings b ON b.session_id = s.id WHERE b.id = ?';
  return d.test.db.read.get<{ id: SessionId; version: number }>(sql, [id]) as never;
}

function save(id: BookingId): ReturnType<typeof call> {
  d.now = inMarch();
  const { id: sessionId, version } = sessionOf(id);
  return ask('completion.save', { sessionId, version, typeId: builtIn(d.test.db, 'completed') });
}

describe('a draft that comes back', () => {
  it('bills its sessions at what they are worth by then', async () => {
    const [canceled, paid] = [await d.aPlace(), await d.aPlace(2500, '2026-03-03')];
    const id = await draft([canceled, paid]);
    const discarded = await ask('invoice.discard', { id, version: (await invoiceOf(id)).version });
    const plan = await d.front.booking.previewCancel({ id: canceled, money: 'back' });
    const cancel = {
      id: canceled,
      version: 1,
      by: 'studio',
      reason: 'Ill',
      money: 'back',
      planHash: plan.planHash,
    };
    const message = { channel: 'none', subject: '', body: '' };
    expect((await ask('booking.cancel', { requestUid: uid(), ...cancel, message })).code).toBe('OK');
    await d.take({
      dues: [{ kind: 'booking', bookingId: paid }],
      dueMinor: 2500,
      tenders: [{ kind: 'payment', method: 'cash', amountMinor: 1000 }],
    });
    expect((await undo(discarded)).code).toBe('OK');
    expect(await invoiceOf(id)).toMatchObject({ totalMinor: 1500 });
  });

  it('gets a line back at what its session is worth by then', async () => {
    const [kept, paid] = [await d.aPlace(), await d.aPlace(2500, '2026-03-03')];
    const id = await draft([kept, paid]);
    const { version, lines } = await invoiceOf(id);
    const removed = await ask('invoice.edit', {
      id,
      version,
      note: '',
      dueOn: null,
      sessions: null,
      own: [],
      drop: [lines[1]?.id],
    });
    await d.take({
      dues: [{ kind: 'booking', bookingId: paid }],
      dueMinor: 2500,
      tenders: [{ kind: 'payment', method: 'cash', amountMinor: 2500 }],
    });
    expect((await undo(removed)).code).toBe('OK');
    expect(await invoiceOf(id)).toMatchObject({ totalMinor: 2500 });
  });
});

describe('money', () => {
  it('that was taken off a place and has paid an invoice does not pay for the place again', async () => {
    const bookingId = await d.aPlace();
    const { data } = await d.take({
      dues: [{ kind: 'booking', bookingId }],
      dueMinor: 2500,
      tenders: [{ kind: 'payment', method: 'cash', amountMinor: 2500 }],
    });
    const [id] = (data as { paymentIds: PaymentId[] }).paymentIds as [PaymentId];
    const [part] = (await d.front.payment.get({ id })).allocations;
    const released = await ask('payment.release', { id, kind: 'booking', rowId: part?.rowId });
    expect((await pay(await issued([], 2500), id, 2500)).code).toBe('OK');
    expect(await undo(released)).toMatchObject(changed);
  });

  it('that was taken off a package does not pay for it again once other money has', async () => {
    const sale = { requestUid: uid(), clientId: d.ann, packageId: d.studio.tenClasses };
    const tenders = [{ kind: 'payment', method: 'cash', amountMinor: 20_000 }] as const;
    const { id: lotId } = await d.front.packages.sell({ ...sale, tenders: [...tenders] });
    const [payment] = (await d.front.client.get({ id: d.ann })).payments;
    const released = await ask('payment.release', { id: payment?.id, kind: 'package', rowId: lotId });
    const paid = await d.take({ dues: [{ kind: 'package', lotId }], dueMinor: 20_000, tenders });
    expect(paid.code).toBe('OK');
    expect(await undo(released)).toMatchObject(changed);
  });

  it('that pays for a place again is billed by no invoice that came between', async () => {
    const bookingId = await d.aPlace();
    const { data } = await d.take({
      dues: [{ kind: 'booking', bookingId }],
      dueMinor: 2500,
      tenders: [{ kind: 'payment', method: 'cash', amountMinor: 2500 }],
    });
    const [payment] = (data as { paymentIds: PaymentId[] }).paymentIds as [PaymentId];
    const [part] = (await d.front.payment.get({ id: payment })).allocations;
    const released = await ask('payment.release', { id: payment, kind: 'booking', rowId: part?.rowId });
    const id = await issued([bookingId]);
    expect((await undo(released)).code).toBe('OK');
    expect(await invoiceOf(id)).toMatchObject({ standing: 'credited', dueMinor: 0 });
  });

  it('that saved sessions have used pays no invoice of a session to come, but one of theirs', async () => {
    const payment = await money(2500, 'card');
    const saved = await d.aPlace(2500, '2026-03-02');
    const [own, next] = [await issued([saved]), await issued([await d.aPlace(2500, '2026-03-09')])];
    await save(saved);
    expect(await pay(next, payment, 2500)).toMatchObject({
      code: 'NOT_ENOUGH_CREDIT',
      data: { creditMinor: 0 },
    });
    expect((await pay(own, payment, 2500)).code).toBe('OK');
  });

  it('that saved sessions have used pays for no other place', async () => {
    const paymentId = await money(2500, 'card');
    await save(await d.aPlace(2500, '2026-03-02'));
    const sessionId = await d.aSession('2026-03-09');
    expect((await d.front.booking.options({ sessionId, clientId: d.ann })).freePayments).toEqual([]);
    const fundings = [{ kind: 'earlier_payment', paymentId, amountMinor: 2500 }];
    const place = { sessionId, clientId: d.ann, priceMinor: 2500, fundings };
    expect(await ask('booking.create', place)).toMatchObject({
      code: 'NOT_ENOUGH_CREDIT',
      data: { creditMinor: 0 },
    });
  });

  it('pays what is charged of an invoice before its sessions to come', async () => {
    const saved = await d.aPlace(2500, '2026-03-02');
    const id = await issued([await d.aPlace(2500, '2026-03-01'), saved]);
    const payment = await money(2500);
    await save(saved);
    expect((await d.owner.invoice.get({ id })).freePayments).toMatchObject([{ freeMinor: 2500 }]);
    expect((await pay(id, payment, 2500)).code).toBe('OK');
    expect((await invoiceOf(id)).lines).toMatchObject([{ paidMinor: 0 }, { paidMinor: 2500 }]);
    expect((await d.owner.invoice.get({ id })).freePayments).toEqual([]);
  });

  it('of a paid and saved session is free again as far as the desk credits it', async () => {
    const bookingId = await d.aPlace();
    const id = await issued([bookingId]);
    const payment = await money(2500);
    await pay(id, payment, 2500);
    const saved = await save(bookingId);
    const { version, lines } = await invoiceOf(id);
    const credit = { requestUid: uid(), id, version, reason: 'Cold room' };
    await ask('invoice.credit', { ...credit, parts: [{ lineId: lines[0]?.id, amountMinor: 1000 }] });
    expect(await invoiceOf(id)).toMatchObject({ paidMinor: 1500, dueMinor: 0 });
    expect(payments.freeMinor(d.test.db.read, payment)).toBe(1000);
    expect(await d.money()).toMatchObject({ balanceMinor: 1000, availableMinor: 1000 });
    // Without the charge, what was credited of it would be a present.
    expect(await undo(saved)).toMatchObject(changed);
  });

  it('that a cancellation under way gives back is not taken off the place before', async () => {
    const bookingId = await d.aPlace();
    const id = await issued([bookingId]);
    const payment = await money(2500);
    const paid = await pay(id, payment, 2500);
    const sessionIds = [sessionOf(bookingId).id];
    const { planHash } = await d.owner.cancellation.preview({ sessionIds });
    const message = { channel: 'none', subject: '', body: '' };
    const wish = { sessionIds, requestUid: uid(), planHash, reason: 'Storm', message, typedTotalMinor: 2500 };
    expect((await ask('cancellation.submit', wish)).code).toBe('OK');
    expect(await undo(paid)).toMatchObject(changed);
    expect(await ask('invoice.release', { requestUid: uid(), id, paymentId: payment })).toMatchObject({
      code: 'SESSION_NOT_OPEN',
      data: { state: 'canceling' },
    });
    await runForDays(createJobHarness(d.test.db, createLockedGateway()), d.test.db, 1);
    expect(payments.freeMinor(d.test.db.read, payment)).toBe(2500);
    expect(await invoiceOf(id)).toMatchObject({ paidMinor: 0, dueMinor: 0 });
  });

  it('that a cancellation under way gives back is not put off the place by an undo', async () => {
    const bookingId = await d.aPlace();
    const payment = await money(2500, 'card');
    const parts = [{ ref: { kind: 'booking', bookingId }, amountMinor: 2500 }];
    const allocated = await ask('payment.allocate', { id: payment, parts });
    const sessionIds = [sessionOf(bookingId).id];
    const { planHash } = await d.owner.cancellation.preview({ sessionIds });
    const message = { channel: 'none', subject: '', body: '' };
    const wish = { sessionIds, requestUid: uid(), planHash, reason: 'Storm', message, typedTotalMinor: 2500 };
    expect((await ask('cancellation.submit', wish)).code).toBe('OK');
    expect(await undo(allocated)).toMatchObject(changed);
  });
});

describe('two records that became one are not parted', () => {
  async function merge(into: ClientId): Promise<CallAnswer> {
    const { from, into: other } = await d.owner.client.mergePreview({ from: d.ann, into });
    return ask('client.merge', {
      from: d.ann,
      into,
      fromVersion: from.version,
      intoVersion: other.version,
    });
  }

  it('once a place of the one is on an invoice of the other', async () => {
    const bookingIds = [await d.aPlace()];
    const into = await d.aClient('Bob');
    const answer = await merge(into);
    const days = { from: '2026-01-01', to: '2026-12-01', of: 'scheduled' };
    const wish = { requestUid: uid(), clientId: into, sessions: { ...days, bookingIds }, own: [] };
    expect((await ask('invoice.create', wish)).code).toBe('OK');
    expect(await undo(answer)).toMatchObject(changed);
  });

  it.each(['invoice', 'package'] as const)(
    'once money of the other has paid an %s of the one',
    async (what) => {
      const invoice = await issued([], 1000);
      const sale = { requestUid: uid(), clientId: d.ann, packageId: d.studio.tenClasses, tenders: [] };
      const { id: lotId } = await d.owner.packages.sell(sale);
      const into = await d.aClient('Bob');
      const tenders = [{ kind: 'payment', method: 'cash', amountMinor: 50_000 }];
      const { data } = await d.take({ clientId: into, dues: [], dueMinor: 0, takesMore: true, tenders });
      const [payment] = (data as { paymentIds: PaymentId[] }).paymentIds as [PaymentId];
      const answer = await merge(into);
      const parts = [{ ref: { kind: 'package', lotId }, amountMinor: 20_000 }];
      const paid =
        what === 'invoice'
          ? await pay(invoice, payment, 1000)
          : await ask('payment.allocate', { id: payment, parts });
      expect(paid.code).toBe('OK');
      expect(await undo(answer)).toMatchObject(changed);
    },
  );
});
