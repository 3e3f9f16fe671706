import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LocationId } from '#domain/values/ids.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { type DeskClient, openDesk } from '#tests/support/desk.ts';
import { call } from '#tests/support/procedures.ts';
import { type SeededStudio, seedStudio } from '#tests/support/seed-studio.ts';

let test: TestDb;
let studio: SeededStudio;
let office: DeskClient;

beforeEach(() => {
  test = createTestDb();
  studio = seedStudio(test.db);
  office = openDesk(test.db, { dataDir: test.dir }).callAs(studio.admin);
});
afterEach(() => test.cleanup());

const berlin = (locationId: LocationId | null = null) => ({
  country: 'DE',
  region: 'BE',
  year: 2026,
  locationId,
});
const publicKeys = async () =>
  (await office.closure.holidays(berlin())).filter(({ type }) => type === 'public').map(({ key }) => key);
const take = (keys: readonly string[], locationId: LocationId | null = null) =>
  call(office, 'closure.importHolidays', { ...berlin(locationId), keys });
const closures = () =>
  test.db.read.all<{ title: string; location_id: number | null }>(
    'SELECT * FROM closures WHERE removed_at IS NULL ORDER BY start_date, id',
  );

describe('public holidays', () => {
  it('can be chosen by country and region, in the studio’s language', async () => {
    const countries = await office.closure.holidayPlaces({ country: null });
    expect(countries).toContainEqual({ code: 'DE', name: 'Germany' });
    expect(await office.closure.holidayPlaces({ country: 'DE' })).toContainEqual({
      code: 'BE',
      name: 'Berlin',
    });
    const listed = await office.closure.holidays(berlin());
    expect(listed).toContainEqual(
      expect.objectContaining({
        title: 'Christmas Day',
        startDate: '2026-12-25',
        alreadyThere: false,
        closedBy: '',
      }),
    );
  });

  it('become closures once, however often they are imported', async () => {
    const keys = await publicKeys();
    expect((await take(keys)).data).toMatchObject({ made: keys.length, alreadyThere: 0 });
    expect((await take(keys)).data).toEqual({ made: 0, alreadyThere: keys.length, undoId: null });
    expect(closures()).toHaveLength(keys.length);
    const again = (await office.closure.holidays(berlin())).filter(({ type }) => type === 'public');
    expect(again.every(({ alreadyThere }) => alreadyThere)).toBe(true);
  });

  it('are closed at one location, and then at another, but not once more where the studio is closed', async () => {
    const [first = ''] = await publicKeys();
    const annex = test.db.write(
      (tx) => tx.run(`INSERT INTO locations (name, zone) VALUES ('Annex', 'Europe/London')`).id as LocationId,
    );
    expect((await take([first], studio.location)).data).toMatchObject({ made: 1 });
    expect((await take([first], studio.location)).data).toMatchObject({ made: 0 });
    expect((await take([first], annex)).data).toMatchObject({ made: 1 });
    expect((await take([first])).data).toMatchObject({ made: 1 });
    expect((await take([first], annex)).data).toMatchObject({ made: 0, alreadyThere: 1 });
    expect(closures().map((row) => row.location_id)).toEqual([studio.location, annex, null]);
  });

  it('come back when they were removed, and go together when the import is taken back', async () => {
    const keys = (await publicKeys()).slice(0, 3);
    await take(keys);
    const [{ id } = { id: 0 as never }] = (await office.closure.list({ when: 'past' })).rows;
    const removed = await office.closure.remove({ id, version: 1, restore: false });
    const { data } = await take(keys);
    expect(data).toMatchObject({ made: 1, alreadyThere: 2 });
    expect(await call(office, 'undo.takeBack', { id: removed.undoId })).toMatchObject({
      code: 'UNDO_NOT_POSSIBLE',
    });
    expect((await call(office, 'undo.takeBack', { id: (data as { undoId: number }).undoId })).code).toBe(
      'OK',
    );
    expect(closures()).toHaveLength(2);
  });

  it('say what closes the day anyway', async () => {
    await office.closure.create({
      title: 'Winter break',
      startDate: '2026-12-23' as never,
      endDate: '2027-01-02' as never,
      startTime: null,
      endTime: null,
      locationId: null,
      roomId: null,
      practitionerId: null,
    });
    const listed = await office.closure.holidays(berlin(studio.location));
    const christmas = listed.find(({ startDate }) => startDate === '2026-12-25');
    expect(christmas).toMatchObject({ alreadyThere: false, closedBy: 'Winter break' });
  });

  it('that begin in the afternoon close the rest of the day', async () => {
    const austria = { country: 'AT', region: null, year: 2026, locationId: null };
    const eve = (await office.closure.holidays(austria)).find(({ startDate }) => startDate === '2026-12-24');
    await office.closure.importHolidays({ ...austria, keys: [eve?.key ?? ''] });
    expect(closures()).toMatchObject([{ start_time: '14:00', end_time: '23:59', source: 'holiday' }]);
  });

  it('are refused for keys and places that are not in the list', async () => {
    expect(await take(['DE:2026-01-01:made up'])).toMatchObject({
      code: 'INVALID_INPUT',
      data: { issues: [{ path: 'keys', code: 'NOT_A_CHOICE' }] },
    });
    const nowhere = { ...berlin(999 as LocationId) };
    expect((await call(office, 'closure.holidays', nowhere)).code).toBe('NOT_FOUND');
    expect((await call(office, 'closure.holidays', { ...berlin(), country: 'Germany' })).code).toBe(
      'INVALID_INPUT',
    );
    expect(closures()).toEqual([]);
  });
});
