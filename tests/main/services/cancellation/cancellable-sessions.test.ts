import { expect, it } from 'vitest';
import * as locations from '#db/repositories/location.ts';
import { localDate, zone } from '#domain/values/time.ts';
import { createTestDb } from '#tests/support/database.ts';
import { openDesk } from '#tests/support/desk.ts';
import { call } from '#tests/support/procedures.ts';
import { seedStudio } from '#tests/support/seed-studio.ts';

const FAR_APART = ['Pacific/Auckland', 'Europe/Berlin', 'Pacific/Honolulu'];

it('a range of days means the days of each location, whatever zone this computer is in (reliability T3)', async () => {
  const test = createTestDb();
  const studio = seedStudio(test.db);
  const front = openDesk(test.db, { dataDir: test.dir }).callAs(studio.staff);
  for (const name of FAR_APART) {
    const location = test.db.write((tx) => locations.insert(tx, { name, zone: zone(name) }));
    for (const [date, time] of [
      ['2026-03-01', '23:30'],
      ['2026-03-02', '00:15'],
      ['2026-03-06', '23:30'],
      ['2026-03-07', '00:15'],
    ])
      expect(
        await call(front, 'session.create', {
          serviceId: studio.yoga,
          locationId: location.id,
          roomId: null,
          practitionerId: null,
          title: '',
          date,
          time,
          durationMinutes: 60,
          capacity: 12,
          publicNote: '',
          privateNote: '',
          meetingLink: '',
        }),
      ).toMatchObject({ code: 'OK' });
  }
  const { rows } = await front.cancellation.sessions({
    from: localDate('2026-03-02'),
    to: localDate('2026-03-07'),
    filters: {},
  });
  const found = rows.map((row) => `${row.zone} ${row.date} ${row.time}`);
  expect(found.toSorted()).toEqual(
    FAR_APART.flatMap((name) => [`${name} 2026-03-02 00:15`, `${name} 2026-03-06 23:30`]).toSorted(),
  );
  test.cleanup();
});
