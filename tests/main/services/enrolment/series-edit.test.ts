import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkDatabase } from '#db/check.ts';
import type { ClientId, SeriesId } from '#domain/values/ids.ts';
import { localDate } from '#domain/values/time.ts';
import { call } from '#tests/support/procedures.ts';
import { seriesFields } from '../series/series-desk.ts';
import { type ClassDesk, DAY, openClassDesk, TERMS } from './class-desk.ts';

let d: ClassDesk;
let ann: ClientId;

beforeEach(async () => {
  d = openClassDesk();
  ann = await d.addClient('Ann');
});
afterEach(() => {
  expect(d.desk.bugs).toEqual([]);
  expect(checkDatabase(d.test.db.read, 'full').problems).toEqual([]);
  d.test.cleanup();
});

describe('a class that grows', () => {
  it('gives everybody who is enrolled a place in the new sessions, says so before, and takes it back', async () => {
    const id = await d.addClass();
    await d.enrol(id, ann, [{ kind: 'new_payment', method: 'cash', amountMinor: 100_00 }]);
    const before = d.places();
    const edit = {
      id,
      version: 3,
      scope: 'all' as const,
      fromDate: null,
      fields: seriesFields(d.studio, { sessionCount: 6 }),
    };
    const diff = await d.front.series.previewChange(edit);
    expect([diff.added.length, diff.enrolled]).toEqual([2, 1]);
    const done = await d.front.series.change({ ...edit, planHash: diff.planHash, tell: false });
    expect(done).toMatchObject({ added: 2, places: 2 });
    const { bookings, balance } = await d.front.client.get({ id: ann });
    expect(bookings.map(({ funding }) => funding)).toEqual([
      'account',
      'account',
      'cash',
      'cash',
      'cash',
      'cash',
    ]);
    expect(balance).toMatchObject({ openBookingsMinor: 150_00 });
    await d.front.undo.takeBack({ id: done.undoId });
    expect(d.places()).toEqual(before);
  });
});

describe('a class that ends sooner', () => {
  const edit = (id: SeriesId, version: number, more: object) => ({
    id,
    version,
    scope: 'all' as const,
    fromDate: null,
    fields: seriesFields(d.studio, more),
  });

  it('is refused while a deadline would lie after its last session, and nothing changes', async () => {
    const id = await d.addClass();
    const rows = () => d.test.db.read.all('SELECT * FROM sessions ORDER BY id');
    const before = rows();
    for (const more of [{ sessionCount: 1 }, { firstDate: '2026-02-24', sessionCount: 2 }]) {
      const input = edit(id, 3, more);
      expect((await call(d.front, 'series.previewChange', input)).code).toBe('CLASS_DEADLINES');
      const change = { ...input, planHash: 'any', tell: false };
      expect((await call(d.front, 'series.change', change)).code).toBe('CLASS_DEADLINES');
    }
    expect(rows()).toEqual(before);
    const terms = { ...TERMS, dropUntilDate: localDate('2026-03-02') };
    const { version } = await d.front.enrolment.setTerms({ seriesId: id, version: 3, terms });
    const input = edit(id, version, { sessionCount: 1 });
    expect((await call(d.front, 'series.previewChange', input)).code).toBe('OK');
  });

  it('is not ended from a day on that leaves a deadline after its last session', async () => {
    const id = await d.addClass();
    const rows = () => [
      d.test.db.read.all('SELECT * FROM sessions'),
      d.test.db.read.all('SELECT * FROM series'),
    ];
    const before = rows();
    const end = (fromDate: string, version: number) => ({
      id,
      version,
      scope: 'following',
      fromDate,
      fields: null,
    });
    const refused = end('2026-03-10', 3);
    expect((await call(d.front, 'series.previewChange', refused)).code).toBe('CLASS_DEADLINES');
    const change = { ...refused, planHash: 'any', tell: false };
    expect((await call(d.front, 'series.change', change)).code).toBe('CLASS_DEADLINES');
    expect(rows()).toEqual(before);
    expect((await call(d.front, 'series.previewChange', end('2026-03-24', 3))).code).toBe('OK');
    const terms = { ...TERMS, dropUntilDate: localDate('2026-03-02') };
    const { version } = await d.front.enrolment.setTerms({ seriesId: id, version: 3, terms });
    expect((await call(d.front, 'series.previewChange', end('2026-03-10', version))).code).toBe('OK');
  });

  it('may end altogether whatever its deadlines say', async () => {
    const id = await d.addClass();
    const whole = { id, version: 3, scope: 'all', fromDate: null, fields: null };
    expect((await call(d.front, 'series.previewChange', whole)).code).toBe('OK');
    d.setNow(9 * DAY);
    const rest = { ...whole, scope: 'following', fromDate: '2026-03-10' };
    expect((await call(d.front, 'series.previewChange', rest)).code).toBe('OK');
  });

  it('may be renamed although its deadlines made no sense before', async () => {
    const id = await d.addClass();
    d.test.db.write((tx) => tx.run('UPDATE series SET drop_until_at = ?', [Date.UTC(2027, 0, 1)]));
    const input = edit(id, 3, { title: 'Clay' });
    expect((await call(d.front, 'series.previewChange', input)).code).toBe('OK');
  });
});

describe('a series made as a class', () => {
  const create = (terms: object) =>
    call(d.front, 'series.create', {
      ...seriesFields(d.studio, { sessionCount: 1 }),
      enabled: true,
      classTerms: { ...TERMS, dropUntilDate: localDate('2026-03-02'), ...terms },
    });

  it('is one from the start, also of a single session', async () => {
    const { data } = await create({});
    const seriesId = (data as { id: never }).id;
    expect(await d.front.enrolment.class({ seriesId })).toMatchObject({
      state: 'enrolling',
      totals: { sessions: 1, costMinor: 25_00 },
    });
    expect((await d.enrol(seriesId, ann)).code).toBe('OK');
  });

  it('is refused at the deadline, and then there is no series either', async () => {
    expect(await create({ enrolUntilDate: '2026-03-03', enrolUntilTime: '10:01' })).toMatchObject({
      code: 'INVALID_INPUT',
      data: { issues: [{ path: 'classTerms.enrolUntilDate', code: 'AFTER_LAST_SESSION' }] },
    });
    expect((await d.front.series.list({})).total).toBe(0);
  });
});
