import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as completionTypes from '#db/repositories/completion-type.ts';
import * as ledger from '#db/repositories/ledger.ts';
import { REPORT_NAMES, REPORTS } from '#domain/report/report.ts';
import type { ClientId, LocationId, PractitionerId } from '#domain/values/ids.ts';
import { addDays, localDate, localTime, zone } from '#domain/values/time.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { type Desk, type DeskClient, openDesk } from '#tests/support/desk.ts';
import { call } from '#tests/support/procedures.ts';
import { type SeededStudio, seedStudio } from '#tests/support/seed-studio.ts';

const MARCH = { from: localDate('2026-03-01'), to: localDate('2026-04-01') };

let test: TestDb;
let studio: SeededStudio;
let desk: Desk;
let owner: DeskClient;
let now: number;
beforeEach(() => {
  test = createTestDb();
  studio = seedStudio(test.db);
  now = Date.parse('2026-03-10T09:00:00Z');
  desk = openDesk(test.db, { dataDir: test.dir, now: () => now });
  owner = desk.callAs(studio.owner);
});
afterEach(() => {
  expect(desk.bugs).toEqual([]);
  test.cleanup();
});

const aClient = async (lastName: string): Promise<ClientId> =>
  (await owner.client.create({ firstName: '', lastName, email: '', phone: '', note: '' })).id;

/** A saved session of one client, who owes its 25.00. */
async function savedSession(
  clientId: ClientId,
  date: string,
  where: { locationId?: LocationId; practitionerId?: PractitionerId | null } = {},
) {
  const { id } = await owner.session.create({
    serviceId: studio.yoga,
    locationId: where.locationId ?? studio.location,
    roomId: null,
    practitionerId: where.practitionerId === undefined ? studio.practitioner : where.practitionerId,
    title: '',
    date: localDate(date),
    time: localTime('08:00'),
    durationMinutes: 60,
    capacity: 10,
    publicNote: '',
    privateNote: '',
    meetingLink: '',
    allowConflicts: true,
  });
  await owner.booking.create({
    sessionId: id,
    clientId,
    priceMinor: 2500,
    fundings: [{ kind: 'account', amountMinor: 2500 }],
  });
  const typeId = completionTypes.getBuiltIn(test.db.read, 'completed').id;
  const { version } = await owner.session.get({ id });
  return await owner.completion.save({ sessionId: id, typeId, version });
}

/** The figures of a report, by column. */
async function figures(name: (typeof REPORT_NAMES)[number], more: object = {}) {
  const table = await owner.report.get({ name, ...MARCH, ...more });
  const byColumn = (values: readonly (number | null)[]) =>
    Object.fromEntries(REPORTS[name].columns.map(({ key }, index) => [key, values[index]]));
  return {
    ...table,
    totals: byColumn(table.totals),
    before: table.totalsBefore && byColumn(table.totalsBefore),
  };
}

describe('reports', () => {
  it('are for owners and admins', async () => {
    for (const name of ['report.get', 'report.rows', 'report.saveCsv'])
      for (const [role, code] of [
        [studio.owner, 'INVALID_INPUT'],
        [studio.admin, 'INVALID_INPUT'],
        [studio.staff, 'FORBIDDEN'],
        [studio.practitionerStaff, 'FORBIDDEN'],
      ] as const)
        expect((await call(desk.callAs(role), name, {})).code).toBe(code);
  });

  it.each([
    [{ from: '2026-03-02', to: '2026-03-02' }, 'RANGE_REVERSED'],
    [{ from: '2000-01-01', to: '2026-01-01' }, 'RANGE_TOO_LONG'],
    [{ from: '2026-02-30', to: '2026-03-01' }, 'DATE'],
    [{ from: "2026-03-01'; DROP TABLE sessions; --" }, 'DATE'],
    [{ name: 'salaries' }, 'NOT_A_CHOICE'],
    [{ locationId: -1 }, 'ID'],
    [{ limit: 501 }, 'TOO_LARGE'],
  ])('refuse %j', async (change, issue) => {
    for (const procedure of ['get', 'rows']) {
      const input = { name: 'revenue', ...MARCH, key: null, column: 'net', ...change };
      const { code, data } = await call(owner, `report.${procedure}`, input);
      expect(code).toBe('INVALID_INPUT');
      expect(JSON.stringify(data)).toContain(issue);
    }
  });

  it('answer for every one of them on an empty studio, and open nothing that is no figure', async () => {
    for (const name of REPORT_NAMES) {
      const table = await owner.report.get({ name, ...MARCH, compare: true });
      expect(table.totals.every((value) => value === 0 || value === null)).toBe(true);
    }
    for (const column of ['fill', 'salary', 'net', '__proto__', 'constructor'])
      expect(
        (await call(owner, 'report.rows', { name: 'attendance', ...MARCH, key: null, column })).code,
      ).toBe('NOT_FOUND');
    const rows = { ...MARCH, name: 'revenue', group: 'month', key: "x' OR 1=1 --", column: 'net' };
    expect((await call(owner, 'report.rows', rows)).code).toBe('NOT_FOUND');
    const none = await owner.report.rows({
      ...MARCH,
      name: 'revenue',
      group: 'service',
      key: '1 OR 1',
      column: 'net',
    });
    expect(none).toEqual({ rows: [], total: 0, sum: 0 });
  });

  it('count revenue on the day it was posted, for one location and practitioner, beside the month before', async () => {
    const ann = await aClient('Ann');
    const { id: annex } = await owner.catalog.createLocation({
      name: 'Annex',
      zone: zone('Europe/Berlin'),
      address: '',
      active: true,
    });
    now -= 18 * 86_400_000;
    await savedSession(ann, '2026-02-20');
    now += 18 * 86_400_000;
    await savedSession(ann, '2026-02-28');
    await savedSession(ann, '2026-03-09', { locationId: annex });
    await savedSession(ann, '2026-03-10', { practitionerId: null });
    expect(await figures('revenue', { compare: true })).toMatchObject({
      totals: { net: 7500 },
      before: { net: 2500 },
    });
    expect((await figures('revenue', { locationId: annex })).totals).toMatchObject({ net: 2500 });
    expect((await figures('revenue', { practitionerId: studio.practitioner })).totals).toMatchObject({
      net: 5000,
    });
    expect((await figures('attendance', { locationId: studio.location })).totals).toMatchObject({
      attended: 1,
      fill: 1000,
    });
    const byDay = await owner.report.get({ name: 'revenue', ...MARCH, group: 'day' });
    expect(byDay.lines).toHaveLength(31);
    expect(byDay.lines.find(({ key }) => key === '2026-03-10')?.values[5]).toBe(7500);
    const rows = await owner.report.rows({
      name: 'revenue',
      ...MARCH,
      group: 'location',
      key: String(annex),
      column: 'net',
    });
    expect(rows).toMatchObject({
      total: 1,
      sum: 2500,
      rows: [{ clientId: ann, kind: 'charge', sessionDate: '2026-03-09' }],
    });
  });

  it('tell what is owed by the age of the newest charges; a charge taken back has no age', async () => {
    const ann = await aClient('Ann');
    const today = localDate('2026-03-10');
    const at = (days: number): number => Date.parse(`${addDays(today, -days)}T09:00:00Z`);
    const charge = (days: number, amountMinor: number, subjectId: number): void => {
      test.db.write((tx) =>
        ledger.postTransaction(tx, { kind: 'charge', subjectKind: 'booking', subjectId, at: at(days) }, [
          { accountId: ledger.clientAccount(tx, ann), amountMinor },
          { accountId: ledger.accountOf(tx, 'revenue'), amountMinor: -amountMinor },
        ]),
      );
    };
    charge(200, 1000, 901);
    charge(90, 2000, 902);
    charge(61, 3000, 903);
    charge(31, 4000, 904);
    charge(30, 5000, 905);
    charge(0, 6000, 906);
    charge(0, -6000, 906);
    const owed = async () => {
      const { lines } = await owner.report.get({ name: 'balances', from: today, to: addDays(today, 1) });
      return lines.map(({ values }) => values.slice(0, 6));
    };
    expect(await owed()).toEqual([[15_000, 5000, 4000, 5000, 1000, 0]]);
    await owner.client.recordPayment({ clientId: ann, payment: { method: 'cash', amountMinor: 4500 } });
    expect(await owed()).toEqual([[10_500, 5000, 4000, 1500, 0, 0]]);
    const part = await owner.report.rows({
      name: 'balances',
      from: today,
      to: addDays(today, 1),
      key: String(ann),
      column: 'age60',
    });
    expect(part).toMatchObject({ total: 1, sum: 1500 });
    await owner.client.recordPayment({ clientId: ann, payment: { method: 'cash', amountMinor: 20_000 } });
    expect(await owed()).toEqual([[0, 0, 0, 0, 0, 9500]]);
  });

  it('are saved as a file that no spreadsheet runs, in the currency’s digits', async () => {
    const evil = await aClient('=cmd|calc');
    test.db.write((tx) => tx.run(`UPDATE studio SET currency = 'KWD'`));
    await savedSession(evil, '2026-03-09');
    const { fileName } = await owner.report.saveCsv({
      name: 'balances',
      from: localDate('2026-03-10'),
      to: localDate('2026-03-11'),
    });
    const text = desk.files.get(fileName) ?? '';
    expect(text.startsWith('\uFEFF')).toBe(true);
    expect(text).toContain(`${evil},'=cmd|calc,2.500,2.500,0.000`);
    const rows = await owner.report.saveCsv({
      name: 'revenue',
      ...MARCH,
      figure: { key: null, column: 'net' },
    });
    expect(rows.fileName).toBe('callboard-revenue-net-2026-03-01-2026-03-31.csv');
    expect(desk.files.get(rows.fileName)?.split('\r\n')).toHaveLength(3);
    expect(desk.files.get(rows.fileName)).toContain("'=cmd|calc");
    expect(
      (
        await call(owner, 'report.saveCsv', {
          name: 'attendance',
          ...MARCH,
          figure: { key: null, column: 'fill' },
        })
      ).code,
    ).toBe('NOT_FOUND');
  });

  it('turn the journal page by page', async () => {
    const ann = await aClient('Ann');
    for (let index = 1; index <= 5; index += 1)
      await owner.client.recordPayment({ clientId: ann, payment: { method: 'cash', amountMinor: index } });
    const page = (offset: number) => owner.report.get({ name: 'journal', ...MARCH, limit: 4, offset });
    const [first, second, third] = [await page(0), await page(4), await page(8)];
    expect([first.total, first.lines.length, second.lines.length, third.lines.length]).toEqual([10, 4, 4, 2]);
    expect(first.totals).toEqual([15, 15]);
    const keys = [...first.lines, ...second.lines, ...third.lines].map(({ key }) => Number(key));
    expect(keys).toEqual(keys.toSorted((a, b) => a - b));
  });
});
