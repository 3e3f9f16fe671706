import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as audit from '#db/repositories/audit.ts';
import { ok } from '#domain/values/result.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { type Desk, openDesk } from '#tests/support/desk.ts';
import { call } from '#tests/support/procedures.ts';
import { type SeededStudio, seedStudio } from '#tests/support/seed-studio.ts';

let test: TestDb;
let studio: SeededStudio;
let desk: Desk;

beforeEach(() => {
  test = createTestDb();
  studio = seedStudio(test.db);
  desk = openDesk(test.db, { dataDir: test.dir });
});
afterEach(() => test.cleanup());

const change = (by: 'owner' | 'admin', id: number, more: object) =>
  call(desk.callAs(studio[by]), 'staff.update', {
    id,
    version: 1,
    name: 'Somebody',
    role: 'staff',
    practitionerId: null,
    active: true,
    ...more,
  });

describe('staff', () => {
  it('keeps owners out of an admin’s reach', async () => {
    const forbidden = { code: 'FORBIDDEN', data: { needs: ['owner'] } };
    expect(await change('admin', studio.owner, {})).toMatchObject(forbidden);
    expect(await change('admin', studio.staff, { role: 'owner' })).toMatchObject(forbidden);
    const client = desk.callAs(studio.admin);
    expect(await call(client, 'staff.setPin', { id: studio.owner, pin: '222222' })).toMatchObject(forbidden);
    expect(await call(client, 'staff.unlock', { id: studio.owner })).toMatchObject(forbidden);
    const another = { name: 'New Owner', role: 'owner', practitionerId: null, pin: '222222' };
    expect(await call(client, 'staff.create', another)).toMatchObject(forbidden);
    expect((await call(desk.callAs(studio.owner), 'staff.create', another)).code).toBe('OK');
  });

  it('never loses its last active owner', async () => {
    expect((await change('owner', studio.owner, { role: 'admin' })).code).toBe('LAST_OWNER');
    expect((await change('owner', studio.owner, { role: 'owner', active: false })).code).toBe('LAST_OWNER');
    await change('owner', studio.admin, { role: 'owner', name: 'Adam' });
    expect((await change('owner', studio.owner, { role: 'admin' })).code).toBe('OK');
  });

  it('has no two people in use of the same name', async () => {
    expect(await change('owner', studio.staff, { name: 'ADAM ADMIN' })).toMatchObject({
      code: 'NAME_TAKEN',
      data: { name: 'ADAM ADMIN' },
    });
    expect(
      (await change('owner', studio.admin, { active: false, role: 'admin', name: 'Adam Admin' })).code,
    ).toBe('OK');
    expect((await change('owner', studio.staff, { name: 'Adam Admin' })).code).toBe('OK');
  });

  it('says whose sessions a practitioner sees', async () => {
    const client = desk.callAs(studio.owner);
    const another = { name: 'New', role: 'practitioner', practitionerId: null, pin: '222222' };
    const missing = {
      code: 'INVALID_INPUT',
      data: { issues: [{ path: 'practitionerId', code: 'REQUIRED' }] },
    };
    expect(await call(client, 'staff.create', another)).toMatchObject(missing);
    expect(await change('owner', studio.staff, { role: 'practitioner' })).toMatchObject(missing);
    const named = { ...another, practitionerId: studio.practitioner };
    expect((await call(client, 'staff.create', named)).code).toBe('OK');
  });

  it('is never shown a PIN’s hash', async () => {
    const listed = JSON.stringify(await desk.callAs(studio.owner).staff.list());
    expect(listed).not.toContain('no-pin');
    expect(listed).not.toContain('pinHash');
  });
});

describe('the catalog', () => {
  const room = () => ({ locationId: studio.location, name: 'Hall', capacity: 20, active: true });

  it('has no two rooms of one name in a location, and keeps used rooms where they are', async () => {
    const admin = desk.callAs(studio.admin);
    expect((await call(admin, 'catalog.createRoom', room())).code).toBe('NAME_TAKEN');
    const annex = { name: 'Annex', zone: 'Europe/London', address: '', active: true };
    const { id: locationId } = (await call(admin, 'catalog.createLocation', annex)).data as { id: number };
    expect((await call(admin, 'catalog.createRoom', { ...room(), locationId })).code).toBe('OK');
    test.db.write((tx) =>
      tx.run(
        `INSERT INTO sessions (service_id, location_id, room_id, local_date, local_time, zone, duration_minutes, starts_at,
           ends_at, capacity, created_at) VALUES (?, ?, ?, '2026-03-02', '10:00', 'Europe/Berlin', 60, 1, 2, 1, 0)`,
        [studio.yoga, studio.location, studio.rooms[0]],
      ),
    );
    const moved = { ...room(), name: 'Old Hall', locationId, id: studio.rooms[0], version: 1 };
    expect(await call(admin, 'catalog.updateRoom', moved)).toMatchObject({
      code: 'IN_USE',
      data: { what: 'room', by: 'sessions', count: 1 },
    });
  });

  it('sells packages for services that exist', async () => {
    const offer = { name: 'Five', credits: 5, priceMinor: 9000, validDays: null, active: true };
    const make = (serviceIds: number[]) =>
      call(desk.callAs(studio.admin), 'catalog.createPackage', { ...offer, serviceIds });
    expect((await make([studio.yoga, 999])).code).toBe('NOT_FOUND');
    expect((await make([studio.yoga, studio.yoga])).code).toBe('OK');
    const { packages } = await desk.callAs(studio.staff).catalog.all();
    expect(packages.find(({ name }) => name === 'Five')?.serviceIds).toEqual([studio.yoga]);
  });
});

describe('settings', () => {
  it('start with the defaults of the rules', async () => {
    const client = desk.callAs(studio.staff);
    expect(await client.studio.cancellationSettings()).toEqual({
      nonCardRefund: 'account_credit',
      typedTotalAboveMinor: 10_000,
      secondPersonAboveMinor: null,
      staffRefundLimitMinor: 0,
      lotExpirySoonDays: 14,
      lotExtensionDays: 30,
    });
    expect(await client.studio.get()).toMatchObject({
      gateway: 'simulator',
      mailConfigured: false,
      lockAfterSeconds: 120,
    });
  });

  it('refuse a template with a placeholder that nothing fills', async () => {
    const admin = desk.callAs(studio.admin);
    const templates = await admin.studio.templates();
    expect((await call(admin, 'studio.updateTemplates', templates)).code).toBe('OK');
    const wrong = { ...templates, refundFailed: { subject: 'x', body: 'Dear {{name}}' } };
    expect((await call(admin, 'studio.updateTemplates', wrong)).data).toEqual({
      issues: [{ path: 'refundFailed.body', code: 'PLACEHOLDER' }],
    });
  });

  it('keep no secret where there is no key store, and change nothing then', async () => {
    const account = {
      host: 'mail.example',
      port: 587,
      secure: false,
      user: 'u',
      fromName: 'S',
      fromAddress: 's@example.org',
    };
    const admin = desk.callAs(studio.admin);
    const refused = await call(admin, 'studio.updateMailSettings', { ...account, password: 'hunter22' });
    expect(refused).toMatchObject({ code: 'KEY_REFUSED', data: { reason: 'no_key_store' } });
    expect((await admin.studio.mailSettings()).host).toBe('');
    expect((await call(admin, 'studio.updateMailSettings', { ...account, password: null })).code).toBe('OK');
    expect(await admin.studio.mailSettings()).toEqual({ ...account, hasPassword: false });
    expect((await admin.studio.get()).mailConfigured).toBe(true);
  });
});

describe('a card processor’s key', () => {
  const kept = new Map<string, string | null>();
  const withProcessor = (checked: object, refusesLiveKeys = false) =>
    openDesk(test.db, {
      dataDir: test.dir,
      gateways: {
        refusesLiveKeys,
        keyStore: {
          read: (name) => Promise.resolve(kept.get(name) ?? null),
          store: (name, value) => Promise.resolve((kept.set(name, value), 'stored' as const)),
        },
        paymentFor: () => ok({ check: () => Promise.resolve(checked) } as never),
      },
    }).callAs(studio.owner);
  const works = { ok: true, value: { account: 'acct_1', livemode: false, missing: [] } };

  it('is checked, kept in the key store alone, and can be taken away', async () => {
    const owner = withProcessor(works);
    const key = 'rk_test_secretsecret';
    expect((await call(owner, 'studio.setStripeKey', { key: ` ${key}\n` })).code).toBe('OK');
    expect(kept.get('stripe-key')).toBe(key);
    expect(await owner.studio.payments()).toMatchObject({
      gateway: 'stripe',
      hasKey: true,
      account: 'acct_1',
    });
    const stored = test.db.read.all('SELECT value FROM settings');
    expect(JSON.stringify([stored, audit.list(test.db.read, { limit: 50, offset: 0 })])).not.toContain(
      'secretsecret',
    );
    await owner.studio.setStripeKey({ key: null });
    expect(await owner.studio.payments()).toMatchObject({ gateway: 'simulator', hasKey: false });
  });

  it.each([
    ['PAYMENT_KEY_REFUSED', 'KEY_REFUSED'],
    ['PAYMENT_KEY_LACKS_RIGHT', 'KEY_REFUSED'],
    ['PAYMENT_PROVIDER_UNREACHABLE', 'PROVIDER_UNAVAILABLE'],
  ])('is not kept when the check ends with %s', async (failure, code) => {
    kept.clear();
    const owner = withProcessor({ ok: false, error: { code: failure, missing: [] } });
    expect((await call(owner, 'studio.setStripeKey', { key: 'rk_test_12345678' })).code).toBe(code);
    expect(kept.size).toBe(0);
  });

  it('that moves real money is refused in a runtime without security fixes', async () => {
    const owner = withProcessor(works, true);
    const answer = await call(owner, 'studio.setStripeKey', { key: 'rk_live_12345678' });
    expect(answer).toMatchObject({ code: 'KEY_REFUSED', data: { reason: 'test_runtime' } });
  });

  it('is only the owner’s to set', async () => {
    expect((await call(desk.callAs(studio.admin), 'studio.setStripeKey', { key: null })).code).toBe(
      'FORBIDDEN',
    );
  });
});
