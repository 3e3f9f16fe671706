import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ServiceId } from '#domain/values/ids.ts';
import { MAX_AMOUNT_MINOR } from '#domain/values/money.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { type Desk, openDesk } from '#tests/support/desk.ts';
import { call } from '#tests/support/procedures.ts';
import { type SeededStudio, seedStudio } from '#tests/support/seed-studio.ts';
import { seriesFields } from '../series/series-desk.ts';

let test: TestDb;
let studio: SeededStudio;
let desk: Desk;

beforeEach(() => {
  test = createTestDb();
  studio = seedStudio(test.db);
  desk = openDesk(test.db, { dataDir: test.dir });
});
afterEach(() => {
  expect(desk.bugs).toEqual([]);
  test.cleanup();
});

const ask = (name: string, input: unknown) => call(desk.callAs(studio.owner), name, input);
const issue = (path: string, code: string) => ({ code: 'INVALID_INPUT', data: { issues: [{ path, code }] } });

const service = (more: object = {}) => ({
  name: 'Charter',
  color: 1,
  priceType: 'hourly',
  costMinor: MAX_AMOUNT_MINOR,
  durationMinutes: 60,
  capacity: 1,
  description: '',
  active: true,
  ...more,
});
const session = (serviceId: ServiceId, more: object = {}) => ({
  serviceId,
  locationId: studio.location,
  roomId: null,
  practitionerId: null,
  title: '',
  date: '2026-03-02',
  time: '10:00',
  durationMinutes: 60,
  capacity: 1,
  publicNote: '',
  privateNote: '',
  meetingLink: '',
  ...more,
});
const dearest = async (): Promise<ServiceId> =>
  ((await ask('catalog.createService', service())).data as { id: ServiceId }).id;

describe('what a session may cost', () => {
  it('is told at the price of a service that is too dear for its usual length', async () => {
    const refusal = issue('costMinor', 'SESSION_TOO_DEAR');
    expect(await ask('catalog.createService', service({ durationMinutes: 61 }))).toMatchObject(refusal);
    const id = await dearest();
    const longer = { ...service({ durationMinutes: 90 }), id, version: 1 };
    expect(await ask('catalog.updateService', longer)).toMatchObject(refusal);
    expect((await ask('catalog.updateService', { ...longer, priceType: 'fixed' })).code).toBe('OK');
  });

  it('is told at the length of a session or series, when it is added, changed or moved', async () => {
    const serviceId = await dearest();
    const refusal = issue('durationMinutes', 'SESSION_TOO_DEAR');
    const tooLong = session(serviceId, { durationMinutes: 65 });
    expect(await ask('session.create', tooLong)).toMatchObject(refusal);
    const { id } = (await ask('session.create', session(serviceId))).data as { id: number };
    expect(await ask('session.update', { ...tooLong, id, version: 1 })).toMatchObject(refusal);
    const move = { id, version: 1, date: '2026-03-02', time: '11:00', durationMinutes: 65 };
    expect(await ask('session.move', move)).toMatchObject(refusal);
    const series = { ...seriesFields(studio, { serviceId, durationMinutes: 65 }) };
    expect(await ask('series.preview', series)).toMatchObject(refusal);
    expect(await ask('series.create', { ...series, enabled: true })).toMatchObject(refusal);
  });

  it('does not stand in the way of other changes once the service has become dearer', async () => {
    const serviceId = await dearest();
    const long = session(serviceId, { durationMinutes: 120 });
    test.db.write((tx) => tx.run('UPDATE services SET cost_minor = 1'));
    const { id } = (await ask('session.create', long)).data as { id: number };
    test.db.write((tx) => tx.run('UPDATE services SET cost_minor = ?', [MAX_AMOUNT_MINOR]));
    expect((await ask('session.update', { ...long, title: 'New', id, version: 1 })).code).toBe('OK');
    const move = { id, version: 2, date: '2026-03-03', time: '11:00', durationMinutes: 120 };
    expect((await ask('session.move', move)).code).toBe('OK');
  });

  it('is told in words at the amount that is too large', async () => {
    const tooMuch = service({ costMinor: MAX_AMOUNT_MINOR + 1 });
    expect(await ask('catalog.createService', tooMuch)).toMatchObject(issue('costMinor', 'AMOUNT_TOO_LARGE'));
  });
});
