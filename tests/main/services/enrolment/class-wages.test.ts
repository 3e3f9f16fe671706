import { afterEach, beforeEach, expect, it } from 'vitest';
import { totalsOf } from '#main/services/enrolment/class-pricing.ts';
import { localDate } from '#domain/values/time.ts';
import { aWageDesk, type WageDesk } from '#tests/main/services/wage/wage-desk.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';

let test: TestDb;
let desk: WageDesk;
beforeEach(() => {
  test = createTestDb();
  desk = aWageDesk(test);
});
afterEach(() => test.cleanup());

it('adds up what a class earns by the rates of its practitioner on each day, not by the service’s alone', async () => {
  const { yoga } = desk.story.studio;
  const session = (date: string, practitionerId: WageDesk['pia'] | null = desk.pia) => ({
    serviceId: yoga,
    practitionerId,
    localDate: localDate(date),
    durationMinutes: 90,
    state: 'open' as const,
  });
  const rate = { practitionerId: desk.pia, serviceId: null, wageBasis: 'session' };
  await desk.ask('wage.setRate', { ...rate, fromDate: '2026-03-10', wageType: 'hourly', wageMinor: 4000 });
  await desk.ask('wage.setRate', { ...rate, fromDate: '2026-03-20', wageType: 'fixed', wageMinor: 5000 });
  // 30.00 by the service, an hour and a half at 40.00, then 50.00; without a practitioner the service's.
  const sessions = [
    session('2026-03-09'),
    session('2026-03-10'),
    session('2026-03-20'),
    session('2026-03-20', null),
  ];
  expect(totalsOf(test.db.read, sessions)).toMatchObject({ wageMinor: 3000 + 6000 + 5000 + 3000 });
});
