import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AutoDesk, openAutoDesk } from './auto-invoice-desk.ts';

let desk: AutoDesk;
beforeEach(() => {
  desk = openAutoDesk();
});
afterEach(() => desk.test.cleanup());

const MARCH = { from: '2026-03-01', to: '2026-04-01' };
const orphans = async (filter: object = {}) =>
  (await desk.as('staff')('autoInvoice.orphans', { ...MARCH, ...filter })).data as {
    rows: { client: string; reason: string; amountMinor: number; date: string }[];
    total: number;
    amountMinor: number;
  };
const told = async (filter: object = {}) =>
  (await orphans(filter)).rows.map(
    ({ client, reason, amountMinor }) => `${client}: ${reason} ${amountMinor}`,
  );

const owing = (date: string, client: string, amountMinor = 2500) =>
  desk.story.withSession({ date }).withBooking({ client, funding: [{ kind: 'account', amountMinor }] });
const idOf = (client: string) =>
  desk.rows(`SELECT id FROM clients WHERE first_name = '${client}'`)[0]?.['id'];

describe('places that nothing will ever bill', () => {
  it('are those that are over and not saved, and those booked for nothing without being free', async () => {
    owing('2026-03-02', 'Ada');
    desk.story
      .withSession({ date: '2026-03-03' })
      .withBooking({ client: 'Zed', funding: [{ kind: 'account', amountMinor: 0 }] })
      .withBooking({ client: 'Free' })
      .withBooking({ client: 'Paid', funding: [{ kind: 'cash', amountMinor: 2500 }] })
      .withBooking({ client: 'Credit', funding: [{ kind: 'package' }] });
    owing('2026-03-30', 'Later');
    desk.setTo('2026-03-05');
    expect(await told()).toEqual(['Ada: past_open 2500', 'Zed: price_zero 2500']);
    expect(await orphans({ limit: 1 })).toMatchObject({ total: 2, amountMinor: 5000 });
    await desk.saveSessions();
    expect(await told({ reason: 'past_open' })).toEqual([]);
    expect(await told({ reason: 'price_zero' })).toEqual(['Zed: price_zero 2500']);
  });

  it('are, while nothing is invoiced automatically, the charges that clients owe; not those their own money covers', async () => {
    owing('2026-03-02', 'Ada');
    owing('2026-03-02', 'Rich');
    const paid = await desk.as('staff')('client.recordPayment', {
      clientId: idOf('Rich'),
      payment: { method: 'cash', amountMinor: 10_000, note: '' },
    });
    expect(paid.code).toBe('OK');
    desk.setTo('2026-03-05');
    await desk.saveSessions();
    expect(await told()).toEqual(['Ada: auto_off 2500']);
  });

  it('are with automatic invoicing those of clients left out, before the first day, and saved late; each with its reason', async () => {
    owing('2026-03-02', 'Early');
    owing('2026-03-03', 'Out');
    owing('2026-03-03', 'Late');
    owing('2026-03-10', 'Next');
    await desk.save({ sinceDay: '2026-03-03' as never, includeEarlier: false });
    await desk.as('owner')('autoInvoice.setClientSwitches', {
      clientId: idOf('Out'),
      invoices: false,
      charges: true,
      version: 0,
    });
    desk.setTo('2026-03-09');
    await desk.runDue();
    desk.setTo('2026-03-12');
    await desk.saveSessions();
    expect(await told()).toEqual(['Early: before_since 2500', 'Out: client_out 2500', 'Late: late 2500']);
    desk.setTo('2026-03-16');
    await desk.runDue();
    expect(await told()).toHaveLength(3);
    await desk.save({ sinceDay: '2026-03-02' as never, includeEarlier: true }, 1);
    expect(await told()).toEqual(['Out: client_out 2500']);
    desk.setTo('2026-03-23');
    await desk.runDue();
    expect(await told()).toEqual(['Out: client_out 2500']);
  });

  it('are asked for a range of days that makes sense', async () => {
    const ask = (range: object) => desk.as('staff')('autoInvoice.orphans', range);
    expect((await ask({ from: '2026-03-02', to: '2026-03-02' })).data).toMatchObject({
      issues: [{ path: 'to', code: 'RANGE_REVERSED' }],
    });
    expect((await ask({ from: '2000-01-01', to: '2026-03-02' })).data).toMatchObject({
      issues: [{ path: 'to', code: 'RANGE_TOO_LONG' }],
    });
  });
});

describe('the switches of a client', () => {
  it('are changed by owners and admins, with Undo, and refused when somebody was faster', async () => {
    const ada = desk.story.client('Ada');
    const set = (change: object, person: 'owner' | 'staff' = 'owner') =>
      desk.as(person)('autoInvoice.setClientSwitches', {
        clientId: ada,
        invoices: true,
        charges: true,
        version: 0,
        ...change,
      });
    expect((await set({ charges: false }, 'staff')).code).toBe('FORBIDDEN');
    const done = await set({ charges: false });
    expect(done.code).toBe('OK');
    expect((await set({ invoices: false })).code).toBe('CHANGED_MEANWHILE');
    expect((await desk.as('owner')('autoInvoice.clientSwitches', { clientId: ada })).data).toEqual({
      invoices: true,
      charges: false,
      version: 1,
    });
    const { undoId } = done.data as { undoId: number };
    expect((await desk.as('owner')('undo.takeBack', { id: undoId })).code).toBe('OK');
    expect(desk.rows('SELECT * FROM client_auto_invoicing')).toEqual([]);
  });
});
