import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { BookingId, InvoiceId, UndoStepId } from '#domain/values/ids.ts';
import { paymentDesk } from '#tests/main/services/payment/payment-desk.ts';
import { addDays, instantToWall, zone } from '#domain/values/time.ts';
import { call } from '#tests/support/procedures.ts';

const d = paymentDesk();
const ask = (name: string, input: object) => call(d.owner, name, input);
const get = (id: InvoiceId) => d.front.invoice.get({ id });
const TO_COME = { from: '2026-03-01', to: '2026-03-31', of: 'scheduled' };

const line = (description: string, unitMinor: number, more: object = {}) => ({
  description,
  quantityMilli: 1000,
  unitMinor,
  taxRateId: null,
  replaces: null,
  keepsRate: false,
  ...more,
});

async function draft(bookingIds: readonly BookingId[], own: readonly object[] = []): Promise<InvoiceId> {
  const sessions = { ...TO_COME, bookingIds };
  const made = await ask('invoice.create', { requestUid: randomUUID(), clientId: d.ann, sessions, own });
  expect(made.code).toBe('OK');
  return (made.data as { id: InvoiceId }).id;
}

/** The draft as it stands, with these changes. */
async function edit(id: InvoiceId, changes: object) {
  const { version, note, dueOn } = await get(id);
  return ask('invoice.edit', { id, version, note, dueOn, drop: [], sessions: null, own: [], ...changes });
}

it('changes words, lines and sessions in one step, and one undo puts all of it back', async () => {
  const [first, second] = [await d.aPlace(2500, '2026-03-02'), await d.aPlace(3000, '2026-03-09')];
  const { replaces: _, keepsRate: __, ...strings } = line('Strings', 1000);
  const id = await draft([first], [strings]);
  const before = await get(id);
  const [lesson, own] = before.lines;
  const edited = await edit(id, {
    note: 'Thank you',
    dueOn: '2026-04-15',
    drop: [lesson?.id],
    sessions: { ...TO_COME, bookingIds: [second] },
    own: [line('Strings and a bow', 1500, { replaces: own?.id, quantityMilli: 2000 }), line('Tuning', 700)],
  });
  expect(edited.code).toBe('OK');
  const after = await get(id);
  expect(after).toMatchObject({ note: 'Thank you', dueOn: '2026-04-15', totalMinor: 3000 + 3000 + 700 });
  // The line that was changed is where it was.
  expect(after.lines.map(({ description }) => description)).toEqual(['Strings and a bow', 'Yoga', 'Tuning']);
  // The session that was taken off may be billed again.
  const free = await d.front.invoice.billable({ clientId: d.ann, ...TO_COME } as never);
  expect(free.map(({ bookingId }) => bookingId)).toEqual([first]);
  expect((await ask('undo.takeBack', { id: (edited.data as { undoId: UndoStepId }).undoId })).code).toBe(
    'OK',
  );
  const { version: _v, ...restored } = await get(id);
  const { version: _w, ...was } = before;
  expect(restored).toEqual(was);
});

it('is not taken back over what somebody else has changed since', async () => {
  const { replaces: _, keepsRate: __, ...strings } = line('Strings', 1000);
  const created = await ask('invoice.create', {
    requestUid: randomUUID(),
    clientId: d.ann,
    sessions: null,
    own: [strings],
  });
  const { id } = created.data as { id: InvoiceId };
  const [first] = (await get(id)).lines;
  const mine = await edit(id, { own: [line('Strings', 1100, { replaces: first?.id })] });
  const [second] = (await get(id)).lines;
  const theirs = await edit(id, { own: [line('Strings', 1200, { replaces: second?.id })] });
  expect(theirs.code).toBe('OK');
  for (const { data } of [mine, created])
    expect(await ask('undo.takeBack', { id: (data as { undoId: UndoStepId }).undoId })).toMatchObject({
      code: 'UNDO_NOT_POSSIBLE',
      data: { reason: 'changed' },
    });
  expect(await get(id)).toMatchObject({ totalMinor: 1200, lines: [{ unitMinor: 1200 }] });
});

it('keeps the rate that a line had when only its words change, whatever the rate is now', async () => {
  const { id: taxRateId } = await d.owner.tax.create({
    name: 'VAT',
    rateBp: 1900,
    inclusive: false,
    active: true,
  });
  const { replaces: _, keepsRate: __, ...book } = line('Book', 1000, { taxRateId });
  const id = await draft([], [book]);
  const rate = (await d.owner.tax.list()).find((known) => known.id === taxRateId);
  await d.owner.tax.update({ ...rate, rateBp: 700 } as never);
  const [own] = (await get(id)).lines;
  const kept = line('A book', 1000, { replaces: own?.id, keepsRate: true });
  expect((await edit(id, { own: [kept] })).code).toBe('OK');
  expect(await get(id)).toMatchObject({ totalMinor: 1190, taxMinor: 190 });
  const [now] = (await get(id)).lines;
  expect((await edit(id, { own: [line('A book', 1000, { replaces: now?.id, taxRateId })] })).code).toBe('OK');
  expect(await get(id)).toMatchObject({ totalMinor: 1070, taxMinor: 70 });
});

it('is refused in words, and changes nothing', async () => {
  const place = await d.aPlace();
  const id = await draft([place]);
  const before = await get(id);
  const [lesson] = before.lines;
  const codes = [
    await edit(id, { drop: [lesson?.id] }),
    await edit(id, { drop: [lesson?.id, 999] }),
    await edit(id, { version: before.version + 1 }),
    // A session's line is not typed over.
    await edit(id, { own: [line('Mine', 5, { replaces: lesson?.id })] }),
    await edit(id, { own: [line('Mine', -5)] }),
    await edit(id, { own: [line('Mine', 1_000_000_000, { quantityMilli: 2000 })] }),
    await edit(id, { own: [line('Mine', 5, { taxRateId: 99 })] }),
    await edit(id, { sessions: { ...TO_COME, bookingIds: [place] } }),
    await edit(id, { dueOn: '2026-02-30' }),
  ].map(({ code }) => code);
  expect(codes).toEqual([
    'INVOICE_EMPTY',
    'NOT_FOUND',
    'CHANGED_MEANWHILE',
    'NOT_FOUND',
    'INVALID_INPUT',
    'INVALID_INPUT',
    'INVALID_INPUT',
    'CHANGED_MEANWHILE',
    'INVALID_INPUT',
  ]);
  expect(await get(id)).toEqual(before);
  await ask('invoice.issue', { requestUid: randomUUID(), id, version: before.version, send: false });
  expect((await edit(id, { note: 'Too late' })).code).toBe('INVOICE_STATE');
});

it('refuses a last day to pay that lies before today at its field, and takes today', async () => {
  const { replaces: _, keepsRate: __, ...strings } = line('Strings', 1000);
  const id = await draft([], [strings]);
  const today = instantToWall(d.now, zone('Europe/Berlin')).date;
  const refused = await edit(id, { dueOn: addDays(today, -1) });
  expect(refused).toMatchObject({
    code: 'INVALID_INPUT',
    data: { issues: [{ path: 'dueOn', code: 'DUE_BEFORE_INVOICE' }] },
  });
  expect((await get(id)).dueOn).toBeNull();
  expect((await edit(id, { dueOn: today })).code).toBe('OK');
});

it('is due on the day it is issued if it has lain past its last day to pay', async () => {
  const { replaces: _, keepsRate: __, ...strings } = line('Strings', 1000);
  const id = await draft([], [strings]);
  const today = instantToWall(d.now, zone('Europe/Berlin')).date;
  d.test.db.write((tx) => tx.run('UPDATE invoices SET due_on = ? WHERE id = ?', [addDays(today, -3), id]));
  const { version } = await get(id);
  const issued = await ask('invoice.issue', { requestUid: randomUUID(), id, version, send: false });
  expect(issued.code).toBe('OK');
  expect(await get(id)).toMatchObject({ issuedOn: today, dueOn: today });
});

it('comes to no more than one payment may be, as it is made and as it is changed, and can then be paid at once', async () => {
  const { replaces: _, keepsRate: __, ...half } = line('Half of the most', 500_000_000);
  const tooMuch = await ask('invoice.create', {
    requestUid: randomUUID(),
    clientId: d.ann,
    sessions: null,
    own: [half, half, { ...half, unitMinor: 1 }],
  });
  const refusal = {
    code: 'INVALID_INPUT',
    data: { issues: [{ path: 'total', code: 'TOTAL_TOO_LARGE' }] },
  };
  expect(tooMuch).toMatchObject(refusal);
  expect((await d.front.invoice.list({} as never)).rows).toEqual([]);
  const id = await draft([], [half, half]);
  expect(await edit(id, { own: [line('A cent more', 1)] })).toMatchObject(refusal);
  expect(await get(id)).toMatchObject({ totalMinor: 1_000_000_000 });
  const { version } = await get(id);
  expect((await ask('invoice.issue', { requestUid: randomUUID(), id, version, send: false })).code).toBe(
    'OK',
  );
  const paid = await d.take({
    dues: [{ kind: 'invoice', invoiceId: id }],
    dueMinor: 1_000_000_000,
    tenders: [{ kind: 'payment', method: 'cash', amountMinor: 1_000_000_000 }],
  });
  expect(paid.code).toBe('OK');
  expect(await get(id)).toMatchObject({ dueMinor: 0 });
});
